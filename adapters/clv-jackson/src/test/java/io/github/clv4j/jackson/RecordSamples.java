package io.github.clv4j.jackson;

import io.github.clv4j.data.DropReason;
import io.github.clv4j.data.IdLink;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.evaluate.ForecastErrors;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.fit.LikelihoodRatioTest;
import io.github.clv4j.kpi.AcquisitionSpend;
import io.github.clv4j.kpi.AllocationSegment;
import io.github.clv4j.kpi.BillingInterval;
import io.github.clv4j.kpi.CampaignArm;
import io.github.clv4j.kpi.CampaignRow;
import io.github.clv4j.kpi.CategoryPair;
import io.github.clv4j.kpi.ChangeBasis;
import io.github.clv4j.kpi.ChangeVerdict;
import io.github.clv4j.kpi.Department;
import io.github.clv4j.kpi.DifferenceTest;
import io.github.clv4j.kpi.GainLoss;
import io.github.clv4j.kpi.JourneyPath;
import io.github.clv4j.kpi.KpiChange;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.OrderWindow;
import io.github.clv4j.kpi.ProspectCounts;
import io.github.clv4j.kpi.RateEstimate;
import io.github.clv4j.kpi.SampleSize;
import io.github.clv4j.kpi.SubscriptionRow;
import io.github.clv4j.kpi.SurveyRow;
import io.github.clv4j.kpi.Target;
import io.github.clv4j.kpi.Touchpoint;
import io.github.clv4j.kpi.ValueEstimate;
import io.github.clv4j.model.CountInterval;
import io.github.clv4j.model.NextOrder;
import io.github.clv4j.model.SavedModel;
import io.github.clv4j.rfm.AlarmDirection;
import io.github.clv4j.rfm.CellOverlap;
import io.github.clv4j.rfm.ChainCheck;
import io.github.clv4j.rfm.ChainClass;
import io.github.clv4j.rfm.FlowAlarm;
import io.github.clv4j.rfm.RateInterval;
import io.github.clv4j.rfm.RfmCell;
import io.github.clv4j.rfm.RfmDimension;
import io.github.clv4j.rfm.RfmExplanation;
import io.github.clv4j.rfm.SavedThresholds;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentFlow;
import io.github.clv4j.rfm.SegmentMapData;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.rfm.SegmentProfile;
import io.github.clv4j.rfm.SegmentValue;
import io.github.clv4j.rfm.SizeChange;
import io.github.clv4j.rfm.Spread;
import io.github.clv4j.rfm.StepLength;
import io.github.clv4j.rfm.Treatment;
import io.github.clv4j.rfm.ValueMove;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** At least one value of each record that has a form in JSON; components that may be unknown are known in one, not in another. */
final class RecordSamples {
    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);
    private static final KpiValue RATE = KpiValue.of(1).over(3, "nobody");
    private static final Spread SPREAD = new Spread(0.1, 1.0 / 3, 2, Double.MAX_VALUE, Double.MIN_VALUE);

    private RecordSamples() {}

    static List<Record> all() {
        List<Record> all = new ArrayList<>();
        all.addAll(core());
        all.addAll(rfm());
        all.addAll(kpi());
        return all;
    }

    private static List<Record> core() {
        SavedModel saved = Fits.contract();
        SavedModel.Report report = saved.report();
        return List.of(
                saved,
                saved.data(),
                saved.parameters().get(0),
                report,
                Fits.atTheEdge(),
                Fits.atTheEdge().report(),
                new SavedModel.CovariateTerms(
                        List.of("a"), List.of("a"), List.of(), true, "x", 0.5, 0.0, saved.parameters()),
                new NextOrder(0.5, Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e-300),
                new CountInterval(0, 7, 0.9),
                new ForecastErrors(3, 1, 2, 3, 4, OptionalDouble.empty()),
                new ForecastErrors(3, 1, 2, 3, 4, OptionalDouble.of(0.1)),
                new LikelihoodRatioTest(1.5, 2, 0.25),
                new Interval(-1.5, 1.0 / 3),
                new RowProblem("orders", 3, "net", null, RejectReason.BAD_AMOUNT, "must"),
                new RowProblem("orders", Long.MAX_VALUE, "net", "x\u0000", RejectReason.BAD_AMOUNT, "must"),
                new IdLink("a", "b", null),
                new IdLink("a", "b", DropReason.REFUND.name()));
    }

    private static List<Record> rfm() {
        Segment segment = new Segment("Best", "R5", Treatment.UP_SELL, "");
        SegmentMapData data = SegmentMaps.OMNICONVERT.data();
        SavedThresholds thresholds = SavedThresholds.of(Fits.thresholds());
        return List.of(
                new RfmCell(1, 2, 3),
                segment,
                new ValueMove(null, "b", 1, 2, 3, 1),
                new ValueMove("a", null, 1, 2, 3, Long.MIN_VALUE),
                new ChainClass(List.of("a", "b"), true, 1),
                new CellOverlap("111", List.of("a"), "a"),
                new RfmExplanation.Change(Map.of(RfmDimension.FREQUENCY, 3L), new RfmCell(1, 1, 1), segment),
                new ChainCheck("order", 1, 2, 3, OptionalDouble.empty(), OptionalDouble.of(0.5)),
                new SegmentFlow(0, "a", 9, 8, 7, 2, 1, 0, 0),
                SPREAD,
                new RateInterval(0.5, 0.25, 0.75),
                new StepLength(3, TimeStep.MONTHS),
                thresholds,
                thresholds.edges().get(0),
                new SegmentProfile(
                        "a",
                        1,
                        OptionalDouble.of(0.1),
                        2,
                        OptionalDouble.empty(),
                        OptionalLong.of(3),
                        OptionalDouble.of(0.2),
                        4,
                        OptionalDouble.of(1),
                        OptionalDouble.of(2),
                        OptionalDouble.of(3),
                        Optional.of(SPREAD),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new SegmentValue(
                                5, OptionalDouble.empty(), OptionalDouble.of(1), Optional.of(SPREAD)))),
                new SegmentValue(5, OptionalDouble.of(1), OptionalDouble.empty(), Optional.empty()),
                new SizeChange("a", 10, 9, 1, 2, 0, 0, 0, 0, 0),
                new FlowAlarm(1, "a", 10, 0.5, 0.1, 0.05, 0.2, AlarmDirection.HIGH),
                data,
                data.segments().get(0));
    }

    private static List<Record> kpi() {
        ValueEstimate estimate = new ValueEstimate(RATE, 0.1, 0.5, 0.9);
        return List.of(
                new Target("aov", null, null, 1.5, 1, 2),
                new Target("aov", "g", Department.MARKETING, 1.5, 1, 2),
                new CategoryPair("a", "b", 1, 2, 3, 4),
                new JourneyPath(List.of("web", "shop"), 1, 2, 3),
                new AllocationSegment("a", 1, 2, estimate),
                estimate,
                new ValueEstimate(KpiValue.undefined("nobody"), Double.NaN, Double.NaN, 0.9),
                new RateEstimate(RATE, 0.1, 0.5, 0.9),
                new DifferenceTest(KpiValue.of(new BigDecimal("-1.50")), 1.5, 0.1, null),
                new GainLoss.Total(1, 2, 3, 4, 5, 6, 7, 8, 9),
                new AcquisitionSpend.Entry(DAY, 1, null, 2, null),
                new AcquisitionSpend.Entry(DAY, 1, "web", 2, "EUR"),
                new ProspectCounts.Entry(DAY, 1, "web", 2),
                new Touchpoint("c", DAY, LocalTime.of(10, 15, 30, 1), "web", "visit", 1, 2),
                new Touchpoint(null, null, null, null, null, 1, 2),
                new SubscriptionRow("c", "p", DAY, null, 1, BillingInterval.of(4, TimeStep.WEEKS), "EUR", 2),
                new SampleSize(1, 2),
                new OrderWindow(DAY, DAY.plusDays(1)),
                new CampaignRow("c", CampaignArm.TREATED, DAY, DAY, 1, 2),
                new SurveyRow("c", DAY, "nps", -1, null, 2),
                new KpiChange(
                        Double.NaN,
                        ChangeBasis.STANDARD_ERRORS,
                        Double.NaN,
                        Double.NaN,
                        ChangeVerdict.BEYOND_NOISE,
                        "few"));
    }
}
