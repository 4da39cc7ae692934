package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.kpi.Department;
import io.github.clv4j.kpi.KpiCatalogue;
import io.github.clv4j.kpi.Target;
import io.github.clv4j.kpi.Targets;
import io.github.clv4j.kpi.TargetsBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads targets of KPIs: columns {@code kpi} (its id) and {@code target}, and, if wanted, {@code warning} (the last value that
 * is no miss; the target itself where it is empty), {@code group} (a segment; all customers where it is empty) and {@code
 * department}. Values are in the KPI's unit, rates as 0.35, money in major units.
 */
final class TargetFile {
    private final SideFile rows;
    private final List<Target> targets = new ArrayList<>();

    private TargetFile(SideFile rows) {
        this.rows = rows;
    }

    static TargetFile read(Path file, MoneyScale money, boolean decimalComma, BadRowPolicy badRows) throws IOException {
        TargetFile targets = new TargetFile(new SideFile(file.toString(), money, decimalComma, badRows)
                .withNames("group", "segment")
                .withNames("warning", "threshold")
                .withNames("department", "owner"));
        targets.rows.read(file, "--targets", List.of("kpi", "target"), targets::add);
        return targets;
    }

    private void add(SideFile.Row row) {
        String group = row.text("group");
        double target = row.number("target");
        targets.add(new Target(
                row.text("kpi"),
                group.isEmpty() ? null : group,
                department(row),
                target,
                row.text("warning").isEmpty() ? target : row.number("warning"),
                row.number()));
    }

    private static @Nullable Department department(SideFile.Row row) {
        String text = row.text("department");
        if (text.isEmpty()) {
            return null;
        }
        for (Department department : Department.values()) {
            if (department.name().equals(text.toUpperCase(Locale.ROOT))) {
                return department;
            }
        }
        throw row.fault(
                "department",
                text,
                RejectReason.BAD_ROW,
                "must be one of "
                        + Arrays.stream(Department.values())
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .toList());
    }

    /** What became of the rows. */
    SideFile rows() {
        return rows;
    }

    /**
     * The targets for a report, in the order of KPIs and groups. To be called once, for rows that the library finds bad are
     * counted here.
     *
     * @param groups of the report
     * @throws DataException if a row is bad and may not be skipped
     */
    Targets of(KpiCatalogue catalogue, List<String> groups) {
        // Of two rows with one target the first is taken; which that is must not depend on the order in the file.
        Comparator<Target> order = Comparator.comparing(Target::kpi)
                .thenComparing(Target::group, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Target::department, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingDouble(Target::target)
                .thenComparingDouble(Target::warning)
                .thenComparingLong(Target::row);
        TargetsBuilder builder = Targets.builder(catalogue, rows.name());
        for (Target target : targets.stream().sorted(order).toList()) {
            try {
                requireGroup(target, groups);
                builder.add(target);
            } catch (DataException e) {
                rows.reject(e);
            }
        }
        rows.requireGoodRows();
        return builder.build();
    }

    private void requireGroup(Target target, List<String> groups) {
        if (target.group() != null && !groups.contains(target.group())) {
            throw new DataException(new RowProblem(
                    rows.name(),
                    target.row(),
                    "group",
                    target.group(),
                    RejectReason.BAD_ROW,
                    "it must be a segment, or empty for all customers; there are " + groups));
        }
    }
}
