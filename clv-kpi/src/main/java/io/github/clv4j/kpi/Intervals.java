package io.github.clv4j.kpi;

import io.github.clv4j.fit.Interval;
import org.apache.commons.math3.special.Erf;

/** Intervals at a level. */
final class Intervals {
    private Intervals() {}

    /** The standard normal quantile between whose negative and itself a part of all lies. */
    static double z(double level) {
        return Math.sqrt(2) * Erf.erfInv(level);
    }

    /** Wilson's interval of a proportion {@code part / whole}; the whole is positive. */
    static Interval wilson(long part, long whole, double z) {
        double n = whole;
        double p = part / n;
        double z2 = z * z;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
        // At 0 and 1 both terms are equal but for rounding, which nowhere must put p outside.
        return new Interval(part == 0 ? 0 : Math.min(p, centre - half), part == whole ? 1 : Math.max(p, centre + half));
    }
}
