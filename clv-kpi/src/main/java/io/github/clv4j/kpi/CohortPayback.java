package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When customers have paid back what acquiring them cost, by what they themselves brought: the cumulative margin of each
 * acquisition cohort and channel, period by period, against the spend of the cohort's period. Immutable.
 *
 * <p>A cohort is the customers whose first order is in a calendar period. Offset k is the k-th period after it; the
 * cumulative margin at k is all of the cohort from its first orders to the end of that period. It is paid back at the
 * first offset at which cumulative margin is at least the spend, or for each customer at least CAC; refunds may take it
 * below again later. While periods are not over that is not known (censored), never "not at all".
 */
public final class CohortPayback {
    /** Most cells: groups times the square of the number of periods. */
    private static final int MAX_CELLS = 1 << 22;

    private final PeriodFacts facts;
    private final MarginBasis margin;
    private final @Nullable SpendTotals spend;
    private final long[] revenue;
    private final long[] cost;

    private CohortPayback(
            TransactionLog log, TimeStep step, LocalDate asOf, Grouping channels, AcquisitionOptions options) {
        this.facts = PeriodFacts.of(log, Periods.covering(log, asOf, step), channels);
        this.margin = new MarginBasis(log.money(), log.hasCost(), options.grossMargin());
        AcquisitionSpend given = options.spend();
        this.spend = given == null ? null : SpendTotals.of(given, facts);
        int n = cohorts();
        long cells = (long) n * n * facts.groups().size();
        if (cells > MAX_CELLS) {
            throw new IllegalArgumentException(n + " cohorts of as many periods in "
                    + facts.groups().size() + " groups are too many; choose longer periods or fewer groups (at most "
                    + MAX_CELLS + " cells)");
        }
        this.revenue = new long[(int) cells];
        this.cost = new long[revenue.length];
        fill(log, channels);
    }

    /**
     * The curves of all customers and of each channel; of the options, spend and gross margin are used.
     *
     * @param step what cohorts and offsets are, such as calendar months
     * @param asOf the last day that counts
     * @param channels groups of the log's customers; spend must be told by its labels
     * @throws DataException if spend is of an unknown channel, the log has no rows, or a sum does not fit 64 bits
     * @throws IllegalArgumentException if spend is in another currency than the log, the grouping is of another number of
     *     customers, a gross margin is given although the log has cost, the log begins after the as-of day, or there are
     *     too many cohorts
     */
    public static CohortPayback of(
            TransactionLog log, TimeStep step, LocalDate asOf, Grouping channels, AcquisitionOptions options) {
        return new CohortPayback(log, step, asOf, channels, options);
    }

    private void fill(TransactionLog log, Grouping channels) {
        Groups groups = Groups.ofCustomers(log, channels);
        @Nullable LongSum[] sums = new @Nullable LongSum[2 * revenue.length];
        for (int c = 0; c < log.customers(); c++) {
            CustomerHistory history = log.historyAsOf(c, periods().asOfDay());
            int cohort = periods().indexOf(AcquisitionReport.firstOrderDay(history));
            if (cohort != Periods.NONE) {
                int group = groups.ofCustomer(c);
                add(sums, history, 0, cohort);
                if (group != 0) {
                    add(sums, history, group, cohort);
                }
            }
        }
        accumulate(sums);
    }

    private void add(@Nullable LongSum[] sums, CustomerHistory history, int group, int cohort) {
        boolean acquired = false;
        for (int row = 0; row < history.rows(); row++) {
            acquired |= history.amountMinor(row) >= 0;
            if (acquired) {
                int cell = cell(group, cohort, periods().indexOf(history.day(row)) - cohort);
                sum(sums, 2 * cell).add(history.amountMinor(row));
                sum(sums, 2 * cell + 1).add(history.costMinor(row));
            }
        }
    }

    private static LongSum sum(@Nullable LongSum[] sums, int at) {
        LongSum sum = sums[at];
        if (sum == null) {
            sum = new LongSum();
            sums[at] = sum;
        }
        return sum;
    }

    /** Turns what came in each period into what came up to it. */
    private void accumulate(@Nullable LongSum[] sums) {
        try {
            for (int cell = 0; cell < revenue.length; cell++) {
                boolean first = cell % cohorts() == 0;
                LongSum in = sums[2 * cell];
                LongSum out = sums[2 * cell + 1];
                revenue[cell] = Math.addExact(first ? 0 : revenue[cell - 1], in == null ? 0 : in.toLong());
                cost[cell] = Math.addExact(first ? 0 : cost[cell - 1], out == null ? 0 : out.toLong());
            }
        } catch (ArithmeticException e) {
            throw new DataException("a sum of amounts does not fit 64 bits of minor units", e);
        }
    }

    private int cell(int group, int cohort, int offset) {
        return (group * cohorts() + cohort) * cohorts() + offset;
    }

    /** The periods: cohort {@code c} is that of the customers who came in period {@code c}. */
    public Periods periods() {
        return facts.periods();
    }

    /** Number of cohorts, one for each period, be it without customers. */
    public int cohorts() {
        return facts.periods().count();
    }

    /** Labels of the channels; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return facts.groups();
    }

    /** Customers of a cohort. */
    public long size(int cohort, int group) {
        return facts.get(Fact.NEW_CUSTOMERS, cohort, group);
    }

