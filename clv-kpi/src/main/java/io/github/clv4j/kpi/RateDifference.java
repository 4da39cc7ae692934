package io.github.clv4j.kpi;

import java.math.BigDecimal;

/** The difference of two proportions. */
final class RateDifference {
    private final long treatedHits;
    private final long treated;
    private final long controlHits;
    private final long control;
    private final String whyNone;

    private RateDifference(long treatedHits, long treated, long controlHits, long control, String whyNone) {
        this.treatedHits = treatedHits;
        this.treated = treated;
        this.controlHits = controlHits;
        this.control = control;
        this.whyNone = whyNone;
    }

    /** Treated less control. */
    static RateDifference of(long treatedHits, long treated, long controlHits, long control) {
        return new RateDifference(treatedHits, treated, controlHits, control, "no customers in one of the arms");
    }

    /** Responders among the treated less those among the controls. */
    static RateDifference of(ArmTotals treated, ArmTotals control) {
        return new RateDifference(
                treated.responders(),
                treated.customers(),
                control.responders(),
                control.customers(),
                ArmTotals.whyNotCompared(treated, control));
    }

    KpiValue difference() {
        BigDecimal n = BigDecimal.valueOf(treated);
        BigDecimal m = BigDecimal.valueOf(control);
        return KpiValue.of(BigDecimal.valueOf(treatedHits)
                        .multiply(m)
                        .subtract(BigDecimal.valueOf(controlHits).multiply(n)))
                .over(KpiValue.of(n.multiply(m)), whyNone);
    }

    /**
     * The interval of Newcombe's hybrid score method (1998, Statistics in Medicine 17: 873-890, method 10), from Wilson's
     * intervals (l, u) of both proportions:
     *
     * <pre>  δ − √((p₁ − l₁)² + (u₂ − p₂)²) to δ + √((u₁ − p₁)² + (p₂ − l₂)²)</pre>
     */
    ValueEstimate interval(double level) {
        KpiValue difference = difference();
        if (!difference.isDefined()) {
            return ValueEstimate.without(difference, level);
        }
        RateEstimate one = RateEstimate.wilson(treatedHits, treated, level, whyNone);
        RateEstimate two = RateEstimate.wilson(controlHits, control, level, whyNone);
        double p1 = one.rate().value();
        double p2 = two.rate().value();
        double delta = difference.value();
        return new ValueEstimate(
                difference,
                Math.max(-1, delta - Math.hypot(p1 - one.lower(), two.upper() - p2)),
                Math.min(1, delta + Math.hypot(one.upper() - p1, p2 - two.lower())),
                level);
    }

    /** The z test with the pooled proportion, the same as Pearson's χ² without continuity correction. */
    DifferenceTest test() {
        KpiValue difference = difference();
        if (!difference.isDefined()) {
            return DifferenceTest.undefined(difference, whyNone);
        }
        double n = treated;
        double m = control;
        double pooled = ((double) treatedHits + controlHits) / (n + m);
        return DifferenceTest.normal(difference, Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m)));
    }
}
