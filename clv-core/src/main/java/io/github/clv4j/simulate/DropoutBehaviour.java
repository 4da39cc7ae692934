package io.github.clv4j.simulate;

/**
 * Purchases with Erlang-k intervals at the rate λ, Gamma(r, α) across customers; after each repeat purchase, or any
 * purchase, the customer drops out with a probability that is Beta(a, b) across customers.
 */
final class DropoutBehaviour implements Behaviour {
    private final int k;
    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final boolean afterFirstToo;

    DropoutBehaviour(int k, double r, double alpha, double a, double b, boolean afterFirstToo) {
        this.k = k;
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.b = b;
        this.afterFirstToo = afterFirstToo;
    }

    @Override
    public void live(Draws draws, double until, Life life) {
        life.begin(draws.gamma(r, alpha) / k);
        double p = draws.beta(a, b);
        if (afterFirstToo && draws.uniform() < p) {
            life.dropout = 0;
            return;
        }
        double age = interval(draws, life.rate);
        while (age <= until) {
            life.purchase(age);
            if (draws.uniform() < p) {
                life.dropout = age;
                return;
            }
            age += interval(draws, life.rate);
        }
    }

    private double interval(Draws draws, double rate) {
        double sum = 0;
        for (int i = 0; i < k; i++) {
            sum += draws.exponential();
        }
        return sum / (k * rate);
    }
}
