package io.github.clv4j.kpi;

import io.github.clv4j.fit.Interval;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Second moments of what customers do in a cell, exactly: what the variance of a ratio of two sums is computed from. */
final class CustomerSums {
    /** Products of two of a customer's figures in a period. Those of being active are sums that facts know, or here. */
    enum Pair {
        ORDERS_ORDERS,
        ORDERS_GROSS,
        ORDERS_REFUNDED,
        ORDERS_COST,
        GROSS_GROSS,
        GROSS_REFUNDED,
        GROSS_COST,
        REFUNDED_REFUNDED,
        REFUNDED_COST,
        COST_COST,
        ORDERS_ITEMS,
        GROSS_ITEMS,
        REFUNDED_ITEMS,
        COST_ITEMS,
        ITEMS_ITEMS,
        ACTIVE_REFUNDED,
        ACTIVE_COST,
        GAPS_GAPS,
        GAPS_DAYS,
        DAYS_DAYS
    }

    /** A figure of a customer in a period; {@link #ACTIVE} is 1 or 0. */
    private enum Figure {
        ACTIVE,
        ORDERS,
        GROSS,
        REFUNDED,
        COST,
        ITEMS,
        GAPS,
        DAYS
    }

    /** A sum over customers that is a fact or the difference of some. */
    private record Term(Figure figure, int sign) {}

    static final List<Fact> RATIOS_OF = List.of(
            Fact.ORDERS,
            Fact.ACTIVE_CUSTOMERS,
            Fact.REVENUE,
            Fact.GROSS_REVENUE,
            Fact.REFUNDED,
            Fact.COST,
            Fact.ITEMS,
            Fact.ORDER_GAPS,
            Fact.ORDER_GAP_DAYS);

    private final Map<Pair, CustomerProducts> products = new EnumMap<>(Pair.class);

    CustomerSums(int cells) {
        for (Pair pair : Pair.values()) {
            products.put(pair, new CustomerProducts(cells));
        }
    }

    private CustomerProducts products(Pair pair) {
        return Objects.requireNonNull(products.get(pair));
    }

    /** Takes the cell of a pass over to a cell of periods. */
    void take(PeriodCounts counts, int from, int cell) {
        products.forEach((pair, own) -> own.take(counts.products(pair), from, cell));
    }

    /** True if both know the same of the same cells. */
    boolean sameAs(CustomerSums that) {
        return products.entrySet().stream().allMatch(entry -> entry.getValue().sameAs(that.products(entry.getKey())));
    }

    /** The interval of the ratio of two sums, each a fact less others, in minor units where they are money. */
    static @Nullable Interval ratio(PeriodFacts facts, List<Fact> y, List<Fact> x, int period, int group, double z) {
        return facts.customerSums().interval(facts, terms(y), terms(x), period, group, z);
    }

