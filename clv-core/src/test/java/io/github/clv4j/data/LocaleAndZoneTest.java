package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that makes text or days, under default locales and zones that are known to trip code up. */
class LocaleAndZoneTest {
    private final Locale locale = Locale.getDefault();
    private final Locale display = Locale.getDefault(Locale.Category.DISPLAY);
    private final Locale format = Locale.getDefault(Locale.Category.FORMAT);
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        Locale.setDefault(Locale.Category.DISPLAY, display);
        Locale.setDefault(Locale.Category.FORMAT, format);
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "tr-TR, Europe/Istanbul",
        "ar-EG-u-nu-arab, Africa/Cairo",
        "ar-EG, Pacific/Apia",
        "th-TH-u-ca-buddhist-nu-thai, Asia/Kathmandu",
        "ja-JP-u-ca-japanese, Asia/Tokyo",
        "de-DE, America/New_York",
        "hi-IN-u-nu-deva, Pacific/Kiritimati"
    })
    void resultsAreTheSame(String languageTag, String defaultZone) {
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        List<String> expected = everything();
        Locale.setDefault(Locale.forLanguageTag(languageTag));
        TimeZone.setDefault(TimeZone.getTimeZone(defaultZone));
        assertThat(everything()).isEqualTo(expected);
    }

    private static List<String> everything() {
        List<String> said = new ArrayList<>();
        MoneyScale eur = MoneyScale.of("EUR");
        MoneyScale jpy = MoneyScale.of("JPY");
        said.add(eur.format(-123_456_789));
        said.add(jpy.format(123_456_789));
        said.add(eur.toDecimal(5).toString());
        for (String text : List.of("1234.5", "1,5", "1.234,5", "-.5", "١٢", "NaN", "1e2", "0.001", "1E30")) {
            said.add(outcome(() -> said.add(Long.toString(eur.parse(text)))));
        }
        said.add(outcome(() -> eur.exact(Double.NaN)));
        said.add(outcome(() -> MoneyScale.of("try", 12)));
        said.add(outcome(() -> MoneyScale.of("iqd")));

        for (String zone : List.of("UTC", "Europe/Berlin", "Pacific/Apia")) {
            TimeGrid grid = TimeGrid.of(ZoneId.of(zone), TimeStep.MONTHS);
            said.add(Integer.toString(grid.day(Instant.parse("2011-12-30T10:00:00Z"))));
            said.add(Integer.toString(grid.day(LocalDate.of(2025, 3, 30))));
            said.add(grid.toString());
        }
        for (TimeStep step : TimeStep.values()) {
            said.add(step + " " + step.periodOf(-20_000) + " " + step.firstDayOf(-77));
        }
        said.add(outcome(() -> TimeGrid.withDefaults().day(LocalDate.of(12_345, 6, 7))));
        said.add(DiscountRate.perPeriod(0.015, TimeStep.WEEKS).toString());
        said.add(outcome(() -> DiscountRate.annual(-0.5)));

        LogOptions options = LogOptions.of(eur)
                .withCost()
                .withQuantity()
                .withDimensions("title", "kind")
                .withDuplicates(DuplicatePolicy.REJECT)
                .withBadRows(BadRowPolicy.skip())
                .withLastDay(LocalDate.of(2543, 1, 1));
        TransactionLogBuilder builder = TransactionLog.builder(options);
        String[] ids = {"I", "i", "ı", "İ", "a", "Z", "ä"};
        for (int i = 0; i < 60; i++) {
            String title = i % 3 == 0 ? "TITLE" : "title";
            builder.add(ids[i % ids.length], -i % 11, 1234L * (i % 8) - 2000, i, i % 4, title, i % 2 == 0 ? "ı" : null);
        }
        builder.add("I", 0, 5, 5, 1, "x", "y");
        builder.add("I", 0, 5, 5, 1, "x", "y");
        builder.add("I", 999_999, 5, 5, 1, "x", "y");
        TransactionLog log = builder.build();
        said.add(log.toString());
        said.add(log.report().toString());
        log.report().firstProblems().forEach(problem -> said.add(problem.toString()));
        for (int c : log.index().inIdOrder()) {
            said.add(log.index().id(c));
            said.add(ReferenceLog.rowsOf(log, log.index().id(c)).toString());
        }
        said.add(Grouping.byFirst(log, "title").toString());
        said.add(Grouping.of("g", ids.length, c -> ids[c]).labels().toString());

        Table table = Table.of(
                "t",
                2,
                List.of(
                        Column.integer("i", row -> 1_234_567L * (row + 1)),
                        Column.decimal("d", row -> 1234.5 * (row + 1)),
                        Column.money("m", eur, row -> -123_456L * (row + 1)),
                        Column.date("day", row -> 20_000L * (row + 1))));
        for (Column column : table.columns()) {
            said.add(column.toString());
            said.add(String.valueOf(column.textAt(0)));
            said.add(String.valueOf(column.textAt(1)));
        }
        said.add(table.toString());
        return said;
    }

    private static String outcome(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        return thrown == null ? "no fault" : thrown.toString();
    }
}
