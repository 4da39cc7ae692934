package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a whole number is distributed over customers or orders: orders of a customer, or an amount in minor units. Immutable.
 *
 * <p>The quantile of a part p is the smallest value that at least that part of all have or fall below, so it is a value that
 * was seen; the median of two values is the lower one.
 */
public final class AuditDistribution {
    private static final double[] TOLD = {0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1};

    private final String name;
    private final @Nullable MoneyScale money;
    private final long[] sorted;
    private final long total;

    private AuditDistribution(String name, @Nullable MoneyScale money, long[] values) {
        this.name = name;
        this.money = money;
        this.sorted = values.clone();
        Arrays.sort(sorted);
        try {
            long sum = 0;
            for (long value : sorted) {
                sum = Math.addExact(sum, value);
            }
            this.total = sum;
        } catch (ArithmeticException e) {
            throw new DataException("a sum of " + name + " does not fit 64 bits", e);
        }
    }

    static AuditDistribution ofCounts(String name, int[] counts) {
        return new AuditDistribution(
                name, null, Arrays.stream(counts).asLongStream().toArray());
    }

    static AuditDistribution ofMoney(String name, MoneyScale money, long[] minor) {
        return new AuditDistribution(name, money, minor);
    }

    /** Number of values: of customers or orders. */
    public int count() {
        return sorted.length;
    }

    /** The sum of the values: orders, or minor units. */
    public long total() {
        return total;
    }

    /** The mean, of amounts in major units; undefined without values. */
    public KpiValue mean() {
        return KpiValue.of(exact(total)).over(sorted.length, "there are no customers or orders");
    }

    private BigDecimal exact(long value) {
        return money == null ? BigDecimal.valueOf(value) : money.toDecimal(value);
    }

    /**
     * The quantile of a part.
     *
     * @param part 0 (the smallest value) to 1 (the largest)
     * @return orders, or minor units
     * @throws IllegalArgumentException if the part is not 0 to 1
     * @throws IllegalStateException if there are no values
     */
    public long quantile(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("part is " + part + "; it must be 0 to 1");
        }
        if (sorted.length == 0) {
            throw new IllegalStateException("there are no " + name + ", so no quantile");
        }
        // BigDecimal.valueOf takes 0.1 for a tenth, so that of 10 values it is the first.
        int rank = BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(sorted.length))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return sorted[Math.max(rank, 1) - 1];
    }

    /**
     * Number of values in a range.
     *
     * @param from the smallest that counts
     * @param before the smallest above that does not
     */
    public int count(long from, long before) {
        if (from <= before) {
            return below(before) - below(from);
        }
        throw new IllegalArgumentException("range is " + from + " to " + before + "; it must not end before it begins");
    }

    private int below(long bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * One row for each class of equal width that has values, from the lowest: {@code from} (smallest value of the class),
     * {@code to} (largest), {@code count}, {@code share} (of the number), {@code total}. Classes begin at multiples of the
     * width.
     *
     * @param width 1 or more: orders, or minor units
     */
    public Table histogram(long width) {
        if (!(width >= 1)) {
            throw new IllegalArgumentException("width is " + width + "; it must be 1 or more");
        }
        List<long[]> classes = new ArrayList<>();
        for (int i = 0, end; i < sorted.length; i = end) {
            long step = Math.floorDiv(sorted[i], width);
            long sum = 0;
            for (end = i; end < sorted.length && Math.floorDiv(sorted[end], width) == step; end++) {
                sum += sorted[end];
            }
            classes.add(new long[] {step * width, step * width + width - 1, end - i, sum});
        }
        return Table.of(
                name,
                classes.size(),
                List.of(
                        number("from", row -> classes.get(row)[0]),
                        number("to", row -> classes.get(row)[1]),
                        Column.integer("count", row -> classes.get(row)[2]),
                        Column.decimal("share", row -> (double) classes.get(row)[2] / sorted.length),
                        number("total", row -> classes.get(row)[3])));
    }

    private Column number(String column, IntToLongFunction values) {
        return money == null ? Column.integer(column, values) : Column.money(column, money, values);
    }

    /** One row a quantile, from the smallest value to the largest: {@code part}, {@code value}. No rows without values. */
    public Table toTable() {
        return Table.of(
                name,
                sorted.length == 0 ? 0 : TOLD.length,
                List.of(Column.decimal("part", row -> TOLD[row]), number("value", row -> quantile(TOLD[row]))));
    }

    @Override
    public String toString() {
        return name + ": " + sorted.length + " values, mean " + mean();
    }
}
