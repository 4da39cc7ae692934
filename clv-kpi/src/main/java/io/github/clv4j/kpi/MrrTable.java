package io.github.clv4j.kpi;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ledger of recurring revenue as a table. */
final class MrrTable {
    private MrrTable() {}

    /** A rate of a period and group. */
    @FunctionalInterface
    private interface Rate {
        KpiValue of(int period, int group);
    }

    static Table of(MrrLedger ledger) {
        Periods periods = ledger.periods();
        int groups = ledger.groups().size();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("period", row -> periods.label(row / groups)));
        columns.add(Column.date("period_start", row -> periods.firstDay(row / groups)));
        columns.add(Column.text("group", row -> ledger.groups().get(row % groups)));
        columns.add(Column.text("complete", row -> Boolean.toString(periods.isComplete(row / groups))));
        for (MrrMovement movement : MrrMovement.values()) {
            columns.add(Column.money(
                    Texts.lowerCase(movement),
                    ledger.money(),
                    row -> ledger.minor(movement, row / groups, row % groups)));
        }
        columns.add(customers(ledger, "customers_start", MrrMovement.START));
        columns.add(customers(ledger, "customers_new", MrrMovement.NEW));
        columns.add(customers(ledger, "customers_reactivated", MrrMovement.REACTIVATION));
        columns.add(customers(ledger, "customers_churned", MrrMovement.CHURN));
        columns.add(customers(ledger, "customers_end", MrrMovement.END));
        columns.add(rate(groups, "nrr", ledger::netRevenueRetention));
        columns.add(rate(groups, "grr", ledger::grossRevenueRetention));
        columns.add(rate(groups, "gross_revenue_churn", ledger::grossRevenueChurn));
        columns.add(
                rate(groups, "net_revenue_churn", (p, g) -> ledger.netRevenueChurn(p, g, ReactivationRule.LEFT_OUT)));
        columns.add(rate(groups, "quick_ratio", (p, g) -> ledger.quickRatio(p, g, ReactivationRule.LEFT_OUT)));
        columns.add(rate(
                groups, "quick_ratio_with_reactivation", (p, g) -> ledger.quickRatio(p, g, ReactivationRule.COUNTED)));
        columns.add(rate(groups, "logo_churn", ledger::logoChurn));
        columns.add(rate(groups, "arpa", ledger::arpa));
        columns.add(Column.text("undefined", row -> reasons(ledger, row / groups, row % groups)));
        return Table.of("mrr", periods.count() * groups, columns);
    }

    private static Column customers(MrrLedger ledger, String name, MrrMovement movement) {
        int groups = ledger.groups().size();
        return Column.integer(name, row -> ledger.customers(movement, row / groups, row % groups));
    }

    private static Column rate(int groups, String name, Rate rate) {
        return Column.decimal(name, row -> rate.of(row / groups, row % groups).value());
    }

    private static @Nullable String reasons(MrrLedger ledger, int period, int group) {
        String reasons = Stream.of(
                        ledger.netRevenueRetention(period, group),
                        ledger.quickRatio(period, group, ReactivationRule.LEFT_OUT),
                        ledger.logoChurn(period, group),
                        ledger.arpa(period, group))
                .map(KpiValue::undefinedReason)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : reasons;
    }
}
