package io.github.clv4j.internal.math;

/**
 * Σ<sub>j</sub> of (a₁)<sub>j</sub>/(a₁+d₁)<sub>j</sub> · (a₂)<sub>j</sub>/(a₂+d₂)<sub>j</sub> ·
 * (a₃)<sub>j</sub>/(a₃+d₃)<sub>j</sub>, the partial sums of hypergeometric series at 1 of which models of discrete
 * opportunities are made. All terms are positive. The first ones are multiplied out; where there are very many, the rest is
 * an integral ({@link SlowSeries}).
 */
public final class RatioSeries {
    private static final double LARGE = 1e250;
    private static final double LOG_LARGE = Math.log(LARGE);

    /** ln of the largest index that is looked at: beyond it numbers end. */
    private static final double FARTHEST = 600;

    private static final double FARTHEST_INDEX = 1e250;

    /** A term whose logarithm is this far below that of the largest is nothing, and so are those before it. */
    private static final double NOTHING = 80;

    private RatioSeries() {}

    /**
     * ln of the sum of the first {@code terms} terms; the pair (1, 0) is a factor of 1. Infinite if the sum diverges.
     *
     * @param excess d₁ + d₂ + d₃ − 1, which the caller knows with all its digits: terms fall off as j<sup>−1−excess</sup>
     * @param terms 0 or more, whole; may be infinite
     */
    public static double logSum(
            double a1, double d1, double a2, double d2, double a3, double d3, double excess, double terms) {
        if (terms == Double.POSITIVE_INFINITY && !(excess > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double term = 1;
        double sum = 0;
        double scale = 0;
        for (int j = 0; j < terms; j++) {
            sum += term;
            double ratio = (a1 + j) / (a1 + d1 + j) * ((a2 + j) / (a2 + d2 + j)) * ((a3 + j) / (a3 + d3 + j));
            term *= ratio;
            if (ratio < 1 && term < SlowSeries.NEGLIGIBLE * sum) {
                break;
            }
            if (term > LARGE) {
                term /= LARGE;
                sum /= LARGE;
                scale += LOG_LARGE;
            }
            int next = j + 1;
            if (next >= SlowSeries.FIRST
                    && next < terms
                    && change(a1, d1, next) + change(a2, d2, next) + change(a3, d3, next) < SlowSeries.SMOOTH) {
                Far far = new Far(a1 + next, d1, a2 + next, d2, a3 + next, d3, next, 0);
                double large = 1 + scale(a1, d1) + scale(a2, d2) + scale(a3, d3);
                double power = Math.min(FARTHEST, Math.log(1e17 * large));
                double first = next;
                double rise = 0;
                if (ratio > 1) {
                    // Told relative to the largest term, from where terms are no longer nothing beside it: the terms so
                    // far and the rise from here may both be near the end of numbers.
                    double low = Math.log(next);
                    double top = far.top(low, Math.log(Math.min(terms, FARTHEST_INDEX)));
                    rise = Math.max(0, far.log(top));
                    far = far.lowered(rise);
                    if (rise > NOTHING) {
                        first = Math.max(next, Math.floor(Math.exp(far.reaching(-NOTHING, low, top))));
                    }
                }
                double already = Math.exp(-rise) * (sum / term);
                double tail = SlowSeries.tail(far, first, terms, excess, power, 0.5, already);
                return scale + Math.log(term) + rise + Math.log(already + tail);
            }
        }
        return scale + Math.log(sum);
    }

    private static double change(double a, double d, double j) {
        return Math.abs(d) / (Math.min(a, a + d) + j);
    }

    /** (a)_j/(a+d)_j is a power of j but for this over j. */
    private static double scale(double a, double d) {
        return Math.abs(d) * (1 + Math.abs(d) + 2 * a);
    }

    /** The terms relative to the one at index {@code from}; a₁ and so on are those of that index. */
    private record Far(double a1, double d1, double a2, double d2, double a3, double d3, double from, double lowered)
            implements SlowSeries.Terms {
        @Override
        public double log(double v) {
            double on = Math.exp(v) - from;
            return part(a1, d1, on) + part(a2, d2, on) + part(a3, d3, on) - lowered;
        }

        /** The same terms with this taken off their logarithms. */
        Far lowered(double by) {
            return new Far(a1, d1, a2, d2, a3, d3, from, by);
        }

        /** ln of the index of the largest term, roughly: terms that rise here do so up to one place, and fall from there. */
        double top(double low, double high) {
            double from = low;
            double to = high;
            for (int i = 0; i < 100; i++) {
                double third = (to - from) / 3;
                if (log(from + third) < log(to - third)) {
                    from += third;
                } else {
                    to -= third;
                }
            }
            return (from + to) / 2;
        }

        /** Where, on the way up, the logarithm of the terms comes to a value. */
        double reaching(double value, double low, double top) {
            double from = low;
            double to = top;
            for (int i = 0; i < 60; i++) {
                double middle = (from + to) / 2;
                if (log(middle) < value) {
                    from = middle;
                } else {
                    to = middle;
                }
            }
            return from;
        }

        private static double part(double a, double d, double on) {
            return d == 0 ? 0 : BetaRatio.logRising(a, d) - BetaRatio.logRising(a + on, d);
        }

        @Override
        public double steepness(double v) {
            double j = Math.exp(v);
            double on = j - from;
            return j * (change(a1, d1, on) + change(a2, d2, on) + change(a3, d3, on));
        }
    }
}
