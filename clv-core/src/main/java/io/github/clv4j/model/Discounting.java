package io.github.clv4j.model;

import io.github.clv4j.internal.math.GaussLegendre;

/**
 * What is to come of a customer that is alive, discounted: purchases, or time alive, over a {@link ForecastHorizon} in a
 * model's unit of time. All figures are sums of positive terms; nothing is allocated.
 *
 * <p>With the function F(t) of what comes within t undiscounted, continuous discounting gives ∫₀ᵗ e<sup>−δu</sup> dF(u) =
 * e<sup>−δt</sup> F(t) + δ ∫₀ᵗ e<sup>−δu</sup> F(u) du, and periods with ends u₁ &lt; u₂ &lt; … &lt; u<sub>n</sub> = t give Σ
 * e<sup>−δu<sub>i</sub></sup> (F(u<sub>i</sub>) − F(u<sub>i−1</sub>)) = e<sup>−δt</sup> F(t) + Σ<sub>i&lt;n</sub>
 * (e<sup>−δu<sub>i</sub></sup> − e<sup>−δu<sub>i+1</sub></sup>) F(u<sub>i</sub>).
 */
final class Discounting {
    /** Where e<sup>−δu</sup> has fallen by this many e-folds the rest is below rounding. */
    private static final double GONE = 45;

    /** Four nodes that agree with ten to this mean that the ten are exact to rounding. */
    private static final double AGREES = 1e-10;

    private static final double SHORTEST = 1e-9;

    final double time;
    final double delta;
    /** Length of a period; 0 for continuous discounting. */
    final double period;

    private Discounting(double time, double delta, double period) {
        this.time = time;
        this.delta = delta;
        this.period = period;
    }

    static Discounting of(double time, double delta, double period) {
        return new Discounting(time, delta, period);
    }

    /** Discounted purchases of a customer that is alive. */
    double purchases(PurchaseModel model, int x, double tx, double age) {
        if (time == Double.POSITIVE_INFINITY) {
            return model.survivorDert(x, tx, age, delta);
        }
        if (delta == 0) {
            return model.survivorPurchases(x, tx, age, time);
        }
        if (period > 0) {
            return byPeriod(model, false, x, tx, age);
        }
        return model.survivorDiscounted(x, tx, age, time, delta);
    }

    /** Discounted time alive of a customer that is alive, in the model's unit. */
    double lifetime(PurchaseModel model, int x, double tx, double age) {
        if (period > 0 && delta > 0) {
            return model.integratesLifetime() ? lifetimeByPeriod(model, x, tx, age) : byPeriod(model, true, x, tx, age);
        }
        return model.survivorLifetime(x, tx, age, time, delta);
    }

    /** The same sum as Σ e<sup>−δu<sub>i</sub></sup> ∫ S over period i, where F is itself an integral without closed form. */
    private double lifetimeByPeriod(PurchaseModel model, int x, double tx, double age) {
        double sum = 0;
        double from = 0;
        for (int i = 1; from < time && delta * from <= GONE; i++) {
            double to = Math.min(period * i, time);
            sum += Math.exp(-delta * to) * integral(model, true, x, tx, age, from, to, 0);
            from = to;
        }
        return sum;
    }

    private double byPeriod(PurchaseModel model, boolean lifetime, int x, double tx, double age) {
        double here = period;
        double weight = Math.exp(-delta * Math.min(here, time));
        double sum = 0;
        for (int i = 1; here < time; i++) {
            double there = Math.min(period * (i + 1), time);
            double next = Math.exp(-delta * there);
            double step = -Math.expm1(-delta * (there - here)) * weight;
            sum += step * within(model, lifetime, x, tx, age, here);
            if (delta * here > GONE) {
                return sum;
            }
            here = there;
            weight = next;
        }
        return sum + weight * within(model, lifetime, x, tx, age, time);
    }

    private static double within(PurchaseModel model, boolean lifetime, int x, double tx, double age, double t) {
        return lifetime ? model.survivorLifetime(x, tx, age, t, 0) : model.survivorPurchases(x, tx, age, t);
    }

    /** e<sup>−δt</sup> F(t) + δ ∫₀ᵗ e<sup>−δu</sup> F(u) du for purchases, where a model knows nothing better. */
    static double purchases(PurchaseModel model, int x, double tx, double age, double t, double delta) {
        if (delta == 0) {
            return model.survivorPurchases(x, tx, age, t);
        }
        double far = Math.min(t, GONE / delta);
        return Math.exp(-delta * far) * model.survivorPurchases(x, tx, age, far)
                + delta * integral(model, false, x, tx, age, 0, far, delta);
    }

    /** ∫₀ᵗ e<sup>−δu</sup> S(u) du, S the probability of being alive, where a model knows nothing better. */
    static double lifetime(PurchaseModel model, int x, double tx, double age, double t, double delta) {
        return integral(model, true, x, tx, age, 0, delta > 0 ? Math.min(t, GONE / delta) : t, delta);
    }

    /**
     * ∫ e<sup>−δu</sup> f(u) du over begin..t with f the purchases within u or the probability of being alive at u: pieces by Gauss and
     * Legendre, each as long as four nodes and ten agree on.
     */
    private static double integral(
            PurchaseModel model, boolean alive, int x, double tx, double age, double begin, double t, double delta) {
        GaussLegendre rule = GaussLegendre.ten();
        GaussLegendre check = GaussLegendre.four();
        double from = begin;
        double length = Math.min(t - begin, delta > 0 ? 2 / delta : t);
        double shortest = SHORTEST * length;
        double sum = 0;
        while (from < t) {
            length = Math.min(length, t - from);
            double coarse = 0;
            for (int i = 0; i < check.points(); i++) {
                coarse += check.weight(i) * at(model, alive, x, tx, age, from + length * check.node(i), delta);
            }
            double piece = 0;
            for (int i = 0; i < rule.points(); i++) {
                piece += rule.weight(i) * at(model, alive, x, tx, age, from + length * rule.node(i), delta);
            }
            if (Math.abs(piece - coarse) * length > AGREES * (sum + piece * length) && length > shortest) {
                length /= 4;
                continue;
            }
            sum += piece * length;
            from += length;
            length *= 2;
        }
        return sum;
    }

    private static double at(PurchaseModel model, boolean alive, int x, double tx, double age, double u, double delta) {
        double f = alive ? model.survivorAlive(x, tx, age, u) : model.survivorPurchases(x, tx, age, u);
        return Math.exp(-delta * u) * f;
    }
}
