package io.github.clv4j.kpi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a KPI should be in a period, and where a warning begins. {@link TargetsBuilder} finds what is wrong with it.
 *
 * @param kpi id of the KPI, such as {@code retention_rate}
 * @param group label of the group that it is for, or null for all customers
 * @param department who answers for it, or null for all owners of the KPI
 * @param target the value at which it is met, in the KPI's unit; money in major units
 * @param warning the last value that is a warning and not a miss: at most the target where more is better, at least the target
 *     where less is; the target itself for no warning
 * @param row number of the row that it came from, for messages: the line number for files; 0 if it is to be counted
 */
public record Target(
        String kpi, @Nullable String group, @Nullable Department department, double target, double warning, long row) {
    /** Checks that a KPI is named. */
    public Target {
        Objects.requireNonNull(kpi, "kpi");
    }

    /** A target for all customers, of all owners of the KPI. */
    public static Target of(String kpi, double target, double warning) {
        return new Target(kpi, null, null, target, warning, 0);
    }

    /** The same for one group. */
    public Target withGroup(String label) {
        return new Target(kpi, Objects.requireNonNull(label, "group"), department, target, warning, row);
    }

    /** The same of one department, be it an owner of the KPI or not. */
    public Target withDepartment(Department one) {
        return new Target(kpi, group, Objects.requireNonNull(one, "department"), target, warning, row);
    }

    /** The same, with the number of the row that it came from. */
    public Target withRow(long number) {
        return new Target(kpi, group, department, target, warning, number);
    }

    /**
     * How a value stands.
     *
     * @param value a number, or NaN for none
     * @param direction up or down
     * @throws IllegalArgumentException if the direction is neutral
     */
    public ScoreStatus status(double value, KpiDirection direction) {
        if (direction == KpiDirection.NEUTRAL) {
            throw new IllegalArgumentException("direction of '" + kpi + "' is NEUTRAL; a target needs up or down");
        }
        if (Double.isNaN(value)) {
            return ScoreStatus.UNDEFINED;
        }
        boolean up = direction == KpiDirection.UP_IS_GOOD;
        if (up ? value >= target : value <= target) {
            return ScoreStatus.MET;
        }
        return (up ? value >= warning : value <= warning) ? ScoreStatus.WARNING : ScoreStatus.MISSED;
    }
}
