package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rows written as CSV, in any format and order, read back as the log that arrays give. */
class CsvRoundTripPropertyTest {
    private record Row(String id, int day, long amount, long cost, int quantity, String channel) {}

    private record Style(
            String dateFormat, CsvDecimals decimals, boolean grouped, char separator, String lineEnd, boolean quoted) {}

    private static final String[] FORMATS = {
        "iso", "iso-time", "M/d/yyyy H:mm", "dd.MM.yyyy", "yyyyMMdd", "d MMM yyyy", "epoch-seconds", "epoch-millis"
    };

    @Property(tries = 300)
    void readsBackWhatWasWritten(@ForAll("rows") List<Row> rows, @ForAll("styles") Style style, @ForAll Random order) {
        MoneyScale money = MoneyScale.of("EUR");
        LogOptions options = LogOptions.of(money)
                .withRefunds(RefundPolicy.KEEP_NEGATIVE)
                .withCost()
                .withQuantity()
                .withDimensions("channel");
        TransactionLogBuilder builder = TransactionLog.builder(options);
        for (Row row : rows) {
            builder.add(row.id, row.day, row.amount, row.cost, row.quantity, row.channel);
        }
        TransactionLog expected = builder.build();
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, order);

        CsvColumns columns = CsvColumns.of("id", "day", "net")
                .withCost("cost")
                .withQuantity("pieces")
                .withDateFormat(style.dateFormat.equals("iso-time") ? CsvColumns.ISO : style.dateFormat)
                .withDecimalFormat(style.grouped ? grouping(style.decimals) : style.decimals)
                .withEmptyIds(Set.of());
        TransactionLog log = CsvTexts.read(write(rows, style, money), columns, options);
        TransactionLog other = CsvTexts.read(write(shuffled, style, money), columns, options);

        assertThat(log.sameRows(expected)).isTrue();
        assertThat(other.sameRows(expected)).isTrue();
        assertThat(log.report()).isEqualTo(expected.report());
        assertThat(other.report()).isEqualTo(expected.report());
    }

    private static CsvDecimals grouping(CsvDecimals decimals) {
        return decimals.withGrouping(decimals.equals(CsvDecimals.POINT) ? ',' : '.');
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> ids = Arbitraries.oneOf(
                Arbitraries.of("a", "b", "c-17", "Ж", "x\"y", "x,y;z", "two\nlines", " padded ", "İstanbul"),
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(5).filter(id -> !id.isBlank()));
        Arbitrary<Integer> days = Arbitraries.integers()
                .between((int) LocalDate.of(1000, 1, 1).toEpochDay(), (int)
                        LocalDate.of(9999, 12, 31).toEpochDay());
        Arbitrary<Long> amounts = Arbitraries.oneOf(
                Arbitraries.longs().between(-Long.MAX_VALUE, Long.MAX_VALUE),
                Arbitraries.longs().between(-100_000, 100_000));
        Arbitrary<String> channels = Arbitraries.of("web", "", "a \"b\", c", "\u00a0x");
        return Combinators.combine(ids, days, amounts, amounts, Arbitraries.integers(), channels)
                .as(Row::new)
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Style> styles() {
        return Combinators.combine(
                        Arbitraries.of(FORMATS),
                        Arbitraries.of(CsvDecimals.POINT, CsvDecimals.COMMA),
                        Arbitraries.of(true, false),
                        Arbitraries.of(',', ';', '\t', '|'),
                        Arbitraries.of("\n", "\r\n", "\r"),
                        Arbitraries.of(true, false))
                .as(Style::new);
    }

    private static String write(List<Row> rows, Style style, MoneyScale money) {
        StringBuilder csv = new StringBuilder();
        line(csv, style, List.of("day", "id", "cost", "channel", "pieces", "net"));
        for (Row row : rows) {
            line(
                    csv,
                    style,
                    List.of(
                            date(row.day, style.dateFormat),
                            row.id,
                            number(money.format(row.cost), style),
                            row.channel,
                            Integer.toString(row.quantity),
                            number(money.format(row.amount), style)));
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, Style style, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean needed = !cell.strip().equals(cell) || !cell.matches("[\\p{L}\\p{N}. :/-]*");
            csv.append(i == 0 ? "" : style.separator)
                    .append(needed || style.quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
        }
        csv.append(style.lineEnd);
    }

    private static String date(int day, String format) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return switch (format) {
            case "iso" -> date.toString();
            case "iso-time" -> date + "T23:59:59.999Z";
            case "epoch-seconds" -> Long.toString(day * 86_400L + 86_399);
            case "epoch-millis" -> Long.toString(day * 86_400_000L + 86_399_999);
            default -> date.atTime(9, 5).format(DateTimeFormatter.ofPattern(format, Locale.ENGLISH));
        };
    }

    private static String number(String plain, Style style) {
        StringBuilder text = new StringBuilder(plain);
        int point = plain.indexOf('.');
        if (style.decimals.equals(CsvDecimals.COMMA)) {
            text.setCharAt(point, ',');
        }
        if (style.grouped) {
            for (int i = point - 3; i > (plain.startsWith("-") ? 1 : 0); i -= 3) {
                text.insert(i, style.decimals.equals(CsvDecimals.COMMA) ? '.' : ',');
            }
        }
        return text.toString();
    }
}
