package io.github.clv4j.table;

import io.github.clv4j.data.MoneyScale;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One named column of a {@link Table}: a view of a result's own arrays, without a copy.
 *
 * <p>A cell may be unknown ({@link #isNull}); that is not zero and not NaN, and every sink writes it as its own kind of
 * "nothing".
 */
public final class Column {
    private final String name;
    private final ColumnType type;
    private final IntPredicate unknown;
    private final @Nullable IntFunction<@Nullable String> texts;
    private final @Nullable IntToLongFunction longs;
    private final @Nullable IntToDoubleFunction doubles;
    private final @Nullable MoneyScale money;

    private Column(
            String name,
            ColumnType type,
            IntPredicate unknown,
            @Nullable IntFunction<@Nullable String> texts,
            @Nullable IntToLongFunction longs,
            @Nullable IntToDoubleFunction doubles,
            @Nullable MoneyScale money) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("column name is blank");
        }
        this.name = name;
        this.type = type;
        this.unknown = unknown;
        this.texts = texts;
        this.longs = longs;
        this.doubles = doubles;
        this.money = money;
    }

    /** A column of text; a null value is an unknown cell. */
    public static Column text(String name, IntFunction<@Nullable String> values) {
        return new Column(name, ColumnType.TEXT, row -> values.apply(row) == null, values, null, null, null);
    }

    /** A column of whole numbers, all known. */
    public static Column integer(String name, IntToLongFunction values) {
        return integer(name, values, row -> false);
    }

    /** A column of whole numbers, some of which may be unknown. */
    public static Column integer(String name, IntToLongFunction values, IntPredicate unknown) {
        return new Column(name, ColumnType.INTEGER, unknown, null, values, null, null);
    }

    /** A column of numbers; NaN is an unknown cell. */
    public static Column decimal(String name, IntToDoubleFunction values) {
        return new Column(
                name, ColumnType.DECIMAL, row -> Double.isNaN(values.applyAsDouble(row)), null, null, values, null);
    }

    /** A column of exact amounts in minor units, all known. */
    public static Column money(String name, MoneyScale scale, IntToLongFunction minor) {
        return money(name, scale, minor, row -> false);
    }

    /** A column of exact amounts in minor units, some of which may be unknown. */
    public static Column money(String name, MoneyScale scale, IntToLongFunction minor, IntPredicate unknown) {
        return new Column(name, ColumnType.MONEY, unknown, null, minor, null, Objects.requireNonNull(scale, "scale"));
    }

    /** A column of dates as days since 1970-01-01, all known. */
    public static Column date(String name, IntToLongFunction days) {
        return date(name, days, row -> false);
    }

    /** A column of dates as days since 1970-01-01, some of which may be unknown. */
    public static Column date(String name, IntToLongFunction days, IntPredicate unknown) {
        return new Column(name, ColumnType.DATE, unknown, null, days, null, null);
    }

    /** The column's name, unique in its table. */
    public String name() {
        return name;
    }

    /** What the column holds. */
    public ColumnType type() {
        return type;
    }

    /** The currency and digits of a money column. */
    public MoneyScale money() {
        if (money == null) {
            throw new IllegalStateException("column '" + name + "' is " + type + ", not money");
        }
        return money;
    }

    /** True if the cell is unknown. */
    public boolean isNull(int row) {
        return unknown.test(row);
    }

    /** The whole number, minor units or day of a cell; meaningless if {@link #isNull}. */
    public long longAt(int row) {
        if (longs == null) {
            throw new IllegalStateException("column '" + name + "' is " + type + "; it has no whole numbers");
        }
        return longs.applyAsLong(row);
    }

    /** The number in a cell: as it is, or money in major units; NaN if {@link #isNull}. */
    public double doubleAt(int row) {
        if (isNull(row)) {
            return Double.NaN;
        }
        return switch (type) {
            case DECIMAL -> Objects.requireNonNull(doubles).applyAsDouble(row);
            case MONEY -> money().toMajor(longAt(row));
            case INTEGER -> longAt(row);
            case TEXT, DATE -> throw new IllegalStateException("column '" + name + "' is " + type + ", not a number");
        };
    }

    /**
     * The cell as text that does not depend on the locale: plain decimals for money, ISO-8601 for dates, {@link
     * Double#toString(double)} for numbers (which reads back to the same number; Java 19 and newer write a few of them
     * with a digit less); null if {@link #isNull}.
     */
    public @Nullable String textAt(int row) {
        if (isNull(row)) {
            return null;
        }
        return switch (type) {
            case TEXT -> Objects.requireNonNull(texts).apply(row);
            case INTEGER -> Long.toString(longAt(row));
            case DECIMAL -> Double.toString(Objects.requireNonNull(doubles).applyAsDouble(row));
            case MONEY -> money().format(longAt(row));
            case DATE -> LocalDate.ofEpochDay(longAt(row)).toString();
        };
    }

    /** The same column read in another row order: row {@code i} shows what row {@code order[i]} shows here. */
    Column reordered(int[] order) {
        IntFunction<@Nullable String> t = texts;
        IntToLongFunction l = longs;
        IntToDoubleFunction d = doubles;
        return new Column(
                name,
                type,
                row -> unknown.test(order[row]),
                t == null ? null : row -> t.apply(order[row]),
                l == null ? null : row -> l.applyAsLong(order[row]),
                d == null ? null : row -> d.applyAsDouble(order[row]),
                money);
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
