package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why revenue changed between two periods: how much of the change came from the number of active customers, from how often
 * they ordered, and from what an order brought. Immutable.
 *
 * <pre>  revenue = customers · frequency · basket = N · (orders / N) · (revenue / orders) </pre>
 *
 * <p>Each factor's contribution is its Shapley value: the mean, over the six orders in which the three factors could change
 * one after the other, of what its own change does (Shapley 1953; Shorrocks 2013, J. Economic Inequality 11, 99-126). No
 * order is preferred, the contributions add up to the change without a rest, and a factor that did not change contributes 0:
 *
 * <pre>  customers: ΔN · ((f₁b₁ + f₂b₂) / 3 + (f₁b₂ + f₂b₁) / 6),  the others alike </pre>
 *
 * <p>They are computed as fractions of whole numbers and then rounded to minor units together: each down, and what is left
 * over goes to those with the largest remainders, customers before frequency before basket where these are equal. So the
 * amounts add up to the change exactly.
 *
 * <p>Revenue is net of refunds that the log keeps as negative rows, those of customers without an order in the period
 * included, so a basket may be negative. In a group without active customers in either period there are no factors to
 * compare; its contributions are undefined, with the reason, and its change stands for itself. Contributions of groups do
 * not add up to those of all, since customers who move between groups of different size are a change of the mix.
 */
public final class RevenueTree {
    private static final int FACTORS = 3;

    private final PeriodFacts facts;
    private final int from;
    private final int to;
    /** By group customers, frequency and basket, in minor units. */
    private final long[] parts;

    private final @Nullable String[] undefined;

    private RevenueTree(PeriodFacts facts, int from, int to, long[] parts, @Nullable String[] undefined) {
        this.facts = facts;
        this.from = from;
        this.to = to;
        this.parts = parts;
        this.undefined = undefined;
    }

    /**
     * The change from one period to another, for all customers and each group.
     *
     * @param from the period that is compared with, 0 to {@code facts.periods().count() - 1}
     * @param to the period that is looked at; not {@code from}, but it need not be the next
     * @throws IllegalArgumentException if both are the same
     * @throws DataException if a contribution does not fit 64 bits of minor units
     */
    public static RevenueTree between(PeriodFacts facts, int from, int to) {
        Objects.checkIndex(from, facts.periods().count());
        Objects.checkIndex(to, facts.periods().count());
        if (from == to) {
            throw new IllegalArgumentException(
                    "both periods are " + facts.periods().label(from) + "; they must differ");
        }
        int groups = facts.groups().size();
        long[] parts = new long[groups * FACTORS];
        @Nullable String[] undefined = new @Nullable String[groups];
        for (int group = 0; group < groups; group++) {
            undefined[group] = reason(facts, from, to, group);
            if (undefined[group] == null) {
                System.arraycopy(contributions(facts, from, to, group), 0, parts, group * FACTORS, FACTORS);
            }
        }
        return new RevenueTree(facts, from, to, parts, undefined);
    }

    private static @Nullable String reason(PeriodFacts facts, int from, int to, int group) {
        for (int period : new int[] {from, to}) {
            if (facts.get(Fact.ACTIVE_CUSTOMERS, period, group) == 0) {
                return "no active customers in " + facts.periods().label(period);
            }
        }
        return null;
    }

    private static long[] contributions(PeriodFacts facts, int from, int to, int group) {
        BigInteger n1 = fact(facts, Fact.ACTIVE_CUSTOMERS, from, group);
        BigInteger n2 = fact(facts, Fact.ACTIVE_CUSTOMERS, to, group);
        BigInteger o1 = fact(facts, Fact.ORDERS, from, group);
        BigInteger o2 = fact(facts, Fact.ORDERS, to, group);
        BigInteger r1 = fact(facts, Fact.REVENUE, from, group);
        BigInteger r2 = fact(facts, Fact.REVENUE, to, group);
        // All on the one denominator 6 · n1 · n2 · o1 · o2, so that every factor is a whole number.
        BigInteger scale = n1.multiply(n2).multiply(o1).multiply(o2);
        BigInteger[] counts = {n1, n2};
        BigInteger[] frequencies = {o1.multiply(n2), o2.multiply(n1)};
        BigInteger[] baskets = {r1.multiply(o2), r2.multiply(o1)};
        BigInteger[] exact = {
            shapley(counts, frequencies, baskets),
            shapley(frequencies, counts, baskets),
            shapley(baskets, counts, frequencies)
        };
        try {
            return Shares.rounded(exact, scale.multiply(BigInteger.valueOf(6)));
        } catch (ArithmeticException e) {
            throw new DataException("a contribution does not fit 64 bits of minor units", e);
        }
    }