    /** Acquisition spend of the cohort's period for each of its customers. */
    public KpiValue cac(int cohort, int group) {
        return spend(cohort, group).over(size(cohort, group), "the cohort has no customers");
    }

    private KpiValue spend(int cohort, int group) {
        Objects.checkIndex(cohort, cohorts());
        Objects.checkIndex(group, groups().size());
        if (spend == null) {
            return KpiValue.undefined("no acquisition spend was given");
        }
        return spend.isTold(cohort, group)
                ? KpiValue.of(money().toDecimal(spend.get(cohort, group)))
                : KpiValue.undefined("no acquisition spend was given for "
                        + periods().label(cohort) + (group == 0 ? "" : " and '" + groups().get(group) + "'"));
    }

    /** True if the period {@code offset} steps after the cohort's is over as of the as-of day. */
    public boolean isKnown(int cohort, int offset) {
        Objects.checkIndex(cohort, cohorts());
        if (offset < 0) {
            throw new IllegalArgumentException("offset is " + offset + "; it must be 0 or more");
        }
        return offset < cohorts() - cohort && periods().isComplete(cohort + offset);
    }

    /**
     * Cumulative margin of a cohort, for each of its customers; undefined if the period is not over or the cohort has no
     * customers.
     */
    public KpiValue marginPerCustomer(int cohort, int offset, int group) {
        Objects.checkIndex(group, groups().size());
        if (!isKnown(cohort, offset)) {
            return KpiValue.undefined("cohort " + periods().label(cohort) + " is not known yet at offset " + offset
                    + ": that period is not over as of " + periods().asOf());
        }
        return margin.noted(KpiValue.of(cumulative(cohort, offset, group)))
                .over(size(cohort, group), "the cohort has no customers");
    }

    private BigDecimal cumulative(int cohort, int offset, int group) {
        int cell = cell(group, cohort, offset);
        return margin.exact(revenue[cell], cost[cell]);
    }

    /**
     * The first offset at which a cohort has paid back what it cost, 0 being the period of acquisition; undefined if
     * nothing was told to be spent, the cohort has no customers, or it has not paid back in the periods that are over.
     */
    public KpiValue paybackOffset(int cohort, int group) {
        KpiValue cac = cac(cohort, group);
        if (!cac.isDefined()) {
            return KpiValue.undefined(Objects.requireNonNull(cac.undefinedReason()));
        }
        BigDecimal cost = Objects.requireNonNull(spend(cohort, group).numerator());
        int offset = 0;
        for (; isKnown(cohort, offset); offset++) {
            if (cumulative(cohort, offset, group).compareTo(cost) >= 0) {
                return margin.noted(KpiValue.of(offset));
            }
        }
        return KpiValue.undefined(
                offset == 0
                        ? "the period of acquisition is not over as of "
                                + periods().asOf()
                        : "not paid back by the end of " + periods().label(cohort + offset - 1)
                                + ", the last period that is over");
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return facts.money();
    }

    /**
     * One row for each channel and cohort: {@code group}, {@code cohort}, {@code customers}, {@code spend}, {@code cac},
     * {@code payback_offset}, {@code undefined}: why there is no payback, {@code note}: what margin is based on.
     */
    public Table toTable() {
        int n = cohorts();
        return Table.of(
                "cohort_payback",
                n * groups().size(),
                List.of(
                        Column.text("group", row -> groups().get(row / n)),
                        Column.text("cohort", row -> periods().label(row % n)),
                        Column.integer("customers", row -> size(row % n, row / n)),
                        Column.money(
                                "spend",
                                money(),
                                row -> spend == null ? 0 : spend.get(row % n, row / n),
                                row -> !spend(row % n, row / n).isDefined()),
                        Column.decimal("cac", row -> cac(row % n, row / n).value()),
                        Column.decimal(
                                "payback_offset",
                                row -> paybackOffset(row % n, row / n).value()),
                        Column.text(
                                "undefined",
                                row -> paybackOffset(row % n, row / n).undefinedReason()),
                        Column.text(
                                "note", row -> paybackOffset(row % n, row / n).note())));
    }

    /**
     * One row for each channel, cohort and offset that is known: {@code group}, {@code cohort}, {@code offset},
     * {@code margin_per_customer}, {@code cac}.
     */
    public Table curves() {
        int n = cohorts();
        int known = 0;
        int[] cohortOf = new int[n * (n + 1) / 2];
        int[] offsetOf = new int[cohortOf.length];
        for (int cohort = 0; cohort < n; cohort++) {
            for (int offset = 0; isKnown(cohort, offset); offset++) {
                cohortOf[known] = cohort;
                offsetOf[known++] = offset;
            }
        }
        int each = Math.max(1, known);
        return Table.of(
                "cohort_payback_curves",
                known * groups().size(),
                List.of(
                        Column.text("group", row -> groups().get(row / each)),
                        Column.text("cohort", row -> periods().label(cohortOf[row % each])),
                        Column.integer("offset", row -> offsetOf[row % each]),
                        Column.decimal(
                                "margin_per_customer",
                                row -> marginPerCustomer(cohortOf[row % each], offsetOf[row % each], row / each)
                                        .value()),
                        Column.decimal(
                                "cac",
                                row -> cac(cohortOf[row % each], row / each).value())));
    }

    @Override
    public String toString() {
        return "payback of " + cohorts() + " cohorts by " + facts.groupedBy() + " " + groups();
    }
}
