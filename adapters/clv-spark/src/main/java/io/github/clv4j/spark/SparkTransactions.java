package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DuplicatePolicy;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.ZeroAmountPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a customer base as a checked dataset: {@value #CUSTOMER}, {@value #DAY} (whole days since 1970-01-01),
 * {@value #AMOUNT} in minor units and, with a cost, {@value #COST}. Immutable; nothing is collected.
 *
 * <p>{@link #of} reads the rows once and refuses all of them if one is bad, with a message that names each column at fault
 * and its number of bad rows, before anything else is computed. The rows are not kept: each result reads the source again,
 * so that a source that is dear to read is best {@linkplain Dataset#persist() persisted}, and one that changes in between
 * gives no result that could be trusted. A row that has become bad since fails the task that meets it.
 *
 * <p>Column types: ids are text or whole numbers; dates are {@code DATE}, {@code TIMESTAMP} (a point in time, put on the day
 * of the options' zone; the session's zone plays no part) or {@code TIMESTAMP_NTZ}; amounts are {@code DECIMAL}, {@code
 * DOUBLE} or whole numbers. A {@code DOUBLE} counts as the shortest decimal that denotes it, and must be below
 * 10<sup>15</sup> minor units.
 */
public final class SparkTransactions {
    /** The column of the customer's id: text, or a {@code BIGINT} with {@link TransactionColumns#withNumericIds}. */
    public static final String CUSTOMER = "customer_id";
    /** The column of the day: days since 1970-01-01, {@code INT}. */
    public static final String DAY = "day";
    /** The column of the amount in minor units, {@code BIGINT}. */
    public static final String AMOUNT = "amount_minor";
    /** The column of the cost in minor units, {@code BIGINT}. */
    public static final String COST = "cost_minor";

    private static final long UNKNOWN = -1;

    private final Dataset<Row> rows;
    private final LogOptions options;
    private final boolean numericIds;
    private final long count;
    private final long refunds;
    private final int firstDay;
    private final int lastDay;

    private SparkTransactions(Dataset<Row> rows, LogOptions options, boolean numericIds, @Nullable Row counts) {
        this.rows = rows;
        this.options = options;
        this.numericIds = numericIds;
        this.count = counts == null ? UNKNOWN : counts.getLong(0);
        this.refunds = counts == null ? UNKNOWN : counts.getLong(1);
        this.firstDay = counts == null || counts.isNullAt(2) ? Integer.MAX_VALUE : counts.getInt(2);
        this.lastDay = counts == null || counts.isNullAt(3) ? Integer.MIN_VALUE : counts.getInt(3);
    }

    /**
     * Transactions in one currency, that of the options.
     *
     * @param source rows of any order and partitioning
     * @param columns which columns hold what
     * @param options as for one machine; bad rows must fail, duplicates be kept, and there must be no quantity and no
     *     dimensions
     * @throws DataException if a column is missing or of a wrong type, or rows are bad; the message names column and count
     * @throws IllegalArgumentException if the options ask for what is not computed here
     */
    public static SparkTransactions of(Dataset<Row> source, TransactionColumns columns, LogOptions options) {
        return of(source, columns, options, null);
    }

    /**
     * Transactions with a column that tells their currency, which must be that of the options in each row.
     *
     * @param currencyColumn text, such as {@code EUR}
     * @throws DataException also if rows are in another currency
     */
    public static SparkTransactions of(
            Dataset<Row> source, TransactionColumns columns, LogOptions options, @Nullable String currencyColumn) {
        requireSupported(columns, options);
        Cells cells = Cells.of(source, columns, options, currencyColumn);
        List<Column> sums = new ArrayList<>();
        sums.add(count(lit(1)).as("rows"));
        Column kept = kept(cells.amount(), options);
        sums.add(count_if(kept.and(cells.amount().lt(0))).as("refunds"));
        sums.add(min(when(kept, cells.day())).as("first_day"));
        sums.add(max(when(kept, cells.day())).as("last_day"));
        for (Cells.Fault fault : cells.faults()) {
            sums.add(count_if(fault.isBad()));
        }
        Row counts = Datasets.only(source.agg(sums.get(0), Datasets.rest(sums)));
        List<String> words = new ArrayList<>();
        for (int i = 0; i < cells.faults().size(); i++) {
            long bad = counts.getLong(4 + i);
            if (bad > 0) {
                Cells.Fault fault = cells.faults().get(i);
                words.add("column '" + fault.column() + "': " + bad + " of " + counts.getLong(0) + " rows "
                        + fault.words());
            }
        }
        if (!words.isEmpty()) {
            throw new DataException("bad rows; nothing was computed. " + String.join("; ", words));
        }
        return new SparkTransactions(normal(source, cells, options), options, columns.numericIds(), counts);
    }

    /**
     * Transactions that were checked before, such as when they came: as {@link #of(Dataset, TransactionColumns, LogOptions)},
     * without the pass that looks for bad rows. A bad row fails the task that meets it.
     *
     * @throws DataException if a column is missing or of a wrong type
     * @throws IllegalArgumentException if the options ask for what is not computed here
     */
    public static SparkTransactions checkedBefore(Dataset<Row> source, TransactionColumns columns, LogOptions options) {
        requireSupported(columns, options);
        Cells cells = Cells.of(source, columns, options, null);
        return new SparkTransactions(normal(source, cells, options), options, columns.numericIds(), null);
    }

    private static void requireSupported(TransactionColumns columns, LogOptions options) {
        require(options.duplicates() == DuplicatePolicy.KEEP, "duplicates must be kept", options.duplicates());
        require(
                options.badRows().equals(BadRowPolicy.fail()),
                "all bad rows are counted and none may be",
                options.badRows());
        require(!options.hasQuantity(), "there must be no quantity", "with quantity");
        require(options.dimensions().isEmpty(), "there must be no dimensions", options.dimensions());
        require(!columns.rounding(), "amounts must be rounded before", "with rounding");
        // Agree on the cost.
        columns.names(options);
    }

    private static void require(boolean rule, String words, Object given) {
        if (!rule) {
            throw new IllegalArgumentException("on Spark " + words + "; the options are: " + given);
        }
    }

    /** Rows that policies do not leave out. */
    private static Column kept(Column amount, LogOptions options) {
        Column kept = lit(true);
        if (options.zeroAmounts() == ZeroAmountPolicy.DROP) {
            kept = kept.and(amount.notEqual(0));
        }
        if (options.refunds() == RefundPolicy.DROP) {
            kept = kept.and(amount.geq(0));
        }
        return kept;
    }

    private static Dataset<Row> normal(Dataset<Row> source, Cells cells, LogOptions options) {
        List<Column> columns = new ArrayList<>();
        columns.add(sound(cells.customer(), cells, "string").as(CUSTOMER));
        columns.add(sound(cells.day(), cells, "int").as(DAY));
        columns.add(sound(cells.amount(), cells, "bigint").as(AMOUNT));
        Column cost = cells.cost();
        if (cost != null) {
            columns.add(sound(cost, cells, "bigint").as(COST));
        }
        Dataset<Row> all = source.select(columns.toArray(new Column[0]));
        return all.filter(kept(col(AMOUNT), options));
    }

    /** A cell that fails the task where it is bad, which after the check can only be because the source has changed. */
    private static Column sound(Column cell, Cells cells, String type) {
        String told = cells.isNumeric() && type.equals("string") ? "bigint" : type;
        return coalesce(
                cell,
                raise_error(lit("a row is bad that was not when the rows were checked; the source must not change"))
                        .cast(told));
    }

    /** The rows, as they are described above. */
    public Dataset<Row> rows() {
        return rows;
    }

    /** What the rows were read under. */
    public LogOptions options() {
        return options;
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return options.money();
    }

    /** True if ids are numbers. */
    public boolean hasNumericIds() {
        return numericIds;
    }

    /**
     * Number of rows that were read.
     *
     * @throws IllegalStateException if the rows were not counted, but checked before
     */
    public long rowsRead() {
        requireCounted();
        return count;
    }

    /**
     * Number of refunds, of those that policies keep.
     *
     * @throws IllegalStateException if the rows were not counted, but checked before
     */
    public long refunds() {
        requireCounted();
        return refunds;
    }

    private void requireCounted() {
        if (count == UNKNOWN) {
            throw new IllegalStateException("the rows were not counted; make them with SparkTransactions.of");
        }
    }

    /** True if refunds may have to be netted, so that rows of one customer must come together. */
    boolean mayNet() {
        return options.refunds() == RefundPolicy.NET && refunds != 0;
    }

    boolean isCounted() {
        return count != UNKNOWN;
    }

    /** True if there may be negative amounts. */
    boolean mayHaveRefunds() {
        return refunds != 0;
    }

    /** The first day of any row, which may be of a purchase that is refunded. */
    int firstDay() {
        requireRows();
        return firstDay;
    }

    /** The last day of any row. */
    int lastDay() {
        requireRows();
        return lastDay;
    }

    private void requireRows() {
        requireCounted();
        if (firstDay == Integer.MAX_VALUE) {
            throw new DataException("there are no transactions");
        }
    }

    /** The rows up to the end of a day. */
    Dataset<Row> until(int day) {
        return isCounted() && lastDay <= day ? rows : rows.filter(col(DAY).leq(day));
    }

    @Override
    public String toString() {
        return Objects.toString(isCounted() ? count : "uncounted") + " transactions in " + money();
    }
}
