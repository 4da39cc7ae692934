package io.github.clv4j.examples;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.KpiCatalogue;
import io.github.clv4j.kpi.KpiReport;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.Scorecard;
import io.github.clv4j.kpi.Targets;
import io.github.clv4j.table.Column;
import io.github.clv4j.value.HistoricalClv;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom to act on: stages of life, satisfaction, campaigns, channels, and KPIs against targets. */
final class ActionAnalysis {
    final StageAnalysis stages;
    /** What customers are worth to whom acts on them: value to come, or, where no model predicts, value past. */
    final boolean worthIsToCome;

    /** Null where their files were not given. */
    final @Nullable SurveyAnalysis surveys;

    final @Nullable CampaignAnalysis campaigns;
    final @Nullable ChannelAnalysis channels;
    final @Nullable Scorecard scorecard;
    final @Nullable SideFile targetRows;

    /**
     * Computes all.
     *
     * @param span the whole time as one period
     * @param trend KPIs by period of the settings' calendar and segment
     */
    ActionAnalysis(
            TransactionLog log,
            Settings settings,
            LocalDate asOf,
            Segmentation segmentation,
            Periods span,
            KpiReport trend,
            Predictions predictions,
            HistoricalClv past) {
        ActionSettings action = settings.action();
        Grouping segments = segmentation.segments;
        this.stages = new StageAnalysis(log, segmentation, asOf, action.stageDays());
        this.worthIsToCome = predictions.value != null;
        long[] worth = new long[log.customers()];
        for (int c = 0; c < worth.length; c++) {
            worth[c] = !worthIsToCome ? past.valueMinor(c) : predictions.hasNoValue(c) ? 0 : predictions.valueMinor(c);
        }
        this.surveys = action.surveys() == null
                ? null
                : new SurveyAnalysis(
                        action.surveys(),
                        log,
                        asOf,
                        segments,
                        span,
                        trend.facts().periods(),
                        worth,
                        predictions);
        this.campaigns = action.campaigns() == null
                ? null
                : new CampaignAnalysis(action.campaigns(), log, settings, segmentation, asOf, worth);
        this.channels = action.touchpoints() == null
                ? null
                : new ChannelAnalysis(action.touchpoints(), log, action, asOf, segments, worth);
        TargetFile targets = action.targets();
        this.targetRows = targets == null ? null : targets.rows();
        this.scorecard = targets == null ? null : scorecard(targets, trend);
    }

    private static Scorecard scorecard(TargetFile file, KpiReport trend) {
        Targets targets = file.of(KpiCatalogue.standard(), trend.facts().groups());
        try {
            return Scorecard.of(trend, targets);
        } catch (IllegalArgumentException e) {
            throw new SideFileException(
                    file.rows().name(), "there is nothing to hold targets against: " + e.getMessage(), e);
        }
    }

    /** What figures of worth are called in tables. */
    String worthName() {
        return worthIsToCome ? "clv" : "historical_clv";
    }

    /** The same in words. */
    String worthWords() {
        return worthIsToCome ? "value to come" : "historical value";
    }

    /** Of each customer what is known of it here. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("stage", c -> stages.now.stage(c).id()));
        if (surveys != null) {
            columns.addAll(surveys.columns());
        }
        if (campaigns != null) {
            columns.add(campaigns.column());
        }
        return columns;
    }
}
