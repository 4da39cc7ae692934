package io.github.clv4j.simulate;

import io.github.clv4j.model.CorrelatedParetoNbd;

/** Purchases and dropping out at rates of Sarmanov's joint density: independent pairs are drawn until one is taken. */
final class CorrelatedBehaviour implements Behaviour {
    private final CorrelatedParetoNbd model;
    private final double a;
    private final double b;

    /** The largest value of the joint density relative to independence, which is at a corner. */
    private final double most;

    CorrelatedBehaviour(CorrelatedParetoNbd model) {
        this.model = model;
        this.a = StrictMath.exp(-model.r() * StrictMath.log1p(1 / model.alpha()));
        this.b = StrictMath.exp(-model.s() * StrictMath.log1p(1 / model.beta()));
        double m = model.m();
        this.most = StrictMath.max(
                1 + m * StrictMath.max(a * b, (1 - a) * (1 - b)), 1 - m * StrictMath.max(a * (1 - b), (1 - a) * b));
    }

    @Override
    public void live(Draws draws, double until, Life life) {
        double rate;
        double hazard;
        double density;
        do {
            rate = draws.gamma(model.r(), model.alpha());
            hazard = draws.gamma(model.s(), model.beta());
            density = 1 + model.m() * (StrictMath.exp(-rate) - a) * (StrictMath.exp(-hazard) - b);
        } while (draws.uniform() * most > density);
        LifetimeBehaviour.live(draws, until, life, rate, draws.exponential() / hazard);
    }
}
