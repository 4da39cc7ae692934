package io.github.clv4j.kpi;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;

/**
 * The fourth lens of a {@link CustomerBaseAudit}: two or more cohorts at the same age, side by side. Immutable. The first
 * cohort is what the others are compared with.
 */
public final class CohortComparison {
    private static final CohortMeasure[] MEASURES = CohortMeasure.values();

    private final List<CohortAudit> cohorts;
    private final int ages;

    private CohortComparison(List<CohortAudit> cohorts) {
        this.cohorts = cohorts;
        this.ages = cohorts.stream().mapToInt(CohortAudit::ages).max().orElseThrow();
    }

    static CohortComparison of(List<CohortAudit> cohorts) {
        if (cohorts.size() < 2) {
            throw new IllegalArgumentException("number of cohorts is " + cohorts.size() + "; it must be 2 or more");
        }
        if (cohorts.stream().map(CohortAudit::label).distinct().count() < cohorts.size()) {
            throw new IllegalArgumentException("a cohort was given twice: "
                    + cohorts.stream().map(CohortAudit::label).toList());
        }
        return new CohortComparison(List.copyOf(cohorts));
    }

    /** The cohorts, the one that others are compared with first. */
    public List<CohortAudit> cohorts() {
        return cohorts;
    }

    /** Number of ages that had begun for the oldest of the cohorts. */
    public int ages() {
        return ages;
    }

    /**
     * A cohort's measure over that of the first cohort at the same age; undefined if either is, or that of the first is not
     * positive.
     *
     * @param cohort an index into {@link #cohorts}
     */
    public KpiValue ratio(int cohort, CohortMeasure measure, int age) {
        return cohorts.get(cohort)
                .value(measure, age)
                .over(
                        cohorts.get(0).value(measure, age),
                        "the measure of cohort " + cohorts.get(0).label() + " is not positive at the age");
    }

    /**
     * One row for each measure, age and cohort after the first: {@code measure}, {@code age}, {@code base_cohort}, {@code
     * base} (its value), {@code cohort}, {@code value}, {@code ratio}. Unknown where undefined.
     */
    public Table toTable() {
        int others = cohorts.size() - 1;
        int perMeasure = ages * others;
        return Table.of(
                "audit_cohorts",
                Math.multiplyExact(MEASURES.length, perMeasure),
                List.of(
                        Column.text("measure", row -> Texts.lowerCase(MEASURES[row / perMeasure])),
                        Column.integer("age", row -> row % perMeasure / others),
                        Column.text("base_cohort", row -> cohorts.get(0).label()),
                        Column.decimal(
                                "base",
                                row -> cohorts.get(0)
                                        .value(MEASURES[row / perMeasure], row % perMeasure / others)
                                        .value()),
                        Column.text(
                                "cohort", row -> cohorts.get(1 + row % others).label()),
                        Column.decimal(
                                "value",
                                row -> cohorts.get(1 + row % others)
                                        .value(MEASURES[row / perMeasure], row % perMeasure / others)
                                        .value()),
                        Column.decimal(
                                "ratio",
                                row -> ratio(1 + row % others, MEASURES[row / perMeasure], row % perMeasure / others)
                                        .value())));
    }

    @Override
    public String toString() {
        return "comparison of cohorts "
                + cohorts.stream().map(CohortAudit::label).toList();
    }
}
