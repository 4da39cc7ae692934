package io.github.clv4j.benchmarks.suite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The comparisons that the suite makes: the one place to add one. */
final class Comparisons {
    private static final String ENGINE = "DuckDB, native tables, all cores";
    private static final String FLOOR = "streaming the log's columns";

    /** Bodies whose cost is shown against size, by what they do. */
    static final Map<String, String> SCALED = scaled();

    /** The most rows that are held as objects: a hundred bytes each. */
    private static final int LISTED = 5_000_000;

    private Comparisons() {}

    private static Map<String, String> scaled() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("unsorted arrays to scores", "IngestRivalBenchmark.fromArraysToScores");
        bodies.put("summary of a log", "SnapshotBenchmark.summary");
        bodies.put("KPIs and cohorts", "KpiBenchmark.allKpisAndCohorts");
        bodies.put("streaming a log (floor)", "SnapshotBenchmark.streamLog");
        return bodies;
    }

    /**
     * All comparisons.
     *
     * @param rows rows of the shop; a twentieth as many customers
     * @param fileRows rows of the file
     * @param customers customers whom models are fitted to
     */
    static List<Comparison> of(int rows, int fileRows, int customers) {
        Map<String, String> shop = Map.of("rows", Integer.toString(rows));
        Map<String, String> consecutive = Map.of("rows", Integer.toString(rows), "consecutiveIds", "true");
        Map<String, String> file = Map.of("fileRows", Integer.toString(fileRows));
        Map<String, String> base = Map.of("customers", Integer.toString(customers));
        Map<String, String> text = Map.of("textRows", Integer.toString(Math.max(1, rows / 2)));
        Map<String, String> listed = Map.of("rows", Integer.toString(Math.min(rows, LISTED)));
        Body scores = new Body("IngestRivalBenchmark.fromArraysToScores", shop);
        Body streamLog = new Body("SnapshotBenchmark.streamLog", shop);
        return List.of(
                faster(
                        "arrays-to-scores",
                        "unsorted arrays to quintile scores",
                        ENGINE,
                        scores,
                        new Body("IngestRivalBenchmark.inSql", shop),
                        10),
                faster(
                        "arrays-of-consecutive-ids-to-scores",
                        "unsorted arrays with consecutive ids to quintile scores",
                        ENGINE,
                        new Body("IngestRivalBenchmark.fromArraysToScores", consecutive),
                        new Body("IngestRivalBenchmark.inSql", consecutive)),
                faster(
                        "arrays-to-scores-streams",
                        "unsorted arrays to quintile scores",
                        "records and collectors",
                        new Body("IngestRivalBenchmark.fromArraysToScores", listed),
                        new Body("IngestRivalBenchmark.withStreams", listed),
                        10),
                faster(
                        "text-ids-to-scores",
                        "unsorted arrays with text ids to quintile scores",
                        ENGINE,
                        new Body("TextIdsBenchmark.fromArraysToScores", text),
                        new Body("TextIdsBenchmark.inSql", text)),
                cost(
                        "arrays-to-scores-floor",
                        "unsorted arrays to quintile scores",
                        "streaming the arrays",
                        scores,
                        new Body("LogBuildBenchmark.streamColumns", shop)),
                cost(
                        "arrays-to-scores-scatter",
                        "unsorted arrays to quintile scores",
                        "a bare scatter by known customer",
                        scores,
                        new Body("LogBuildBenchmark.scatter", shop)),
                cost(
                        "summary-and-scores",
                        "summary and quintile scores of a built log",
                        FLOOR,
                        new Body("SnapshotBenchmark.summaryAndScores", shop),
                        streamLog,
                        3),
                cost(
                        "append",
                        "1 % new rows into a built log, and scores",
                        "building it anew",
                        new Body("LogBuildBenchmark.appendAndRescore", shop),
                        scores,
                        0.1),
                cost(
                        "append-floor",
                        "1 % new rows into a built log, and scores",
                        "copying the columns, and scores",
                        new Body("LogBuildBenchmark.appendAndRescore", shop),
                        new Body("LogBuildBenchmark.copyAndRescore", shop)),
                faster(
                        "year-of-migration",
                        "12 monthly snapshots, scores, segments, moves",
                        ENGINE,
                        new Body("SnapshotRivalBenchmark.yearOfMigration", shop),
                        new Body("SnapshotRivalBenchmark.inSql", shop),
                        20),
                faster(
                        "kpis-and-cohorts",
                        "all KPIs by month and segment, cohort table by segment",
                        ENGINE + ", with moments and medians",
                        new Body("KpiRivalBenchmark.kpisAndCohorts", shop),
                        new Body("KpiRivalBenchmark.inSqlWithSpread", shop),
                        10),
                faster(
                        "kpis-and-cohorts-seven-facts",
                        "all KPIs by month and segment, cohort table by segment",
                        ENGINE + ", seven facts alone",
                        new Body("KpiRivalBenchmark.kpisAndCohorts", shop),
                        new Body("KpiRivalBenchmark.inSql", shop)),
                faster(
                        "file-to-scores",
                        "CSV file to quintile scores",
                        "DuckDB reading the same file",
                        new Body("CsvRivalBenchmark.fromFileToScores", file),
                        new Body("CsvRivalBenchmark.inSql", file),
                        1.5),
                faster(
                        "bg-nbd-fit",
                        "BG/NBD fit from a summary",
                        "Nelder-Mead over every customer",
                        new Body("FitRivalBenchmark.bgNbdFromSummary", base),
                        new Body("FitRivalBenchmark.nelderMeadOverCustomers", base),
                        50));
    }

    private static Comparison faster(String id, String work, String against, Body ours, Body other, double... goal) {
        return new Comparison(id, work, against, Measure.TIMES_FASTER, ours, other, goal(goal));
    }

    private static Comparison cost(String id, String work, String against, Body ours, Body other, double... goal) {
        return new Comparison(id, work, against, Measure.TIMES_THE_COST, ours, other, goal(goal));
    }

    /** One, or none. */
    private static OptionalDouble goal(double... goal) {
        return Arrays.stream(goal).findFirst();
    }
}
