package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SummaryMergePropertyTest {
    @Property(tries = 500, seed = "11")
    void summariesOfDisjointCustomersMergeInAnyOrder(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf,
            @ForAll TimeStep step,
            @ForAll PurchaseMerging merging,
            @ForAll boolean numericIds,
            @ForAll long seed) {
        LogOptions log = TestRow.options(policy).withCost();
        SummaryOptions options = SummaryOptions.withDefaults()
                .until(world.date(asOf))
                .withStep(step)
                .withMerging(merging);
        Random random = new Random(seed);
        int[] partOf = random.ints(World.IDS.size(), 0, 4).toArray();
        List<CustomerSummary> parts = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            int own = part;
            List<TestRow> rows = world.rows().stream()
                    .filter(row -> partOf[World.IDS.indexOf(row.id())] == own)
                    .toList();
            parts.add(CustomerSummary.of(TestRow.log(log, rows, numericIds), options));
        }

        while (parts.size() > 1) {
            CustomerSummary one = parts.remove(random.nextInt(parts.size()));
            CustomerSummary other = parts.remove(random.nextInt(parts.size()));
            parts.add(one.merge(other));
        }

        CustomerSummary whole = CustomerSummary.of(TestRow.log(log, world.rows(), numericIds), options);
        assertSame(parts.get(0), whole);
    }

    @Property(tries = 1000, seed = "12")
    void summariesOfSpansOfTimeMerge(
            @ForAll("worlds") World world,
            @ForAll("refundsKept") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int cut1,
            @ForAll @IntRange(max = 100) int cut2,
            @ForAll TimeStep step,
            @ForAll PurchaseMerging merging,
            @ForAll long seed) {
        int firstCut = world.day(Math.min(cut1, cut2));
        int secondCut = world.day(Math.max(cut1, cut2));
        SummaryOptions options = SummaryOptions.withDefaults().withStep(step).withMerging(merging);
        // Rows of the days of the cuts go to either side.
        Random random = new Random(seed);
        List<List<TestRow>> spans = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (TestRow row : world.rows()) {
            int earliest = row.day() < firstCut || (row.day() == firstCut && random.nextBoolean()) ? 0 : 1;
            int span = earliest == 1 && (row.day() > secondCut || (row.day() == secondCut && random.nextBoolean()))
                    ? 2
                    : earliest;
            spans.get(span).add(row);
        }
        CustomerSummary a = summary(policy, spans.get(0), options.until(LocalDate.ofEpochDay(firstCut)));
        CustomerSummary b = summary(policy, spans.get(1), options.until(LocalDate.ofEpochDay(secondCut)));
        CustomerSummary c = summary(policy, spans.get(2), options.until(world.date(100)));

        CustomerSummary whole = summary(policy, world.rows(), options.until(world.date(100)));

        assertThat(Facts.of(whole)).isEqualTo(Facts.count(world.rows(), policy, world.day(100), step, merging));
        assertSame(a.merge(b).merge(c), whole);
        assertSame(a.merge(b.merge(c)), whole);
        assertSame(c.merge(b).merge(a), whole);
        assertSame(c.merge(b.merge(a)), whole);
        assertSame(b.merge(a).merge(c), whole);
        assertSame(a.merge(c.merge(b)), whole);
    }

    @Property(tries = 500, seed = "13")
    void overlappingSpansAreRefusedAndNeverMiscounted(
            @ForAll("worlds") World world,
            @ForAll("refundsKept") RefundPolicy policy,
            @ForAll TimeStep step,
            @ForAll PurchaseMerging merging,
            @ForAll long seed) {
        SummaryOptions options = SummaryOptions.withDefaults()
                .until(world.date(100))
                .withStep(step)
                .withMerging(merging);
        Random random = new Random(seed);
        List<TestRow> ones = new ArrayList<>();
        List<TestRow> others = new ArrayList<>();
        world.rows().forEach(row -> (random.nextBoolean() ? ones : others).add(row));
        CustomerSummary one = summary(policy, ones, options);
        CustomerSummary other = summary(policy, others, options);
        boolean overlap = World.IDS.stream().anyMatch(id -> overlap(Facts.of(one, id), Facts.of(other, id)));

        CustomerSummary merged;
        try {
            merged = one.merge(other);
        } catch (IllegalArgumentException e) {
            assertThat(overlap).as("refused, though no spans overlap: %s", e).isTrue();
            return;
        }
        assertThat(overlap).isFalse();
        assertSame(merged, summary(policy, world.rows(), options));
    }

    private static boolean overlap(Facts one, Facts other) {
        return one.orders() > 0
                && other.orders() > 0
                && one.lastDay() > other.firstDay()
                && other.lastDay() > one.firstDay();
    }

    private static CustomerSummary summary(RefundPolicy policy, List<TestRow> rows, SummaryOptions options) {
        return CustomerSummary.of(TestRow.log(policy, rows), options);
    }

    private static void assertSame(CustomerSummary merged, CustomerSummary whole) {
        assertThat(Facts.of(merged)).isEqualTo(Facts.of(whole));
        assertThat(merged.sameRows(whole)).isTrue();
        assertThat(whole.sameRows(merged)).isTrue();
        assertThat(Cells.of(merged.toTable())).isEqualTo(Cells.of(whole.toTable()));
    }

    @Provide
    Arbitrary<World> worlds() {
        return World.worlds();
    }

    @Provide
    Arbitrary<RefundPolicy> policies() {
        return World.policies();
    }

    /** A refund of another span cannot be netted: under NET only whole customers merge. */
    @Provide
    Arbitrary<RefundPolicy> refundsKept() {
        return World.policies().filter(policy -> policy != RefundPolicy.NET);
    }
}
