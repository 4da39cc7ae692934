package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CampaignAllocationTest {
    private static AllocationSegment segment(String label, long customers, long costMinor, double margin, double half) {
        KpiValue value = KpiValue.of(BigDecimal.valueOf(margin));
        return new AllocationSegment(
                label, customers, costMinor, new ValueEstimate(value, margin - half, margin + half, 0.9));
    }

    private static CampaignAllocation of(long budget, AllocationStatistic statistic, AllocationSegment... segments) {
        return CampaignAllocation.of(List.of(segments), budget, Logs.EUR, statistic);
    }

    private static final AllocationSegment[] SEGMENTS = {
        segment("lovers", 100, 1_00, 3, 1),
        segment("new", 50, 50, 2, 1.8),
        segment("sleeping", 80, 50, -2, 1),
        segment("unsure", 10, 1_00, 0.5, 5),
        segment("mail", 30, 0, 0.1, 0.05),
        new AllocationSegment("unknown", 5, 1, ValueEstimate.without(KpiValue.undefined("nobody was held out"), 0.9))
    };

    @Test
    void bestMarginForItsCostComesFirst() {
        CampaignAllocation plan = of(70_50, AllocationStatistic.ESTIMATE, SEGMENTS);
        // "mail" costs nothing; "new" brings 4 for 1, "lovers" 3 for 1.
        assertThat(plan.treated(4)).isEqualTo(30);
        assertThat(plan.treated(1)).isEqualTo(50);
        assertThat(plan.treated(0)).isEqualTo(45);
        assertThat(plan.spentMinor()).isEqualTo(70_00);
        assertThat(plan.reason(0))
                .isEqualTo("contact adds more margin than it costs; the budget is not enough for all");
        assertThat(plan.decision(2)).isEqualTo(AllocationDecision.LEAVE_ALONE);
        assertThat(plan.decision(3)).isEqualTo(AllocationDecision.DO_NOT_TREAT);
        assertThat(plan.reason(3)).isEqualTo("contact does not add more margin than it costs");
        assertThat(plan.reason(5)).isEqualTo("incremental margin is not known: nobody was held out");
        assertThat(plan.netGain(1)).isEqualTo(50 * 2 - 25);
        assertThat(plan.toTable().column("decision").textAt(2)).isEqualTo("leave_alone");
    }

    @Test
    void theLowerBoundIsMoreCautious() {
        CampaignAllocation plan = of(1_000_00, AllocationStatistic.LOWER_BOUND, SEGMENTS);
        assertThat(plan.decision(0)).isEqualTo(AllocationDecision.TREAT);
        assertThat(plan.treated(0)).isEqualTo(100);
        // 2 − 1.8 is less than the 0.50 that it costs.
        assertThat(plan.decision(1)).isEqualTo(AllocationDecision.DO_NOT_TREAT);
        assertThat(plan.netGain(1)).isZero();
        assertThat(of(0, AllocationStatistic.LOWER_BOUND, SEGMENTS).reason(0)).isEqualTo("the budget is used up");
    }

    @Test
    void tiesGoByLabelAndNotByOrder() {
        AllocationSegment one = segment("one", 10, 1_00, 2, 1);
        AllocationSegment two = segment("two", 10, 2_00, 4, 1);
        CampaignAllocation plan = of(12_00, AllocationStatistic.ESTIMATE, two, one);
        assertThat(plan.treated(1)).isEqualTo(10);
        assertThat(plan.treated(0)).isEqualTo(1);
        CampaignAllocation turned = of(12_00, AllocationStatistic.ESTIMATE, one, two);
        assertThat(turned.treated(0)).isEqualTo(10);
        assertThat(turned.treated(1)).isEqualTo(1);
    }

    private static List<AllocationSegment> segments(List<Integer> seeds) {
        List<AllocationSegment> all = new ArrayList<>();
        for (int seed : seeds) {
            all.add(segment("s" + all.size(), seed % 5, seed / 5 % 4 * 50L, seed / 20 % 50 / 10.0 - 1, 1));
        }
        return all;
    }

    @Property(tries = 500)
    void theBudgetIsNeverExceeded(
            @ForAll @Size(max = 8) List<@IntRange(max = 999) Integer> seeds,
            @ForAll @LongRange(min = 0, max = 2_000) long budget,
            @ForAll AllocationStatistic statistic) {
        List<AllocationSegment> segments = segments(seeds);
        CampaignAllocation plan = CampaignAllocation.of(segments, budget, Logs.EUR, statistic);
        long spent = 0;
        for (int i = 0; i < segments.size(); i++) {
            assertThat(plan.treated(i)).isBetween(0L, segments.get(i).customers());
            assertThat(plan.treated(i) > 0).isEqualTo(plan.decision(i) == AllocationDecision.TREAT);
            assertThat(plan.netGain(i)).isGreaterThanOrEqualTo(0);
            spent += plan.treated(i) * segments.get(i).costMinor();
        }
        assertThat(plan.spentMinor()).isEqualTo(spent).isLessThanOrEqualTo(budget);
    }

    /** Against the best of all choices: short of it by less than one contact. */
    @Property(tries = 200)
    void theChoiceIsNearTheBest(
            @ForAll @Size(max = 4) List<@IntRange(max = 999) Integer> seeds,
            @ForAll @LongRange(min = 0, max = 1_000) long budget) {
        List<AllocationSegment> segments = segments(seeds);
        CampaignAllocation plan = CampaignAllocation.of(segments, budget, Logs.EUR, AllocationStatistic.ESTIMATE);
        double gain = 0;
        double oneContact = 0;
        for (int i = 0; i < segments.size(); i++) {
            gain += plan.netGain(i);
            oneContact = Math.max(oneContact, net(segments.get(i)));
        }
        assertThat(gain).isGreaterThanOrEqualTo(best(segments, 0, budget) - oneContact - 1e-9);
        assertThat(gain).isLessThanOrEqualTo(best(segments, 0, budget) + 1e-9);
    }

    private static double net(AllocationSegment segment) {
        return segment.marginUplift().value().value() - Logs.EUR.toMajor(segment.costMinor());
    }

    private static double best(List<AllocationSegment> segments, int next, long budget) {
        if (next == segments.size()) {
            return 0;
        }
        double best = 0;
        AllocationSegment segment = segments.get(next);
        for (long n = 0; n <= segment.customers() && n * segment.costMinor() <= budget; n++) {
            best = Math.max(best, n * net(segment) + best(segments, next + 1, budget - n * segment.costMinor()));
        }
        return best;
    }

    @Test
    void segmentsComeFromAReport() {
        TransactionLog log = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true);
        LocalDate from = LocalDate.parse("2011-01-01");
        LocalDate to = LocalDate.parse("2011-03-31");
        CampaignData data = CampaignData.of(
                CampaignOptions.of(log),
                List.of(
                        CampaignRow.treated("a", from, to, 1_00),
                        CampaignRow.treated("d", from, to, 1_00),
                        CampaignRow.control("b", from, to),
                        CampaignRow.control("c", from, to)));
        Grouping segments = Grouping.of("segment", 5, c -> log.index().id(c).equals("e") ? "few" : "many");
        CampaignReport report = CampaignReport.of(log, data, segments);
        List<AllocationSegment> next = CampaignAllocation.segments(report, new long[] {7, 9}, 1_00, 0.9);
        assertThat(next).extracting(AllocationSegment::label).containsExactly("few", "many");
        // Margins: a 24.00, d 50.00; b 14.00, c 2.00.
        assertThat(next.get(1).marginUplift().value().value()).isEqualTo(29);
        CampaignAllocation plan = CampaignAllocation.of(next, 4_50, Logs.EUR, AllocationStatistic.ESTIMATE);
        assertThat(plan.treated(1)).isEqualTo(4);
        assertThat(plan.reason(0)).isEqualTo("incremental margin is not known: no customers in one of the arms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CampaignAllocation.segments(report, new long[1], 1, 0.9))
                .withMessage("customers are given for 1 segments; the report has 2");
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(-1, AllocationStatistic.ESTIMATE))
                .withMessage("budget is -0.01; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1, AllocationStatistic.ESTIMATE, SEGMENTS[0], SEGMENTS[0]))
                .withMessage("two segments have the same label: [lovers, lovers]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> segment("x", -1, 1, 1, 1))
                .withMessage("segment 'x': customers are -1; there must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> segment("x", 1, -1, 1, 1))
                .withMessage("segment 'x': cost is -1 minor units; it must be 0 or more");
    }
}
