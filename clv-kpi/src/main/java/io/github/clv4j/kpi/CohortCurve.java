package io.github.clv4j.kpi;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The cohorts of a {@link CohortTable} together, offset by offset: at each offset all cohorts whose cell is known, weighted by
 * their customers. Immutable.
 *
 * <pre>
 *   retention(k)  = Σ active / Σ customers,   value(k) = Σ cumulative value to the end of k / Σ customers
 * </pre>
 *
 * <p>Later offsets are told by fewer and older cohorts ({@link #cohorts}), so the line may rise where they were better ones,
 * even that of cumulative value may fall.
 */
public final class CohortCurve {
    private static final String NO_COHORT = "no cohort with customers is known at this offset";

    private final CohortTable table;
    private final int[] cohorts;
    private final long[] customers;
    private final long[] active;
    private final BigDecimal[] revenue;
    private final BigDecimal[] margin;

    CohortCurve(CohortTable table) {
        this.table = table;
        int n = table.offsets() * table.groups().size();
        this.cohorts = new int[n];
        this.customers = new long[n];
        this.active = new long[n];
        this.revenue = new BigDecimal[n];
        this.margin = new BigDecimal[n];
        Arrays.fill(revenue, BigDecimal.ZERO);
        Arrays.fill(margin, BigDecimal.ZERO);
        for (int group = 0; group < table.groups().size(); group++) {
            for (int cohort = 0; cohort < table.cohorts(); cohort++) {
                addCohort(cohort, group);
            }
        }
    }

    private void addCohort(int cohort, int group) {
        boolean any = table.size(cohort, group) > 0;
        for (int offset = 0; any && table.isKnown(cohort, offset); offset++) {
            int at = group * table.offsets() + offset;
            cohorts[at]++;
            customers[at] += table.size(cohort, group);
            active[at] += table.active(cohort, offset, group);
            revenue[at] = revenue[at].add(table.revenueToDate(cohort, offset, group));
            margin[at] = margin[at].add(table.marginToDate(cohort, offset, group));
        }
    }

    private int at(int offset, int group) {
        return Objects.checkIndex(group, table.groups().size()) * table.offsets()
                + Objects.checkIndex(offset, table.offsets());
    }

    /** Number of offsets. */
    public int offsets() {
        return table.offsets();
    }

    /** Labels of the groups; the first is {@value PeriodFacts#ALL}. */
    public List<String> groups() {
        return table.groups();
    }

    /** Number of cohorts with customers whose cell is known at an offset. */
    public int cohorts(int offset, int group) {
        return cohorts[at(offset, group)];
    }

    /** Customers of these cohorts; with recurring cohorts a customer counts in each that it is in. */
    public long customers(int offset, int group) {
        return customers[at(offset, group)];
    }

    /** Customers of these cohorts that count as active. */
    public long active(int offset, int group) {
        return active[at(offset, group)];
    }

    /**
     * Active customers over customers; undefined if no cohort is known. With Wilson's interval after offset 0 if cohorts are by
     * first order; in recurring cohorts one customer is there several times, so that interval would be too narrow.
     */
    public KpiValue retention(int offset, int group) {
        int at = at(offset, group);
        return offset > 0 && table.options().cohorts() == CohortKind.FIRST_TIME
                ? Intervals.proportion(
                        active[at], customers[at], table.options().level(), NO_COHORT)
                : KpiValue.of(active[at]).over(customers[at], NO_COHORT);
    }

    /** Revenue to the end of an offset for each customer; undefined if no cohort is known. */
    public KpiValue revenuePerCustomer(int offset, int group) {
        int at = at(offset, group);
        return KpiValue.of(revenue[at]).over(customers[at], NO_COHORT);
    }

    /** Margin to the end of an offset for each customer, on the table's basis; undefined if no cohort is known. */
    public KpiValue marginPerCustomer(int offset, int group) {
        int at = at(offset, group);
        return table.marginBasis().noted(KpiValue.of(margin[at])).over(customers[at], NO_COHORT);
    }

    /**
     * One row for each group and offset: {@code group}, {@code offset}, {@code cohorts}, {@code customers}, {@code active},
     * {@code retention}, {@code lower}, {@code upper}, {@code revenue_per_customer}, {@code margin_per_customer}.
     */
    public Table toTable() {
        int n = offsets();
        return Table.of(
                "cohort_curve",
                n * groups().size(),
                List.of(
                        Column.text("group", row -> groups().get(row / n)),
                        Column.integer("offset", row -> row % n),
                        Column.integer("cohorts", row -> cohorts[row]),
                        Column.integer("customers", row -> customers[row]),
                        Column.integer("active", row -> active[row]),
                        Column.decimal(
                                "retention", row -> retention(row % n, row / n).value()),
                        Column.decimal("lower", row -> CohortRows.lower(retention(row % n, row / n))),
                        Column.decimal("upper", row -> CohortRows.upper(retention(row % n, row / n))),
                        Column.decimal(
                                "revenue_per_customer",
                                row -> revenuePerCustomer(row % n, row / n).value()),
                        Column.decimal(
                                "margin_per_customer",
                                row -> marginPerCustomer(row % n, row / n).value())));
    }

    @Override
    public String toString() {
        return "curve of " + table;
    }
}
