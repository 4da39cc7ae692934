package io.github.clv4j.internal.math;

/**
 * The far part of a sum over whole numbers whose terms are positive and vary slowly: it is an integral, with the first
 * correction of Euler and Maclaurin at the midpoints. Series that fall off as a power so have all their digits at once,
 * and those that hardly converge, or end after 1e300 terms, too.
 */
public final class SlowSeries {
    /** Index from which terms may be integrated, if they vary by no more than {@link #SMOOTH} from one to the next. */
    public static final int FIRST = 1_024;

    /** The correction that is left out is about 1e-3 times the cube of this, of one term, among a thousand at least. */
    public static final double SMOOTH = 0.01;

    /** A term that is falling and this much below the sum ends it: what falls faster than SMOOTH is 1e3 terms at most. */
    public static final double NEGLIGIBLE = 1e-22;

    /** Largest factor e^3 or so by which the integrand changes in a piece; ten nodes are exact to 1e-14 for it. */
    private static final double STEEPEST = 3;

    private static final double LARGEST_INDEX = 1e15;

    private SlowSeries() {}

    /** The terms as a smooth function of v, the logarithm of the index. */
    public interface Terms {
        /** ln of the term. */
        double log(double v);

        /** About how fast it varies: the size of its derivative in v, or more. */
        double steepness(double v);
    }

    /**
     * Σ f(j) over the whole numbers first ≤ j &lt; end.
     *
     * @param first {@link #FIRST} or more
     * @param end may be infinite; then the sum must converge
     * @param excess f(j) falls off as j<sup>−1−excess</sup> in the end; 1 for what falls faster than any power
     * @param powerFrom v from which it does so exactly; infinite for what falls faster
     * @param longest longest piece in v over which ten nodes follow f
     * @param already the terms summed before, of which the rest may be a negligible part
     */
    public static double tail(
            Terms f, double first, double end, double excess, double powerFrom, double longest, double already) {
        double low = Math.log(first - 0.5);
        double to = Math.log(end - 0.5);
        double sum = slope(f, first - 0.5) / 24 - (end < LARGEST_INDEX ? slope(f, end - 0.5) / 24 : 0);
        GaussLegendre rule = GaussLegendre.ten();
        double before = at(f, low);
        while (low < to) {
            if (low > powerFrom) {
                double length = to - low;
                return sum + before * (excess == 0 ? length : -Math.expm1(-excess * length) / excess);
            }
            double length = Math.min(to - low, Math.min(longest, STEEPEST / (1 + f.steepness(low))));
            double piece = 0;
            for (int i = 0; i < rule.points(); i++) {
                piece += rule.weight(i) * at(f, low + length * rule.node(i));
            }
            sum += piece * length;
            low += length;
            double value = at(f, low);
            if (sum == Double.POSITIVE_INFINITY) {
                return sum;
            }
            if (value <= before && value < 1e-18 * Math.min(1, Math.max(excess, 0)) * (sum + already)) {
                return sum;
            }
            before = value;
        }
        return sum;
    }

    private static double at(Terms f, double v) {
        return Math.exp(f.log(v) + v);
    }

    private static double slope(Terms f, double index) {
        return Math.exp(f.log(Math.log(index + 0.5))) - Math.exp(f.log(Math.log(index - 0.5)));
    }
}
