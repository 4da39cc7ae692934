package io.github.clv4j.examples;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.kpi.AcquisitionSpend;
import java.io.IOException;
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
 * Reads what was spent on acquisition: a CSV file with a column {@code month} or {@code date} ({@code 2025-03} or {@code
 * 2025-03-01}), a column {@code spend} or {@code amount}, and, if spend is known by channel, a column {@code channel}.
 */
final class SpendFile {
    private SpendFile() {}

    static AcquisitionSpend read(Path file, MoneyScale money) throws IOException {
        List<AcquisitionSpend.Entry> entries = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                String month = column(file, row, "month", "date", "day", "period");
                String spend = column(file, row, "spend", "amount", "cost");
                String channel = find(row, "channel", "source");
                LocalDate day = day(file, row, month);
                long minor = amount(file, row, spend, money);
                String group = channel == null ? "" : row.getField(channel).strip();
                AcquisitionSpend.Entry entry = group.isEmpty()
                        ? AcquisitionSpend.Entry.of(day, minor)
                        : AcquisitionSpend.Entry.of(day, minor, group);
                entries.add(entry.withRow(row.getStartingLineNumber()));
            }
        }
        if (entries.isEmpty()) {
            throw new DataException(file + ": the file has no rows of acquisition spend");
        }
        return AcquisitionSpend.of(money, file.toString(), entries);
    }

    private static String column(Path file, NamedCsvRecord row, String... names) {
        String found = find(row, names);
        if (found == null) {
            throw new DataException(
                    file + ": no column " + String.join(" or ", names) + "; the header is " + row.getHeader());
        }
        return found;
    }

    private static @Nullable String find(NamedCsvRecord row, String... names) {
        for (String name : names) {
            for (String header : row.getHeader()) {
                if (header.strip().toLowerCase(Locale.ROOT).equals(name)) {
                    return header;
                }
            }
        }
        return null;
    }

    private static String cell(Path file, NamedCsvRecord row, String column) {
        return row.findField(column)
                .map(String::strip)
                .orElseThrow(
                        () -> fault(file, row, column, null, RejectReason.BAD_ROW, "the row ends before this column"));
    }

    private static LocalDate day(Path file, NamedCsvRecord row, String column) {
        String text = cell(file, row, column);
        try {
            return text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw fault(file, row, column, text, RejectReason.BAD_DATE, "must be like 2025-03 or 2025-03-01");
        }
    }

    private static long amount(Path file, NamedCsvRecord row, String column, MoneyScale money) {
        String text = cell(file, row, column);
        try {
            return money.parse(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw fault(
                    file,
                    row,
                    column,
                    text,
                    RejectReason.BAD_AMOUNT,
                    "must be a decimal amount in " + money.currency());
        }
    }

    private static DataException fault(
            Path file, NamedCsvRecord row, String column, @Nullable String value, RejectReason reason, String rule) {
        return new DataException(
                new RowProblem(file.toString(), row.getStartingLineNumber(), column, value, reason, rule));
    }
}