    private static BigInteger fact(PeriodFacts facts, Fact fact, int period, int group) {
        return BigInteger.valueOf(facts.get(fact, period, group));
    }

    /** Six times the contribution of a factor: Δa · (2 b₁c₁ + 2 b₂c₂ + b₁c₂ + b₂c₁). */
    private static BigInteger shapley(BigInteger[] a, BigInteger[] b, BigInteger[] c) {
        BigInteger alike = b[0].multiply(c[0]).add(b[1].multiply(c[1])).shiftLeft(1);
        BigInteger crossed = b[0].multiply(c[1]).add(b[1].multiply(c[0]));
        return a[1].subtract(a[0]).multiply(alike.add(crossed));
    }

    /** Change of revenue in minor units: that of the later period less that of the first. */
    public long changeMinor(int group) {
        return Math.subtractExact(facts.get(Fact.REVENUE, to, group), facts.get(Fact.REVENUE, from, group));
    }

    /**
     * What the number of active customers contributed to the change, in minor units.
     *
     * @param group 0 for all, or an index into {@code facts().groups()}
     * @throws IllegalStateException if the contributions of the group are undefined; the message tells why
     */
    public long customersMinor(int group) {
        return part(group, 0);
    }

    /** As {@link #customersMinor}, of the orders of each active customer. */
    public long frequencyMinor(int group) {
        return part(group, 1);
    }

    /** As {@link #customersMinor}, of the revenue of each order. */
    public long basketMinor(int group) {
        return part(group, 2);
    }

    private long part(int group, int factor) {
        String reason = undefinedReason(group);
        if (reason != null) {
            throw new IllegalStateException(
                    "the contributions of '" + facts.groups().get(group) + "' are undefined: " + reason);
        }
        return parts[group * FACTORS + factor];
    }

    /** Why a group has no contributions, or null if it has. */
    public @Nullable String undefinedReason(int group) {
        Objects.checkIndex(group, undefined.length);
        return undefined[group];
    }

    /** What the change was computed from, with the periods and groups. */
    public PeriodFacts facts() {
        return facts;
    }

    /** The period that is compared with. */
    public int from() {
        return from;
    }

    /** The period that is looked at. */
    public int to() {
        return to;
    }

    /**
     * One row a group: {@code period_from}, {@code period_to}, {@code grouping}, {@code group}, {@code revenue_from},
     * {@code revenue_to}, {@code change}, {@code customers}, {@code frequency}, {@code basket} (contributions, which add up
     * to the change; unknown where undefined) and {@code undefined} (why).
     */
    public Table toTable() {
        MoneyScale money = facts.money();
        return Table.of(
                "revenue_tree",
                undefined.length,
                List.of(
                        Column.text("period_from", row -> facts.periods().label(from)),
                        Column.text("period_to", row -> facts.periods().label(to)),
                        Column.text("grouping", row -> facts.groupedBy()),
                        Column.text("group", row -> facts.groups().get(row)),
                        Column.money("revenue_from", money, row -> facts.get(Fact.REVENUE, from, row)),
                        Column.money("revenue_to", money, row -> facts.get(Fact.REVENUE, to, row)),
                        Column.money("change", money, this::changeMinor),
                        Column.money("customers", money, this::customersMinor, row -> undefined[row] != null),
                        Column.money("frequency", money, this::frequencyMinor, row -> undefined[row] != null),
                        Column.money("basket", money, this::basketMinor, row -> undefined[row] != null),
                        Column.text("undefined", row -> undefined[row])));
    }

    @Override
    public String toString() {
        return "change of revenue from " + facts.periods().label(from) + " to "
                + facts.periods().label(to) + " by " + facts.groupedBy();
    }
}
