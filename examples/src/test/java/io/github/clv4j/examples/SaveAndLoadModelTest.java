package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvTransactions;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.jackson.JsonTables;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.PredictedClv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveAndLoadModelTest {
    @TempDir
    private Path folder = Path.of("");

    private void run(String what) throws IOException {
        SaveAndLoadModel.main(new String[] {what, folder.resolve("orders.csv").toString(), "EUR", folder.toString()});
    }

    /** What one program saved gives another the answers that the first would have given. */
    @Test
    void theAnswersAreTheSameToTheBit() throws IOException {
        Path orders = folder.resolve("orders.csv");
        SampleShop.writeOrders(orders, 11);
        run("fit");
        run("score");

        MoneyScale money = MoneyScale.of("EUR");
        TransactionLog log = CsvTransactions.read(orders, CsvColumns.detect(), money);
        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.weekly());
        ClvOptions year =
                ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.10)).withGrossMargin(0.35);
        Table clv = PredictedClv.of(
                        BgNbd.fit(summary).model(), GammaGamma.fit(summary).model(), money, year)
                .score(summary)
                .toTable();
        assertSame(JsonTables.read(folder.resolve("clv.json")), clv);
        assertSame(
                JsonTables.read(folder.resolve("rfm.json")),
                Rfm.score(summary, RfmOptions.withDefaults()).toTable());
    }

    /** {@link Column#textAt} of a double tells all its bits. */
    private static void assertSame(Table actual, Table expected) {
        assertThat(actual.name()).isEqualTo(expected.name());
        assertThat(actual.rows()).isEqualTo(expected.rows());
        assertThat(actual.rows()).isGreaterThan(1_000);
        assertThat(actual.columns()).hasSameSizeAs(expected.columns());
        for (Column column : expected.columns()) {
            Column read = actual.column(column.name());
            assertThat(read.type()).isEqualTo(column.type());
            for (int row = 0; row < expected.rows(); row++) {
                assertThat(read.textAt(row)).isEqualTo(column.textAt(row));
            }
        }
    }

    @Test
    void whatWasNotSavedIsTold() throws IOException {
        SampleShop.writeOrders(folder.resolve("orders.csv"), 11);
        Files.writeString(folder.resolve("purchases.json"), "{}");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> run("score"))
                .withMessageContaining("purchases.json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("guess"))
                .withMessage("call: SaveAndLoadModel fit|score <orders.csv> <currency> <folder>");
    }
}
