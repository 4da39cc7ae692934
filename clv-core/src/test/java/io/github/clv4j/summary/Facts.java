package io.github.clv4j.summary;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a summary tells of one customer, read from a summary or counted from a plain list of rows by the definitions,
 * with the calendar arithmetic of {@code java.time}.
 */
record Facts(
        int orders,
        int periods,
        int x,
        int firstDay,
        int lastDay,
        long spend,
        long firstSpend,
        long cost,
        double tx,
        double age,
        int recencyDays,
        double meanRepeatSpend) {

    /** A Monday before all days of a log. */
    private static final LocalDate LONG_AGO = LocalDate.of(-1, 1, 4);

    static final Facts NOTHING = new Facts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** What a summary tells of a customer; nothing if it does not know the id. */
    static Facts of(CustomerSummary summary, String id) {
        int c = summary.index().indexOf(id);
        return c < 0
                ? NOTHING
                : new Facts(
                        summary.orders(c),
                        summary.purchasePeriods(c),
                        summary.x(c),
                        summary.firstDay(c),
                        summary.lastDay(c),
                        summary.spendMinor(c),
                        summary.firstSpendMinor(c),
                        summary.costMinor(c),
                        summary.tx(c),
                        summary.age(c),
                        summary.recencyDays(c),
                        summary.meanRepeatSpend(c));
    }

    /** What a summary tells, by customer, without those it tells nothing of. */
    static Map<String, Facts> of(CustomerSummary summary) {
        Map<String, Facts> facts = new TreeMap<>();
        for (int c = 0; c < summary.customers(); c++) {
            facts.put(summary.index().id(c), of(summary, summary.index().id(c)));
        }
        facts.values().removeIf(NOTHING::equals);
        return facts;
    }

    /** What the rows say, by customer, without those that they say nothing of. */
    static Map<String, Facts> count(
            List<TestRow> rows, RefundPolicy policy, int asOf, TimeStep step, PurchaseMerging merging) {
        Map<String, Facts> facts = new TreeMap<>();
        KnownRows.asOf(rows, policy, asOf).forEach((id, own) -> facts.put(id, count(own, asOf, step, merging)));
        facts.values().removeIf(NOTHING::equals);
        return facts;
    }

    private static Facts count(List<TestRow> known, int asOf, TimeStep step, PurchaseMerging merging) {
        long spend = known.stream().mapToLong(TestRow::amount).sum();
        long cost = known.stream().mapToLong(TestRow::cost).sum();
        List<TestRow> purchases =
                known.stream().filter(row -> row.amount() >= 0).toList();
        if (purchases.isEmpty()) {
            return new Facts(0, 0, 0, 0, 0, spend, 0, cost, 0, 0, 0, 0);
        }
        int first = purchases.stream().mapToInt(TestRow::day).min().orElseThrow();
        int last = purchases.stream().mapToInt(TestRow::day).max().orElseThrow();
        int periods = (int) purchases.stream()
                .mapToLong(row -> period(step, merging, row.day()))
                .distinct()
                .count();
        long firstSpend = purchases.stream()
                .filter(row -> period(step, merging, row.day()) == period(step, merging, first))
                .mapToLong(TestRow::amount)
                .sum();
        return new Facts(
                purchases.size(),
                periods,
                periods - 1,
                first,
                last,
                spend,
                firstSpend,
                cost,
                length(step, merging, first, last),
                length(step, merging, first, asOf),
                asOf - last,
                periods == 1 ? 0 : (spend - firstSpend) / 100.0 / (periods - 1));
    }

    /** A number for the day or calendar period in which purchases count as one. */
    static long period(TimeStep step, PurchaseMerging merging, int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        if (merging == PurchaseMerging.SAME_DAY) {
            return day;
        }
        return switch (step) {
            case DAYS -> day;
            case WEEKS -> ChronoUnit.WEEKS.between(LONG_AGO, date);
            case MONTHS -> ChronoUnit.MONTHS.between(YearMonth.of(-1, 1), YearMonth.from(date));
            case YEARS -> date.getYear();
        };
    }

    /** From one day to another: days told in the unit, or a whole number of periods. */
    static double length(TimeStep step, PurchaseMerging merging, int from, int to) {
        long ticks = period(step, merging, to) - period(step, merging, from);
        if (merging == PurchaseMerging.SAME_PERIOD) {
            return ticks;
        }
        return switch (step) {
            case DAYS -> ticks;
            case WEEKS -> ticks / 7.0;
            case MONTHS -> ticks / 30.4375;
            case YEARS -> ticks / 365.25;
        };
    }
}
