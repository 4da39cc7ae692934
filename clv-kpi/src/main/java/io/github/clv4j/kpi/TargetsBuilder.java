package io.github.clv4j.kpi;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes targets row by row and checks each. Not thread-safe; builds once. */
public final class TargetsBuilder {
    private final KpiCatalogue catalogue;
    private final String source;
    private final RowChecks checks;
    private final List<Target> rows = new ArrayList<>();
    private final Map<Place, Long> rowOf = new HashMap<>();

    TargetsBuilder(KpiCatalogue catalogue, String source, BadRowPolicy badRows) {
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
        this.source = Objects.requireNonNull(source, "source");
        this.checks = new RowChecks(source, badRows);
    }

    /** What has one target at most; no group and the one of all customers are the same. */
    private record Place(String kpi, String group, @Nullable Department department) {
        static Place of(Target row) {
            return new Place(row.kpi(), Objects.requireNonNullElse(row.group(), PeriodFacts.ALL), row.department());
        }
    }

    /**
     * Adds a target.
     *
     * @throws io.github.clv4j.data.DataException if the row is bad and the policy says so: the KPI is unknown or neither way
     *     good, a number is not finite, the warning threshold is on the wrong side of the target, the group is blank, or the
     *     same KPI, group and department has a target already; {@value PeriodFacts#ALL} and no group are the same
     */
    public TargetsBuilder add(Target target) {
        Target row = target.withRow(checks.next(target.row()));
        RowProblem problem = problem(row);
        if (problem == null) {
            rows.add(row);
            rowOf.put(Place.of(row), row.row());
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
        Long other = rowOf.get(Place.of(row));
        return other == null
                ? null
                : bad(row, "kpi", row.kpi(), "row " + other + " has a target for the same KPI, group and department");
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
