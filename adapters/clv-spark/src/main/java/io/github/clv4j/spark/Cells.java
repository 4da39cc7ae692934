package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.ZeroAmountPolicy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;

/**
 * A source's columns as expressions for id, day and minor units, each null where its cell is bad, and what is bad of them:
 * the rules of {@link io.github.clv4j.data.RowWriter} in Spark's own expressions.
 */
final class Cells {
    private static final long MICROS_A_DAY = 86_400_000_000L;
    /** Decimals of up to 15 digits that differ denote different doubles (IEEE 754: DBL_DIG). */
    private static final double DISTINCT_IN_DOUBLE = 1e15;
    /** What {@link String#isBlank} calls blank. */
    private static final String BLANKS = blanks();

    private static final String FIRST_VISIBLE = "!";
    private static final String BEYOND_ASCII = "\u0080";

    /** Room for any long and any currency's digits. */
    private static final int WIDE = 19 + MoneyScale.MAX_DIGITS;

    /** A kind of bad cell. */
    record Fault(String column, Column isBad, String words) {}

    private final Dataset<Row> source;
    private final LogOptions options;
    private final boolean minorUnits;
    private final boolean numericIds;
    private final List<Fault> faults = new ArrayList<>();
    private final Column customer;
    private final Column day;
    private final Column amount;
    private final @Nullable Column cost;

    private Cells(Dataset<Row> source, TransactionColumns columns, LogOptions options, @Nullable String currency) {
        this.source = source;
        this.options = options;
        this.minorUnits = columns.minorUnits();
        this.numericIds = columns.numericIds();
        this.customer = customer(columns.customer());
        this.day = day(columns.date());
        this.amount = money(columns.amount());
        String costColumn = columns.cost();
        this.cost = costColumn == null ? null : money(costColumn);
        if (options.refunds() == RefundPolicy.REJECT) {
            fault(columns.amount(), amount.lt(0), "have negative amounts (refunds), which are rejected");
        }
        if (options.zeroAmounts() == ZeroAmountPolicy.REJECT) {
            fault(columns.amount(), amount.equalTo(0), "have amounts of zero, which are rejected");
        }
        if (currency != null) {
            require(currency, type(currency).equals(DataTypes.StringType), "text");
            String code = options.money().currency();
            Column cell = source.col(quoted(currency));
            fault(currency, coalesce(cell.notEqual(code), lit(true)), "are not in " + code);
        }
    }

    static Cells of(Dataset<Row> source, TransactionColumns columns, LogOptions options, @Nullable String currency) {
        return new Cells(source, columns, options, currency);
    }

    Column customer() {
        return customer;
    }

    Column day() {
        return day;
    }

    Column amount() {
        return amount;
    }

    @Nullable
    Column cost() {
        return cost;
    }

    boolean isNumeric() {
        return numericIds;
    }

    List<Fault> faults() {
        return faults;
    }

