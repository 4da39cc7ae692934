package io.github.clv4j.examples;

import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvDecimals;
import io.github.clv4j.csv.CsvTables;
import io.github.clv4j.csv.CsvTransactions;
import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.DuplicatePolicy;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.data.ZeroAmountPolicy;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The main job: from a CSV file of transactions to RFM segments, historical value and KPIs, as a summary on the screen,
 * {@code summary.json}, CSV tables and a self-contained {@code report.html}.
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
                    + "historical customer lifetime value, retention cohorts and KPIs.",
            "Without --input it runs on a sample that it makes."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the data or a file is at fault", "2:the call is at fault"})
public final class CustomerBaseReport implements Callable<Integer> {
    private static final long SAMPLE_SEED = 20_240_101L;
    private static final String SAMPLE_NAME = "the sample (sample-transactions.csv)";
    private static final int BINS = 5;
    /** Dates outside these are typing errors or placeholders, and would make tables of thousands of empty months. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    enum Refunds {
        net(RefundPolicy.NET),
        negative(RefundPolicy.KEEP_NEGATIVE),
        reject(RefundPolicy.REJECT),
        drop(RefundPolicy.DROP);

        private final RefundPolicy policy;

        Refunds(RefundPolicy policy) {
            this.policy = policy;
        }
    }

    enum BadRows {
        fail,
        skip
    }

    enum Decimals {
        point,
        comma
    }

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--input", paramLabel = "FILE", description = "CSV file with one row a transaction")
    @Nullable
    Path input;

    @Option(names = "--customer-column", paramLabel = "NAME", description = "column of customer ids [found by name]")
    @Nullable
    String customerColumn;

    @Option(names = "--date-column", paramLabel = "NAME", description = "column of dates [found by name]")
    @Nullable
    String dateColumn;

    @Option(names = "--amount-column", paramLabel = "NAME", description = "column of amounts [found by name]")
    @Nullable
    String amountColumn;

    @Option(
            names = "--quantity-column",
            paramLabel = "NAME",
            description = "column of quantities, multiplied with --price-column")
    @Nullable
    String quantityColumn;

    @Option(names = "--price-column", paramLabel = "NAME", description = "column of unit prices")
    @Nullable
    String priceColumn;

    @Option(names = "--cost-column", paramLabel = "NAME", description = "column of the cost of what was sold [none]")
    @Nullable
    String costColumn;

    @Option(
            names = "--channel-column",
            paramLabel = "NAME",
            description = "column of sales channels, for KPIs by the channel of a customer's first order [none]")
    @Nullable
    String channelColumn;

    @Option(
            names = "--date-format",
            paramLabel = "PATTERN",
            description = "pattern such as 'M/d/yyyy H:mm', or epoch-seconds or epoch-millis [ISO 8601]")
    @Nullable
    String dateFormat;

    @Option(
            names = "--decimal",
            defaultValue = "point",
            description = "decimal separator: ${COMPLETION-CANDIDATES} [${DEFAULT-VALUE}]")
    Decimals decimal = Decimals.point;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = "USD",
            description = "ISO 4217 code of all amounts [${DEFAULT-VALUE}]")
    String currency = "USD";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "time zone that turns times with an offset into days [${DEFAULT-VALUE}]")
    String zone = "UTC";

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "last day that counts; later rows are bad rows [the last day of the data]")
    @Nullable
    String asOf;

    @Option(
            names = "--compare-to",
            paramLabel = "DATE",
            description = "earlier day that segment migration starts from [12 months before the as-of date]")
    @Nullable
    String compareTo;

    @Option(
            names = "--calibration-end",
            paramLabel = "DATE",
            description = "last day of the calibration; what follows is the hold-out [two thirds of the time]")
    @Nullable
    String calibrationEnd;

    @Option(
            names = "--time-unit",
            defaultValue = "weeks",
            description = "unit of t_x and T: days, weeks, months, years [${DEFAULT-VALUE}]")
    TimeStep timeUnit = TimeStep.WEEKS;

    @Option(
            names = "--refunds",
            defaultValue = "net",
            description = "negative amounts: ${COMPLETION-CANDIDATES} [${DEFAULT-VALUE}]")
    Refunds refunds = Refunds.net;

    @Option(
            names = "--zero-amounts",
            defaultValue = "keep",
            description = "amounts of zero: keep, drop, reject [${DEFAULT-VALUE}]")
    ZeroAmountPolicy zeroAmounts = ZeroAmountPolicy.KEEP;

    @Option(
            names = "--duplicates",
            defaultValue = "keep",
            description = "rows equal in customer, day, amount and the rest: keep, drop, reject [${DEFAULT-VALUE}]")
    DuplicatePolicy duplicates = DuplicatePolicy.KEEP;

    @Option(
            names = "--on-bad-row",
            defaultValue = "fail",
            description = "rows that cannot be read: ${COMPLETION-CANDIDATES} and count [${DEFAULT-VALUE}]")
    BadRows onBadRow = BadRows.fail;

    @Option(
            names = "--max-bad-rows",
            paramLabel = "N",
            description = "most rows that --on-bad-row skip lets pass [" + BadRowPolicy.DEFAULT_CAP + "]")
    @Nullable
    Long maxBadRows;

    @Option(
            names = "--segment-map",
            paramLabel = "NAME|FILE",
            defaultValue = "omniconvert",
            description = "omniconvert, classic, or a file of rules [${DEFAULT-VALUE}]")
    String segmentMap = "omniconvert";

    @Option(
            names = "--gone-after",
            paramLabel = "DAYS",
            description = "days without an order after which a customer counts as gone [never]")
    @Nullable
    Integer goneAfter;

    @Option(
            names = "--gross-margin",
            paramLabel = "RATE",
            description = "share of revenue that is margin, such as 0.35 [all of it]")
    @Nullable
    Double grossMargin;

    @Option(
            names = "--annual-discount-rate",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "rate a year at which past margins are carried forward in historical CLV [${DEFAULT-VALUE}]")
    double annualDiscountRate;

    @Option(
            names = "--acquisition-spend",
            paramLabel = "FILE",
            description = "CSV file with columns month, spend and, if known, channel; for CAC, CLV:CAC and payback")
    @Nullable
    Path acquisitionSpend;

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
        if (e instanceof DataException) {
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
        MoneyScale money = money();
        requireRanges();
        OutputFolder.requireNotAResult("--input", input, output);
        OutputFolder.requireNotAResult("--acquisition-spend", acquisitionSpend, output);
        try (OutputFolder folder = new OutputFolder(output)) {
            CustomerBase base = input == null ? sample(folder, money) : base(input, money);
            write(base, folder);
            folder.publish();
            PrintWriter out = commandLine().getOut();
            ConsoleSummary.print(base, out);
            out.println();
            out.println("results in " + output + ": summary.json, report.html and CSV tables");
            out.flush();
        }
        return 0;
    }

    private CustomerBase base(Path file, MoneyScale money) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder; --input must be a CSV file");
        }
        Settings settings = settings(acquisitionSpend, money);
        TransactionLog log;
        try (Terminal terminal = new Terminal("reading", Files.size(file))) {
            log = CsvTransactions.read(file, columns(), logOptions(money), (bytes, total) -> terminal.at(bytes));
        }
        return base(file.toString(), log, settings);
    }

    /** Messages call the sample by a name, for its file lies aside until the run is published. */
    private CustomerBase sample(OutputFolder folder, MoneyScale money) throws IOException {
        Path file = folder.file("sample-transactions.csv");
        SampleShop.writeOrders(file, SAMPLE_SEED);
        Path spend = acquisitionSpend;
        if (spend == null && money.digits() > 0 && decimal == Decimals.point) {
            spend = folder.file("sample-acquisition-spend.csv");
            SampleShop.writeAcquisitionSpend(spend);
        }
        channelColumn = Objects.requireNonNullElse(channelColumn, Channels.DIMENSION);
        Settings settings = settings(spend, money);
        TransactionLogBuilder builder = TransactionLog.builder(logOptions(money));
        try (InputStream in = Files.newInputStream(file)) {
            CsvTransactions.readInto(in, SAMPLE_NAME, columns(), builder);
        }
        return base(SAMPLE_NAME, builder.build(), settings);
    }

