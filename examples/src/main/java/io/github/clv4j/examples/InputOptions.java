package io.github.clv4j.examples;

import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvDecimals;
import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DuplicatePolicy;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.ZeroAmountPolicy;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say how the file of transactions is read. */
final class InputOptions {
    /** Dates outside these are typing errors or placeholders, and would make tables of thousands of empty months. */
    static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

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

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(names = "--input", paramLabel = "FILE", description = "CSV file with one row a transaction")
    @Nullable
    Path file;

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
            description = "column of quantities, whole numbers; with --price-column also a factor of the amount"
                    + " [found by name]")
    @Nullable
    String quantityColumn;

    @Option(
            names = "--price-column",
            paramLabel = "NAME",
            description = "column of unit prices, multiplied with --quantity-column")
    @Nullable
    String priceColumn;

    @Option(
            names = "--no-quantities",
            description = "leave quantities out of the log, which may then have decimals; no items per order")
    boolean noQuantities;

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

    /** What the library would refuse too, but under the option's name and before a long file is read. */
    void requireRanges() {
        require(maxBadRows == null || maxBadRows >= 1, "--max-bad-rows is " + maxBadRows + "; it must be 1 or more");
        require(
                maxBadRows == null || onBadRow == BadRows.skip,
                "--max-bad-rows is " + maxBadRows + ", but no bad row is skipped; add --on-bad-row skip");
        LocalDate day = asOf();
        require(
                day == null || (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)),
                "--as-of is " + asOf + "; it must be from " + EARLIEST + " to " + LATEST);
    }

    static void require(boolean rule, String message) {
        if (!rule) {
            throw new IllegalArgumentException(message);
        }
    }

    @Nullable
    LocalDate asOf() {
        return date("--as-of", asOf, commandLine());
    }

    static @Nullable LocalDate date(String option, @Nullable String text, CommandLine command) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    command, option + " is '" + text + "'; it must be a date such as 2025-06-30", e);
        }
    }

    MoneyScale money() {
        try {
            return MoneyScale.of(currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--currency is '" + currency + "'; it must be an ISO 4217 code such as USD, of a currency", e);
        }
    }

    /** Options for a log from a file whose columns are these. */
    LogOptions logOptions(MoneyScale money, CsvColumns found) {
        LogOptions options = logOptions(money);
        return found.quantity() == null || noQuantities ? options : options.withQuantity();
    }

    private LogOptions logOptions(MoneyScale money) {
        LogOptions options = LogOptions.of(money)
                .withTimeGrid(TimeGrid.of(zone(), TimeStep.DAYS))
                .withRefunds(refunds.policy)
                .withZeroAmounts(zeroAmounts)
                .withDuplicates(duplicates)
                .withBadRows(badRows());
        LocalDate last = asOf();
        if (last != null) {
            options = options.withLastDay(last);
        }
        if (costColumn != null) {
            options = options.withCost();
        }
        return channelColumn == null ? options : options.withDimensions(Channels.DIMENSION);
    }

    /** What becomes of bad rows of any file but that of acquisition spend. */
    BadRowPolicy badRows() {
        return onBadRow == BadRows.fail
                ? BadRowPolicy.fail()
                : BadRowPolicy.skip(Objects.requireNonNullElse(maxBadRows, BadRowPolicy.DEFAULT_CAP));
    }

    CsvColumns columns() {
        if (amountColumn != null && priceColumn != null) {
            throw new ParameterException(
                    commandLine(), "give --amount-column, or --price-column with --quantity-column, not both");
        }
        if (priceColumn != null && quantityColumn == null) {
            throw new ParameterException(commandLine(), "--price-column needs --quantity-column");
        }
        if (noQuantities && quantityColumn != null && priceColumn == null) {
            throw new ParameterException(commandLine(), "give --quantity-column or --no-quantities, not both");
        }
        CsvColumns columns = CsvColumns.detect();
        columns = customerColumn == null ? columns : columns.withCustomer(customerColumn);
        columns = dateColumn == null ? columns : columns.withDate(dateColumn);
        columns = amountColumn == null ? columns : columns.withAmount(amountColumn);
        columns = quantityColumn == null ? columns : columns.withQuantity(quantityColumn);
        columns = priceColumn == null ? columns : columns.withPrice(priceColumn);
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

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
