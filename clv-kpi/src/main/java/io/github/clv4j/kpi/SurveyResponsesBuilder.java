package io.github.clv4j.kpi;

import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes survey responses one by one and checks them. Bad rows are those with no or an unknown customer, no day or one
 * outside 0001-01-01..9999-12-31, an unknown kind, or a score that is not on the kind's scale. Not for several threads at
 * a time.
 */
public final class SurveyResponsesBuilder {
    private final SurveyOptions options;
    private final RowChecks checks;
    private final List<Kept> kept = new ArrayList<>();

    SurveyResponsesBuilder(SurveyOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        this.checks = new RowChecks(options.source(), options.badRows());
    }

    /** A row that passed the checks. */
    record Kept(
            String id,
            int day,
            SurveyKind kind,
            int score,
            @Nullable String touchpoint) {}

    /**
     * Takes one response.
     *
     * @param row one of number 0 gets the number of its place, from 1
     * @return this
     * @throws io.github.clv4j.data.DataException if it is bad and the options let no more bad rows pass
     */
    public SurveyResponsesBuilder add(SurveyRow row) {
        long number = checks.next(row.row());
        SurveyKind kind = row.kind() == null ? null : SurveyKind.named(row.kind());
        RowProblem problem = problemOf(row, number, kind);
        if (problem == null) {
            kept.add(new Kept(
                    Objects.requireNonNull(row.customerId()),
                    (int) Objects.requireNonNull(row.day()).toEpochDay(),
                    Objects.requireNonNull(kind),
                    row.score(),
                    row.touchpoint()));
        } else {
            checks.reject(problem);
        }
        return this;
    }

    private @Nullable RowProblem problemOf(SurveyRow row, long number, @Nullable SurveyKind kind) {
        RowProblem problem = checks.customer(number, row.customerId(), options.customers());
        if (problem == null) {
            problem = checks.date(number, "day", row.day());
        }
        if (problem != null) {
            return problem;
        }
        if (kind == null) {
            return checks.problem(
                    number,
                    "kind",
                    row.kind(),
                    RejectReason.BAD_ROW,
                    "it must be one of " + Arrays.toString(SurveyKind.values()));
        }
        if (!kind.has(row.score())) {
            return checks.problem(
                    number,
                    "score",
                    Integer.toString(row.score()),
                    RejectReason.BAD_ROW,
                    "a score of " + kind + " must be " + kind.lowest() + " to " + kind.highest());
        }
        return null;
    }

    /** The responses that were taken. The builder takes no more. */
    public SurveyResponses build() {
        RowReport report = checks.report();
        List<String> ids = options.customers() == null
                ? List.copyOf(new TreeSet<>(kept.stream().map(Kept::id).toList()))
                : List.of();
        return SurveyResponses.of(options.customers(), ids, kept, report);
    }
}
