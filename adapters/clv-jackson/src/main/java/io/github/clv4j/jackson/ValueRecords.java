package io.github.clv4j.jackson;

import io.github.clv4j.data.IdLink;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.evaluate.ForecastErrors;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.fit.LikelihoodRatioTest;
import io.github.clv4j.kpi.AcquisitionSpend;
import io.github.clv4j.kpi.AllocationSegment;
import io.github.clv4j.kpi.CampaignRow;
import io.github.clv4j.kpi.CategoryPair;
import io.github.clv4j.kpi.DifferenceTest;
import io.github.clv4j.kpi.GainLoss;
import io.github.clv4j.kpi.JourneyPath;
import io.github.clv4j.kpi.KpiChange;
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
import io.github.clv4j.model.DataFingerprint;
import io.github.clv4j.model.NextOrder;
import io.github.clv4j.model.SavedModel;
import io.github.clv4j.rfm.CellOverlap;
import io.github.clv4j.rfm.ChainCheck;
import io.github.clv4j.rfm.ChainClass;
import io.github.clv4j.rfm.FlowAlarm;
import io.github.clv4j.rfm.RateInterval;
import io.github.clv4j.rfm.RfmCell;
import io.github.clv4j.rfm.RfmExplanation;
import io.github.clv4j.rfm.SavedThresholds;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentFlow;
import io.github.clv4j.rfm.SegmentMapData;
import io.github.clv4j.rfm.SegmentProfile;
import io.github.clv4j.rfm.SegmentValue;
import io.github.clv4j.rfm.SizeChange;
import io.github.clv4j.rfm.Spread;
import io.github.clv4j.rfm.StepLength;
import io.github.clv4j.rfm.ValueMove;
import java.util.List;

/** The records that {@link ClvModule} writes and reads as they are. */
final class ValueRecords {
    static final List<Class<? extends Record>> ALL = List.of(
            AcquisitionSpend.Entry.class,
            AllocationSegment.class,
            CampaignRow.class,
            CategoryPair.class,
            CellOverlap.class,
            ChainCheck.class,
            ChainClass.class,
            CountInterval.class,
            DataFingerprint.class,
            DifferenceTest.class,
            FlowAlarm.class,
            ForecastErrors.class,
            GainLoss.Total.class,
            IdLink.class,
            Interval.class,
            JourneyPath.class,
            KpiChange.class,
            LikelihoodRatioTest.class,
            NextOrder.class,
            OrderWindow.class,
            ProspectCounts.Entry.class,
            RateEstimate.class,
            RateInterval.class,
            RfmCell.class,
            RfmExplanation.Change.class,
            RowProblem.class,
            SampleSize.class,
            SavedModel.class,
            SavedModel.CovariateTerms.class,
            SavedModel.Parameter.class,
            SavedModel.Report.class,
            SavedThresholds.class,
            SavedThresholds.Edges.class,
            Segment.class,
            SegmentFlow.class,
            SegmentMapData.class,
            SegmentMapData.Entry.class,
            SegmentProfile.class,
            SegmentValue.class,
            SizeChange.class,
            Spread.class,
            StepLength.class,
            SubscriptionRow.class,
            SurveyRow.class,
            Target.class,
            Touchpoint.class,
            ValueEstimate.class,
            ValueMove.class);

    private ValueRecords() {}
}
