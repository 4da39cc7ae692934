package io.github.clv4j.examples;

import io.github.clv4j.csv.CsvTables;
import io.github.clv4j.kpi.SurvivalIntervalType;
import java.io.IOException;
import java.util.Locale;

/** Writes the tables of {@link KpiAnalysis}: those of files that were not given are not written. */
final class KpiTables {
    /** Of all intervals, as in the KPI tables. */
    static final double LEVEL = 0.95;

    static final SurvivalIntervalType SURVIVAL_INTERVALS = SurvivalIntervalType.LOG_LOG;

    private KpiTables() {}

    /** A constant's name as tables write it. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static void write(KpiAnalysis kpi, OutputFolder folder) throws IOException {
        CsvTables.write(kpi.tree.toTable(), folder.file("revenue-tree.csv"));
        CsvTables.write(kpi.gainLoss.toTable(), folder.file("gains-and-losses.csv"));
        CsvTables.write(kpi.concentration.toTable(), folder.file("concentration.csv"));
        CsvTables.write(kpi.payback.curves(), folder.file("cohort-payback-curves.csv"));
        if (kpi.acquisition != null) {
            CsvTables.write(kpi.acquisition.toTable(LEVEL), folder.file("acquisition.csv"));
            CsvTables.write(kpi.payback.toTable(), folder.file("cohort-payback.csv"));
        }
        if (kpi.profit != null) {
            CsvTables.write(kpi.profit.toTable(), folder.file("profit.csv"));
            CsvTables.write(kpi.profit.whaleCurve().toTable(), folder.file("whale-curve.csv"));
        }
        Subscribing subscribing = kpi.subscribing;
        if (subscribing != null) {
            CsvTables.write(subscribing.ledger.toTable(), folder.file("mrr.csv"));
            CsvTables.write(subscribing.churn.toTable(LEVEL), folder.file("contract-churn.csv"));
            CsvTables.write(
                    subscribing.survival.toTable(LEVEL, SURVIVAL_INTERVALS), folder.file("contract-survival.csv"));
        }
    }
}
