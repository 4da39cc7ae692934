package io.github.clv4j.csv;

import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a CSV file hold what, by the names in its header line, and how their cells are written. Immutable;
 * each {@code with} method returns a changed copy.
 *
 * <pre>{@code
 * CsvColumns.of("customer_id", "ordered_at", "amount")
 * CsvColumns.quantityTimesPrice("CustomerID", "InvoiceDate", "Quantity", "UnitPrice").withDateFormat("M/d/yyyy H:mm")
 * CsvColumns.detect().withAmount("net_total")     // customer and date are found by their names
 * }</pre>
 *
 * <p>Defaults: separator found in the header line, UTF-8, ISO 8601 dates, decimal point without grouping, amounts exact.
 *
 * <p>Names are compared exactly, after blanks around them are left out. Columns that are not named here are not read.
 */
public final class CsvColumns {
    /**
     * The default date format, ISO 8601: {@code 2025-03-01}, {@code 2025-03-01T10:15}, with seconds, with up to nine
     * decimals of a second, with a blank for the {@code T}, and each with an offset ({@code Z}, {@code UTC}, {@code
     * +01:00}, {@code +0100}, {@code +01}) or without.
     */
    public static final String ISO = "iso";

    /** The date format of whole seconds since 1970-01-01T00:00Z. */
    public static final String EPOCH_SECONDS = "epoch-seconds";

    /** The date format of whole milliseconds since 1970-01-01T00:00Z. */
    public static final String EPOCH_MILLIS = "epoch-millis";

    private static final CsvColumns DETECT = new CsvColumns(Map.of(), Map.of(), CellFormat.DEFAULT);

    private final Map<Role, String> names;
    private final Map<String, String> dimensions;
    private final CellFormat format;

    private CsvColumns(Map<Role, String> names, Map<String, String> dimensions, CellFormat format) {
        this.names = names;
        this.dimensions = dimensions;
        this.format = format;
    }

    /**
     * Three columns by name.
     *
     * @param customer column of the customer's id, read as text
     * @param date column of the day or time of the transaction
     * @param amount column of the amount in major units of the currency; negative for refunds
     */
    public static CsvColumns of(String customer, String date, String amount) {
        return DETECT.withCustomer(customer).withDate(date).withAmount(amount);
    }

    /**
     * Four columns by name; the amount of a row is the exact product of quantity and price, rounded to the currency's
     * digits (ties to even). The ingest report counts the rows that were rounded.
     *
     * @param customer column of the customer's id, read as text
     * @param date column of the day or time of the transaction
     * @param quantity column of the number of units; negative for refunds
     * @param price column of the price of one unit in major units of the currency, with any number of decimals
     */
    public static CsvColumns quantityTimesPrice(String customer, String date, String quantity, String price) {
        return DETECT.withCustomer(customer)
                .withDate(date)
                .withQuantity(quantity)
                .withPrice(price);
    }

    /**
     * No columns by name: customer, date and amount are found, when a file is read, by the names that such columns
     * commonly have ({@code customer_id}, {@code Customer ID}, {@code user_id} …; {@code order_date}, {@code
     * InvoiceDate}, {@code timestamp} …; {@code amount}, {@code revenue}, {@code total} …, otherwise {@code quantity}
     * with {@code unit_price} or {@code price}, otherwise {@code price} alone). Case, blanks and punctuation do not
     * matter. Any column may still be named with a {@code with} method, and wins.
     *
     * <p>Where no column has such a name, or two are equally good, reading ends with a {@link
     * io.github.clv4j.data.DataException} that gives the header and the names tried.
     */
    public static CsvColumns detect() {
        return DETECT;
    }

    /**
     * The columns found in a header, as by {@link #detect()}.
     *
     * @param header the names of a file's columns
     * @throws io.github.clv4j.data.DataException if a role has no column, or two columns are equally good for one
     */
    public static CsvColumns detect(List<String> header) {
        return DETECT.resolved(header, "header");
    }

    /** The column of the customer's id. */
    public CsvColumns withCustomer(String column) {
        return with(Role.CUSTOMER, column);
    }

    /** The column of the day or time of the transaction. */
    public CsvColumns withDate(String column) {
        return with(Role.DATE, column);
    }

    /** The column of the amount; replaces quantity and price. */
    public CsvColumns withAmount(String column) {
        return with(Role.AMOUNT, column);
    }

    /** The column of the quantity, to be multiplied with the price; replaces the amount. */
    public CsvColumns withQuantity(String column) {
        return with(Role.QUANTITY, column);
    }

    /** The column of the price of one unit, to be multiplied with the quantity; replaces the amount. */
    public CsvColumns withPrice(String column) {
        return with(Role.PRICE, column);
    }

    /**
     * The column of the cost of what was sold, in major units of the currency, exact as amounts are. The log's options
     * must have a cost too: {@link io.github.clv4j.data.LogOptions#withCost()}. Default: none.
     */
    public CsvColumns withCost(String column) {
        return with(Role.COST, column);
    }

    /**
     * The column that gives a dimension's labels; empty cells are "not known". Default: the column that has the
     * dimension's name.
     *
     * @param dimension one of {@link io.github.clv4j.data.LogOptions#dimensions()}
     */
    public CsvColumns withDimension(String dimension, String column) {
        Map<String, String> more = new LinkedHashMap<>(dimensions);
        more.put(named(dimension, "dimension"), named(column, "column"));
        return new CsvColumns(names, more, format);
    }