    private static String blanks() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            if (Character.isWhitespace(c)) {
                all.append((char) c);
            }
        }
        return all.toString();
    }

    /** Spark reads a point in a name as the way into a structure. */
    private static String quoted(String column) {
        return "`" + column.replace("`", "``") + "`";
    }

    private DataType type(String column) {
        String[] names = source.schema().fieldNames();
        if (!Arrays.asList(names).contains(column)) {
            throw new DataException("there is no column '" + column + "'; there are " + Arrays.toString(names));
        }
        return source.schema().apply(column).dataType();
    }

    private void require(String column, boolean isRight, String wanted) {
        if (!isRight) {
            throw new DataException(
                    "column '" + column + "' is of type " + type(column).catalogString() + "; it must be " + wanted);
        }
    }

    private void fault(String column, Column isBad, String words) {
        faults.add(new Fault(column, isBad, words));
    }

    private static boolean isWhole(DataType type) {
        return type.equals(DataTypes.LongType)
                || type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.ByteType);
    }

    private Column customer(String column) {
        DataType type = type(column);
        boolean whole = isWhole(type);
        boolean text = type.equals(DataTypes.StringType);
        Column cell = source.col(quoted(column));
        if (numericIds) {
            require(column, whole, "a whole number, because ids are numbers");
            fault(column, cell.isNull(), "have no id");
            return cell.cast(DataTypes.LongType);
        }
        require(column, whole || text, "text or a whole number");
        if (whole) {
            fault(column, cell.isNull(), "have no id");
            return cell.cast(DataTypes.StringType);
        }
        // What begins with a visible ASCII character is not blank; only other text is looked at for good.
        Column blank = when(cell.geq(lit(FIRST_VISIBLE)).and(cell.lt(lit(BEYOND_ASCII))), lit(false))
                .otherwise(length(trim(cell, BLANKS)).equalTo(0));
        fault(column, coalesce(blank, lit(true)), "have no id");
        return when(blank, lit(null)).otherwise(cell);
    }

    private Column day(String column) {
        DataType type = type(column);
        Column cell = source.col(quoted(column));
        Column told;
        if (type.equals(DataTypes.DateType)) {
            told = unix_date(cell);
        } else if (type.equals(DataTypes.TimestampNTZType)) {
            told = unix_date(cell.cast(DataTypes.DateType));
        } else {
            require(column, type.equals(DataTypes.TimestampType), "date, timestamp or timestamp_ntz");
            ZoneId zone = options.timeGrid().zone();
            // What the zone's clocks show, in micros since 1970 of a day without a zone.
            Column micros = unix_micros(zone.equals(ZoneOffset.UTC) ? cell : from_utc_timestamp(cell, zone.getId()));
            // Rounded, for the quotient of two doubles may lie a little beside the whole number that it is.
            told = rint(micros.minus(pmod(micros, lit(MICROS_A_DAY))).divide(lit(MICROS_A_DAY)))
                    .cast(DataTypes.IntegerType);
        }
        fault(column, told.isNull(), "have no date");
        Column inRange = told.between(TimeGrid.MIN_DAY, TimeGrid.MAX_DAY);
        fault(column, inRange.equalTo(false), "are dated outside 0001-01-01..9999-12-31");
        LocalDate last = options.lastDay();
        if (last != null) {
            inRange = inRange.and(told.leq((int) last.toEpochDay()));
            fault(column, told.gt((int) last.toEpochDay()).and(told.leq(TimeGrid.MAX_DAY)), "are dated after " + last);
        }
        return when(inRange, told);
    }

    private Column money(String column) {
        DataType type = type(column);
        Column cell = source.col(quoted(column));
        MoneyScale scale = options.money();
        fault(column, cell.isNull(), "are null");
        if (minorUnits) {
            require(
                    column,
                    isWhole(type) || (type instanceof DecimalType decimal && decimal.scale() == 0),
                    "a whole number, because amounts are in minor units");
            return ranged(column, cell, cell.try_cast(DataTypes.LongType));
        }
        require(
                column,
                isWhole(type) || type instanceof DecimalType || type.equals(DataTypes.DoubleType),
                "decimal, double or a whole number");
        if (type.equals(DataTypes.DoubleType)) {
            return real(column, cell, scale);
        }
        if (type instanceof DecimalType decimal && isExactAsDouble(decimal, scale)) {
            return rint(cell.cast(DataTypes.DoubleType).multiply(lit((double) scale.minorPerMajor())))
                    .cast(DataTypes.LongType);
        }
        Column exact = isWhole(type) ? cell.cast(DataTypes.createDecimalType(19, 0)) : cell;
        if (type instanceof DecimalType decimal && decimal.scale() > scale.digits()) {
            // Back in its own type, so that the comparison widens nothing.
            Column back = cell.try_cast(DataTypes.createDecimalType(38, scale.digits()))
                    .try_cast(type);
            Column fits = coalesce(back.equalTo(cell), lit(false));
            fault(
                    column,
                    cell.isNotNull().and(fits.equalTo(false)),
                    "have more decimals than " + scale.currency() + ", which has " + scale.digits());
            exact = when(fits, cell.try_cast(DataTypes.createDecimalType(38, scale.digits())));
            return ranged(column, exact, minor(exact, scale));
        }
        return ranged(column, exact, minor(exact, scale));
    }

    /**
     * True if minor units have at most 15 digits. Reading a decimal as a double and multiplying it are each right to half a
     * unit of the 53rd bit, so that the product is within 0.23 of the whole number that it is; and it takes a small part of
     * the time that decimals do.
     */
    private static boolean isExactAsDouble(DecimalType decimal, MoneyScale scale) {
        return decimal.scale() <= scale.digits() && decimal.precision() - decimal.scale() + scale.digits() <= 15;
    }

    /** A decimal without surplus digits in minor units; null if it does not fit. */
    private static Column minor(Column exact, MoneyScale scale) {
        Column narrow = exact.try_cast(DataTypes.createDecimalType(19, scale.digits()));
        return narrow.multiply(lit(BigDecimal.valueOf(scale.minorPerMajor())))
                .cast(DataTypes.createDecimalType(WIDE, 0))
                .try_cast(DataTypes.LongType);
    }

    private Column ranged(String column, Column given, Column minor) {
        // The least long is refused as on one machine, where its negative must exist.
        Column fits = coalesce(minor.notEqual(Long.MIN_VALUE), lit(false));
        fault(column, given.isNotNull().and(fits.equalTo(false)), "do not fit 64 bits of minor units");
        return when(fits, minor);
    }

    private Column real(String column, Column cell, MoneyScale scale) {
        double one = scale.minorPerMajor();
        Column scaled = rint(cell.multiply(lit(one)));
        Column small = abs(scaled).lt(lit(DISTINCT_IN_DOUBLE));
        Column exact = small.and(scaled.divide(lit(one)).equalTo(cell));
        fault(
                column,
                small.and(exact.equalTo(false)),
                "have more decimals than " + scale.currency() + ", which has " + scale.digits());
        fault(
                column,
                small.equalTo(false),
                "are not finite, or are 10^15 minor units or more, which a double does not hold exactly");
        return when(exact, scaled.cast(DataTypes.LongType));
    }
}
