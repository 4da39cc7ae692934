package io.github.clv4j.examples;

import io.github.clv4j.kpi.RateEstimate;
import io.github.clv4j.kpi.ValueEstimate;
import io.github.clv4j.report.ValueFormat;

/** Figures with intervals, as tables of the page write them. */
final class Estimates {
    private static final String NONE = "–";

    private Estimates() {}

    static String text(ValueEstimate estimate, ValueFormat format) {
        return text(estimate.value().value(), estimate.lower(), estimate.upper(), format);
    }

    static String text(RateEstimate estimate, ValueFormat format) {
        return text(estimate.rate().value(), estimate.lower(), estimate.upper(), format);
    }

    private static String text(double value, double lower, double upper, ValueFormat format) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        return Double.isNaN(lower)
                ? format.format(value)
                : format.format(value) + " (" + format.format(lower) + " to " + format.format(upper) + ")";
    }

    /** A p-value; small ones are not told to the last digit. */
    static String pValue(double p) {
        return Double.isNaN(p)
                ? NONE
                : p < 0.001 ? "< 0.001" : ValueFormat.decimals(3).format(p);
    }
}