    /**
     * How dates are written: {@link #ISO} (default), {@link #EPOCH_SECONDS}, {@link #EPOCH_MILLIS}, or a pattern of
     * {@link java.time.format.DateTimeFormatter} such as {@code M/d/yyyy H:mm}, {@code dd.MM.yyyy}, {@code yyyyMMdd} or
     * {@code d MMM yyyy}. A pattern is strict (30 February is an error), {@code y} is the year without era and {@code
     * yy} lies in 2000 to 2099, names of months are English.
     *
     * <p>A date, or a date and time without offset, is that date, whatever the zone; a moment (with offset or zone, or
     * counted from 1970) is the date that the log's time grid shows then.
     *
     * @throws IllegalArgumentException if it is none of these, or a pattern that does not tell year, month and day
     */
    public CsvColumns withDateFormat(String nameOrPattern) {
        return new CsvColumns(names, dimensions, format.withDates(DateFormat.of(nameOrPattern)));
    }

    /** How numbers are written. Default {@link CsvDecimals#POINT}, {@code 1234.56}. */
    public CsvColumns withDecimalFormat(CsvDecimals decimals) {
        return new CsvColumns(names, dimensions, format.withDecimals(Objects.requireNonNull(decimals, "decimals")));
    }

    /** What stands between fields. Default: that of comma, semicolon, tab and bar which the header line has most of. */
    public CsvColumns withSeparator(char separator) {
        return new CsvColumns(names, dimensions, format.withSeparator(separator));
    }

    /**
     * The file's encoding. Default UTF-8. A byte order mark (UTF-8, UTF-16) wins over it. Bytes that are not text in the
     * encoding end the reading with an error; they are never replaced.
     */
    public CsvColumns withCharset(Charset charset) {
        return new CsvColumns(names, dimensions, format.withCharset(Objects.requireNonNull(charset, "charset")));
    }

    /**
     * The texts that stand for "no customer"; rows that have one are rejected as {@link
     * io.github.clv4j.data.RejectReason#EMPTY_CUSTOMER_ID}. Compared exactly, case included: {@code NULL} is no id and
     * {@code Null} is a family name. An id of blanks alone is always empty. Default: the empty text, {@code (blank)},
     * {@code NULL}, {@code null}, {@code NaN}, {@code nan}, {@code NA}, {@code <NA>}, {@code N/A}, {@code n/a}, {@code
     * #N/A}, {@code None} and {@code \N}.
     */
    public CsvColumns withEmptyIds(Set<String> texts) {
        return new CsvColumns(names, dimensions, format.withEmptyIds(texts));
    }

    /**
     * Amounts and costs with more decimals than the currency are rounded (ties to even), and the report counts the
     * amounts that were. Default: they are rejected as {@link io.github.clv4j.data.RejectReason#TOO_MANY_DIGITS}.
     */
    public CsvColumns withRounding() {
        return new CsvColumns(names, dimensions, format.withRounding());
    }

    /**
     * The most that a file packed with gzip or zstd may unpack to, so that a small file made for harm fills neither disk
     * nor memory; a file beyond it ends the reading with an error. Default: 1 TiB, and 250 times its packed length.
     *
     * @param mostBytes unpacked bytes, 1 or more
     * @param mostRatio unpacked bytes for each packed byte, 1 or more; not held against the first 16 MiB
     */
    public CsvColumns withInflationLimit(long mostBytes, int mostRatio) {
        return new CsvColumns(names, dimensions, format.withInflation(new InflationLimit(mostBytes, mostRatio)));
    }

    /** The column of the customer's id, or null if it is to be found. */
    public @Nullable String customer() {
        return names.get(Role.CUSTOMER);
    }

    /** The column of the date, or null if it is to be found. */
    public @Nullable String date() {
        return names.get(Role.DATE);
    }

    /** The column of the amount, or null if it is to be found or is the product of quantity and price. */
    public @Nullable String amount() {
        return names.get(Role.AMOUNT);
    }

    /** The column of the quantity, or null. */
    public @Nullable String quantity() {
        return names.get(Role.QUANTITY);
    }

    /** The column of the price, or null. */
    public @Nullable String price() {
        return names.get(Role.PRICE);
    }

    /** The column of the cost, or null if there is none. */
    public @Nullable String cost() {
        return names.get(Role.COST);
    }

    /** The columns of dimensions that were named, by dimension. */
    public Map<String, String> dimensions() {
        return Map.copyOf(dimensions);
    }

    CellFormat format() {
        return format;
    }

    String dimensionColumn(String dimension) {
        return dimensions.getOrDefault(dimension, dimension);
    }

    /** These columns, all of them named and present in a header. */
    CsvColumns resolved(List<String> header, String where) {
        Map<Role, String> all = ColumnDetection.complete(names, header, where);
        dimensions.forEach(
                (dimension, column) -> ColumnDetection.require("dimension '" + dimension + "'", column, header, where));
        return new CsvColumns(all, dimensions, format);
    }

    private CsvColumns with(Role role, String column) {
        Map<Role, String> more = new EnumMap<>(Role.class);
        more.putAll(names);
        if (role == Role.AMOUNT) {
            more.remove(Role.QUANTITY);
            more.remove(Role.PRICE);
        } else if (role == Role.QUANTITY || role == Role.PRICE) {
            more.remove(Role.AMOUNT);
        }
        more.put(role, named(column, role.label() + " column"));
        return new CsvColumns(more, dimensions, format);
    }

    private static String named(String name, String what) {
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("name of the " + what + " is blank");
        }
        return stripped;
    }

    /** The columns by role, such as {@code customer 'id', date 'day', amount 'net'}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Role role : Role.values()) {
            String column = names.get(role);
            if (column != null) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(role.label())
                        .append(" '")
                        .append(column)
                        .append('\'');
            }
        }
        dimensions.forEach((dimension, column) -> text.append(text.isEmpty() ? "" : ", ")
                .append(dimension)
                .append(" '")
                .append(column)
                .append('\''));
        return text.isEmpty() ? "columns to be found" : text.toString();
    }
}
