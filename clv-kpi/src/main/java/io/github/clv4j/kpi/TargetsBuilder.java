package io.github.clv4j.kpi;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes targets row by row and checks each. Not thread-safe; builds once. */
public final class TargetsBuilder {
    private final KpiCatalogue catalogue;
    private final String source;
    private final RowChecks checks;
    private final List<Target> rows = new ArrayList<>();

    TargetsBuilder(KpiCatalogue catalogue, String source, BadRowPolicy badRows) {
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
        this.source = Objects.requireNonNull(source, "source");
        this.checks = new RowChecks(source, badRows);
    }

    /**
     * Adds a target.
     *
     * @throws io.github.clv4j.data.DataException if the row is bad and the policy says so: the KPI is unknown or neither way
     *     good, a number is not finite, the warning threshold is on the wrong side of the target, the group is blank, or the
     *     same KPI, group and department has a target already
     */
    public TargetsBuilder add(Target target) {
        Target row = target.withRow(checks.next(target.row()));
        RowProblem problem = problem(row);
        if (problem == null) {
            rows.add(row);
        } else {
            checks.reject(problem);
        }
        return this;
    }

    private @Nullable RowProblem problem(Target row) {
        Kpi kpi = catalogue.all().stream()
                .filter(one -> one.id().equals(row.kpi()))
                .findFirst()
                .orElse(null);
        if (kpi == null) {
            return bad(
                    row,
                    "kpi",
                    row.kpi(),
                    "it must be a KPI of the catalogue: "
                            + catalogue.all().stream().map(Kpi::id).toList());
        }
        if (kpi.direction() == KpiDirection.NEUTRAL) {
            return bad(row, "kpi", row.kpi(), "neither way is good for this KPI; give it a direction to set a target");
        }
        if (row.group() != null && row.group().isBlank()) {
            return bad(row, "group", row.group(), "it must not be blank; none stands for all customers");
        }
        if (!Double.isFinite(row.target())) {
            return bad(row, "target", Double.toString(row.target()), "it must be a finite number");
        }
        boolean up = kpi.direction() == KpiDirection.UP_IS_GOOD;
        if (!(Double.isFinite(row.warning()) && (up ? row.warning() <= row.target() : row.warning() >= row.target()))) {
            return bad(
                    row,
                    "warning",
                    Double.toString(row.warning()),
                    "it must be " + (up ? "at most" : "at least") + " the target " + row.target() + ", for "
                            + (up ? "more" : "less") + " is better for '" + row.kpi() + "'");
        }
        for (Target other : rows) {
            if (other.kpi().equals(row.kpi())
                    && Objects.equals(other.group(), row.group())
                    && other.department() == row.department()) {
                return bad(
                        row,
                        "kpi",
                        row.kpi(),
                        "row " + other.row() + " has a target for the same KPI, group and department");
            }
        }
        return null;
    }

    private RowProblem bad(Target row, String column, @Nullable String value, String rule) {
        return checks.problem(row.row(), column, value, RejectReason.BAD_ROW, rule);
    }

    /** The targets; the builder can do nothing more. */
    public Targets build() {
        RowReport report = checks.report();
        return new Targets(source, catalogue, rows, report);
    }
}
