package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What acquiring customers cost and brought, by period and channel. Immutable.
 *
 * <pre>
 *   CAC                 acquisition spend / new customers
 *   acquisition rate    new customers / people approached
 *   conversion rate     new customers / visits
 *   historic CLV:CAC    margin to date of the customers new in the period / spend
 *   predicted CLV:CAC   (margin to date + value to come of the same) / spend
 *   payback             CAC / m, with m the margin for each active customer and month of the period
 *   discounted payback  −ln(1 − CAC · i / m) / ln(1 + i): months n with Σ m/(1 + i)^k over k = 1 … n = CAC
 * </pre>
 *
 * <p>Group 0, all, is blended: all spend, also that of no channel, over all new customers. The channels' spend need not add
 * up to it. Margin is by the log's cost or a stated rate; with neither it is revenue, and values say so. {@link
 * CohortPayback} tells payback by what the acquired customers themselves brought.
 */
public final class AcquisitionReport {
    private static final String NO_NEW = "no new customers in the period";
    /** Before all days that a log may hold, and far enough from the end of the integers to count from. */
    private static final int NO_DAY = -1_000_000_000;

    private final PeriodFacts facts;
    private final MarginBasis margin;
    private final AcquisitionOptions options;
    private final @Nullable SpendTotals spend;
    private final @Nullable SpendTotals prospects;
    private final @Nullable SpendTotals visits;
    private final long @Nullable [] toCome;

    private AcquisitionReport(TransactionLog log, Periods periods, Grouping channels, AcquisitionOptions options) {
        this.facts = PeriodFacts.of(log, periods.requireApart(), channels);
        this.margin = new MarginBasis(log.money(), log.hasCost(), options.grossMargin());
        this.options = options;
        AcquisitionSpend givenSpend = options.spend();
        ProspectCounts givenProspects = options.prospects();
        ProspectCounts givenVisits = options.visits();
        this.spend = givenSpend == null ? null : SpendTotals.of(givenSpend, facts);
        this.prospects = givenProspects == null ? null : SpendTotals.of(givenProspects, facts);
        this.visits = givenVisits == null ? null : SpendTotals.of(givenVisits, facts);
        long[] values = options.valueToCome();
        this.toCome = values == null ? null : sums(log, channels, values);
    }

    /**
     * The figures of all customers and of each channel.
     *
     * @param periods cut time; what came after their as-of day does not count
     * @param channels groups of the log's customers, such as {@link Grouping#byFirst Grouping.byFirst(log, "channel")};
     *     spend and counts must be told by its labels
     * @throws DataException if spend or counts are of an unknown channel (the message names row and rule), the log has no
     *     rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if spend is in another currency than the log, values to come or the grouping are
     *     of another number of customers, a gross margin is given although the log has cost, or the log begins after the
     *     as-of day
     */
    public static AcquisitionReport of(
            TransactionLog log, Periods periods, Grouping channels, AcquisitionOptions options) {
        return new AcquisitionReport(log, periods, channels, options);
    }

