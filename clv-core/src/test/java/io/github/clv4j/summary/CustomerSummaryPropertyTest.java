package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CustomerSummaryPropertyTest {
    @Property(tries = 1000, seed = "1")
    void tellsWhatTheRowsSay(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf,
            @ForAll TimeStep step,
            @ForAll PurchaseMerging merging,
            @ForAll boolean numericIds) {
        TransactionLog log = TestRow.log(TestRow.options(policy).withCost(), world.rows(), numericIds);

        CustomerSummary summary = CustomerSummary.of(log, options(world.date(asOf), step, merging));

        assertThat(Facts.of(summary)).isEqualTo(Facts.count(world.rows(), policy, world.day(asOf), step, merging));
        assertThat(summary.asOf()).isEqualTo(world.date(asOf));
        assertThat(summary.presentCustomers()).isEqualTo((int)
                Facts.of(summary).values().stream().filter(f -> f.orders() > 0).count());
        for (int c = 0; c < summary.customers(); c++) {
            assertThat(summary.isPresent(c)).isEqualTo(summary.orders(c) > 0);
        }
    }

    @Property(tries = 500, seed = "2")
    void snapshotsAreSingleSummaries(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @Size(max = 6) List<@IntRange(max = 100) Integer> days,
            @ForAll TimeStep step,
            @ForAll PurchaseMerging merging) {
        TransactionLog log = TestRow.log(policy, world.rows());
        List<LocalDate> dates = new ArrayList<>(days.stream().map(world::date).toList());
        dates.addAll(dates.subList(0, dates.size() / 2));

        List<CustomerSummary> snapshots = CustomerSummary.snapshots(
                log, dates, SummaryOptions.withDefaults().withStep(step).withMerging(merging));

        assertThat(snapshots).hasSameSizeAs(dates);
        for (int s = 0; s < dates.size(); s++) {
            CustomerSummary single = CustomerSummary.of(log, options(dates.get(s), step, merging));
            assertThat(snapshots.get(s).asOf()).isEqualTo(dates.get(s));
            assertThat(Facts.of(snapshots.get(s))).isEqualTo(Facts.of(single));
            assertThat(snapshots.get(s).sameRows(single)).isTrue();
        }
    }

    @Property(tries = 500, seed = "3")
    void laterRowsPlayNoPart(
            @ForAll("worlds") World world,
            @ForAll("worlds") World other,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf,
            @ForAll TimeStep step,
            @ForAll PurchaseMerging merging) {
        int day = world.day(asOf);
        List<TestRow> past = world.until(day);
        List<TestRow> rewritten = new ArrayList<>(past);
        for (TestRow row : other.rows()) {
            rewritten.add(new TestRow(row.id(), day + 1 + row.day() - other.base(), row.amount(), row.cost()));
        }
        SummaryOptions options = options(world.date(asOf), step, merging);

        CustomerSummary pastAlone = CustomerSummary.of(TestRow.log(policy, past), options);

        for (List<TestRow> rows : List.of(world.rows(), rewritten)) {
            CustomerSummary summary = CustomerSummary.of(TestRow.log(policy, rows), options);
            assertThat(Facts.of(summary)).isEqualTo(Facts.of(pastAlone));
            assertThat(Cells.of(summary.toTable())).isEqualTo(Cells.of(pastAlone.toTable()));
            assertThat(histories(summary)).isEqualTo(histories(pastAlone));
        }
    }

    @Property(tries = 500, seed = "4")
    void orderOfTheInputPlaysNoPart(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf,
            @ForAll PurchaseMerging merging,
            @ForAll boolean numericIds,
            @ForAll long seed) {
        SummaryOptions options = options(world.date(asOf), TimeStep.WEEKS, merging);
        CustomerSummary one =
                CustomerSummary.of(TestRow.log(TestRow.options(policy).withCost(), world.rows(), numericIds), options);
        CustomerSummary shuffled = CustomerSummary.of(
                TestRow.log(TestRow.options(policy).withCost(), world.shuffled(seed), numericIds), options);

        assertThat(Cells.of(shuffled.toTable())).isEqualTo(Cells.of(one.toTable()));
        assertThat(shuffled.sameRows(one)).isTrue();
        assertThat(one.sameRows(shuffled)).isTrue();
        assertThat(histories(shuffled)).isEqualTo(histories(one));
    }

    @Property(tries = 500, seed = "5")
    void distinctHistoriesExpandToTheCustomers(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf,
            @ForAll TimeStep step,
            @ForAll PurchaseMerging merging) {
        CustomerSummary summary =
                CustomerSummary.of(TestRow.log(policy, world.rows()), options(world.date(asOf), step, merging));
        DistinctHistories distinct = summary.distinctHistories();
        List<List<Double>> customers = new ArrayList<>();
        for (int c = 0; c < summary.customers(); c++) {
            if (summary.isPresent(c)) {
                customers.add(List.of((double) summary.x(c), summary.tx(c), summary.age(c)));
            }
        }
        List<List<Double>> expanded = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i++) {
            assertThat(distinct.weight(i)).isPositive();
            for (int w = 0; w < distinct.weight(i); w++) {
                expanded.add(List.of((double) distinct.x(i), distinct.tx(i), distinct.age(i)));
            }
        }

        assertThat(distinct.step()).isEqualTo(step);
        assertThat(expanded).containsExactlyInAnyOrderElementsOf(customers);
        for (int i = 1; i < distinct.size(); i++) {
            assertThat(isBefore(distinct, i - 1, i)).isTrue();
        }
    }

    private static boolean isBefore(DistinctHistories distinct, int i, int j) {
        if (distinct.x(i) != distinct.x(j)) {
            return distinct.x(i) < distinct.x(j);
        }
        return distinct.tx(i) == distinct.tx(j) ? distinct.age(i) < distinct.age(j) : distinct.tx(i) < distinct.tx(j);
    }

    private static List<List<Double>> histories(CustomerSummary summary) {
        DistinctHistories distinct = summary.distinctHistories();
        List<List<Double>> result = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i++) {
            result.add(List.of((double) distinct.x(i), distinct.tx(i), distinct.age(i), (double) distinct.weight(i)));
        }
        return result;
    }

    private static SummaryOptions options(LocalDate asOf, TimeStep step, PurchaseMerging merging) {
        return SummaryOptions.withDefaults().until(asOf).withStep(step).withMerging(merging);
    }

    @Provide
    Arbitrary<World> worlds() {
        return World.worlds();
    }

    @Provide
    Arbitrary<RefundPolicy> policies() {
        return World.policies();
    }
}
