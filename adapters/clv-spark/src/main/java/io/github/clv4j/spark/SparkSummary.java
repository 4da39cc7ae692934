package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.PurchaseMerging;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row a customer as of the end of a day: the {@link CustomerSummary} of customers that do not fit one machine. Its
 * numbers are those that one machine gives for the same rows, whatever the partitioning. Immutable; nothing is computed
 * before it is asked for, and then anew each time: {@linkplain Dataset#persist() persist} or write {@link #rows} where
 * several results are made of them.
 *
 * <p>{@link #rows} has the columns {@value SparkTransactions#CUSTOMER}, {@value #ORDERS}, {@value #PERIODS}, {@value
 * #FIRST_DAY} and {@value #LAST_DAY} ({@code DATE}; null without an order), {@value #SPEND}, {@value #FIRST_SPEND} and, with
 * a cost, {@value SparkTransactions#COST}, amounts in minor units. They are all that later merges need; what depends on the
 * as-of day is derived from them. A customer whose rows came to nothing, or were refunds only, has a row with 0 orders and
 * counts nowhere; one without a row by the as-of day has none.
 *
 * <p><b>How it is computed.</b> Without refunds to net, by Spark's own aggregation, two steps: days of a customer, then
 * customers. Under {@link RefundPolicy#NET}, customers with a refund go through the core's own code instead, their rows
 * brought together: what {@link CustomerBlocks} tells of memory. All others are aggregated as before.
 */
public final class SparkSummary {
    /** Orders, the first included. */
    public static final String ORDERS = "orders";
    /** Days (or periods) with an order. */
    public static final String PERIODS = "purchase_periods";
    /** The day of the first order. */
    public static final String FIRST_DAY = "first_day";
    /** The day of the last order. */
    public static final String LAST_DAY = "last_day";
    /** Total spend in minor units, net of refunds. */
    public static final String SPEND = "spend_minor";
    /** Spend of the first purchase day (or period) in minor units. */
    public static final String FIRST_SPEND = "first_spend_minor";

    private final Dataset<Row> rows;
    private final MoneyScale money;
    private final TimeStep step;
    private final PurchaseMerging merging;
    private final int asOfDay;

    private SparkSummary(Dataset<Row> rows, MoneyScale money, TimeStep step, PurchaseMerging merging, int asOfDay) {
        this.rows = rows;
        this.money = money;
        this.step = step;
        this.merging = merging;
        this.asOfDay = asOfDay;
    }

    /**
     * The summary of transactions.
     *
     * <p>Without an as-of day in the options it is the last day of any row, refunds and what they cancel included.
     *
     * @throws DataException if there are no transactions and the options give no day; a customer's sum that does not fit 64
     *     bits fails the task that meets it
     * @throws IllegalArgumentException if the options give no day and the transactions were checked before and so not counted
     */
    public static SparkSummary of(SparkTransactions transactions, SummaryOptions options) {
        TimeStep step = Objects.requireNonNullElse(
                options.step(), transactions.options().timeGrid().step());
        LocalDate given = options.asOf();
        int asOf;
        if (given != null) {
            asOf = TimeGrid.withDefaults().day(given);
        } else if (transactions.isCounted()) {
            asOf = transactions.lastDay();
        } else {
            throw new IllegalArgumentException(
                    "as-of day is not given, and the transactions were not counted; give the day");
        }
        return of(transactions, step, options.merging(), asOf);
    }

    private static SparkSummary of(SparkTransactions transactions, TimeStep step, PurchaseMerging merging, int asOf) {
        Dataset<Row> rows = SummaryAggregation.of(transactions, step, merging, asOf);
        return new SparkSummary(rows, transactions.money(), step, merging, asOf);
    }

    /**
     * A summary that was stored.
     *
     * @param rows as {@link #rows} gave them
     * @param money as it was
     * @param step the unit of t<sub>x</sub> and T; may be another than it was, unless periods of it were merged
     * @param merging as it was
     * @param asOf as it was, or a later day, if nobody has bought or returned anything in between
     * @throws DataException if a column is missing
     */
    public static SparkSummary of(
            Dataset<Row> rows, MoneyScale money, TimeStep step, PurchaseMerging merging, LocalDate asOf) {
        Set<String> missing = new TreeSet<>(
                List.of(SparkTransactions.CUSTOMER, ORDERS, PERIODS, FIRST_DAY, LAST_DAY, SPEND, FIRST_SPEND));
        missing.removeAll(Arrays.asList(rows.columns()));
        if (!missing.isEmpty()) {
            throw new DataException("the rows of a summary lack columns " + missing);
        }
        return new SparkSummary(
                rows,
                Objects.requireNonNull(money, "money"),
                Objects.requireNonNull(step, "step"),
                Objects.requireNonNull(merging, "merging"),
                TimeGrid.withDefaults().day(asOf));
    }

    /** The same summary, read from other rows that hold it, such as what it was written to. */
    public SparkSummary storedAs(Dataset<Row> stored) {
        return of(stored, money, step, merging, asOf());
    }

    /**
     * The summary of both: of other customers, or of the same customers in another span of time, as {@link
     * CustomerSummary#merge} has it. A span that overlaps another of the same customer fails the task that meets it.
     *
     * <p>Under {@link RefundPolicy#NET} a refund is netted within its own span only; where it must reach back, use {@link
     * #plus(SparkTransactions, SparkTransactions, LocalDate)}.
     *
     * @throws IllegalArgumentException if currency, unit, merging or the presence of a cost differ
     */
    public SparkSummary merge(SparkSummary other) {
        if (!(money.equals(other.money)
                && step == other.step
                && merging == other.merging
                && hasCost() == other.hasCost())) {
            throw new IllegalArgumentException("summaries differ in kind: " + money + ", " + step + ", " + merging
                    + (hasCost() ? " with cost" : "") + " and " + other.money + ", " + other.step + ", "
                    + other.merging + (other.hasCost() ? " with cost" : ""));
        }
        Dataset<Row> merged = SummaryJoin.of(rows, other.rows, step, merging, hasCost());
        return new SparkSummary(merged, money, step, merging, Math.max(asOfDay, other.asOfDay));
    }

    /**
     * This summary with the transactions of the days after it: what a summary of all of them together is. Reads no older
     * transactions.
     *
     * @param newRows counted, and all dated after this summary's as-of day
     * @param asOf the new as-of day; rows after it play no part
     * @throws DataException if rows are dated on or before this summary's as-of day, or there are refunds that may have to
     *     be netted against older purchases: then give those, too
     */
    public SparkSummary plus(SparkTransactions newRows, LocalDate asOf) {
        requireLater(newRows, asOf);
        if (newRows.mayNet()) {
            throw new DataException(newRows.refunds() + " refunds may have to be taken from purchases before "
                    + asOf().plusDays(1) + "; give the older transactions too");
        }
        SparkSummary later = of(newRows, step, merging, TimeGrid.withDefaults().day(asOf));
        return merge(later);
    }

    /**
     * This summary with the transactions of the days after it: what a summary of all of them together is, refunds included.
     * The older transactions are read for customers with a refund only.
     *
     * @param newRows counted, and all dated after this summary's as-of day
     * @param olderRows all transactions that this summary was made of; those after its as-of day are left out
     * @param asOf the new as-of day; rows after it play no part
     * @throws DataException if new rows are dated on or before this summary's as-of day
     */
    public SparkSummary plus(SparkTransactions newRows, SparkTransactions olderRows, LocalDate asOf) {
        requireLater(newRows, asOf);
        if (!newRows.mayNet()) {
            return plus(newRows, asOf);
        }
        int day = TimeGrid.withDefaults().day(asOf);
        Dataset<Row> later = newRows.until(day);
        Dataset<Row> refunded = SummaryAggregation.refunded(later);
        Dataset<Row> others = SummaryJoin.of(
                rows.join(refunded, asSeq(SparkTransactions.CUSTOMER), "left_anti"),
                SummaryAggregation.withoutRefunded(newRows, step, merging, day),
                step,
                merging,
                hasCost());
        Dataset<Row> anew = SummaryAggregation.netted(
                newRows, olderRows.until(asOfDay).unionByName(later), refunded, step, merging, day);
        return new SparkSummary(others.unionByName(anew), money, step, merging, day);
    }

    static scala.collection.immutable.Seq<String> asSeq(String column) {
        return scala.jdk.javaapi.CollectionConverters.asScala(List.of(column)).toSeq();
    }

    private void requireLater(SparkTransactions newRows, LocalDate asOf) {
        if (!newRows.money().equals(money) || newRows.options().hasCost() != hasCost()) {
            throw new IllegalArgumentException("the new rows are in " + newRows.money() + ", the summary is in " + money
                    + "; both must be the same, with cost or without");
        }
        if (asOf.isBefore(asOf())) {
            throw new IllegalArgumentException(
                    "the new as-of day is " + asOf + "; it must not be before the summary's, " + asOf());
        }
        if (newRows.rowsRead() > 0 && newRows.firstDay() <= asOfDay) {
            throw new DataException("new rows begin on " + LocalDate.ofEpochDay(newRows.firstDay())
                    + "; they must be dated after the summary's as-of day, " + asOf());
        }
    }

    /** One row a customer, as described above. */
    public Dataset<Row> rows() {
        return rows;
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** The unit of t<sub>x</sub> and T. */
    public TimeStep step() {
        return step;
    }

    /** Which purchases count as one. */
    public PurchaseMerging merging() {
        return merging;
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return LocalDate.ofEpochDay(asOfDay);
    }

    /** True if the rows have a cost. */
    public boolean hasCost() {
        return Arrays.asList(rows.columns()).contains(SparkTransactions.COST);
    }

    /** True if ids are numbers. */
    boolean hasNumericIds() {
        return rows.schema()
                .apply(SparkTransactions.CUSTOMER)
                .dataType()
                .equals(org.apache.spark.sql.types.DataTypes.LongType);
    }

    int asOfDay() {
        return asOfDay;
    }

    /** Customers with an order by the as-of day. */
    Dataset<Row> present() {
        return rows.filter(col(ORDERS).gt(0));
    }

    /** RFM's recency: days from the last order to the as-of day. */
    Column recencyDays() {
        return datediff(lit(asOf()), col(LAST_DAY));
    }

    /** The models' x. */
    static Column x() {
        return col(PERIODS).minus(1);
    }

    /** The models' t<sub>x</sub> in days, or in periods where those are merged. */
    Column txTicks() {
        return PeriodNumbers.number(col(LAST_DAY), step, merging)
                .minus(PeriodNumbers.number(col(FIRST_DAY), step, merging));
    }

    /** The models' T in days, or in periods where those are merged. */
    Column ageTicks() {
        return PeriodNumbers.number(lit(asOf()), step, merging)
                .minus(PeriodNumbers.number(col(FIRST_DAY), step, merging));
    }

    /**
     * One row for each customer that is present, in no order, with the columns of {@link CustomerSummary#toTable}, bit for
     * bit.
     */
    public Dataset<Row> toDataset() {
        double unit = merging == PurchaseMerging.SAME_DAY ? step.days() : 1;
        return present()
                .select(
                        col(SparkTransactions.CUSTOMER),
                        col(ORDERS),
                        col(FIRST_DAY),
                        col(LAST_DAY),
                        recencyDays().as("recency_days"),
                        Money.decimal(col(SPEND), money).as("spend"),
                        x().as("x"),
                        txTicks().cast("double").divide(lit(unit)).as("tx"),
                        ageTicks().cast("double").divide(lit(unit)).as("age"),
                        Money.meanRepeatSpend(money).as("mean_repeat_spend"));
    }

    /**
     * The distinct histories (x, t<sub>x</sub>, T) with the number of customers of each, for fitting on one machine: the
     * same as {@link CustomerSummary#distinctHistories} gives, if there are not more than a limit. Otherwise times are
     * rounded to ever coarser multiples until they are few enough, see {@link CountedHistories#width}.
     *
     * @param limit most histories that are brought to the driver, about 250 bytes each while they are
     */
    public CountedHistories distinctHistories(int limit) {
        return CountedHistories.of(this, limit);
    }

    /** The same with at most {@value CountedHistories#LIMIT} histories. */
    public CountedHistories distinctHistories() {
        return distinctHistories(CountedHistories.LIMIT);
    }

    /**
     * Repeat purchases and their mean spend with the number of customers of each, for fitting on one machine: the same as
     * {@link io.github.clv4j.summary.RepeatSpend#of} gives, if there are not more different pairs than a limit. Otherwise
     * customers of nearly the same mean spend are counted together, at the mean of all of them, see {@link
     * CountedSpend#width}.
     *
     * @param limit most pairs that are brought to the driver, about 250 bytes each while they are
     */
    public CountedSpend repeatSpend(int limit) {
        return CountedSpend.of(this, limit);
    }

    /** The same with at most {@value CountedHistories#LIMIT} pairs. */
    public CountedSpend repeatSpend() {
        return repeatSpend(CountedHistories.LIMIT);
    }

    @Override
    public String toString() {
        return "summary as of " + asOf() + " in " + money + ", " + step;
    }
}
