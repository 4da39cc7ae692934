package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;

/**
 * How monthly recurring revenue (MRR) moved in each period and group, and the rates that follow. Immutable.
 *
 * <p>The MRR of a customer on a day is the sum of its subscriptions that hold at the end of that day; a customer pays if
 * that is above 0. {@link MrrComparison} says what movements are told from. In every period and group the
 * {@link MrrMovement lines} add up exactly, and each start is the end before.
 *
 * <p>Group 0 is always {@value PeriodFacts#ALL}. With a grouping of customers all lines of the groups add up to those of
 * all. {@link #byPlan By plan} a customer who stays but goes from one plan to another transfers MRR; only what it pays
 * more or less altogether is expansion or contraction, shared out over several plans in proportion and rounded down to
 * minor units, the rest of the units to the later plans. So amounts add up to those of all here too; numbers of customers
 * do not, since one may have several plans, take up another one or drop one.
 *
 * <pre>
 *   net revenue retention    NRR = (start + expansion − contraction − churn) / start
 *   gross revenue retention  GRR = (start − contraction − churn) / start
 *   gross revenue churn            (contraction + churn) / start
 *   net revenue churn              (contraction + churn − expansion [− reactivation]) / start
 *   quick ratio                    (new + expansion [+ reactivation]) / (contraction + churn)
 *   logo churn                     customers who left / customers at the start
 *   ARPA                           MRR at the end / paying customers at the end
 * </pre>
 *
 * <p>GRR is at most 1 and at most NRR. Transfers between plans take no part in rates. Over 30 days before a date instead
 * of a month, take {@link Periods#ending Periods.ending(date, 30, TimeStep.DAYS, 1)}.
 */
public final class MrrLedger {
    private static final String NO_START = "no recurring revenue at the start of the period";
    private static final String NO_LOGOS = "no paying customers at the start of the period";

    private final MoneyScale money;
    private final Periods periods;
    private final MrrComparison comparison;
    private final Groups groups;
    private final MrrCells cells;

    private MrrLedger(
            Subscriptions subscriptions, Periods periods, MrrComparison comparison, Groups groups, boolean byPlan) {
        this.money = subscriptions.money();
        this.periods = periods.requireApart();
        this.comparison = Objects.requireNonNull(comparison, "comparison");
        this.groups = groups;
        this.cells = MrrPass.run(subscriptions, periods, comparison, groups, byPlan);
    }

    /**
     * The ledger of all customers, as of the periods' as-of day.
     *
     * @throws io.github.clv4j.data.DataException if a sum does not fit 64 bits
     * @throws IllegalArgumentException if periods overlap
     */
    public static MrrLedger of(Subscriptions subscriptions, Periods periods, MrrComparison comparison) {
        return new MrrLedger(subscriptions, periods, comparison, Groups.everyone(), false);
    }

    /**
     * The ledger of all customers and of each group.
     *
     * @param customers groups of the subscriptions' customers; no label may be {@value PeriodFacts#ALL} or
     *     {@value PeriodFacts#UNGROUPED}
     * @throws io.github.clv4j.data.DataException if a sum does not fit 64 bits
     * @throws IllegalArgumentException if the grouping is of another number of customers
     */
    public static MrrLedger of(
            Subscriptions subscriptions, Periods periods, MrrComparison comparison, Grouping customers) {
        Groups groups = Groups.ofCustomers(subscriptions, customers);
        return new MrrLedger(subscriptions, periods, comparison, groups, false);
    }

    /**
     * The ledger of all customers and of each plan.
     *
     * @throws io.github.clv4j.data.DataException if a sum does not fit 64 bits
     * @throws IllegalArgumentException if a plan is called {@value PeriodFacts#ALL} or {@value PeriodFacts#UNGROUPED}
     */
    public static MrrLedger byPlan(Subscriptions subscriptions, Periods periods, MrrComparison comparison) {
        Groups groups = Groups.ofPlans(subscriptions);
        return new MrrLedger(subscriptions, periods, comparison, groups, true);
    }

    /** The periods. */
    public Periods periods() {
        return periods;
    }

    /** What movements are told from. */
    public MrrComparison comparison() {
        return comparison;
    }

