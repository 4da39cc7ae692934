package io.github.clv4j.simulate;

import java.util.function.ToDoubleFunction;

/** Poisson purchases at a rate that is Gamma(r, α) across customers, through a lifetime that knows nothing of them. */
final class LifetimeBehaviour implements Behaviour {
    private final double r;
    private final double alpha;
    private final ToDoubleFunction<Draws> lifetime;

    LifetimeBehaviour(double r, double alpha, ToDoubleFunction<Draws> lifetime) {
        this.r = r;
        this.alpha = alpha;
        this.lifetime = lifetime;
    }

    @Override
    public void live(Draws draws, double until, Life life) {
        double rate = draws.gamma(r, alpha);
        live(draws, until, life, rate, lifetime.applyAsDouble(draws));
    }

    /** Poisson purchases at a rate through a lifetime that ends at an age. */
    static void live(Draws draws, double until, Life life, double rate, double end) {
        life.begin(rate);
        double age = draws.exponential() / life.rate;
        while (age <= until && age <= end) {
            life.purchase(age);
            age += draws.exponential() / life.rate;
        }
        if (end <= until) {
            life.dropout = end;
        }
    }
}
