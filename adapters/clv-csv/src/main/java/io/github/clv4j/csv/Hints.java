package io.github.clv4j.csv;

import io.github.clv4j.data.IngestReport;
import io.github.clv4j.data.RejectReason;

/**
 * The words of faults, which for the first bad dates of a text end with a hint at their format: guessing that costs more than
 * the row, and reports keep few examples. Counts in the order of rows, whichever threads read them.
 */
final class Hints {
    private static final int MOST = IngestReport.KEPT_PROBLEMS;

    private final DateFormat dates;
    private int given;

    Hints(DateFormat dates) {
        this.dates = dates;
    }

    String rule(Fault fault) {
        String value = fault.value();
        if (fault.reason() == RejectReason.BAD_DATE && value != null && given++ < MOST) {
            return fault.rule() + DateHints.hint(value, dates);
        }
        return fault.rule();
    }
}
