package io.github.clv4j.examples;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A small CSV file that tells what the log does not: UTF-8, with a header, and commas, semicolons or tabs between the
 * fields. It counts its rows: read = accepted + rejected.
 */
final class SideFile {
    private static final int KEPT_PROBLEMS = 20;

    private final String name;
    private final MoneyScale money;
    private final boolean decimalComma;
    private final BadRowPolicy badRows;
    /** Columns under the first of their names, and as the file has them. */
    private final List<String> header = new ArrayList<>();

    private final List<String> written = new ArrayList<>();
    private final Map<String, List<String>> otherNames = new LinkedHashMap<>();
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final List<RowProblem> problems = new ArrayList<>();
    private long read;

    /** Takes one row; throws a {@link DataException} with a problem if it is bad. */
    @FunctionalInterface
    interface RowReader {
        void read(Row row);
    }

    SideFile(String name, MoneyScale money, boolean decimalComma, BadRowPolicy badRows) {
        this.name = name;
        this.money = money;
        this.decimalComma = decimalComma;
        this.badRows = badRows;
    }

    /** A column may have these names too; messages name it as the file does. */
    SideFile withNames(String column, String... others) {
        otherNames.put(column, List.of(others));
        return this;
    }

    /** Hands all rows after the header to a reader. */
    void read(Path file, String option, List<String> required, RowReader reader) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder; " + option + " must be a CSV file");
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": the file is not UTF-8", e);
        }
        text = text.startsWith("\ufeff") ? text.substring(1) : text;
        String firstLine =
                text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char separator = firstLine.indexOf(';') >= 0 ? ';' : firstLine.indexOf('\t') >= 0 ? '\t' : ',';
        try {
            for (CsvRecord row : CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)) {
                if (header.isEmpty()) {
                    takeHeader(row, required);
                } else {
                    take(new Row(row), reader);
                }
            }
        } catch (CsvParseException e) {
            throw new DataException(name + ": " + e.getMessage(), e);
        }
        requireGoodRows();
    }

    /** Refuses a file of which nothing is left, after rows may have been rejected. */
    void requireGoodRows() {
        if (accepted() == 0) {
            throw new SideFileException(name, "the file has no " + (read == 0 ? "" : "good ") + "rows");
        }
    }

    private void takeHeader(CsvRecord row, List<String> required) {
        row.getFields().forEach(field -> header.add(field.strip().toLowerCase(Locale.ROOT)));
        // Spreadsheets write empty columns at the end of each row.
        while (!header.isEmpty() && header.get(header.size() - 1).isEmpty()) {
            header.remove(header.size() - 1);
        }
        if (header.stream().distinct().count() != header.size()) {
            throw new DataException(name + ": a column is named twice; the header is " + header);
        }
        written.addAll(header);
        otherNames.forEach((column, others) -> {
            if (!header.contains(column)) {
                others.stream()
                        .filter(header::contains)
                        .findFirst()
                        .ifPresent(other -> header.set(header.indexOf(other), column));
            }
        });
        for (String column : required) {
            if (!header.contains(column)) {
                List<String> others = otherNames.getOrDefault(column, List.of());
                throw new DataException(name + ": no column " + column
                        + (others.isEmpty() ? "" : " or " + String.join(" or ", others)) + "; the header is "
                        + written);
            }
        }
    }

    /** The problem with the column as the file names it. */
    private DataException inWordsOfTheFile(DataException fault, RowProblem problem) {
        int column = header.indexOf(problem.column());
        return column < 0 || written.get(column).equals(problem.column())
                ? fault
                : new DataException(new RowProblem(
                        problem.source(),
                        problem.row(),
                        written.get(column),
                        problem.value(),
                        problem.reason(),
                        problem.rule()));
    }

    private void take(Row row, RowReader reader) {
        read++;
        try {
            if (row.hasMoreThan(header.size())) {
                throw row.fault(
                        header.get(0),
                        row.text(header.get(0)),
                        RejectReason.BAD_ROW,
                        "the row has " + row.record.getFieldCount() + " fields, the header has " + header.size());
            }
            reader.read(row);
        } catch (DataException e) {
            reject(e);
        }
    }

    /** Counts a row that was read and found bad, at once or later. */
    void reject(DataException found) {
        if (found.problem() == null) {
            throw found;
        }
        DataException fault = inWordsOfTheFile(found, found.problem());
        RowProblem problem = Objects.requireNonNull(fault.problem());
        rejected.merge(problem.reason(), 1L, Long::sum);
        if (read - accepted() > badRows.cap()) {
            throw fault;
        }
        if (problems.size() < KEPT_PROBLEMS) {
            problems.add(problem);
        }
    }

    String name() {
        return name;
    }

    long read() {
        return read;
    }

    long accepted() {
        return read - rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rejected rows by reason. */
    Map<RejectReason, Long> rejected() {
        return rejected;
    }

    List<RowProblem> firstProblems() {
        return problems;
    }

    /** One row of the file. */
    final class Row {
        private final CsvRecord record;

        private Row(CsvRecord record) {
            this.record = record;
        }

        private boolean hasMoreThan(int columns) {
            return record.getFields().stream().skip(columns).anyMatch(field -> !field.isBlank());
        }

        long number() {
            return record.getStartingLineNumber();
        }

        /** A field, or an empty text if the file or the row has none. */
        String text(String column) {
            return ends(column) ? "" : record.getField(header.indexOf(column)).strip();
        }

        /** True if the file has no such column, or the row ends before it. */
        private boolean ends(String column) {
            int index = header.indexOf(column);
            return index < 0 || index >= record.getFieldCount();
        }

        LocalDate day(String column) {
            return day(column, text(column), "must be a date such as 2025-03-01");
        }

        /** A day, or the first of a month. */
        LocalDate dayOrMonth(String column) {
            String text = text(column);
            return day(column, text.length() == 7 ? text + "-01" : text, "must be like 2025-03 or 2025-03-01");
        }

        private LocalDate day(String column, String date, String rule) {
            try {
                LocalDate day = LocalDate.parse(date);
                if (!day.isBefore(InputOptions.EARLIEST) && !day.isAfter(InputOptions.LATEST)) {
                    return day;
                }
            } catch (DateTimeException e) {
                throw fault(column, text(column), RejectReason.BAD_DATE, rule);
            }
            throw fault(
                    column,
                    text(column),
                    RejectReason.DATE_OUT_OF_RANGE,
                    "must be from " + InputOptions.EARLIEST + " to " + InputOptions.LATEST);
        }

        /** A finite number. */
        double number(String column) {
            String text = text(column);
            try {
                double number = new BigDecimal(decimalComma ? text.replace(',', '.') : text).doubleValue();
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw fault(column, text, RejectReason.BAD_AMOUNT, "must be a number such as 0.35");
            }
            throw fault(column, text, RejectReason.BAD_AMOUNT, "must be a finite number");
        }

        /** An amount of 0 or more in minor units. */
        long amount(String column) {
            String text = text(column);
            try {
                long minor = money.parse(decimalComma ? text.replace(',', '.') : text);
                if (minor >= 0) {
                    return minor;
                }
            } catch (NumberFormatException | ArithmeticException e) {
                throw fault(
                        column,
                        text,
                        RejectReason.BAD_AMOUNT,
                        "must be an amount in " + money.currency() + " with at most " + money.digits() + " decimals");
            }
            throw fault(column, text, RejectReason.BAD_AMOUNT, "must be 0 or more");
        }

        DataException fault(String column, String value, RejectReason reason, String rule) {
            @Nullable String told = value.isEmpty() && ends(column) ? null : value;
            return new DataException(new RowProblem(name, number(), column, told, reason, rule));
        }
    }
}
