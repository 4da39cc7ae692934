package io.github.clv4j.kpi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One response as a source tells it. What is wrong with it is found by {@link SurveyResponsesBuilder}.
 *
 * @param customerId the customer; null or blank is a fault
 * @param day the day of the response; null is a fault
 * @param kind name of a {@link SurveyKind}, in any case; null or another name is a fault
 * @param score a whole number on the kind's scale; anything else is a fault
 * @param touchpoint what was asked about, such as {@code checkout}, or null
 * @param row number of the row that it came from, for messages: the line number for files; 0 if it is to be counted
 */
public record SurveyRow(
        @Nullable String customerId,
        @Nullable LocalDate day,
        @Nullable String kind,
        int score,
        @Nullable String touchpoint,
        long row) {
    /** A response without touchpoint. */
    public static SurveyRow of(@Nullable String customerId, @Nullable LocalDate day, @Nullable String kind, int score) {
        return new SurveyRow(customerId, day, kind, score, null, 0);
    }

    /** The same response about a touchpoint. */
    public SurveyRow at(@Nullable String what) {
        return new SurveyRow(customerId, day, kind, score, what, row);
    }

    /** The same response, with the number of the row that it came from. */
    public SurveyRow withRow(long number) {
        return new SurveyRow(customerId, day, kind, score, touchpoint, number);
    }
}
