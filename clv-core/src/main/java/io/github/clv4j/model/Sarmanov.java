package io.github.clv4j.model;

/**
 * The tie between purchase and dropout rates of {@link CorrelatedParetoNbd}: λ and μ have the joint density g(λ) h(μ) (1 + m
 * φ(λ) ψ(μ)) with φ = e<sup>−λ</sup> − L<sub>A</sub>, ψ = e<sup>−μ</sup> − L<sub>B</sub>, L<sub>A</sub> =
 * (α/(1+α))<sup>r</sup> and L<sub>B</sub> = (β/(1+β))<sup>s</sup>, so that both have a mean of 0.
 *
 * <p>As e<sup>−λ</sup> times a gamma density is L<sub>A</sub> times the gamma density of rate α + 1, the joint density is a
 * signed mixture of four independent ones, with weights that cancel: at the largest m for CDNOW they are 20, 19 and twice
 * −19. So no such sum is formed here. Given an event (so many purchases by an age, and alive then or dropping out then)
 * the rates are independent gammas again in the untied model, and the event is by the tie more or less likely by the
 * factor 1 + m E[φ] E[ψ], which is above 0 and whose two means are differences of exponentials with all their digits.
 */
final class Sarmanov {
    /** What 1 + m E[φ] E[ψ] is at least; less is rounding. */
    static final double LEAST = 1e-16;

    /** How far m may be beyond its bound, for both are rounded. */
    private static final double ROUNDING = 1e-9;

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final double m;

    /** −ln L<sub>A</sub> and −ln L<sub>B</sub>. */
    private final double minusLogA;

    private final double minusLogB;

    Sarmanov(double r, double alpha, double s, double beta, double m) {
        this.r = r;
        this.alpha = alpha;
        this.s = s;
        this.beta = beta;
        this.m = m;
        this.minusLogA = r * Math.log1p(1 / alpha);
        this.minusLogB = s * Math.log1p(1 / beta);
    }

    /** The least m: the joint density is 0 where λ and μ are both near 0, or both huge. */
    double lower() {
        double a = Math.exp(-minusLogA);
        double b = Math.exp(-minusLogB);
        return Math.max(-Double.MAX_VALUE, -1 / Math.max(a * b, Math.expm1(-minusLogA) * Math.expm1(-minusLogB)));
    }

    /** The largest m: the joint density is 0 where one of λ and μ is near 0 and the other huge. */
    double upper() {
        double a = Math.exp(-minusLogA);
        double b = Math.exp(-minusLogB);
        // Both products are below 0; where they round to 0, all customers buy at once, and any m is the same.
        return Math.min(Double.MAX_VALUE, -1 / Math.min(a * Math.expm1(-minusLogB), Math.expm1(-minusLogA) * b));
    }

    /** True if m is in its bounds, rounding apart. */
    boolean isPossible() {
        return m >= lower() * (1 + ROUNDING) && m <= upper() * (1 + ROUNDING);
    }

    /** Pearson's correlation of λ and μ. */
    double correlation() {
        return m
                * (Math.sqrt(r) / (1 + alpha) * Math.exp(-minusLogA))
                * (Math.sqrt(s) / (1 + beta) * Math.exp(-minusLogB));
    }

    /** E[e<sup>−λ</sup>] − L<sub>A</sub> after n purchases by an age. */
    double meanPhi(int n, double age) {
        return apart((r + n) * Math.log1p(1 / (alpha + age)), minusLogA);
    }

    /** E[e<sup>−μ</sup>] − L<sub>B</sub> of a customer that is alive at an age. */
    double meanPsiAlive(double age) {
        return apart(s * Math.log1p(1 / (beta + age)), minusLogB);
    }

    /** E[e<sup>−μ</sup>] − L<sub>B</sub> of a customer that drops out at an age. */
    double meanPsiDropout(double age) {
        return apart((s + 1) * Math.log1p(1 / (beta + age)), minusLogB);
    }

    /** e<sup>−u</sup> − e<sup>−v</sup>. */
    private static double apart(double u, double v) {
        return u < v ? -Math.exp(-u) * Math.expm1(u - v) : Math.exp(-v) * Math.expm1(v - u);
    }

    /** How many times as likely n purchases by an age, alive then, are as without the tie. */
    double alive(int n, double age) {
        return Math.max(LEAST, 1 + m * meanPhi(n, age) * meanPsiAlive(age));
    }

    /** How many times as likely n purchases by an age and being alive later, whatever is bought until then, are. */
    double alive(int n, double age, double later) {
        return Math.max(LEAST, 1 + m * meanPhi(n, age) * meanPsiAlive(later));
    }

    /** How many times as likely n purchases by an age, dropping out then, are as without the tie. */
    double dropout(int n, double age) {
        return Math.max(LEAST, 1 + m * meanPhi(n, age) * meanPsiDropout(age));
    }

    /**
     * ∫ e<sup>−δu</sup> P(alive at age + u) (1 + m E[φ] E[ψ]) du over a time after an age at which the customer is alive,
     * relative to P(alive) at the age, with E[φ] given; P and E[ψ] are of the model without the tie.
     */
    double lifetime(double phi, double age, double delta, double time) {
        double free = GammaLifetime.discountedLifetime(s, beta + age, 0, delta, time);
        if (free == Double.POSITIVE_INFINITY) {
            return free;
        }
        double tied = GammaLifetime.discountedLifetime(s, beta + 1 + age, 0, delta, time);
        double psi = Math.exp(-s * Math.log1p(1 / (beta + age))) * tied - Math.exp(-minusLogB) * free;
        return Math.max(LEAST * free, free + m * phi * psi);
    }
}
