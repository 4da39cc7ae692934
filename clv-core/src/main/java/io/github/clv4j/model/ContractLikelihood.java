package io.github.clv4j.model;

import io.github.clv4j.fit.FitException;
import io.github.clv4j.internal.math.BetaRatio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minus the log-likelihood of {@link Sbg} and {@link Bdw} with its gradient, in θ = (ln α, ln β) or (ln α, ln β, ln c).
 *
 * <p>Each renewal t is a trial of its own with the retention rate r(t): Σ<sub>t</sub> renewed<sub>t</sub> ln r(t) +
 * lost<sub>t</sub> ln(1 − r(t)), which is as long as the longest tenure, whatever the number of customers. Its plain twin is
 * {@link ContractModel#logLikelihood(Tenures)}.
 */
final class ContractLikelihood implements Likelihood {
    private static final double MOST = Math.log(1e6);
    private static final double MOST_C = Math.log(50);

    /** Above this a sum of shapes is as good as infinite: customers are alike. */
    private static final double ALIKE = 1e3;

    private static final double NEARLY_NONE = 1e-4;

    private final String name;
    private final List<String> names;
    private final Tenures tenures;
    private final long[] renewed;

    ContractLikelihood(String name, List<String> names, Tenures tenures) {
        this.name = name;
        this.names = names;
        this.tenures = tenures;
        this.renewed = tenures.renewed();
        long customers = tenures.customers();
        if (!(tenures.lostCustomers() > 0)) {
            throw new FitException(name + " cannot be identified: none of the " + customers
                    + " customers is lost, so that any low enough churn fits equally well");
        }
        int seen = 0;
        long everRenewed = 0;
        for (int t = 1; t <= tenures.longest(); t++) {
            seen += renewed[t] + tenures.lost(t) > 0 ? 1 : 0;
            everRenewed += renewed[t];
        }
        if (!(everRenewed > 0)) {
            throw new FitException(name + " cannot be identified: none of the " + customers
                    + " customers has renewed, so that any high enough churn fits equally well");
        }
        if (!(seen >= names.size())) {
            throw new FitException(name + " has " + names.size() + " parameters and customers are seen at " + seen
                    + (seen == 1 ? " renewal" : " renewals") + "; there must be as many as parameters");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> parameterNames() {
        return names;
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public long customers() {
        return tenures.customers();
    }

    @Override
    public Likelihood thinned(int wanted) {
        return this;
    }

    /** The mean churn of the first renewal from the data, shapes from rough to usual, no change with tenure. */
    @Override
    public List<double[]> starts() {
        double churn = (tenures.lost(1) + 0.5) / (tenures.lost(1) + renewed[1] + 1.0);
        return List.of(start(churn, 2), start(churn, 0.5), start(churn, 20));
    }

    private double[] start(double churn, double shapes) {
        double[] start = new double[size()];
        start[0] = Math.log(churn * shapes);
        start[1] = Math.log((1 - churn) * shapes);
        return start;
    }

    @Override
    public double[] lower() {
        return size() == 2 ? new double[] {-MOST, -MOST} : new double[] {-MOST, -MOST, -MOST_C};
    }

    @Override
    public double[] upper() {
        return size() == 2 ? new double[] {MOST, MOST} : new double[] {MOST, MOST, MOST_C};
    }

    @Override
    public double[] parameters(double[] theta) {
        double[] result = new double[theta.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.exp(theta[i]);
        }
        return result;
    }

    @Override
    public double[] theta(double[] parameters) {
        double[] result = new double[parameters.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.log(parameters[i]);
        }
        return result;
    }

    @Override
    public @Nullable String limit(double[] parameters) {
        double shapes = parameters[0] + parameters[1];
        double churn = parameters[0] / shapes;
        if (shapes > ALIKE) {
            return "all customers have nearly the same churn probability alpha/(alpha+beta) = " + Words.number(churn)
                    + ": the likelihood rises for ever with alpha and beta, only their ratio is identified";
        }
        if (shapes < 1 / ALIKE) {
            return "customers leave at the first renewal or never (alpha/(alpha+beta) = " + Words.number(churn)
                    + " of them at the first): of alpha and beta only their ratio is identified";
        }
        if (churn < NEARLY_NONE || 1 - churn < NEARLY_NONE) {
            return "nearly " + (churn < NEARLY_NONE ? "no" : "every")
                    + " customer leaves at the first renewal (alpha/(alpha+beta) = " + Words.number(churn)
                    + "): alpha and beta are not identified";
        }
        return null;
    }

    @Override
    public double value(double[] theta, double @Nullable [] gradient) {
        double alpha = Math.exp(theta[0]);
        double beta = Math.exp(theta[1]);
        double c = size() == 2 ? 1 : Math.exp(theta[2]);
        double value = 0;
        double inAlpha = 0;
        double inBeta = 0;
        double inC = 0;
        for (int t = 1; t <= tenures.longest(); t++) {
            double stay = renewed[t];
            double leave = tenures.lost(t);
            if (stay + leave == 0) {
                break;
            }
            double power = Math.pow(t - 1.0, c);
            double step = Bdw.growth(c, t - 1.0, 1);
            double b = beta + power;
            double log = BetaRatio.log(alpha, b, step);
            double churn = -Math.expm1(log);
            value += stay * log + (leave > 0 ? leave * Math.log(churn) : 0);
            if (gradient != null) {
                // d ln(1−r) = −r/(1−r) d ln r.
                double weight = stay - (leave > 0 ? leave * (Math.exp(log) / churn) : 0);
                double second = BetaRatio.slopeInB(alpha, b, step);
                inAlpha -= weight * BetaRatio.digammaRising(alpha + b, step);
                inBeta += weight * second;
                if (size() == 3) {
                    double begun = t == 1 ? 0 : power * Math.log(t - 1.0);
                    double ended = (power + step) * Math.log((double) t);
                    double slope = BetaRatio.digammaRising(b + step, alpha);
                    inC += weight * (begun * second - (ended - begun) * slope);
                }
            }
        }
        if (gradient != null) {
            gradient[0] = -alpha * inAlpha;
            gradient[1] = -beta * inBeta;
            if (size() == 3) {
                gradient[2] = -c * inC;
            }
        }
        return -value;
    }
}
