package io.github.clv4j.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.SharedFiles;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Data that the tests of this package share. */
final class EvaluateData {
    static final LocalDate CDNOW_CALIBRATION = LocalDate.of(1997, 9, 30);
    static final LocalDate CDNOW_END = LocalDate.of(1998, 6, 30);

    private static final String NUMBER = "(-?[0-9][-+0-9.eE]*)";

    private EvaluateData() {}

    /** A log of rows {@code "id date"} or {@code "id date amount"}, in euro cents. */
    static TransactionLog log(String... rows) {
        return log(LogOptions.of(MoneyScale.of("EUR")), rows);
    }

    static TransactionLog log(LogOptions options, String... rows) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        for (String row : rows) {
            String[] cells = row.split(" ", -1);
            builder.add(
                    cells[0],
                    (int) LocalDate.parse(cells[1]).toEpochDay(),
                    cells.length > 2 ? Long.parseLong(cells[2]) : 100);
        }
        return builder.build();
    }

    /** CDNOW or simulated customers of the same form (without amounts); skips the test without the data. */
    static TransactionLog cdnow(String name) throws IOException {
        MoneyScale dollars = MoneyScale.of("USD");
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(dollars));
        for (String[] row : SharedFiles.csv("datasets/" + name + ".csv")) {
            builder.add(
                    Long.parseLong(row[0]),
                    (int) LocalDate.parse(row[1]).toEpochDay(),
                    row.length > 2 ? dollars.parse(row[2]) : 100);
        }
        return builder.build();
    }

    static CalibrationSplit cdnowSplit(TransactionLog log) {
        return CalibrationSplit.of(log, CDNOW_CALIBRATION, CDNOW_END, SummaryOptions.weekly());
    }

    /** A file with what a public package made of CDNOW; skips the test without it. */
    static String reference(String name) throws IOException {
        return SharedFiles.text("reference/cdnow/" + name + ".json");
    }

    /** The model at the parameters that all figures in a reference are at; times in weeks. */
    static PurchaseModel model(ModelFamily family, String reference) {
        Matcher object = Pattern.compile("\"fit\":[^{]*\\{[^{]*\"params\":\\s*\\{([^}]*)\\}")
                .matcher(reference);
        assertThat(object.find()).isTrue();
        double[] parameters = Pattern.compile(":\\s*" + NUMBER)
                .matcher(object.group(1))
                .results()
                .mapToDouble(pair -> Double.parseDouble(pair.group(1)))
                .toArray();
        return family.of(parameters, TimeStep.WEEKS);
    }

    static double total(String reference, String name) {
        Matcher matcher = Pattern.compile("\"totals\":[^}]*\"" + name + "\":\\s*" + NUMBER)
                .matcher(reference);
        assertThat(matcher.find()).as(name).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    /** An array of a part of a reference, as text. */
    static String[] array(String reference, String part, String array) {
        Matcher matcher = Pattern.compile("\"" + part + "\":\\s*\\{[^}]*?\"" + array + "\":\\s*\\[([^\\]]*)\\]")
                .matcher(reference);
        assertThat(matcher.find()).as("%s of %s", array, part).isTrue();
        return Arrays.stream(matcher.group(1).split(",", -1))
                .map(cell -> cell.strip().replace("\"", ""))
                .toArray(String[]::new);
    }

    /** The result of some work on a number of threads. */
    static <T> T onThreads(int threads, Supplier<T> work) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work::get).join();
        } finally {
            pool.shutdown();
        }
    }
}
