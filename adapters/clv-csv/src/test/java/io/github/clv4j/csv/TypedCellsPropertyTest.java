package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RowWriter;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A date or an amount given as text is the same, or the same fault, in a CSV file and from a source of typed cells. */
class TypedCellsPropertyTest {
    private static final LogOptions OPTIONS = CsvTexts.SKIP
            .withRefunds(RefundPolicy.KEEP_NEGATIVE)
            .withTimeGrid(TimeGrid.of(ZoneId.of("America/New_York"), TimeStep.DAYS));

    @Property(tries = 2_000)
    void textMeansTheSame(@ForAll("dates") String date, @ForAll("amounts") String amount, @ForAll boolean rounding) {
        CsvColumns csv = rounding ? CsvTexts.COLUMNS.withRounding() : CsvTexts.COLUMNS;
        TransactionLog expected = CsvTexts.read("id,day,net\nc,\"" + date + "\",\"" + amount + "\"\n", csv, OPTIONS);

        TransactionColumns typed = TransactionColumns.of("id", "day", "net");
        TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
        RowWriter row = (rounding ? typed.withRounding() : typed).writer(builder, "orders");
        row.customer("c");
        row.date(date);
        row.amount(amount);
        row.write();
        TransactionLog log = builder.build();

        assertThat(log.report()).isEqualTo(expected.report());
        assertThat(log.sameRows(expected)).isTrue();
    }

    @Provide
    Arbitrary<String> dates() {
        Arbitrary<String> parts = Arbitraries.of(
                "2025-03-09",
                "2025-02-29",
                "0000-01-01",
                "0001-01-01",
                "9999-12-31",
                "T",
                " ",
                "t",
                "02:30",
                "23:59:60",
                "24:00",
                "00:00:00",
                ".5",
                ",123456789",
                ".1234567890",
                "Z",
                "UTC",
                "+01",
                "+0530",
                "-18:00",
                "+18:01",
                "1",
                ":",
                "é");
        Arbitrary<String> sound = Combinators.combine(
                        Arbitraries.of("2025-03-09", "2024-02-29", "0001-01-01", "9999-12-31", "0000-12-31"),
                        Arbitraries.of("T", " ", "t"),
                        Arbitraries.of("02:30", "23:59:59", "00:00:00.5", "23:59:59,999999999"),
                        Arbitraries.of("", "Z", "z", " UTC", "+14:00", "-0930", " -18", "+18:00", "+1:00"))
                .as((date, separator, time, offset) -> date + separator + time + offset);
        return Arbitraries.oneOf(
                sound,
                parts.list().ofMaxSize(5).map(list -> String.join("", list)),
                Arbitraries.of("", " 2025-03-09 "));
    }

    @Provide
    Arbitrary<String> amounts() {
        Arbitrary<String> characters =
                Arbitraries.strings().withChars("0123456789.+-eE ,x").ofMaxLength(12);
        Arbitrary<String> numbers = Combinators.combine(
                        Arbitraries.bigDecimals().ofScale(3),
                        Arbitraries.of("", "e0", "E-2", "e+17", "e999", "e-999", "e1000", "e00001"))
                .as((number, exponent) -> number.toPlainString() + exponent);
        return Arbitraries.oneOf(characters, numbers, Arbitraries.of("9".repeat(400), "9".repeat(401), "NaN", "1_000"));
    }
}
