package io.github.clv4j.kpi;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What {@link PeriodFacts} and {@link CohortTable} tell, found the slow and obvious way: for each question all rows are
 * gone through again, as they are in a log that was built without those that came after the as-of day.
 */
final class SlowFacts {
    private final List<Logs.Row> rows = new ArrayList<>();

    SlowFacts(List<Logs.Row> all, RefundPolicy refunds, boolean withCost, int asOfDay) {
        TransactionLog known = Logs.withQuantity(
                all.stream().filter(row -> row.day() <= asOfDay).toList(), refunds, withCost);
        for (int c = 0; c < known.customers(); c++) {
            for (int row = known.start(c); row < known.end(c); row++) {
                int code = known.dimension("channel").code(row);
                rows.add(new Logs.Row(
                        known.index().id(c),
                        known.day(row),
                        known.amountMinor(row),
                        known.costMinor(row),
                        known.quantity(row),
                        code < 0 ? null : known.dimension("channel").labels().get(code)));
            }
        }
    }

    private SlowFacts(List<Logs.Row> rows) {
        this.rows.addAll(rows);
    }

    /** As if there were only some rows. */
    SlowFacts only(Predicate<Logs.Row> some) {
        return new SlowFacts(rows.stream().filter(some).toList());
    }

    private static boolean isIn(Logs.Row row, int from, int to) {
        return row.day() >= from && row.day() <= to;
    }

    /** Customers with an order in some days. */
    Set<String> active(int from, int to) {
        Set<String> active = new HashSet<>();
        for (Logs.Row row : rows) {
            if (row.amount() >= 0 && isIn(row, from, to)) {
                active.add(row.customer());
            }
        }
        return active;
    }

    /** Customers whose first order is in some days. */
    Set<String> newcomers(int from, int to) {
        Set<String> active = active(from, to);
        active.removeAll(active(Integer.MIN_VALUE, from - 1));
        return active;
    }

    private long revenue(Set<String> customers) {
        return rows.stream()
                .filter(row -> customers.contains(row.customer()))
                .mapToLong(Logs.Row::amount)
                .sum();
    }

    private static <T> long sizeOfBoth(Set<T> one, Set<T> other) {
        return one.stream().filter(other::contains).count();
    }

    long revenue(Set<String> customers, int from, int to) {
        return rows.stream()
                .filter(row -> isIn(row, from, to) && customers.contains(row.customer()))
                .mapToLong(Logs.Row::amount)
                .sum();
    }

    /** The revenue of customers in some days, what was refunded before their first order left out. */
    long revenueSinceFirstOrder(Set<String> customers, int from, int to) {
        long sum = 0;
        for (String customer : customers) {
            List<Logs.Row> own =
                    rows.stream().filter(row -> row.customer().equals(customer)).toList();
            boolean begun = false;
            for (Logs.Row row : own) {
                begun |= row.amount() >= 0;
                sum += begun && isIn(row, from, to) ? row.amount() : 0;
            }
        }
        return sum;
    }

