package io.github.clv4j.kpi;

/**
 * The score interval of a difference of two proportions of the same responses, as the net promoter score is one: all
 * differences Δ that a score test does not reject (May and Johnson 1997, Biometrical Journal 39: 865-872; Tango 1998, Statistics
 * in Medicine 17: 891-908, where it is that of paired proportions).
 *
 * <pre>  |b − c − nΔ| ≤ z √( n (2q + Δ(1 − Δ)) )
 *   q = ( √(B² + 8 n c Δ(1 − Δ)) − B ) / 4n,  B = (2n − b + c)Δ − b − c</pre>
 *
 * <p>b responses count as 1, c as −1 and the other of all n as 0; q is the most likely proportion of those of −1 where the
 * difference is Δ. Found by halving; not symmetric, and not of width 0 where all are of one class.
 */
final class NetShareInterval {
    /** Halves an interval of width 2 down to the last bits of a double. */
    private static final int HALVINGS = 60;

    private NetShareInterval() {}

    /** The lower end, −1 to 1. */
    static double lower(double plus, double minus, double n, double z) {
        double rejected = -1;
        double held = (plus - minus) / n;
        if (!isAbove(plus, minus, n, rejected, z)) {
            return rejected;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (rejected + held) / 2;
            if (isAbove(plus, minus, n, middle, z)) {
                rejected = middle;
            } else {
                held = middle;
            }
        }
        return held;
    }

    /** The upper end, −1 to 1. */
    static double upper(double plus, double minus, double n, double z) {
        return -lower(/* plus= */ minus, /* minus= */ plus, n, z);
    }

    /** Whether what was observed is too far above a difference for it to hold. */
    private static boolean isAbove(double plus, double minus, double n, double difference, double z) {
        // Turned round where it is below 0, so that no root is of a number that rounding may take below 0.
        double b = difference < 0 ? minus : plus;
        double c = difference < 0 ? plus : minus;
        double delta = Math.abs(difference);
        double linear = (2 * n - b + c) * delta - b - c;
        double product = 2 * c * delta * (1 - delta);
        double root = Math.sqrt(linear * linear + 4 * n * product);
        // The root of a quadratic equation in the form in which nothing cancels.
        double q = linear > 0 ? product / (root + linear) : (root - linear) / (4 * n);
        return plus - minus - n * difference > z * Math.sqrt(n * (2 * q + delta * (1 - delta)));
    }
}
