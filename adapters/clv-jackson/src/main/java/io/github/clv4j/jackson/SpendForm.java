package io.github.clv4j.jackson;

import io.github.clv4j.model.GammaGamma;

/** A {@link GammaGamma} as JSON. */
record SpendForm(double p, double q, double nu) {
    static SpendForm of(GammaGamma model) {
        return new SpendForm(model.p(), model.q(), model.nu());
    }

    GammaGamma value() {
        return GammaGamma.of(p, q, nu);
    }
}
