package io.github.clv4j.simulate;

/**
 * At each opportunity 1, 2, 3 … a customer that is still there buys with a probability that is Beta(α, β) across customers;
 * before each it drops out with a probability that is Beta(γ, δ). The age at dropping out is told as that of the first
 * opportunity that it misses for good, so that it is alive at the one before and not at that one.
 */
final class OpportunityBehaviour implements Behaviour {
    private final double alpha;
    private final double beta;
    private final double gamma;
    private final double delta;

    OpportunityBehaviour(double alpha, double beta, double gamma, double delta) {
        this.alpha = alpha;
        this.beta = beta;
        this.gamma = gamma;
        this.delta = delta;
    }

    @Override
    public void live(Draws draws, double until, Life life) {
        life.begin(draws.beta(alpha, beta));
        double theta = draws.beta(gamma, delta);
        for (int opportunity = 1; opportunity <= until; opportunity++) {
            if (draws.uniform() < theta) {
                life.dropout = opportunity;
                return;
            }
            if (draws.uniform() < life.rate) {
                life.purchase(opportunity);
            }
        }
    }
}
