package io.github.clv4j.value;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How unequally an amount is spread over customers: what share the best tenth has, and the Gini coefficient. Immutable.
 *
 * <p>Shares are undefined where the total is not positive, the Gini coefficient also where any amount is negative; both
 * are then empty, never 0.
 */
public final class Concentration {
    private static final int DECILES = 10;

    private final MoneyScale money;
    /** Ascending. */
    private final long[] amounts;

    private final long total;

    private Concentration(MoneyScale money, long[] amounts, long total) {
        this.money = money;
        this.amounts = amounts;
        this.total = total;
    }

    /**
     * The concentration of amounts.
     *
     * @param minor one amount a customer, in minor units, in any order; copied
     * @throws DataException if the sum does not fit 64 bits
     */
    public static Concentration of(long[] minor, MoneyScale money) {
        long[] sorted = minor.clone();
        Arrays.parallelSort(sorted);
        LongSum sum = new LongSum();
        for (long amount : sorted) {
            sum.add(amount);
        }
        try {
            return new Concentration(money, sorted, sum.toLong());
        } catch (ArithmeticException e) {
            throw new DataException("the sum of all amounts does not fit 64 bits of minor units", e);
        }
    }

    /** Number of customers. */
    public int customers() {
        return amounts.length;
    }

    /** The sum of all amounts, in minor units. */
    public long totalMinor() {
        return total;
    }

    /**
     * The share of the total that the best customers have: of the {@code k} largest amounts, {@code k} the least number of
     * customers whose share {@code k / n} of all is not below the fraction.
     *
     * @param fraction of the customers, above 0 and at most 1
     * @return empty if the total is not positive
     */
    public OptionalDouble topShare(double fraction) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction is " + fraction + "; it must be above 0 and at most 1");
        }
        // Compared as quotients, not as products: 7.0 / 100 is the double that 0.07 is, but 100 · 0.07 is above 7.
        int best = (int) Math.ceil(fraction * amounts.length);
        while (best > 0 && (double) (best - 1) / amounts.length >= fraction) {
            best--;
        }
        while ((double) best / amounts.length < fraction) {
            best++;
        }
        return share(best, 0);
    }

    /**
     * The share of the total that a tenth of the customers has. Customers are ranked by amount; tenth {@code d} is ranks
     * {@code ⌊(d−1)·n/10⌋ + 1} to {@code ⌊d·n/10⌋}.
     *
     * @param decile 1 (the best) to 10
     * @return empty if the total is not positive
     */
    public OptionalDouble decileShare(int decile) {
        if (!(decile >= 1 && decile <= DECILES)) {
            throw new IllegalArgumentException("decile is " + decile + "; it must be 1 (the best) to " + DECILES);
        }
        return share(rank(decile), rank(decile - 1));
    }

    private int rank(int decile) {
        return (int) ((long) decile * amounts.length / DECILES);
    }

    /** The share of the ranks {@code after + 1 .. upTo}, best first. */
    private OptionalDouble share(int upTo, int after) {
        return total > 0 ? OptionalDouble.of(sum(upTo, after).toDouble() / total) : OptionalDouble.empty();
    }

    private LongSum sum(int upTo, int after) {
        LongSum sum = new LongSum();
        for (int rank = after; rank < upTo; rank++) {
            sum.add(amounts[amounts.length - 1 - rank]);
        }
        return sum;
    }

    private long amount(int decile) {
        try {
            return sum(rank(decile), rank(decile - 1)).toLong();
        } catch (ArithmeticException e) {
            throw new DataException("the amount of tenth " + decile + " does not fit 64 bits of minor units", e);
        }
    }

    /**
     * The Gini coefficient: 0 if all have the same, near 1 if one has all.
     *
     * <pre>  G = Σ (2i − n − 1)·x₍ᵢ₎ / (n · Σ x),   x ascending, i = 1..n </pre>
     *
     * @return empty if an amount is negative or the total is 0
     */
    public OptionalDouble gini() {
        int n = amounts.length;
        if (!(n > 0 && amounts[0] >= 0 && total > 0)) {
            return OptionalDouble.empty();
        }
        // Σ (2i − n − 1)·x in 128 bits: it is exactly 0 where all amounts are equal, and no digits cancel.
        LongSum weighted = new LongSum();
        for (int i = 1; i <= n; i++) {
            weighted.addProduct(amounts[i - 1], 2L * i - n - 1);
        }
        return OptionalDouble.of(weighted.toDouble() / ((double) n * total));
    }

    /** One row a tenth: {@code decile} (1 is the best), {@code customers}, {@code amount}, {@code share}. */
    public Table toTable() {
        return Table.of(
                "concentration",
                DECILES,
                List.of(
                        Column.integer("decile", row -> row + 1),
                        Column.integer("customers", row -> rank(row + 1) - rank(row)),
                        Column.money("amount", money, row -> amount(row + 1)),
                        Column.decimal("share", row -> decileShare(row + 1).orElse(Double.NaN))));
    }

    @Override
    public String toString() {
        return money.format(total) + " " + money.currency() + " over " + amounts.length + " customers, Gini "
                + (gini().isPresent() ? gini().getAsDouble() : "undefined");
    }
}
