package io.github.clv4j.examples;

import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvTables;
import io.github.clv4j.csv.CsvTransactions;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.jackson.JsonThresholds;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The main job: from a CSV file of transactions to RFM segments, value past and to come and KPIs, as a summary on the screen,
 * {@code summary.json}, CSV tables, a self-contained {@code report.html}, and the models that predict as {@code
 * models.json}.
 *
 * <p>Exit codes: 0 done; 1 the data or a file is at fault; 2 the call is.
 */
@Command(
        name = "customer-base-report",
        mixinStandardHelpOptions = true,
        version = "customer-base-report 0.1.0",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Tells of a customer base, from a CSV file of its transactions: RFM segments and their migration, "
                    + "customer lifetime value past and to come, retention cohorts and KPIs.",
            "Without --input it runs on a sample that it makes."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the data or a file is at fault", "2:the call is at fault"})
public final class CustomerBaseReport implements Callable<Integer> {
    private static final long SAMPLE_SEED = 20_240_101L;
    private static final String SAMPLE_NAME = "the sample (sample-transactions.csv)";

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    InputOptions input = new InputOptions();

    @Mixin
    SegmentOptions segments = new SegmentOptions();

    @Mixin
    AnalysisOptions analysis = new AnalysisOptions();

    @Mixin
    PredictionOptions prediction = new PredictionOptions();

    @Mixin
    KpiOptionsGroup kpi = new KpiOptionsGroup();

    @Mixin
    ActionOptions action = new ActionOptions();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "customer-base-report",
            description = "folder for the results [${DEFAULT-VALUE}]")
    Path output = Path.of("customer-base-report");

    /** Runs the program. */
    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true, StandardCharsets.UTF_8), errors()));
    }

    private static PrintWriter errors() {
        return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    }

    /**
     * Runs the program with given writers and without leaving the JVM.
     *
     * @return the exit code
     */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new CustomerBaseReport())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err))
                .execute(args);
    }

    /** A user's mistake gets a sentence, not a stack trace. */
    private static int failed(Exception e, PrintWriter err) throws Exception {
        if (e instanceof ParameterException) {
            throw e;
        }
        if (e instanceof DataException data) {
            RowProblem problem = data.problem();
            boolean ofQuantity = problem != null && problem.reason() == RejectReason.BAD_QUANTITY;
            err.println(
                    "error: " + e.getMessage() + (ofQuantity ? "; --no-quantities reads the file without them" : ""));
            return 1;
        }
        if (e instanceof SideFileException) {
            err.println("error: " + e.getMessage());
            return 1;
        }
        if (e instanceof IOException io) {
            err.println("error: " + words(io));
            return 1;
        }
        if (e instanceof IllegalArgumentException) {
            err.println("error: " + e.getMessage());
            return 2;
        }
        throw e;
    }

    private static String words(IOException e) {
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + ": no such file";
        }
        if (e instanceof AccessDeniedException) {
            return e.getMessage() + ": permission denied";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return e.getMessage() + ": is a file, where the results need a folder";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    @Override
    public Integer call() throws IOException {
        MoneyScale money = input.money();
        input.requireRanges();
        segments.requireRanges();
        analysis.requireRanges(input);
        kpi.requireRanges();
        action.requireRanges();
        requireInputsStay();
        PredictionSettings predicting = prediction.settings(money, analysis.timeUnit);
        try (OutputFolder folder = new OutputFolder(output)) {
            CustomerBase base =
                    input.file == null ? sample(folder, predicting, money) : base(input.file, predicting, money);
            writeAll(base, folder);
            folder.publish();
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            ConsoleSummary.print(base, out);
            out.println();
            out.println("results in " + output + ": summary.json, report.html and CSV tables");
            out.flush();
        }
        return 0;
    }

    /** No file that an option names, whichever it is, may be one that the results replace. */
    private void requireInputsStay() throws IOException {
        for (OptionSpec option : Objects.requireNonNull(spec).options()) {
            if (option.getValue() instanceof Path file) {
                OutputFolder.requireNotAResult(option.longestName(), file, output);
            }
        }
        OutputFolder.requireNotAResult("--segment-map", Path.of(segments.segmentMap), output);
        OutputFolder.requireOnlyOwnResults(output);
    }

    private CustomerBase base(Path file, PredictionSettings predicting, MoneyScale money) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder; --input must be a CSV file");
        }
        Settings settings = analysis.settings(
                input,
                segments.settings(money),
                predicting,
                kpi.settings(input, money),
                action.settings(input, money),
                analysis.acquisitionSpend,
                money);
        TransactionLog log;
        try (Terminal terminal = new Terminal("reading", Files.size(file))) {
            CsvColumns columns = columns(file);
            log = CsvTransactions.read(
                    file, columns, input.logOptions(money, columns), (bytes, total) -> terminal.at(bytes));
        }
        return base(file.toString(), log, settings);
    }

    /** The columns found in a file; a pipe can be read but once, so there nothing is looked for beforehand. */
    private CsvColumns columns(Path file) throws IOException {
        CsvColumns named = input.columns();
        return Files.isRegularFile(file) ? CsvTransactions.columns(file, named) : named;
    }

    /** Messages call the sample by a name, for its file lies aside until the run is published. */
    private CustomerBase sample(OutputFolder folder, PredictionSettings predicting, MoneyScale money)
            throws IOException {
        Path file = folder.file("sample-transactions.csv");
        SampleShop.writeOrders(file, SAMPLE_SEED);
        Path spend = analysis.acquisitionSpend;
        if (spend == null && money.digits() > 0 && input.decimal == InputOptions.Decimals.point) {
            spend = folder.file("sample-acquisition-spend.csv");
            SampleShop.writeAcquisitionSpend(spend);
        }
        input.channelColumn = Objects.requireNonNullElse(input.channelColumn, Channels.DIMENSION);
        Settings settings = analysis.settings(
                input,
                segments.settings(money),
                predicting,
                kpi.settings(input, money),
                action.settings(input, money),
                spend,
                money);
        CsvColumns columns = input.columns();
        TransactionLogBuilder builder = TransactionLog.builder(input.logOptions(money, columns));
        try (InputStream in = Files.newInputStream(file)) {
            CsvTransactions.readInto(in, SAMPLE_NAME, columns, builder);
        }
        return base(SAMPLE_NAME, builder.build(), settings);
    }

    private CustomerBase base(String file, TransactionLog log, Settings settings) {
        try {
            LocalDate first = LocalDate.ofEpochDay(log.firstDay());
            LocalDate last = LocalDate.ofEpochDay(log.lastDay());
            if (first.isBefore(InputOptions.EARLIEST) || last.isAfter(InputOptions.LATEST)) {
                throw new DataException("dates run from " + first + " to " + last + "; the report takes dates from "
                        + InputOptions.EARLIEST + " to " + InputOptions.LATEST + ", so a year is probably wrong");
            }
            LinkFile links = settings.action().links();
            return new CustomerBase(links == null ? log : log.withLinks(links.links()), settings);
        } catch (DataException e) {
            if (e.problem() != null) {
                throw e;
            }
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    /** A disk that is full tells nothing of where. */
    private void writeAll(CustomerBase base, OutputFolder folder) throws IOException {
        try {
            write(base, folder);
        } catch (IOException e) {
            throw new IOException("the results could not be written to " + output + ": " + words(e), e);
        }
    }

    private static void write(CustomerBase base, OutputFolder folder) throws IOException {
        CsvTables.write(base.customerTable(), folder.file("customers.csv"));
        CsvTables.write(base.profiles.toTable(), folder.file("segments.csv"));
        CsvTables.write(base.profiles.toSpreadTable(), folder.file("segment-spread.csv"));
        JsonThresholds.write(base.scores.thresholds(), folder.file("rfm-thresholds.json"));
        CsvTables.write(base.segmentation.migration.toTable(), folder.file("migration.csv"));
        CsvTables.write(
                MigrationTable.of(base.segmentation.series, base.segmentation.seriesSummaries, base.log.money()),
                folder.file("migration-series.csv"));
        CsvTables.write(base.cohorts.toTable(), folder.file("cohorts.csv"));
        CsvTables.write(base.trend.toTable(), folder.file("kpis.csv"));
        if (base.channels != null) {
            CsvTables.write(base.channels.toTable(), folder.file("kpis-by-channel.csv"));
        }
        KpiTables.write(base.kpi, folder);
        ActionTables.write(base.action, folder);
        SavedModels models = SavedModels.of(base.predictions.models, base.log.money());
        if (models != null) {
            ModelsFile.write(models, folder.file("models.json"));
        }
        ReportPage.of(base).write(folder.file("report.html"));
        SummaryJson.write(base, folder.names(), folder.file(OutputFolder.MARK));
    }
}
