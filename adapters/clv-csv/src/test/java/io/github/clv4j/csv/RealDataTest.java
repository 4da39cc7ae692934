package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DropReason;
import io.github.clv4j.data.IngestReport;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.ZeroAmountPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Public data sets, read from a folder {@code shared/datasets} beside the project or above it; skipped where there is
 * none. All expected figures were computed apart from this library, with Python 3.11's {@code csv} and {@code decimal}:
 * sums of {@code Decimal(row['amount'])}; for quantity × price {@code (Decimal(q) * Decimal(p)).quantize(Decimal('0.01'),
 * ROUND_HALF_EVEN)} a row; netting by the rule of {@link RefundPolicy#NET} as a plain double loop over each customer's
 * rows.
 */
class RealDataTest {
    private static final CsvColumns RETAIL = CsvColumns.quantityTimesPrice(
                    "CustomerID", "InvoiceDate", "Quantity", "UnitPrice")
            .withDateFormat("M/d/yyyy H:mm");
    private static final LogOptions POUNDS = LogOptions.of(MoneyScale.of("GBP")).withBadRows(BadRowPolicy.skip());

    private static final int RETAIL_ROWS = 25_943;
    private static final long RETAIL_BLANK_IDS = 3_722;

    private static Path dataset(String name) {
        Path folder = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        while (folder != null) {
            Path file = folder.resolve("shared").resolve("datasets").resolve(name);
            if (Files.isReadable(file)) {
                return file;
            }
            folder = folder.getParent();
        }
        assumeTrue(false, "no shared/datasets/" + name + " in this folder or above it");
        return Path.of(name);
    }

    private static TransactionLog retail(LogOptions options) throws IOException {
        return CsvTransactions.read(dataset("online_retail_invoices.csv"), RETAIL, options);
    }

    @Test
    void cdnow() throws IOException {
        TransactionLog log = CsvTransactions.read(
                dataset("cdnow_master.csv"), CsvColumns.of("customer_id", "date", "amount"), MoneyScale.of("USD"));

        assertThat(log.customers()).isEqualTo(23_570);
        assertThat(log.rows()).isEqualTo(69_659);
        assertThat(log.money().format(log.revenueMinor())).isEqualTo("2500315.63");
        assertThat(LocalDate.ofEpochDay(log.firstDay())).isEqualTo("1997-01-01");
        assertThat(LocalDate.ofEpochDay(log.lastDay())).isEqualTo("1998-06-30");
        assertThat(log.report()).hasToString("read 69659 = accepted 69659 + netted 0 + dropped 0 + rejected 0");
        assertThat(log.report().zeroAmounts()).isEqualTo(80);
        assertThat(log.report().roundedAmounts()).isZero();
    }

    @Test
    void cdnowWithColumnsFound() throws IOException {
        Path file = dataset("cdnow_master.csv");

        TransactionLog found = CsvTransactions.read(file, CsvColumns.detect(), MoneyScale.of("USD"));

        assertThat(found.sameRows(CsvTransactions.read(
                        file, CsvColumns.of("customer_id", "date", "amount"), MoneyScale.of("USD"))))
                .isTrue();
    }

    /** Units: {@code sum(int(row['quantity']))}; with netting, a refund's units go where its rule sends its cost. */
    @Test
    void quantities() throws IOException {
        TransactionLog cdnow = CsvTransactions.read(
                dataset("cdnow_master.csv"),
                CsvColumns.detect(),
                LogOptions.of(MoneyScale.of("USD")).withQuantity());
        assertThat(units(cdnow)).isEqualTo(167_881);
        assertThat(units(retail(POUNDS.withQuantity().withRefunds(RefundPolicy.KEEP_NEGATIVE))))
                .isEqualTo(4_906_888);
        TransactionLog netted = retail(POUNDS.withQuantity());
        assertThat(units(netted)).isEqualTo(4_919_871);
        assertThat(netted.report().cancelledUnits()).isEqualTo(-1_374);
    }

    private static long units(TransactionLog log) {
        return IntStream.range(0, log.rows()).mapToLong(log::quantity).sum();
    }

    @Test
    void retailWithNegativeRowsKept() throws IOException {
        TransactionLog log = retail(POUNDS.withRefunds(RefundPolicy.KEEP_NEGATIVE));

        IngestReport report = log.report();
        assertThat(report.read()).isEqualTo(RETAIL_ROWS);
        assertThat(report.accepted()).isEqualTo(22_221);
        assertThat(report.rejected()).isEqualTo(Map.of(RejectReason.EMPTY_CUSTOMER_ID, RETAIL_BLANK_IDS));
        assertThat(report.zeroAmounts()).isEqualTo(4);
        assertThat(report.roundedAmounts()).isEqualTo(13_844);
        assertThat(log.customers()).isEqualTo(4_372);
        assertThat(log.money().format(log.revenueMinor())).isEqualTo("12966945.20");
        assertThat(LocalDate.ofEpochDay(log.firstDay())).isEqualTo("2010-12-01");
        assertThat(LocalDate.ofEpochDay(log.lastDay())).isEqualTo("2011-12-09");
        assertThat(report.firstProblems().get(0).toString())
                .endsWith(
                        "online_retail_invoices.csv, row 45, column 'CustomerID': '(blank)'; a transaction needs the id"
                                + " of its customer");
    }

    @Test
    void retailWithRefundsNetted() throws IOException {
        TransactionLog log = retail(POUNDS);

        IngestReport report = log.report();
        assertThat(report.nettedRefunds()).isEqualTo(3_500);
        assertThat(report.cancelledPurchases()).isEqualTo(319);
        assertThat(report.dropped()).isEqualTo(Map.of(DropReason.REFUND_WITHOUT_PURCHASE, 155L));
        assertThat(report.unmatchedRefundMinor()).isEqualTo(2_007_110);
        assertThat(report.accepted()).isEqualTo(18_247);
        assertThat(log.money().format(log.revenueMinor())).isEqualTo("12987016.30");
    }

    @Test
    void retailWithRefundsDroppedAndZeroesDropped() throws IOException {
        TransactionLog log = retail(POUNDS.withRefunds(RefundPolicy.DROP).withZeroAmounts(ZeroAmountPolicy.DROP));

        assertThat(log.report().dropped()).isEqualTo(Map.of(DropReason.REFUND, 3_655L, DropReason.ZERO_AMOUNT, 4L));
        assertThat(log.report().accepted()).isEqualTo(18_562);
        assertThat(log.customers()).isEqualTo(4_338);
        assertThat(log.money().format(log.revenueMinor())).isEqualTo("13626554.51");
    }

    @Test
    void retailWithRefundsRejected() throws IOException {
        TransactionLog log = retail(POUNDS.withRefunds(RefundPolicy.REJECT));

        assertThat(log.report().rejected())
                .isEqualTo(Map.of(RejectReason.EMPTY_CUSTOMER_ID, RETAIL_BLANK_IDS, RejectReason.REFUND, 3_655L));
        assertThat(log.report().accepted()).isEqualTo(18_566);
        assertThat(log.customers()).isEqualTo(4_339);
    }

    @ParameterizedTest
    @EnumSource
    void retailLosesNoRow(RefundPolicy policy) throws IOException {
        TransactionLog log = retail(POUNDS.withRefunds(policy));

        IngestReport report = log.report();
        assertThat(report.read()).isEqualTo(RETAIL_ROWS);
        assertThat(report.accepted()).isEqualTo(log.rows());
        assertThat(report.accepted() + report.netted() + report.droppedRows() + report.rejectedRows())
                .isEqualTo(RETAIL_ROWS);
    }

    @Test
    void retailWithoutADateFormatSaysWhichItMayBe() {
        Path file = dataset("online_retail_invoices.csv");

        assertThatThrownBy(
                        () -> CsvTransactions.read(file, CsvColumns.detect(), POUNDS.withBadRows(BadRowPolicy.fail())))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ", row 2, column 'InvoiceDate': '12/1/2010 8:26'; dates must be ISO 8601, such as"
                        + " 2025-03-01 or 2025-03-01T10:15:30Z; this looks like the date format 'M/d/yyyy H:mm' or"
                        + " 'd/M/yyyy H:mm'");
    }
}