    long get(Fact fact, Periods periods, int period) {
        int from = periods.firstDay(period);
        int to = periods.lastDay(period);
        int before = periods.overlap()
                ? 2 * from - to - 1
                : period == 0 ? periods.precedingDay() : periods.firstDay(period - 1);
        Set<String> active = active(from, to);
        Set<String> previous = active(before, from - 1);
        Set<String> earlier = active(Integer.MIN_VALUE, before - 1);
        Set<String> newcomers = newcomers(from, to);
        List<Logs.Row> inPeriod =
                rows.stream().filter(row -> isIn(row, from, to)).toList();
        return switch (fact) {
            case ORDERS -> inPeriod.stream().filter(row -> row.amount() >= 0).count();
            case PRESENT_CUSTOMERS ->
                inPeriod.stream().map(Logs.Row::customer).distinct().count();
            case CUSTOMERS_WITH_GAPS ->
                active.stream().filter(c -> !gaps(c, from, to).isEmpty()).count();
            case ORDER_GAPS ->
                active.stream().mapToLong(c -> gaps(c, from, to).size()).sum();
            case ORDER_GAP_DAYS ->
                active.stream()
                        .mapToLong(c -> gaps(c, from, to).stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .sum();
            case ACTIVE_CUSTOMERS -> active.size();
            case REVENUE -> inPeriod.stream().mapToLong(Logs.Row::amount).sum();
            case GROSS_REVENUE ->
                inPeriod.stream().mapToLong(Logs.Row::amount).filter(x -> x > 0).sum();
            case REFUNDED ->
                -inPeriod.stream()
                        .mapToLong(Logs.Row::amount)
                        .filter(x -> x < 0)
                        .sum();
            case COST -> inPeriod.stream().mapToLong(Logs.Row::cost).sum();
            case ITEMS ->
                inPeriod.stream()
                        .filter(row -> row.amount() >= 0)
                        .mapToLong(Logs.Row::quantity)
                        .sum();
            case NEW_CUSTOMERS -> newcomers.size();
            case PREVIOUSLY_ACTIVE -> previous.size();
            case RETAINED_CUSTOMERS -> sizeOfBoth(previous, active);
            case LAPSED_CUSTOMERS -> previous.size() - sizeOfBoth(previous, active);
            case REACTIVATED_CUSTOMERS ->
                active.stream()
                        .filter(c -> !previous.contains(c) && earlier.contains(c))
                        .count();
            case ACQUIRED_CUSTOMERS -> active(Integer.MIN_VALUE, to).size();
            case REPEAT_CUSTOMERS ->
                active(Integer.MIN_VALUE, to).stream()
                        .filter(c -> rows.stream()
                                        .filter(row -> row.customer().equals(c) && row.amount() >= 0 && row.day() <= to)
                                        .count()
                                >= 2)
                        .count();
            case NEW_CUSTOMERS_REVENUE -> revenue(newcomers);
            case NEW_CUSTOMERS_COST ->
                rows.stream()
                        .filter(row -> newcomers.contains(row.customer()))
                        .mapToLong(Logs.Row::cost)
                        .sum();
        };
    }

    /** Times between a customer's days with an order that end in some days. */
    private List<Integer> gaps(String customer, int from, int to) {
        int[] days = rows.stream()
                .filter(row -> row.customer().equals(customer) && row.amount() >= 0)
                .mapToInt(Logs.Row::day)
                .sorted()
                .distinct()
                .toArray();
        List<Integer> gaps = new ArrayList<>();
        for (int i = 1; i < days.length; i++) {
            if (days[i] >= from && days[i] <= to) {
                gaps.add(days[i] - days[i - 1]);
            }
        }
        return gaps;
    }

    /** The median of these times of all customers, or NaN. */
    double medianGap(int from, int to) {
        List<Integer> all = new ArrayList<>();
        active(from, to).forEach(customer -> all.addAll(gaps(customer, from, to)));
        all.sort(null);
        int n = all.size();
        return n == 0 ? Double.NaN : (all.get((n - 1) / 2) + all.get(n / 2)) / 2.0;
    }

    /**
     * Half the width, for z = 1, of the interval of the ratio of two figures, from the residuals of each customer one by one.
     *
     * @param figures the two figures of a customer's rows in the period
     */
    double halfWidth(int from, int to, Function<List<Logs.Row>, double[]> figures) {
        List<double[]> points = rows.stream().map(Logs.Row::customer).distinct().toList().stream()
                .map(customer -> rows.stream()
                        .filter(row -> row.customer().equals(customer) && isIn(row, from, to))
                        .toList())
                .filter(own -> !own.isEmpty())
                .map(figures)
                .toList();
        double y = points.stream().mapToDouble(point -> point[0]).sum();
        double x = points.stream().mapToDouble(point -> point[1]).sum();
        double n = points.size();
        double squares = points.stream()
                .mapToDouble(point -> Math.pow(point[0] - y / x * point[1], 2))
                .sum();
        return n < 2 || x <= 0 ? Double.NaN : Math.sqrt(n / (n - 1) * squares) / x;
    }

    /** True if a row has this channel, null being none. */
    static Predicate<Logs.Row> ofChannel(String label) {
        return row ->
                Objects.requireNonNullElse(row.channel(), PeriodFacts.UNGROUPED).equals(label);
    }
}
