package io.github.clv4j.kpi;

import io.github.clv4j.fit.Interval;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The rows of a cohort table in long form: group by group, cohort by cohort, each with the offsets that have begun. */
final class CohortRows {
    private final CohortTable table;
    private final int perGroup;
    private final int[] cohortOf;
    private final int[] offsetOf;

    CohortRows(CohortTable table) {
        this.table = table;
        this.perGroup = IntStream.range(0, table.cohorts()).map(table::offsets).sum();
        this.cohortOf = new int[perGroup];
        this.offsetOf = new int[perGroup];
        int next = 0;
        for (int cohort = 0; cohort < table.cohorts(); cohort++) {
            for (int offset = 0; offset < table.offsets(cohort); offset++) {
                cohortOf[next] = cohort;
                offsetOf[next++] = offset;
            }
        }
    }

    private int group(int row) {
        return row / perGroup;
    }

    private int cohort(int row) {
        return cohortOf[row % perGroup];
    }

    private int offset(int row) {
        return offsetOf[row % perGroup];
    }

    private KpiValue retention(int row) {
        return table.retention(cohort(row), offset(row), group(row));
    }

    Table toTable() {
        IntPredicate unknown = row -> !table.isKnown(cohort(row), offset(row));
        return Table.of(
                "cohorts",
                Math.multiplyExact(perGroup, table.groups().size()),
                List.of(
                        Column.text("group", row -> table.groups().get(group(row))),
                        Column.text("cohort", row -> table.label(cohort(row))),
                        Column.integer("offset", this::offset),
                        Column.integer("customers", row -> table.size(cohort(row), group(row))),
                        Column.integer("active", row -> table.active(cohort(row), offset(row), group(row)), unknown),
                        Column.decimal("retention", row -> retention(row).value()),
                        Column.money(
                                "revenue",
                                table.money(),
                                row -> table.revenueMinor(cohort(row), offset(row), group(row)),
                                unknown),
                        Column.text("known", row -> Boolean.toString(!unknown.test(row))),
                        Column.integer("offset_from", row -> table.offsetFrom(offset(row))),
                        Column.integer("offset_to", row -> table.offsetTo(offset(row))),
                        Column.decimal("lower", row -> lower(retention(row))),
                        Column.decimal("upper", row -> upper(retention(row))),
                        Column.integer("orders", row -> table.orders(cohort(row), offset(row), group(row)), unknown),
                        Column.decimal(
                                "margin",
                                row -> table.margin(cohort(row), offset(row), group(row))
                                        .value()),
                        Column.decimal(
                                "revenue_per_customer",
                                row -> table.revenuePerCustomer(cohort(row), offset(row), group(row))
                                        .value()),
                        Column.decimal(
                                "margin_per_customer",
                                row -> table.marginPerCustomer(cohort(row), offset(row), group(row))
                                        .value())));
    }

    static double lower(KpiValue value) {
        Interval interval = value.interval();
        return interval == null ? Double.NaN : interval.lower();
    }

    static double upper(KpiValue value) {
        Interval interval = value.interval();
        return interval == null ? Double.NaN : interval.upper();
    }
}
