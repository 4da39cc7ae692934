package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locales whose digits, decimal separators, calendars and letter cases differ from the usual. */
@Isolated("changes the default locale and zone")
class LocaleIndependenceTest {
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "tr-TR, Pacific/Apia",
        "ar-EG-u-nu-arab, Asia/Tokyo",
        "fr-FR, America/Los_Angeles",
        "th-TH-u-ca-buddhist-nu-thai, Asia/Bangkok",
        "ja-JP-u-ca-japanese, Asia/Tokyo",
        "de-CH, Europe/Zurich"
    })
    void readsAndWritesTheSameEverywhere(String tag, String zoneId) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone(zoneId));
        String csv =
                "CLIENT ID,INVOICE DATE,UNIT PRICE,QTY\ni,1 Jun 2025 11:30 PM,1234.565,1\nİ,2 JUL 2025 1:05 AM,-2,3\n";
        CsvColumns columns = CsvColumns.detect().withDateFormat("d MMM yyyy h:mm a");

        TransactionLog log = CsvTexts.read(csv, columns, CsvTexts.OPTIONS.withRefunds(RefundPolicy.KEEP_NEGATIVE));

        assertThat(CsvTexts.rows(log)).containsExactly("i 2025-06-01 1234.56", "İ 2025-07-02 -6.00");
        assertThat(CsvTexts.read("id,day,net\na,12/1/2010 8:26,1\n", CsvTexts.COLUMNS, CsvTexts.SKIP)
                        .report()
                        .firstProblems()
                        .get(0)
                        .rule())
                .endsWith("'M/d/yyyy H:mm' or 'd/M/yyyy H:mm'");

        StringWriter written = new StringWriter();
        CsvTables.write(
                Table.of(
                        "t",
                        1,
                        List.of(
                                Column.decimal("x", row -> -1234.5),
                                Column.integer("n", row -> 1_234_567),
                                Column.date("d", row -> 20_000),
                                Column.money("m", CsvTexts.EUR, row -> -123_456))),
                written);
        assertThat(written).hasToString("x,n,d,m\n-1234.5,1234567,2024-10-04,-1234.56\n");
    }
}