    /** What the groups are: the name of the grouping, {@code plan}, or {@value PeriodFacts#ALL} if there are none. */
    public String groupedBy() {
        return groups.name();
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return groups.labels();
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** One line of the ledger, in minor units, 0 or more. */
    public long minor(MrrMovement movement, int period, int group) {
        check(period, group);
        return cells.minor(movement, period, group);
    }

    /**
     * Customers with an amount above 0 in a line. With daily movements, one who leaves twice in a period counts twice.
     * Start + new + reactivated − churned = end, but not by plan.
     */
    public long customers(MrrMovement movement, int period, int group) {
        check(period, group);
        return cells.customers(movement, period, group);
    }

    private void check(int period, int group) {
        Objects.checkIndex(period, periods.count());
        Objects.checkIndex(group, groups.count());
    }

    /** Net revenue retention; undefined without MRR at the start. */
    public KpiValue netRevenueRetention(int period, int group) {
        return signed(
                        period,
                        group,
                        MrrMovement.START,
                        MrrMovement.EXPANSION,
                        MrrMovement.CONTRACTION,
                        MrrMovement.CHURN)
                .over(start(period, group), NO_START);
    }

    /** Gross revenue retention, at most 1; undefined without MRR at the start. */
    public KpiValue grossRevenueRetention(int period, int group) {
        return signed(period, group, MrrMovement.START, MrrMovement.CONTRACTION, MrrMovement.CHURN)
                .over(start(period, group), NO_START);
    }

    /** Gross revenue churn, 1 − GRR; undefined without MRR at the start. */
    public KpiValue grossRevenueChurn(int period, int group) {
        return lost(period, group).over(start(period, group), NO_START);
    }

    /** Net revenue churn, below 0 if more is gained than lost; undefined without MRR at the start. */
    public KpiValue netRevenueChurn(int period, int group, ReactivationRule reactivation) {
        BigDecimal gained = signed(period, group, MrrMovement.EXPANSION).exactly();
        BigDecimal net = lost(period, group).exactly().subtract(gained);
        if (reactivation == ReactivationRule.COUNTED) {
            net = net.subtract(signed(period, group, MrrMovement.REACTIVATION).exactly());
        }
        return KpiValue.of(net).over(start(period, group), NO_START);
    }

    /** Quick ratio; undefined if nothing was lost. */
    public KpiValue quickRatio(int period, int group, ReactivationRule reactivation) {
        Amount gained = reactivation == ReactivationRule.COUNTED
                ? signed(period, group, MrrMovement.NEW, MrrMovement.EXPANSION, MrrMovement.REACTIVATION)
                : signed(period, group, MrrMovement.NEW, MrrMovement.EXPANSION);
        return gained.over(lost(period, group).value(), "no recurring revenue was lost in the period");
    }

    /** Logo churn: customers who left over customers at the start; undefined without any at the start. */
    public KpiValue logoChurn(int period, int group) {
        return KpiValue.of(customers(MrrMovement.CHURN, period, group))
                .over(customers(MrrMovement.START, period, group), NO_LOGOS);
    }

    /**
     * Logo churn with Wilson's interval, which is for customers who leave independently.
     *
     * @param level such as 0.95
     * @throws IllegalStateException with daily movements, whose numerator counts customers who were not there at the
     *     start: it is no proportion
     */
    public RateEstimate logoChurn(int period, int group, double level) {
        if (comparison != MrrComparison.TWO_DATES) {
            throw new IllegalStateException("logo churn of " + comparison
                    + " is no proportion, so it has no interval; take the ledger of " + MrrComparison.TWO_DATES);
        }
        return RateEstimate.wilson(
                customers(MrrMovement.CHURN, period, group),
                customers(MrrMovement.START, period, group),
                level,
                NO_LOGOS);
    }

    /** MRR for each paying customer at the end of the period; undefined if nobody pays. */
    public KpiValue arpa(int period, int group) {
        return KpiValue.of(money.toDecimal(minor(MrrMovement.END, period, group)))
                .over(customers(MrrMovement.END, period, group), "no paying customers at the end of the period");
    }

    /**
     * The sum over all periods of each one's loss rate, 1 − (end − new) / start: with daily periods, the net churn that
     * some tools tell of a month. It is not the net churn of the whole span, for each day has a base of its own.
     */
    public KpiValue summedNetChurn(int group) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int p = 0; p < periods.count(); p++) {
            KpiValue start = start(p, group);
            BigDecimal kept = money.toDecimal(minor(MrrMovement.END, p, group))
                    .subtract(money.toDecimal(minor(MrrMovement.NEW, p, group)));
            BigDecimal base = Objects.requireNonNull(start.numerator());
            if (base.signum() == 0) {
                return KpiValue.undefined("no recurring revenue at the start of " + periods.label(p));
            }
            sum = sum.add(base.subtract(kept).divide(base, MathContext.DECIMAL128));
        }
        return KpiValue.of(sum);
    }

    /** An exact amount in major units. */
    private record Amount(BigDecimal exactly) {
        KpiValue value() {
            return KpiValue.of(exactly);
        }

        KpiValue over(KpiValue base, String reason) {
            return value().over(base, reason);
        }
    }

    /** The sum of some lines, each with its sign in the ledger. */
    private Amount signed(int period, int group, MrrMovement... movements) {
        BigDecimal sum = BigDecimal.ZERO;
        for (MrrMovement movement : movements) {
            BigDecimal amount = money.toDecimal(minor(movement, period, group));
            sum = movement.sign() >= 0 ? sum.add(amount) : sum.subtract(amount);
        }
        return new Amount(sum);
    }

    private Amount lost(int period, int group) {
        return new Amount(signed(period, group, MrrMovement.CONTRACTION, MrrMovement.CHURN)
                .exactly()
                .negate());
    }

    private KpiValue start(int period, int group) {
        return signed(period, group, MrrMovement.START).value();
    }

    /**
     * One row for each period and group: {@code period}, {@code period_start}, {@code group}, {@code complete}, each line
     * of the ledger in lower case, {@code customers_start}, {@code customers_new}, {@code customers_reactivated},
     * {@code customers_churned}, {@code customers_end}, {@code nrr}, {@code grr}, {@code gross_revenue_churn},
     * {@code net_revenue_churn} and {@code quick_ratio} (both without reactivation),
     * {@code quick_ratio_with_reactivation}, {@code logo_churn}, {@code arpa}, and {@code undefined}: why rates are
     * unknown.
     */
    public Table toTable() {
        return MrrTable.of(this);
    }

    @Override
    public String toString() {
        return "MRR of " + periods + " by " + groups.name() + " " + groups.labels() + ", " + comparison;
    }
}
