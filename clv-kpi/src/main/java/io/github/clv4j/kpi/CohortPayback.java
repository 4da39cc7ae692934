package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
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
 * below again later. While periods are not over that is not known (censored), never "not at all". Customers and margin are
 * those of the {@link CohortTable} of first-time cohorts by whole periods.
 */
public final class CohortPayback {
    private final CohortTable table;
    private final @Nullable SpendTotals spend;

    private CohortPayback(
            TransactionLog log, TimeStep step, LocalDate asOf, Grouping channels, AcquisitionOptions options) {
        CohortOptions cohorts = CohortOptions.withDefaults();
        BigDecimal rate = options.grossMargin();
        this.table = CohortTable.of(
                log,
                PeriodCalendar.of(step),
                asOf,
                channels,
                rate == null ? cohorts : cohorts.withGrossMargin(rate.doubleValue()));
        AcquisitionSpend given = options.spend();
        this.spend = given == null
                ? null
                : SpendTotals.of(given, table.money(), table.periods(), table.groups(), table.groupedBy());
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

    /** The periods: cohort {@code c} is that of the customers who came in period {@code c}. */
    public Periods periods() {
        return table.periods();
    }

    /** Number of cohorts, one for each period, be it without customers. */
    public int cohorts() {
        return table.cohorts();
    }

    /** Labels of the channels; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return table.groups();
    }

    /** Customers of a cohort. */
    public long size(int cohort, int group) {
        return table.size(cohort, group);
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
        return table.isKnown(cohort, offset);
    }

    /**
     * Cumulative margin of a cohort, for each of its customers; undefined if the period is not over or the cohort has no
     * customers.
     */
    public KpiValue marginPerCustomer(int cohort, int offset, int group) {
        Objects.checkIndex(group, groups().size());
        return table.marginPerCustomer(cohort, offset, group);
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
            if (table.marginToDate(cohort, offset, group).compareTo(cost) >= 0) {
                return table.marginBasis().noted(KpiValue.of(offset));
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
        return table.money();
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
        return "payback of " + cohorts() + " cohorts by " + table.groupedBy() + " " + groups();
    }
}
