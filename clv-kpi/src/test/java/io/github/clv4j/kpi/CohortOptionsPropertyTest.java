package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Cohort tables of all measures, kinds and offsets against a slow twin that asks each customer about each cell. */
@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class CohortOptionsPropertyTest {
    private static final int TRIES = 300;
    private static final int[] BOUNDS = {0, 1, 3, 4};

    /** What the customers of one cohort did at one offset. */
    private record Cell(long size, long active, long orders, long revenue, long cost) {}

    private static Cell slow(TransactionLog known, CohortTable table, int cohort, int offset, List<Integer> bounds) {
        CohortOptions options = table.options();
        Periods periods = table.periods();
        long size = 0;
        long active = 0;
        long orders = 0;
        long revenue = 0;
        long cost = 0;
        for (int c = 0; c < known.customers(); c++) {
            List<Integer> ordered = new ArrayList<>();
            for (int row = known.start(c); row < known.end(c); row++) {
                if (known.amountMinor(row) >= 0) {
                    ordered.add(row);
                }
            }
            int first = ordered.stream()
                    .filter(row -> options.cohorts() == CohortKind.RECURRING || row.equals(ordered.get(0)))
                    .filter(row ->
                            known.day(row) >= periods.firstDay(cohort) && known.day(row) <= periods.lastDay(cohort))
                    .findFirst()
                    .orElse(-1);
            if (first < 0) {
                continue;
            }
            size++;
            int start = known.day(first);
            IntPredicate isActive = unit -> ordered.stream()
                    .anyMatch(row -> row >= first && unit(known.day(row), start, cohort, table) == unit);
            IntPredicate inOffset =
                    k -> IntStream.range(bounds.get(k), bounds.get(k + 1)).anyMatch(isActive);
            boolean counts = switch (options.measure()) {
                case CLASSIC -> inOffset.test(offset);
                case UNBOUNDED ->
                    ordered.stream().anyMatch(row -> unit(known.day(row), start, cohort, table) >= bounds.get(offset));
                case FULL -> IntStream.rangeClosed(0, offset).allMatch(inOffset);
            };
            active += counts ? 1 : 0;
            for (int row = known.start(c); row < known.end(c); row++) {
                int unit = unit(known.day(row), start, cohort, table);
                if (known.day(row) >= start && unit >= bounds.get(offset) && unit < bounds.get(offset + 1)) {
                    orders += known.amountMinor(row) >= 0 ? 1 : 0;
                    revenue += known.amountMinor(row);
                    cost += known.costMinor(row);
                }
            }
        }
        return new Cell(size, active, orders, revenue, cost);
    }

    /** Days before a customer's start are before unit 0. */
    private static int unit(int day, int start, int cohort, CohortTable table) {
        int elapsed = table.options().elapsedDays();
        return elapsed > 0
                ? Math.floorDiv(day - start, elapsed)
                : table.periods().indexOf(day) - cohort;
    }

    @Property(tries = TRIES)
    void tellsWhatTheSlowWayFinds(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean net,
            @ForAll RetentionMeasure measure,
            @ForAll CohortKind kind,
            @ForAll boolean brackets,
            @ForAll @IntRange(max = 20) int elapsed,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        RefundPolicy policy = net ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE;
        TransactionLog log = Logs.of(rows, policy, true);
        if (log.rows() == 0) {
            return;
        }
        int day = Math.max(asOf, log.firstDay());
        CohortOptions options =
                CohortOptions.withDefaults().withMeasure(measure).withCohorts(kind);
        options = brackets ? options.withBrackets(BOUNDS) : options;
        options = elapsed > 0 ? options.withElapsedDays(elapsed) : options;
        CohortTable table = table(log, day, options);
        TransactionLog known =
                Logs.of(rows.stream().filter(row -> row.day() <= day).toList(), policy, true);
        List<Integer> bounds = IntStream.rangeClosed(0, table.offsets())
                .map(k -> brackets ? BOUNDS[k] : k)
                .boxed()
                .toList();
        for (int c = 0; c < table.cohorts(); c++) {
            long toDate = 0;
            assertThat(table.size(c)).isEqualTo(slow(known, table, c, 0, bounds).size());
            for (int k = 0; k < table.offsets(); k++) {
                int last = bounds.get(k + 1) - 1;
                boolean over = elapsed > 0
                        ? table.periods().lastDay(c) + (last + 1) * elapsed - 1 <= day
                        : c + last < table.cohorts() && table.periods().lastDay(c + last) <= day;
                assertThat(table.isKnown(c, k)).isEqualTo(over);
                if (over) {
                    Cell cell = slow(known, table, c, k, bounds);
                    toDate += cell.revenue();
                    assertThat(table.active(c, k)).isEqualTo(cell.active());
                    assertThat(table.orders(c, k, 0)).isEqualTo(cell.orders());
                    assertThat(table.revenueMinor(c, k)).isEqualTo(cell.revenue());
                    assertThat(table.margin(c, k, 0).value())
                            .isCloseTo((cell.revenue() - cell.cost()) / 100.0, within(1e-9));
                    if (cell.size() > 0) {
                        assertThat(table.revenuePerCustomer(c, k, 0).value())
                                .isCloseTo(toDate / 100.0 / cell.size(), within(1e-9));
                    }
                }
            }
        }
    }

    private static CohortTable table(TransactionLog log, int day, CohortOptions options) {
        return CohortTable.of(
                log,
                PeriodCalendar.of(TimeStep.WEEKS),
                LocalDate.ofEpochDay(day),
                Grouping.byFirst(log, "channel"),
                options);
    }

    @Property(tries = TRIES)
    void measuresAreInOrderAndValuesGrow(
            @ForAll List<Logs.Row> rows, @ForAll CohortKind kind, @ForAll @IntRange(max = 20) int elapsed) {
        List<Logs.Row> sales = rows.stream().filter(row -> row.amount() >= 0).toList();
        if (sales.isEmpty()) {
            return;
        }
        TransactionLog log = Logs.of(sales, RefundPolicy.NET, false);
        CohortOptions options = CohortOptions.withDefaults().withCohorts(kind);
        CohortOptions base = elapsed > 0 ? options.withElapsedDays(elapsed) : options;
        CohortTable classic = table(log, log.lastDay(), base);
        CohortTable unbounded = table(log, log.lastDay(), base.withMeasure(RetentionMeasure.UNBOUNDED));
        CohortTable full = table(log, log.lastDay(), base.withMeasure(RetentionMeasure.FULL));
        for (int group = 0; group < classic.groups().size(); group++) {
            for (int c = 0; c < classic.cohorts(); c++) {
                for (int k = 0; classic.isKnown(c, k); k++) {
                    assertThat(unbounded.active(c, k, group))
                            .isBetween(classic.active(c, k, group), classic.size(c, group));
                    assertThat(full.active(c, k, group)).isBetween(0L, classic.active(c, k, group));
                    if (k > 0) {
                        assertThat(unbounded.active(c, k, group))
                                .isLessThanOrEqualTo(unbounded.active(c, k - 1, group));
                        assertThat(full.active(c, k, group)).isLessThanOrEqualTo(full.active(c, k - 1, group));
                        if (classic.size(c, group) > 0) {
                            assertThat(classic.revenuePerCustomer(c, k, group).value())
                                    .isGreaterThanOrEqualTo(classic.revenuePerCustomer(c, k - 1, group)
                                            .value());
                            assertThat(classic.retention(c, k, group).value()).isBetween(0.0, 1.0);
                        }
                    }
                }
            }
        }
    }

    /** The curve is the sum over cohorts of what the table tells, and groups add up. */
    @Property(tries = TRIES)
    void theCurveIsTheSumOfItsCohorts(@ForAll List<Logs.Row> rows, @ForAll RetentionMeasure measure) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, true);
        CohortTable table =
                table(log, log.lastDay(), CohortOptions.withDefaults().withMeasure(measure));
        CohortCurve curve = table.curve();
        for (int k = 0; k < curve.offsets(); k++) {
            int offset = k;
            int[] known = IntStream.range(0, table.cohorts())
                    .filter(c -> table.isKnown(c, offset) && table.size(c) > 0)
                    .toArray();
            long customers = IntStream.of(known).mapToLong(table::size).sum();
            assertThat(curve.cohorts(k, 0)).isEqualTo(known.length);
            assertThat(curve.customers(k, 0)).isEqualTo(customers);
            assertThat(curve.active(k, 0))
                    .isEqualTo(IntStream.of(known)
                            .mapToLong(c -> table.active(c, offset))
                            .sum());
            assertThat(IntStream.range(1, curve.groups().size())
                            .mapToLong(g -> curve.active(offset, g))
                            .sum())
                    .isEqualTo(curve.active(k, 0));
            if (customers > 0) {
                double margin = IntStream.of(known)
                        .mapToDouble(c -> table.marginPerCustomer(c, offset, 0).value() * table.size(c))
                        .sum();
                assertThat(curve.marginPerCustomer(k, 0).value()).isCloseTo(margin / customers, within(1e-9));
            }
        }
    }
}