    private CustomerBase base(String file, TransactionLog log, Settings settings) {
        try {
            LocalDate first = LocalDate.ofEpochDay(log.firstDay());
            LocalDate last = LocalDate.ofEpochDay(log.lastDay());
            if (first.isBefore(EARLIEST) || last.isAfter(LATEST)) {
                throw new DataException("dates run from " + first + " to " + last + "; the report takes dates from "
                        + EARLIEST + " to " + LATEST + ", so a year is probably wrong");
            }
            return new CustomerBase(log, settings);
        } catch (DataException e) {
            if (e.problem() != null) {
                throw e;
            }
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    private Settings settings(@Nullable Path spend, MoneyScale money) throws IOException {
        return new Settings(
                date("--as-of", asOf),
                date("--compare-to", compareTo),
                date("--calibration-end", calibrationEnd),
                timeUnit,
                map(),
                goneAfter,
                grossMargin,
                DiscountRate.annual(annualDiscountRate),
                spend == null ? null : SpendFile.read(spend, money, decimal == Decimals.comma));
    }

    private MoneyScale money() {
        try {
            return MoneyScale.of(currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--currency is '" + currency + "'; it must be an ISO 4217 code such as USD, of a currency", e);
        }
    }

    /** What the library would refuse too, but under the option's name and before a long file is read. */
    private void requireRanges() {
        require(maxBadRows == null || maxBadRows >= 1, "--max-bad-rows is " + maxBadRows + "; it must be 1 or more");
        require(
                maxBadRows == null || onBadRow == BadRows.skip,
                "--max-bad-rows is " + maxBadRows + ", but no bad row is skipped; add --on-bad-row skip");
        require(goneAfter == null || goneAfter >= 1, "--gone-after is " + goneAfter + "; it must be 1 day or more");
        require(
                grossMargin == null || (grossMargin >= 0 && grossMargin <= 1),
                "--gross-margin is " + grossMargin + "; it must be 0 to 1, such as 0.35");
        require(
                grossMargin == null || costColumn == null,
                "--gross-margin is " + grossMargin
                        + ", but --cost-column tells the gross margin already; give one of them");
        require(
                annualDiscountRate >= 0 && annualDiscountRate < Double.POSITIVE_INFINITY,
                "--annual-discount-rate is " + annualDiscountRate + "; it must be 0 or more, such as 0.1 for 10 %");
        LocalDate day = date("--as-of", asOf);
        require(
                day == null || (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)),
                "--as-of is " + asOf + "; it must be from " + EARLIEST + " to " + LATEST);
    }

    private static void require(boolean rule, String message) {
        if (!rule) {
            throw new IllegalArgumentException(message);
        }
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private LogOptions logOptions(MoneyScale money) {
        LogOptions options = LogOptions.of(money)
                .withTimeGrid(TimeGrid.of(zone(), TimeStep.DAYS))
                .withRefunds(refunds.policy)
                .withZeroAmounts(zeroAmounts)
                .withDuplicates(duplicates)
                .withBadRows(
                        onBadRow == BadRows.fail
                                ? BadRowPolicy.fail()
                                : BadRowPolicy.skip(Objects.requireNonNullElse(maxBadRows, BadRowPolicy.DEFAULT_CAP)));
        LocalDate last = date("--as-of", asOf);
        if (last != null) {
            options = options.withLastDay(last);
        }
        if (costColumn != null) {
            options = options.withCost();
        }
        return channelColumn == null ? options : options.withDimensions(Channels.DIMENSION);
    }

    private CsvColumns columns() {
        if (amountColumn != null && (quantityColumn != null || priceColumn != null)) {
            throw new ParameterException(
                    commandLine(), "give --amount-column, or --quantity-column with --price-column, not both");
        }
        if ((quantityColumn == null) != (priceColumn == null)) {
            throw new ParameterException(commandLine(), "--quantity-column and --price-column go together");
        }
        CsvColumns columns = CsvColumns.detect();
        columns = customerColumn == null ? columns : columns.withCustomer(customerColumn);
        columns = dateColumn == null ? columns : columns.withDate(dateColumn);
        columns = amountColumn == null ? columns : columns.withAmount(amountColumn);
        if (quantityColumn != null && priceColumn != null) {
            columns = columns.withQuantity(quantityColumn).withPrice(priceColumn);
        }
        columns = costColumn == null ? columns : columns.withCost(costColumn);
        columns = channelColumn == null ? columns : columns.withDimension(Channels.DIMENSION, channelColumn);
        columns = decimal == Decimals.comma ? columns.withDecimalFormat(CsvDecimals.COMMA) : columns;
        return dateFormat == null ? columns : columns.withDateFormat(dateFormat);
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    commandLine(), "--zone is '" + zone + "'; it must be a zone such as UTC or Europe/Berlin", e);
        }
    }

    private @Nullable LocalDate date(String option, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    commandLine(), option + " is '" + text + "'; it must be a date such as 2025-06-30", e);
        }
    }

    private SegmentMap map() throws IOException {
        Path file = Path.of(segmentMap);
        if (Files.exists(file)) {
            return own(file);
        }
        try {
            return SegmentMaps.named(segmentMap);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), "--segment-map: " + e.getMessage() + ", and no such file", e);
        }
    }

    private static SegmentMap own(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "--segment-map is '" + file + "', a folder; it must be a name or a file of rules");
        }
        SegmentMap map;
        try {
            map = SegmentMap.parse(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": the file is not UTF-8", e);
        }
        if (map.bins() != BINS) {
            throw new DataException(file + ": the map is for " + map.bins() + " bins; the report scores 1 to " + BINS);
        }
        for (Segment segment : map.segments()) {
            if (!Channels.label(segment.name()).equals(segment.name())) {
                throw new DataException(file + ": a segment is called '" + segment.name()
                        + "', which tables use for all customers or none; choose another name");
            }
        }
        return map;
    }

    private static void write(CustomerBase base, OutputFolder folder) throws IOException {
        CsvTables.write(base.customerTable(), folder.file("customers.csv"));
        CsvTables.write(base.profiles.toTable(), folder.file("segments.csv"));
        CsvTables.write(base.migration.toTable(), folder.file("migration.csv"));
        CsvTables.write(base.cohorts.toTable(), folder.file("cohorts.csv"));
        CsvTables.write(base.months.toTable(), folder.file("kpis.csv"));
        if (base.channels != null) {
            CsvTables.write(base.channels.toTable(), folder.file("kpis-by-channel.csv"));
        }
        ReportPage.of(base).write(folder.file("report.html"));
        SummaryJson.write(base, folder.file("summary.json"));
    }
}
