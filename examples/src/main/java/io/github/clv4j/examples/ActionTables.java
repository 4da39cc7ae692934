package io.github.clv4j.examples;

import io.github.clv4j.csv.CsvTables;
import io.github.clv4j.kpi.LifecycleMovement;
import java.io.IOException;

/** Writes the tables of {@link ActionAnalysis}: those of files that were not given are not written. */
final class ActionTables {
    private ActionTables() {}

    static void write(ActionAnalysis action, OutputFolder folder) throws IOException {
        CsvTables.write(action.stages.sizes(), folder.file("lifecycle.csv"));
        LifecycleMovement movement = action.stages.movement;
        if (movement != null) {
            CsvTables.write(movement.toTable(), folder.file("lifecycle-movement.csv"));
        }
        SurveyAnalysis surveys = action.surveys;
        if (surveys != null) {
            CsvTables.write(surveys.span.toTable(KpiTables.LEVEL), folder.file("surveys-by-segment.csv"));
            CsvTables.write(surveys.trend.toTable(KpiTables.LEVEL), folder.file("surveys-by-period.csv"));
            if (!surveys.values.isEmpty()) {
                CsvTables.write(surveys.valueTable(), folder.file("survey-value.csv"));
            }
        }
        CampaignAnalysis campaigns = action.campaigns;
        if (campaigns != null) {
            CsvTables.write(campaigns.upliftTable(), folder.file("uplift.csv"));
            CsvTables.write(campaigns.allocationTable(), folder.file("allocation.csv"));
        }
        ChannelAnalysis channels = action.channels;
        if (channels != null) {
            CsvTables.write(channels.mix.toTable(), folder.file("channel-mix.csv"));
            CsvTables.write(channels.journeys.toTable(), folder.file("journeys.csv"));
            CsvTables.write(channels.attributionTable(action.worthName()), folder.file("attribution.csv"));
            CsvTables.write(channels.segmentTable(), folder.file("attribution-by-segment.csv"));
        }
        if (action.scorecard != null) {
            CsvTables.write(action.scorecard.toTable(), folder.file("scorecard.csv"));
        }
    }
}
