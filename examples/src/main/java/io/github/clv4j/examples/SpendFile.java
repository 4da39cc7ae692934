package io.github.clv4j.examples;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.kpi.AcquisitionSpend;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was spent on acquisition: a small CSV file with a column {@code month} or {@code date} ({@code 2025-03} or
 * {@code 2025-03-01}), a column {@code spend} or {@code amount}, and, if spend is known by channel, a column {@code
 * channel}. UTF-8, with commas, semicolons or tabs between the fields.
 */
final class SpendFile {
    private final String name;
    private final MoneyScale money;
    private final boolean decimalComma;
    private final List<String> header = new ArrayList<>();
    private final List<AcquisitionSpend.Entry> entries = new ArrayList<>();

    private SpendFile(String name, MoneyScale money, boolean decimalComma) {
        this.name = name;
        this.money = money;
        this.decimalComma = decimalComma;
    }

    static AcquisitionSpend read(Path file, MoneyScale money, boolean decimalComma) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder; --acquisition-spend must be a CSV file");
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": the file is not UTF-8", e);
        }
        SpendFile spend = new SpendFile(file.toString(), money, decimalComma);
        spend.read(text.startsWith("\ufeff") ? text.substring(1) : text);
        return AcquisitionSpend.of(money, file.toString(), spend.entries);
    }

    private void read(String text) {
        String firstLine = text.lines().findFirst().orElse("");
        char separator = firstLine.indexOf(';') >= 0 ? ';' : firstLine.indexOf('\t') >= 0 ? '\t' : ',';
        try {
            for (CsvRecord row : CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)) {
                if (header.isEmpty()) {
                    row.getFields().forEach(field -> header.add(field.strip()));
                    if (header.stream().distinct().count() != header.size()) {
                        throw new DataException(name + ": a column is named twice; the header is " + header);
                    }
                } else {
                    row(row);
                }
            }
        } catch (CsvParseException e) {
            throw new DataException(name + ": " + e.getMessage(), e);
        }
        if (entries.isEmpty()) {
            throw new DataException(name + ": the file has no rows of acquisition spend");
        }
    }

    private void row(CsvRecord row) {
        int month = column("month", "date", "day", "period");
        int amount = column("spend", "amount", "cost");
        int channel = find("channel", "source");
        if (row.getFieldCount() > header.size()) {
            throw fault(
                    row,
                    amount,
                    row.getField(amount),
                    RejectReason.BAD_ROW,
                    "the row has " + row.getFieldCount() + " fields, the header has " + header.size());
        }
        LocalDate day = day(row, month);
        long minor = amount(row, amount);
        String group = channel < 0 || channel >= row.getFieldCount()
                ? ""
                : row.getField(channel).strip();
        AcquisitionSpend.Entry entry = group.isEmpty()
                ? AcquisitionSpend.Entry.of(day, minor)
                : AcquisitionSpend.Entry.of(day, minor, Channels.label(group));
        entries.add(entry.withRow(row.getStartingLineNumber()));
    }

    private int column(String... names) {
        int found = find(names);
        if (found >= 0) {
            return found;
        }
        throw new DataException(name + ": no column " + String.join(" or ", names) + "; the header is " + header);
    }

    private int find(String... names) {
        for (String wanted : names) {
            for (int i = 0; i < header.size(); i++) {
                if (header.get(i).toLowerCase(Locale.ROOT).equals(wanted)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private String cell(CsvRecord row, int column) {
        if (column < row.getFieldCount()) {
            return row.getField(column).strip();
        }
        throw fault(row, column, null, RejectReason.BAD_ROW, "the row ends before this column");
    }

    private LocalDate day(CsvRecord row, int column) {
        String text = cell(row, column);
        try {
            LocalDate day = text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeException e) {
            throw badDate(row, column, text);
        }
        throw badDate(row, column, text);
    }

    private DataException badDate(CsvRecord row, int column, String text) {
        return fault(row, column, text, RejectReason.BAD_DATE, "must be like 2025-03 or 2025-03-01");
    }

    private long amount(CsvRecord row, int column) {
        String text = cell(row, column);
        try {
            long minor = money.parse(decimalComma ? text.replace(',', '.') : text);
            if (minor >= 0) {
                return minor;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw fault(
                    row,
                    column,
                    text,
                    RejectReason.BAD_AMOUNT,
                    "must be an amount in " + money.currency() + " with at most " + money.digits() + " decimals");
        }
        throw fault(row, column, text, RejectReason.BAD_AMOUNT, "acquisition spend must be 0 or more");
    }

    private DataException fault(CsvRecord row, int column, @Nullable String value, RejectReason reason, String rule) {
        return new DataException(
                new RowProblem(name, row.getStartingLineNumber(), header.get(column), value, reason, rule));
    }
}
