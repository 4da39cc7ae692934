package io.github.clv4j.csv;

import java.nio.charset.Charset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of a file are written, whatever their columns.
 *
 * @param separator between fields, or null to find it in the header line
 * @param charset encoding where no byte order mark tells, or null for UTF-8
 * @param rounding whether amounts may have more decimals than the currency
 * @param inflation the most that a packed file may unpack to
 */
record CellFormat(
        DateFormat dates,
        CsvDecimals decimals,
        @Nullable Character separator,
        @Nullable Charset charset,
        Set<String> emptyIds,
        boolean rounding,
        InflationLimit inflation) {
    /** Spreadsheets, R, pandas, MySQL and Hive write these for "no value". Exact case: Null and Nan are names. */
    static final Set<String> EMPTY_IDS =
            Set.of("", "(blank)", "NULL", "null", "NaN", "nan", "NA", "<NA>", "N/A", "n/a", "#N/A", "None", "\\N");

    static final CellFormat DEFAULT =
            new CellFormat(DateFormat.ISO, CsvDecimals.POINT, null, null, EMPTY_IDS, false, InflationLimit.DEFAULT);

    CellFormat withDates(DateFormat format) {
        return new CellFormat(format, decimals, separator, charset, emptyIds, rounding, inflation);
    }

    CellFormat withDecimals(CsvDecimals format) {
        return new CellFormat(dates, format, separator, charset, emptyIds, rounding, inflation);
    }

    CellFormat withSeparator(char character) {
        if (character == '"' || character == '\n' || character == '\r' || Character.isLetterOrDigit(character)) {
            throw new IllegalArgumentException("separator is '" + character
                    + "'; it must not be a letter, a digit, a quote or a line end; common ones are , ; | and tab");
        }
        return new CellFormat(dates, decimals, character, charset, emptyIds, rounding, inflation);
    }

    CellFormat withCharset(Charset encoding) {
        return new CellFormat(dates, decimals, separator, encoding, emptyIds, rounding, inflation);
    }

    CellFormat withEmptyIds(Set<String> texts) {
        return new CellFormat(dates, decimals, separator, charset, Set.copyOf(texts), rounding, inflation);
    }

    CellFormat withRounding() {
        return new CellFormat(dates, decimals, separator, charset, emptyIds, true, inflation);
    }

    CellFormat withInflation(InflationLimit limit) {
        return new CellFormat(dates, decimals, separator, charset, emptyIds, rounding, limit);
    }
}