    /** Facts, the first less the others, as figures. */
    private static List<Term> terms(List<Fact> facts) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            int sign = i == 0 ? 1 : -1;
            switch (facts.get(i)) {
                case ACTIVE_CUSTOMERS -> terms.add(new Term(Figure.ACTIVE, sign));
                case ORDERS -> terms.add(new Term(Figure.ORDERS, sign));
                case GROSS_REVENUE -> terms.add(new Term(Figure.GROSS, sign));
                case REFUNDED -> terms.add(new Term(Figure.REFUNDED, sign));
                case REVENUE -> {
                    terms.add(new Term(Figure.GROSS, sign));
                    terms.add(new Term(Figure.REFUNDED, -sign));
                }
                case COST -> terms.add(new Term(Figure.COST, sign));
                case ITEMS -> terms.add(new Term(Figure.ITEMS, sign));
                case ORDER_GAPS -> terms.add(new Term(Figure.GAPS, sign));
                case ORDER_GAP_DAYS -> terms.add(new Term(Figure.DAYS, sign));
                default ->
                    throw new IllegalArgumentException(
                            facts.get(i) + " is no sum over the customers of a period; a ratio"
                                    + " with an interval is of " + RATIOS_OF);
            }
        }
        return terms;
    }

    private @Nullable Interval interval(
            PeriodFacts facts, List<Term> y, List<Term> x, int period, int group, double z) {
        Cell cell = new Cell(facts, period, group);
        boolean ofGaps = x.get(0).figure() == Figure.GAPS;
        long customers = facts.get(ofGaps ? Fact.CUSTOMERS_WITH_GAPS : Fact.PRESENT_CUSTOMERS, period, group);
        BigInteger sumY = cell.sum(y);
        BigInteger sumX = cell.sum(x);
        if (customers < 2 || sumX.signum() <= 0) {
            return null;
        }
        // Σ (X y − Y x)², in whole numbers: as differences of doubles it would lose the digits that matter.
        BigInteger squares = sumX.multiply(sumX)
                .multiply(cell.product(y, y))
                .subtract(sumX.multiply(sumY).shiftLeft(1).multiply(cell.product(x, y)))
                .add(sumY.multiply(sumY).multiply(cell.product(x, x)));
        double overX = sumX.doubleValue();
        double half = z * Math.sqrt(customers / (customers - 1.0) * squares.doubleValue()) / (overX * overX);
        double ratio = sumY.doubleValue() / overX;
        return new Interval(ratio - half, ratio + half);
    }

    /** One cell's sums. */
    private final class Cell {
        private final PeriodFacts facts;
        private final int period;
        private final int group;

        Cell(PeriodFacts facts, int period, int group) {
            this.facts = facts;
            this.period = period;
            this.group = group;
        }

        private BigInteger fact(Fact fact) {
            return BigInteger.valueOf(facts.get(fact, period, group));
        }

        private BigInteger pair(Pair pair) {
            return products(pair).get(group * facts.periods().count() + period);
        }

        BigInteger sum(List<Term> terms) {
            BigInteger sum = BigInteger.ZERO;
            for (Term term : terms) {
                sum = sum.add(signed(
                        term.sign(),
                        fact(
                                switch (term.figure()) {
                                    case ACTIVE -> Fact.ACTIVE_CUSTOMERS;
                                    case ORDERS -> Fact.ORDERS;
                                    case GROSS -> Fact.GROSS_REVENUE;
                                    case REFUNDED -> Fact.REFUNDED;
                                    case COST -> Fact.COST;
                                    case ITEMS -> Fact.ITEMS;
                                    case GAPS -> Fact.ORDER_GAPS;
                                    case DAYS -> Fact.ORDER_GAP_DAYS;
                                })));
            }
            return sum;
        }

        BigInteger product(List<Term> some, List<Term> others) {
            BigInteger sum = BigInteger.ZERO;
            for (Term one : some) {
                for (Term other : others) {
                    boolean ordered = one.figure().compareTo(other.figure()) <= 0;
                    sum = sum.add(signed(
                            one.sign() * other.sign(),
                            ordered ? product(one.figure(), other.figure()) : product(other.figure(), one.figure())));
                }
            }
            return sum;
        }

        /** The products of two figures in the order of their constants. */
        private BigInteger product(Figure first, Figure second) {
            return switch (first) {
                case ACTIVE ->
                    switch (second) {
                        case ACTIVE -> fact(Fact.ACTIVE_CUSTOMERS);
                        case ORDERS -> fact(Fact.ORDERS);
                        case GROSS -> fact(Fact.GROSS_REVENUE);
                        case REFUNDED -> pair(Pair.ACTIVE_REFUNDED);
                        case COST -> pair(Pair.ACTIVE_COST);
                        case ITEMS -> fact(Fact.ITEMS);
                        case GAPS, DAYS -> throw apart(first, second);
                    };
                case ORDERS ->
                    switch (second) {
                        case ORDERS -> pair(Pair.ORDERS_ORDERS);
                        case GROSS -> pair(Pair.ORDERS_GROSS);
                        case REFUNDED -> pair(Pair.ORDERS_REFUNDED);
                        case COST -> pair(Pair.ORDERS_COST);
                        case ITEMS -> pair(Pair.ORDERS_ITEMS);
                        case ACTIVE, GAPS, DAYS -> throw apart(first, second);
                    };
                case GROSS ->
                    switch (second) {
                        case GROSS -> pair(Pair.GROSS_GROSS);
                        case REFUNDED -> pair(Pair.GROSS_REFUNDED);
                        case COST -> pair(Pair.GROSS_COST);
                        case ITEMS -> pair(Pair.GROSS_ITEMS);
                        case ACTIVE, ORDERS, GAPS, DAYS -> throw apart(first, second);
                    };
                case REFUNDED ->
                    switch (second) {
                        case REFUNDED -> pair(Pair.REFUNDED_REFUNDED);
                        case COST -> pair(Pair.REFUNDED_COST);
                        case ITEMS -> pair(Pair.REFUNDED_ITEMS);
                        case ACTIVE, ORDERS, GROSS, GAPS, DAYS -> throw apart(first, second);
                    };
                case COST ->
                    switch (second) {
                        case COST -> pair(Pair.COST_COST);
                        case ITEMS -> pair(Pair.COST_ITEMS);
                        case ACTIVE, ORDERS, GROSS, REFUNDED, GAPS, DAYS -> throw apart(first, second);
                    };
                case ITEMS -> {
                    if (second == Figure.ITEMS) {
                        yield pair(Pair.ITEMS_ITEMS);
                    }
                    throw apart(first, second);
                }
                case GAPS -> second == Figure.GAPS ? pair(Pair.GAPS_GAPS) : pair(Pair.GAPS_DAYS);
                case DAYS -> pair(Pair.DAYS_DAYS);
            };
        }
    }

    private static IllegalArgumentException apart(Figure first, Figure second) {
        return new IllegalArgumentException("no interval is known for a ratio of " + second + " and " + first
                + "; gaps and days of gaps are compared with each other alone");
    }

    private static BigInteger signed(int sign, BigInteger value) {
        return sign < 0 ? value.negate() : value;
    }
}
