package io.github.clv4j.kpi;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The third lens of a {@link CustomerBaseAudit}: one acquisition cohort over time. Immutable.
 *
 * <p>The cohort are the customers whose first order is in a period; age 0 is that period, age k the k-th after it. An age
 * whose period is not over is unknown, never 0. Figures are those of {@link CohortTable}.
 */
public final class CohortAudit {
    private final CohortTable table;
    private final boolean withCost;
    private final int cohort;

    private CohortAudit(CohortTable table, boolean withCost, int cohort) {
        this.table = table;
        this.withCost = withCost;
        this.cohort = cohort;
    }

    static CohortAudit of(CohortTable table, boolean withCost, int cohort) {
        Objects.checkIndex(cohort, table.cohorts());
        return new CohortAudit(table, withCost, cohort);
    }

    /** The label of the period of acquisition. */
    public String label() {
        return table.label(cohort);
    }

    /** Customers of the cohort. */
    public long size() {
        return table.size(cohort);
    }

    /** Number of ages that had begun by the as-of day; the last may not be over. */
    public int ages() {
        return table.offsets(cohort);
    }

    /** True if the period of an age is over. */
    public boolean isKnown(int age) {
        return table.isKnown(cohort, age);
    }

    /**
     * A measure at an age; undefined, with the reason, if the age is not over, or there is nothing to divide by.
     *
     * @param age 0 or more; also one that has not begun
     */
    public KpiValue value(CohortMeasure measure, int age) {
        if (!isKnown(age)) {
            return KpiValue.undefined("cohort " + label() + " is not known yet at age " + age
                    + ": that period is not over" + " as of " + table.periods().asOf());
        }
        long active = table.active(cohort, age);
        long orders = table.orders(cohort, age, 0);
        KpiValue revenue = KpiValue.of(table.money().toDecimal(table.revenueMinor(cohort, age)));
        return switch (measure) {
            case ACTIVE_SHARE -> table.retention(cohort, age);
            case ORDERS_PER_ACTIVE -> KpiValue.of(orders).over(active, "no customers with an order at the age");
            case ORDER_VALUE -> revenue.over(orders, "no orders at the age");
            case REVENUE -> revenue;
            case REVENUE_PER_ACQUIRED -> table.revenuePerCustomer(cohort, age, 0);
            case PROFIT_PER_ACQUIRED ->
                withCost ? table.marginPerCustomer(cohort, age, 0) : KpiValue.undefined("the log has no cost");
        };
    }

    /**
     * Customers with an order at an age.
     *
     * @throws IllegalStateException if the age is not over
     */
    public long active(int age) {
        return table.active(cohort, age);
    }

    /**
     * Orders at an age.
     *
     * @throws IllegalStateException if the age is not over
     */
    public long orders(int age) {
        return table.orders(cohort, age, 0);
    }

    /**
     * Revenue at an age in minor units.
     *
     * @throws IllegalStateException if the age is not over
     */
    public long revenueMinor(int age) {
        return table.revenueMinor(cohort, age);
    }

    /**
     * One row for each age that has begun: {@code cohort}, {@code customers}, {@code age}, {@code period}, {@code active},
     * {@code orders}, and one column a {@link CohortMeasure}, named as the constant in lower case. Unknown where the age is not
     * over or a measure is undefined.
     */
    public Table toTable() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("cohort", row -> label()));
        columns.add(Column.integer("customers", row -> size()));
        columns.add(Column.integer("age", row -> row));
        columns.add(Column.text("period", row -> table.label(cohort + row)));
        columns.add(Column.integer("active", this::active, row -> !isKnown(row)));
        columns.add(Column.integer("orders", this::orders, row -> !isKnown(row)));
        for (CohortMeasure measure : CohortMeasure.values()) {
            columns.add(Column.decimal(
                    Texts.lowerCase(measure), row -> value(measure, row).value()));
        }
        return Table.of("audit_cohort", ages(), columns);
    }

    @Override
    public String toString() {
        return "audit of the " + size() + " customers of cohort " + label();
    }
}
