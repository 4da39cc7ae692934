package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Who goes on from the n-th purchase to the next, and who is lost there ("n-th purchase churn"), as of a day, for all customers
 * and by group. Immutable.
 *
 * <p>Customers have a window of W days to buy again. Two answers, for those whose window is not over (right censoring):
 *
 * <ul>
 *   <li>{@link #repeatRate} leaves them out, also those of them who have bought again already, for they would be there and the
 *       others not: bought again within W / made the n-th purchase at least W days before the as-of day. Wilson's interval.
 *   <li>{@link #boughtAgainWithin} takes the time that they were seen into account: 1 − S(W) of the product-limit estimate
 *       (Kaplan and Meier 1958) over all who made an n-th purchase, one who has not bought again being followed to the as-of
 *       day. Greenwood's interval in ln(−ln S). It assumes that customers who came lately are like those who came before.
 * </ul>
 *
 * <p>Only customers who made n purchases are asked about the next, so rates of different n are of different customers; that they
 * rise with n is selection as much as habit.
 */
public final class NthPurchases {
    private final LocalDate asOf;
    private final PurchaseOptions options;
    private final String groupedBy;
    private final List<String> labels;
    private final KaplanMeier[] curves;
    private final long[] matured;
    private final int[][] gapsWithin;

    private NthPurchases(TransactionLog log, LocalDate asOf, Grouping customers, PurchaseOptions options) {
        int day = Groups.requireBegun(log, asOf);
        Groups groups = Groups.ofCustomers(log, customers);
        this.asOf = asOf;
        this.options = options;
        this.groupedBy = customers.name();
        this.labels = groups.labels();
        PurchaseSteps.Steps[] steps = PurchaseSteps.of(log, day, groups, options.most(), options.counting());
        int latestStart = (int) Math.max(Integer.MIN_VALUE, (long) day - options.windowDays());
        this.curves = new KaplanMeier[steps.length];
        this.matured = new long[steps.length];
        this.gapsWithin = new int[steps.length][];
        for (int at = 0; at < steps.length; at++) {
            curves[at] = steps[at].curve();
            matured[at] = steps[at].startedBy(latestStart);
            gapsWithin[at] = steps[at].gaps(latestStart, options.windowDays());
        }
    }

    /**
     * All customers as of the log's last day.
     *
     * @throws io.github.clv4j.data.DataException if the log has no rows
     */
    public static NthPurchases of(TransactionLog log, PurchaseOptions options) {
        return of(log, LocalDate.ofEpochDay(log.lastDay()), Grouping.everyone(log.customers()), options);
    }

    /**
     * All customers and each group as of a day; what came later does not count.
     *
     * @param customers groups of the log's customers
     * @throws io.github.clv4j.data.DataException if the log has no rows
     * @throws IllegalArgumentException if the grouping is of another number of customers than the log, the log begins after the
     *     as-of day, or there are too many groups for so many purchases
     */
    public static NthPurchases of(TransactionLog log, LocalDate asOf, Grouping customers, PurchaseOptions options) {
        return new NthPurchases(log, asOf, customers, options);
    }

    private int at(int n, int group) {
        if (!(n >= 1 && n <= options.most())) {
            throw new IllegalArgumentException(
                    "n is " + n + "; it must be 1 to " + options.most() + ", which the options name");
        }
        return Objects.checkIndex(group, labels.size()) * options.most() + n - 1;
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return labels;
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return asOf;
    }

    /** What was counted. */
    public PurchaseOptions options() {
        return options;
    }

    /** Customers who made an n-th purchase. */
    public long reached(int n, int group) {
        return curves[at(n, group)].customers();
    }

    /** Customers who made a next purchase, whenever. */
    public long wentOn(int n, int group) {
        return curves[at(n, group)].ended();
    }

    /** Customers whose window after the n-th purchase is over. */
    public long matured(int n, int group) {
        return matured[at(n, group)];
    }

    /** Of the {@link #matured}, those who bought again within the window. */
    public long wentOnWithin(int n, int group) {
        return gapsWithin[at(n, group)].length;
    }

    /** {@link #wentOnWithin} over {@link #matured}, with Wilson's interval; undefined if no window is over. */
    public KpiValue repeatRate(int n, int group) {
        return Intervals.proportion(wentOnWithin(n, group), matured(n, group), options.level(), noWindow(n));
    }

    /** One less {@link #repeatRate}: the part that is lost at the n-th purchase. */
    public KpiValue churnRate(int n, int group) {
        return Intervals.proportion(
                matured(n, group) - wentOnWithin(n, group), matured(n, group), options.level(), noWindow(n));
    }

    private String noWindow(int n) {
        return "nobody made purchase " + n + " at least " + options.windowDays() + " days before " + asOf;
    }

    /**
     * The part that buys again within the window, by the product-limit estimate; undefined if nobody made the purchase, or
     * nobody was followed for the window.
     */
    public KpiValue boughtAgainWithin(int n, int group) {
        return boughtAgain(curves[at(n, group)], options.windowDays(), options.level());
    }

    /** One less the survival of a curve, with its interval turned. While nobody has bought again there is none. */
    static KpiValue boughtAgain(KaplanMeier curve, int days, double level) {
        RateEstimate stay = curve.survivalAfter(days, level, SurvivalIntervalType.LOG_LOG);
        if (!stay.rate().isDefined()) {
            return stay.rate();
        }
        BigDecimal part =
                BigDecimal.ONE.subtract(Objects.requireNonNull(stay.rate().numerator()));
        KpiValue value = KpiValue.of(part);
        return stay.hasInterval() && stay.lower() < 1
                ? value.withInterval(new Interval(
                        Math.min(1 - stay.upper(), value.value()), Math.max(1 - stay.lower(), value.value())))
                : value;
    }

    /** The product-limit curve of time to the next purchase: "survival" is the part that has not bought again. */
    public KaplanMeier curve(int n, int group) {
        return curves[at(n, group)];
    }

    /**
     * The median days from the n-th purchase to the next of those who bought again within a window that is over, the middle two
     * of an even number being averaged; undefined if nobody did. The median time of all, who may not have bought again, is
     * that of the {@link #curve}.
     */
    public KpiValue medianDays(int n, int group) {
        int[] gaps = gapsWithin[at(n, group)];
        return gaps.length == 0
                ? KpiValue.undefined("nobody bought again within " + options.windowDays() + " days")
                : KpiValue.of(BigDecimal.valueOf((gaps[(gaps.length - 1) / 2] + (long) gaps[gaps.length / 2]) / 2.0));
    }

    /**
     * One row for each group and n: {@code group}, {@code n}, {@code reached}, {@code went_on}, {@code matured}, {@code
     * went_on_within}, {@code repeat_rate}, {@code churn_rate}, {@code lower}, {@code upper} (of the churn rate), {@code
     * bought_again_within}, {@code bought_again_lower}, {@code bought_again_upper}, {@code median_days}.
     */
    public Table toTable() {
        int most = options.most();
        return Table.of(
                "nth_purchases",
                most * labels.size(),
                List.of(
                        Column.text("group", row -> labels.get(row / most)),
                        Column.integer("n", row -> 1 + row % most),
                        Column.integer("reached", row -> reached(1 + row % most, row / most)),
                        Column.integer("went_on", row -> wentOn(1 + row % most, row / most)),
                        Column.integer("matured", row -> matured(1 + row % most, row / most)),
                        Column.integer("went_on_within", row -> wentOnWithin(1 + row % most, row / most)),
                        Column.decimal(
                                "repeat_rate",
                                row -> repeatRate(1 + row % most, row / most).value()),
                        Column.decimal(
                                "churn_rate",
                                row -> churnRate(1 + row % most, row / most).value()),
                        Column.decimal("lower", row -> CohortRows.lower(churnRate(1 + row % most, row / most))),
                        Column.decimal("upper", row -> CohortRows.upper(churnRate(1 + row % most, row / most))),
                        Column.decimal(
                                "bought_again_within",
                                row -> boughtAgainWithin(1 + row % most, row / most)
                                        .value()),
                        Column.decimal(
                                "bought_again_lower",
                                row -> CohortRows.lower(boughtAgainWithin(1 + row % most, row / most))),
                        Column.decimal(
                                "bought_again_upper",
                                row -> CohortRows.upper(boughtAgainWithin(1 + row % most, row / most))),
                        Column.decimal(
                                "median_days",
                                row -> medianDays(1 + row % most, row / most).value())));
    }

    @Override
    public String toString() {
        return "purchases 1 to " + options.most() + " and the next within " + options.windowDays() + " days as of "
                + asOf + " by " + groupedBy + " " + labels;
    }
}
