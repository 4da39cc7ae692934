package io.github.clv4j.simulate;

/**
 * Random numbers of one customer: xoshiro256++ (Blackman and Vigna 2021, ACM Transactions on Mathematical Software 47),
 * its state filled by SplitMix64 from the seed, the customer's number and a stream. So a customer's numbers depend on
 * nothing that happened to others. All arithmetic is {@link StrictMath}'s, whose results are the same on every machine.
 */
final class Draws {
    /** What a customer does; the first stream. */
    static final int BEHAVIOUR = 0;

    /** What a customer spends, apart, so that the same customers can spend otherwise. */
    static final int SPEND = 1;

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** Begins the numbers of a customer. */
    Draws begin(long seed, int customer, int stream) {
        long state = mix(seed) + 2L * customer + stream;
        state = mix(state) + GOLDEN;
        s0 = mix(state);
        state += GOLDEN;
        s1 = mix(state);
        state += GOLDEN;
        s2 = mix(state);
        state += GOLDEN;
        s3 = mix(state);
        return this;
    }

    /** SplitMix64's output function, a bijection of 64 bits. */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }

    private long next() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Uniform inside (0, 1); never an end, so that logarithms are finite and not 0. */
    double uniform() {
        return ((next() >>> 12) + 0.5) * 0x1p-52;
    }

    /** Exponential with mean 1. */
    double exponential() {
        return -StrictMath.log(uniform());
    }

    /** Standard normal, by Box and Muller. */
    private double normal() {
        return StrictMath.sqrt(2 * exponential()) * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /**
     * The logarithm of a gamma variate of scale 1. For shapes below 1 the variate itself may be far below the smallest
     * double, so it stays a logarithm.
     *
     * <p>Marsaglia and Tsang 2000, ACM Transactions on Mathematical Software 26; below 1 by Γ(shape) = Γ(shape + 1)
     * U<sup>1/shape</sup>.
     */
    double logGamma(double shape) {
        if (shape < 1) {
            return logGamma(shape + 1) - exponential() / shape;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double z = normal();
            double root = 1 + c * z;
            if (root > 0) {
                double logV = 3 * StrictMath.log1p(c * z);
                // d (1 − v + ln v) of the paper, without its cancellation for large shapes.
                double accept = z * z / 2 - d * excess(c * z);
                if (StrictMath.log(uniform()) < accept) {
                    return StrictMath.log(d) + logV;
                }
            }
        }
    }

    /** (1 + y)³ − 1 − 3 ln(1 + y), which is 9y²/2 + y⁴·3/4 − … for small y. */
    private static double excess(double y) {
        if (StrictMath.abs(y) > 1e-2) {
            double root = 1 + y;
            return root * root * root - 1 - 3 * StrictMath.log1p(y);
        }
        double y2 = y * y;
        return y2 * (4.5 + y2 * (3.0 / 4 - y * (3.0 / 5 - y * (1.0 / 2 - y * (3.0 / 7 - y * 3.0 / 8)))));
    }

    /** A gamma variate of this shape and rate; 0 where it is below the smallest double. */
    double gamma(double shape, double rate) {
        return StrictMath.exp(logGamma(shape) - StrictMath.log(rate));
    }

    /** A beta variate; the nearest of 0 and 1 where it is nearer than a double can tell. */
    double beta(double a, double b) {
        double logA = logGamma(a);
        double logB = logGamma(b);
        return 1 / (1 + StrictMath.exp(logB - logA));
    }
}