    /** Values to come by the group and period of each customer's first order. */
    private long[] sums(TransactionLog log, Grouping channels, long[] values) {
        if (values.length != log.customers()) {
            throw new IllegalArgumentException(
                    "values to come are given for " + values.length + " customers; the log has " + log.customers());
        }
        Groups groups = Groups.ofCustomers(log, channels);
        Periods periods = facts.periods();
        LongSum[] cells = new LongSum[periods.count() * groups.count()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new LongSum();
        }
        for (int c = 0; c < values.length; c++) {
            int period = periods.indexOf(firstOrderDay(log.historyAsOf(c, periods.asOfDay())));
            if (period != Periods.NONE) {
                int group = groups.ofCustomer(c);
                cells[period * groups.count()].add(values[c]);
                if (group != 0) {
                    cells[period * groups.count() + group].add(values[c]);
                }
            }
        }
        long[] sums = new long[cells.length];
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].fitsLong()) {
                throw new DataException("a sum of values to come does not fit 64 bits of minor units");
            }
            sums[i] = cells[i].toLong();
        }
        return sums;
    }

    /** The day of the first order of a history, or a day that is in no period. */
    static int firstOrderDay(CustomerHistory history) {
        for (int row = 0; row < history.rows(); row++) {
            if (history.amountMinor(row) >= 0) {
                return history.day(row);
            }
        }
        return NO_DAY;
    }

    /** The periods. */
    public Periods periods() {
        return facts.periods();
    }

    /** Labels of the channels; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return facts.groups();
    }

    /** Customers whose first order is in the period. */
    public long newCustomers(int period, int group) {
        return facts.get(Fact.NEW_CUSTOMERS, period, group);
    }

    /** Acquisition spend in major units; undefined if none is told for the period and channel. */
    public KpiValue spend(int period, int group) {
        if (spend == null) {
            return KpiValue.undefined("no acquisition spend was given");
        }
        return spend.isTold(period, group)
                ? KpiValue.of(facts.money().toDecimal(spend.get(period, group)))
                : KpiValue.undefined(
                        "no acquisition spend was given for this period" + (group == 0 ? "" : " and group"));
    }

    /** Acquisition spend for each new customer. */
    public KpiValue cac(int period, int group) {
        return spend(period, group).over(newCustomers(period, group), NO_NEW);
    }

    /** New customers over people approached, with Wilson's interval at a level such as 0.95. */
    public RateEstimate acquisitionRate(int period, int group, double level) {
        return rate(prospects, "people approached", period, group, level);
    }

    /** New customers over visits, with Wilson's interval at a level such as 0.95. */
    public RateEstimate conversionRate(int period, int group, double level) {
        return rate(visits, "visits", period, group, level);
    }

    private RateEstimate rate(@Nullable SpendTotals base, String what, int period, int group, double level) {
        long hits = newCustomers(period, group);
        Intervals.checkedLevel(level);
        if (base == null || !base.isTold(period, group)) {
            String where = base == null ? "" : group == 0 ? " for this period" : " for this period and group";
            return RateEstimate.without(KpiValue.undefined("no number of " + what + " was given" + where), level);
        }
        long trials = base.get(period, group);
        return hits <= trials
                ? RateEstimate.wilson(hits, trials, level, "there were no " + what)
                : RateEstimate.without(
                        KpiValue.undefined("there are more new customers, " + hits + ", than " + what + ", " + trials),
                        level);
    }

    /** Margin to date of the customers new in the period over spend. */
    public KpiValue historicClvToCac(int period, int group) {
        return clvToCac(toDate(period, group), period, group);
    }

    /**
     * Margin to date and value to come of the customers new in the period over spend; undefined if no values to come were
     * given.
     */
    public KpiValue predictedClvToCac(int period, int group) {
        if (toCome == null) {
            return KpiValue.undefined("no values to come were given");
        }
        BigDecimal ahead = facts.money().toDecimal(toCome[period * groups().size() + group]);
        return clvToCac(toDate(period, group).add(ahead), period, group);
    }

    private BigDecimal toDate(int period, int group) {
        return margin.exact(
                facts.get(Fact.NEW_CUSTOMERS_REVENUE, period, group),
                facts.get(Fact.NEW_CUSTOMERS_COST, period, group));
    }

    private KpiValue clvToCac(BigDecimal value, int period, int group) {
        return newCustomers(period, group) == 0
                ? KpiValue.undefined(NO_NEW)
                : margin.noted(KpiValue.of(value)).over(spend(period, group), "acquisition spend of the period is 0");
    }

    /** Months until the period's margin for each active customer has paid CAC back, undiscounted. */
    public KpiValue paybackMonths(int period, int group) {
        return cac(period, group)
                .over(monthlyMargin(period, group), "margin of the period is not positive, so CAC is never paid back");
    }

    /**
     * As {@link #paybackMonths}, with margin paid at the end of each month and discounted at the rate of the options;
     * undefined if what is to come is worth no more than CAC.
     */
    public KpiValue discountedPaybackMonths(int period, int group) {
        KpiValue plain = paybackMonths(period, group);
        if (!plain.isDefined() || options.discount().isNone()) {
            return plain;
        }
        double perMonth = options.discount().continuous(TimeStep.MONTHS);
        double paid = plain.value() * Math.expm1(perMonth);
        if (!(paid < 1)) {
            return KpiValue.undefined("all margin to come, discounted, is no more than CAC, so it is never paid back");
        }
        return margin.noted(KpiValue.of(new BigDecimal(-Math.log1p(-paid) / perMonth)));
    }

    private KpiValue monthlyMargin(int period, int group) {
        return margin.value(facts.get(Fact.REVENUE, period, group), facts.get(Fact.COST, period, group))
                .over(facts.get(Fact.ACTIVE_CUSTOMERS, period, group), "no active customers in the period")
                .over(KpiValue.of(BigDecimal.valueOf(facts.periods().months(period))), "the period has no length");
    }

    /**
     * One row for each period and channel: {@code period}, {@code period_start}, {@code group}, {@code complete},
     * {@code new_customers}, {@code spend}, {@code cac}, {@code acquisition_rate}, {@code conversion_rate} (each with
     * {@code _lower} and {@code _upper}), {@code historic_clv_to_cac}, {@code predicted_clv_to_cac},
     * {@code payback_months}, {@code discounted_payback_months}, and {@code undefined}: why CAC is unknown.
     *
     * @param level of the intervals, such as 0.95
     */
    public Table toTable(double level) {
        Intervals.checkedLevel(level);
        int n = groups().size();
        Periods periods = periods();
        return Table.of(
                "acquisition",
                periods.count() * n,
                List.of(
                        Column.text("period", row -> periods.label(row / n)),
                        Column.date("period_start", row -> periods.firstDay(row / n)),
                        Column.text("group", row -> groups().get(row % n)),
                        Column.text("complete", row -> Boolean.toString(periods.isComplete(row / n))),
                        Column.integer("new_customers", row -> newCustomers(row / n, row % n)),
                        Column.money(
                                "spend",
                                facts.money(),
                                row -> spend == null ? 0 : spend.get(row / n, row % n),
                                row -> !spend(row / n, row % n).isDefined()),
                        Column.decimal("cac", row -> cac(row / n, row % n).value()),
                        Column.decimal(
                                "acquisition_rate",
                                row -> acquisitionRate(row / n, row % n, level)
                                        .rate()
                                        .value()),
                        Column.decimal(
                                "acquisition_rate_lower",
                                row -> acquisitionRate(row / n, row % n, level).lower()),
                        Column.decimal(
                                "acquisition_rate_upper",
                                row -> acquisitionRate(row / n, row % n, level).upper()),
                        Column.decimal(
                                "conversion_rate",
                                row -> conversionRate(row / n, row % n, level)
                                        .rate()
                                        .value()),
                        Column.decimal(
                                "conversion_rate_lower",
                                row -> conversionRate(row / n, row % n, level).lower()),
                        Column.decimal(
                                "conversion_rate_upper",
                                row -> conversionRate(row / n, row % n, level).upper()),
                        Column.decimal(
                                "historic_clv_to_cac",
                                row -> historicClvToCac(row / n, row % n).value()),
                        Column.decimal(
                                "predicted_clv_to_cac",
                                row -> predictedClvToCac(row / n, row % n).value()),
                        Column.decimal(
                                "payback_months",
                                row -> paybackMonths(row / n, row % n).value()),
                        Column.decimal(
                                "discounted_payback_months",
                                row -> discountedPaybackMonths(row / n, row % n).value()),
                        Column.text("undefined", row -> cac(row / n, row % n).undefinedReason())));
    }

    @Override
    public String toString() {
        return "acquisition in " + periods() + " by " + facts.groupedBy() + " " + groups();
    }
}
