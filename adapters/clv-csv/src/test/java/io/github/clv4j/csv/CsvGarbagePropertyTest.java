package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DuplicatePolicy;
import io.github.clv4j.data.IngestReport;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.ZeroAmountPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a file: no row is lost, and nothing but {@link DataException} is thrown. */
class CsvGarbagePropertyTest {
    private static final CsvColumns PRODUCT = CsvColumns.quantityTimesPrice("id", "day", "qty", "price");

    @Property
    void everyRecordIsAccountedFor(@ForAll("lines") List<String> lines, @ForAll("options") LogOptions options) {
        long records = lines.stream().filter(line -> !line.isEmpty()).count();

        TransactionLog log = CsvTexts.read("id,day,qty,price\n" + String.join("\n", lines) + "\n", PRODUCT, options);

        IngestReport report = log.report();
        assertThat(report.read()).isEqualTo(records);
        assertThat((long) log.rows()).isEqualTo(report.accepted());
        assertThat(report.accepted() + report.netted() + report.droppedRows() + report.rejectedRows())
                .isEqualTo(records);
        assertThat(report.firstProblems())
                .hasSize((int) Math.min(report.rejectedRows(), IngestReport.KEPT_PROBLEMS))
                .allSatisfy(problem -> assertThat(problem.row()).isBetween(2L, lines.size() + 1L));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> cells = Arbitraries.oneOf(
                Arbitraries.of(
                        "a",
                        "b",
                        "",
                        " ",
                        "NULL",
                        "2025-01-01",
                        "2025-02-30",
                        "2025-01-02T10:00Z",
                        "1",
                        "-1",
                        "0",
                        "2.5",
                        "1e3",
                        "NaN",
                        "1e99",
                        "0.001"),
                Arbitraries.strings()
                        .withCharRange('!', '~')
                        .excludeChars(',', '"')
                        .ofMaxLength(6));
        Arbitrary<String> sound = Combinators.combine(
                        Arbitraries.of("a", "b"),
                        Arbitraries.of("2025-01-01", "2025-01-02", "2025-03-01"),
                        Arbitraries.of("1", "2", "-1", "0"),
                        Arbitraries.of("10", "2.505"))
                .as((id, day, quantity, price) -> String.join(",", id, day, quantity, price));
        return Arbitraries.oneOf(
                        sound, sound, cells.list().ofMinSize(3).ofMaxSize(5).map(row -> String.join(",", row)))
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<LogOptions> options() {
        return Combinators.combine(
                        Arbitraries.of(RefundPolicy.class),
                        Arbitraries.of(ZeroAmountPolicy.class),
                        Arbitraries.of(DuplicatePolicy.class),
                        Arbitraries.of(true, false))
                .as((refunds, zeroes, duplicates, last) -> {
                    LogOptions options = LogOptions.of(MoneyScale.of("EUR"))
                            .withRefunds(refunds)
                            .withZeroAmounts(zeroes)
                            .withDuplicates(duplicates)
                            .withBadRows(BadRowPolicy.skip());
                    return last ? options.withLastDay(LocalDate.of(2025, 1, 31)) : options;
                });
    }

    @Property
    void anyTextGivesALogOrADataException(@ForAll("texts") String text) {
        try {
            CsvTexts.read(text, CsvTexts.COLUMNS, CsvTexts.SKIP);
        } catch (DataException e) {
            assertThat(e).hasMessageContaining("orders.csv");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "id", "day", "net", ",", ";", "\n", "\r", "\"", "a", "2025-01-01", "1", " ", "\ufeff", "é");
        Arbitrary<String> garbage = pieces.list().ofMaxSize(40).map(list -> String.join("", list));
        return Arbitraries.oneOf(garbage, garbage.map(text -> "id,day,net\n" + text));
    }

    @Property
    void anyBytesGiveALogOrADataException(@ForAll byte[] bytes) throws IOException {
        byte[] header = "id,day,net\n".getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[header.length + bytes.length];
        System.arraycopy(header, 0, content, 0, header.length);
        System.arraycopy(bytes, 0, content, header.length, bytes.length);
        for (byte[] input : new byte[][] {bytes, content}) {
            try {
                CsvTransactions.readInto(
                        new ByteArrayInputStream(input),
                        "orders.csv",
                        CsvTexts.COLUMNS,
                        TransactionLog.builder(CsvTexts.SKIP));
            } catch (DataException e) {
                assertThat(e).hasMessageContaining("orders.csv");
            }
        }
    }
}
