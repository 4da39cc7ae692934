package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class PeriodFactsPropertyTest {
    private static final int TRIES = 300;
    private static final List<RefundPolicy> POLICIES = List.of(RefundPolicy.KEEP_NEGATIVE, RefundPolicy.NET);

    /** Calendar periods from a day on, or rolling windows, both as of a day on or after the log's first. */
    private static Periods periods(TransactionLog log, TimeStep step, int from, int asOf, boolean rolling) {
        LocalDate known = LocalDate.ofEpochDay(Math.max(asOf, log.firstDay()));
        return rolling
                ? Periods.ending(known, step == TimeStep.DAYS ? 10 : 2, step, 3)
                : Periods.covering(LocalDate.ofEpochDay(Math.min(from, known.toEpochDay())), known, step);
    }

    private static Grouping byId(TransactionLog log) {
        return Grouping.of("half", log.customers(), c -> switch (log.index().id(c)) {
            case "a", "b" -> "first";
            case "c", "d" -> "second";
            default -> null;
        });
    }

    @Property(tries = TRIES)
    void tellsWhatTheSlowWayFinds(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean net,
            @ForAll boolean withCost,
            @ForAll boolean rolling,
            @ForAll TimeStep step,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY) int from,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        RefundPolicy policy = POLICIES.get(net ? 1 : 0);
        TransactionLog log = Logs.withQuantity(rows, policy, withCost);
        if (log.rows() == 0) {
            return;
        }
        Periods periods = periods(log, step, from, asOf, rolling);
        SlowFacts slow = new SlowFacts(rows, policy, withCost, periods.asOfDay());
        assertSame(PeriodFacts.of(log, periods), 0, slow);
        PeriodFacts grouped = PeriodFacts.of(log, periods, byId(log));
        assertSame(grouped, 0, slow);
        for (int group = 1; group < grouped.groups().size(); group++) {
            List<String> members = switch (grouped.groups().get(group)) {
                case "first" -> List.of("a", "b");
                case "second" -> List.of("c", "d");
                default -> List.of("e");
            };
            assertSame(grouped, group, slow.only(row -> members.contains(row.customer())));
        }
    }

    private static void assertSame(PeriodFacts facts, int group, SlowFacts slow) {
        for (Fact fact : Fact.values()) {
            for (int p = 0; p < facts.periods().count(); p++) {
                assertThat(facts.get(fact, p, group))
                        .as(
                                "%s of %s in %s",
                                fact, facts.groups().get(group), facts.periods().label(p))
                        .isEqualTo(slow.get(fact, facts.periods(), p));
            }
        }
        for (int p = 0; p < facts.periods().count(); p++) {
            assertThat(facts.medianOrderGap(p, group).orElse(Double.NaN))
                    .isEqualTo(Double.valueOf(slow.medianGap(
                            facts.periods().firstDay(p), facts.periods().lastDay(p))));
        }
    }

    @Property(tries = TRIES)
    void tellsOfOverlappingWindowsWhatTheSlowWayFinds(
            @ForAll List<Logs.Row> rows,
            @ForAll @IntRange(min = 1, max = 4) int every,
            @ForAll @IntRange(min = 1, max = 5) int lanes,
            @ForAll @IntRange(min = 1, max = 12) int count,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        TransactionLog log = Logs.withQuantity(rows, RefundPolicy.KEEP_NEGATIVE, true);
        LocalDate known = LocalDate.ofEpochDay(Math.max(asOf, log.firstDay()));
        Periods windows = Periods.rolling(known, every * lanes, every, count);
        SlowFacts slow = new SlowFacts(rows, RefundPolicy.KEEP_NEGATIVE, true, windows.asOfDay());
        PeriodFacts facts = PeriodFacts.of(log, windows, byId(log));
        assertSame(facts, 0, slow);
        if (facts.groups().contains("first")) {
            assertSame(
                    facts,
                    facts.indexOf("first"),
                    slow.only(row -> List.of("a", "b").contains(row.customer())));
        }
    }

    @Property(tries = TRIES)
    void intervalsAreThoseOfTheResiduals(
            @ForAll List<Logs.Row> rows,
            @ForAll TimeStep step,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        TransactionLog log = Logs.withQuantity(rows, RefundPolicy.KEEP_NEGATIVE, true);
        PeriodFacts facts = PeriodFacts.of(log, periods(log, step, log.firstDay(), asOf, false), byId(log));
        SlowFacts all = new SlowFacts(
                rows, RefundPolicy.KEEP_NEGATIVE, true, facts.periods().asOfDay());
        for (int p = 0; p < facts.periods().count(); p++) {
            for (int group : new int[] {0, facts.groups().size() - 1}) {
                SlowFacts slow = group == 0 ? all : all.only(row -> isIn(facts, group, row));
                assertHalf(facts, slow, p, group, List.of(Fact.REVENUE), List.of(Fact.ORDERS), own ->
                        new double[] {sum(own), orders(own)});
                assertHalf(facts, slow, p, group, List.of(Fact.GROSS_REVENUE), List.of(Fact.ORDERS), own ->
                        new double[] {gross(own), orders(own)});
                assertHalf(facts, slow, p, group, List.of(Fact.REVENUE), List.of(Fact.ACTIVE_CUSTOMERS), own ->
                        new double[] {sum(own), Math.min(1, orders(own))});
                assertHalf(facts, slow, p, group, List.of(Fact.ORDERS), List.of(Fact.ACTIVE_CUSTOMERS), own ->
                        new double[] {orders(own), Math.min(1, orders(own))});
                assertHalf(facts, slow, p, group, List.of(Fact.REVENUE, Fact.COST), List.of(Fact.REVENUE), own ->
                        new double[] {sum(own) - cost(own), sum(own)});
                assertHalf(facts, slow, p, group, List.of(Fact.REFUNDED), List.of(Fact.GROSS_REVENUE), own ->
                        new double[] {gross(own) - sum(own), gross(own)});
                assertHalf(facts, slow, p, group, List.of(Fact.COST), List.of(Fact.ORDERS), own ->
                        new double[] {cost(own), orders(own)});
                assertHalf(facts, slow, p, group, List.of(Fact.ITEMS), List.of(Fact.ORDERS), own ->
                        new double[] {items(own), orders(own)});
                assertHalf(facts, slow, p, group, List.of(Fact.GROSS_REVENUE), List.of(Fact.ITEMS), own ->
                        new double[] {gross(own), items(own)});
                assertHalf(facts, slow, p, group, List.of(Fact.REVENUE, Fact.COST), List.of(Fact.ITEMS), own ->
                        new double[] {sum(own) - cost(own), items(own)});
                assertHalf(facts, slow, p, group, List.of(Fact.ITEMS), List.of(Fact.ACTIVE_CUSTOMERS), own ->
                        new double[] {items(own), Math.min(1, orders(own))});
            }
        }
    }

    private static boolean isIn(PeriodFacts facts, int group, Logs.Row row) {
        List<String> members = switch (facts.groups().get(group)) {
            case "first" -> List.of("a", "b");
            case "second" -> List.of("c", "d");
            default -> List.of("e");
        };
        return members.contains(row.customer());
    }

    private static double sum(List<Logs.Row> own) {
        return own.stream().mapToLong(Logs.Row::amount).sum();
    }

    private static double gross(List<Logs.Row> own) {
        return own.stream().mapToLong(row -> Math.max(0, row.amount())).sum();
    }

    private static double cost(List<Logs.Row> own) {
        return own.stream().mapToLong(Logs.Row::cost).sum();
    }

    private static double items(List<Logs.Row> own) {
        return own.stream()
                .filter(row -> row.amount() >= 0)
                .mapToLong(Logs.Row::quantity)
                .sum();
    }

    private static double orders(List<Logs.Row> own) {
        return own.stream().filter(row -> row.amount() >= 0).count();
    }

    private static void assertHalf(
            PeriodFacts facts,
            SlowFacts slow,
            int period,
            int group,
            List<Fact> y,
            List<Fact> x,
            Function<List<Logs.Row>, double[]> figures) {
        Interval interval = CustomerSums.ratio(facts, y, x, period, group, 1);
        double half =
                slow.halfWidth(facts.periods().firstDay(period), facts.periods().lastDay(period), figures);
        if (interval == null) {
            assertThat(half).isNaN();
        } else {
            assertThat((interval.upper() - interval.lower()) / 2).isCloseTo(half, within(1e-9 + 1e-6 * half));
        }
    }

    @Property(tries = TRIES)
    void byDimensionEachLabelIsALogOfItsOwn(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean net,
            @ForAll TimeStep step,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        RefundPolicy policy = POLICIES.get(net ? 1 : 0);
        // With refunds netted labels are known as of the log's last day only.
        int last = net ? RandomLogs.LAST_DAY : asOf;
        TransactionLog log = Logs.withQuantity(rows, policy, true);
        if (log.rows() == 0) {
            return;
        }
        PeriodFacts facts = PeriodFacts.byDimension(log, periods(log, step, log.firstDay(), last, false), "channel");
        SlowFacts slow = new SlowFacts(rows, policy, true, facts.periods().asOfDay());
        assertSame(facts, 0, slow);
        for (int group = 1; group < facts.groups().size(); group++) {
            assertSame(
                    facts, group, slow.only(SlowFacts.ofChannel(facts.groups().get(group))));
        }
        for (int p = 0; p < facts.periods().count(); p++) {
            for (Fact fact :
                    List.of(Fact.ORDERS, Fact.REVENUE, Fact.GROSS_REVENUE, Fact.REFUNDED, Fact.COST, Fact.ITEMS)) {
                assertThat(sumOfGroups(facts, fact, p)).isEqualTo(facts.get(fact, p));
            }
        }
    }

    private static long sumOfGroups(PeriodFacts facts, Fact fact, int period) {
        return IntStream.range(1, facts.groups().size())
                .mapToLong(group -> facts.get(fact, period, group))
                .sum();
    }

    @Property(tries = TRIES)
    void groupsAddUpToAll(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.withQuantity(rows, RefundPolicy.KEEP_NEGATIVE, true);
        PeriodFacts facts = PeriodFacts.of(log, Periods.covering(log, step), Grouping.byFirst(log, "channel"));
        for (Fact fact : Fact.values()) {
            for (int p = 0; p < facts.periods().count(); p++) {
                assertThat(sumOfGroups(facts, fact, p)).isEqualTo(facts.get(fact, p));
            }
        }
    }

    @Property(tries = TRIES)
    void periodsAddUpToTheLog(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.withQuantity(rows, RefundPolicy.KEEP_NEGATIVE, true);
        PeriodFacts facts = PeriodFacts.of(log, Periods.covering(log, step));
        int last = facts.periods().count() - 1;
        long buyers = rows.stream()
                .filter(row -> row.amount() >= 0)
                .map(Logs.Row::customer)
                .distinct()
                .count();
        assertThat(sum(facts, Fact.REVENUE)).isEqualTo(log.revenueMinor());
        assertThat(sum(facts, Fact.NEW_CUSTOMERS)).isEqualTo(buyers);
        assertThat(facts.get(Fact.ACQUIRED_CUSTOMERS, last)).isEqualTo(buyers);
        assertThat(sum(facts, Fact.ORDERS))
                .isEqualTo(rows.stream().filter(row -> row.amount() >= 0).count());
    }

    @Property(tries = TRIES)
    void itemsAddUpToTheUnitsOfOrders(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.withQuantity(rows, RefundPolicy.KEEP_NEGATIVE, false);
        assertThat(sum(PeriodFacts.of(log, Periods.covering(log, step)), Fact.ITEMS))
                .isEqualTo((long) items(rows));
        TransactionLog without = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        assertThat(sum(PeriodFacts.of(without, Periods.covering(without, step)), Fact.ITEMS))
                .isZero();
    }

    private static long sum(PeriodFacts facts, Fact fact) {
        return IntStream.range(0, facts.periods().count())
                .mapToLong(p -> facts.get(fact, p))
                .sum();
    }

    @Property(tries = TRIES)
    void everyActiveCustomerIsNewRetainedOrReactivated(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.withQuantity(rows, RefundPolicy.KEEP_NEGATIVE, false);
        PeriodFacts facts = PeriodFacts.of(log, Periods.covering(log, step));
        for (int p = 0; p < facts.periods().count(); p++) {
            assertThat(facts.get(Fact.NEW_CUSTOMERS, p)
                            + facts.get(Fact.RETAINED_CUSTOMERS, p)
                            + facts.get(Fact.REACTIVATED_CUSTOMERS, p))
                    .isEqualTo(facts.get(Fact.ACTIVE_CUSTOMERS, p));
        }
    }

    @Property(tries = TRIES)
    void retentionAndChurnAreOne(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.withQuantity(rows, RefundPolicy.KEEP_NEGATIVE, false);
        KpiReport report = KpiReport.of(
                PeriodFacts.byDimension(log, Periods.covering(log, step), "channel"),
                Kpis.RETENTION_RATE,
                Kpis.CHURN_RATE);
        for (int p = 0; p < report.facts().periods().count(); p++) {
            for (int g = 0; g < report.facts().groups().size(); g++) {
                KpiValue retention = report.value(Kpis.RETENTION_RATE, p, g);
                KpiValue churn = report.value(Kpis.CHURN_RATE, p, g);
                assertThat(churn.denominator()).isEqualTo(retention.denominator());
                assertThat(churn.undefinedReason()).isEqualTo(retention.undefinedReason());
                assertThat(Objects.requireNonNull(churn.numerator()).add(Objects.requireNonNull(retention.numerator())))
                        .isEqualTo(retention.denominator());
            }
        }
    }

    @Property(tries = TRIES)
    void doesNotDependOnTheOrderOfTheInput(
            @ForAll List<Logs.Row> rows, @ForAll boolean net, @ForAll Random random, @ForAll TimeStep step) {
        RefundPolicy policy = POLICIES.get(net ? 1 : 0);
        List<Logs.Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        TransactionLog log = Logs.withQuantity(rows, policy, true);
        TransactionLog other = Logs.withQuantity(shuffled, policy, true);
        if (log.rows() == 0) {
            return;
        }
        Periods periods = Periods.covering(log, step);
        assertThat(PeriodFacts.byDimension(other, periods, "channel"))
                .isEqualTo(PeriodFacts.byDimension(log, periods, "channel"));
        assertThat(PeriodFacts.of(other, periods, byId(other))).isEqualTo(PeriodFacts.of(log, periods, byId(log)));
    }

    @Property(tries = 30)
    void doesNotDependOnLocaleOrZone(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            List<String> plain = report(rows, step);
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(report(rows, step)).isEqualTo(plain);
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Pago_Pago"));
            assertThat(report(rows, step)).isEqualTo(plain);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static List<String> report(List<Logs.Row> rows, TimeStep step) {
        TransactionLog log = Logs.withQuantity(rows, RefundPolicy.KEEP_NEGATIVE, false);
        PeriodFacts facts = PeriodFacts.byDimension(log, Periods.covering(log, step), "channel");
        List<String> cells = new ArrayList<>();
        for (Table table : List.of(
                facts.toTable(),
                KpiReport.of(facts, KpiOptions.withDefaults(), Kpis.all()).toTable(),
                CohortTable.of(log, step).toTable())) {
            table.columns().forEach(column -> {
                for (int row = 0; row < table.rows(); row++) {
                    cells.add(String.valueOf(column.textAt(row)));
                }
            });
        }
        return cells;
    }
}
