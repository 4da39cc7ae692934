package io.github.clv4j.model;

import io.github.clv4j.fit.FitException;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.internal.math.Gammas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minus the log-likelihood of {@link BgBb} over columns with its gradient, in θ = (ln α, ln β, ln γ, ln δ).
 *
 * <p>The terms of the sum over the last opportunity alive do not depend on n: rows that share x and t<sub>x</sub>, which
 * stand next to each other with n ascending, go on where the row before stopped. Its plain twin is {@link
 * BgBb#logLikelihood}.
 */
final class BgBbLikelihood implements Likelihood {
    private static final double MOST = Math.log(1e6);
    private static final int PIECE = 1 << 10;

    /** Above this a sum of shapes is as good as infinite: customers are alike. */
    private static final double ALIKE = 1e3;

    private static final double NEARLY_NONE = 1e-4;

    private final HistoryColumns columns;

    BgBbLikelihood(HistoryColumns columns) {
        this.columns = columns;
        if (!(columns.purchases() > 0)) {
            throw new FitException(Words.noRepeat(name(), columns.customers));
        }
    }

    @Override
    public String name() {
        return ModelFamily.BG_BB.displayName();
    }

    @Override
    public List<String> parameterNames() {
        return ModelFamily.BG_BB.parameterNames();
    }

    @Override
    public int size() {
        return 4;
    }

    @Override
    public long customers() {
        return columns.customers;
    }

    @Override
    public Likelihood thinned(int wanted) {
        HistoryColumns sample = columns.thinned(wanted);
        return sample == columns || !(sample.purchases() > 0) ? this : new BgBbLikelihood(sample);
    }

    /**
     * Means from the data, shapes from rough to usual. Up to the last purchase a customer was alive, so x / t_x tells the
     * purchase probability; what is missing of it over all opportunities tells how many had dropped out.
     */
    @Override
    public List<double[]> starts() {
        double seen = 0;
        double all = 0;
        for (int i = 0; i < columns.rows; i++) {
            seen += columns.weight[i] * columns.times[columns.txTime[i]];
            all += columns.weight[i] * columns.times[columns.ageTime[i]];
        }
        double p = Math.min(0.95, columns.purchases() / seen);
        double alive = Math.min(0.95, Math.max(0.05, columns.purchases() / (p * all)));
        double leaves = Math.min(0.8, 2 * (1 - alive) / (alive * (1 + all / columns.customers)));
        return List.of(start(p, 2, leaves, 3), start(p / 2, 1, leaves / 2, 1), start(p, 8, leaves, 20));
    }

    private static double[] start(double p, double shapes, double leaves, double leavingShapes) {
        return new double[] {
            Math.log(p * shapes),
            Math.log((1 - p) * shapes),
            Math.log(leaves * leavingShapes),
            Math.log((1 - leaves) * leavingShapes)
        };
    }

    @Override
    public double[] lower() {
        return new double[] {-MOST, -MOST, -MOST, -MOST};
    }

    @Override
    public double[] upper() {
        return new double[] {MOST, MOST, MOST, MOST};
    }

    @Override
    public double[] parameters(double[] theta) {
        return new double[] {Math.exp(theta[0]), Math.exp(theta[1]), Math.exp(theta[2]), Math.exp(theta[3])};
    }

    @Override
    public double[] theta(double[] parameters) {
        return new double[] {
            Math.log(parameters[0]), Math.log(parameters[1]), Math.log(parameters[2]), Math.log(parameters[3])
        };
    }

    @Override
    public @Nullable String limit(double[] parameters) {
        double buying = parameters[0] + parameters[1];
        double p = parameters[0] / buying;
        double leaving = parameters[2] + parameters[3];
        double leaves = parameters[2] / leaving;
        if (leaves < NEARLY_NONE) {
            return "no customer is seen to drop out (mean dropout probability gamma/(gamma+delta) = "
                    + Words.number(leaves)
                    + "): the model has become the beta-binomial, and gamma and delta are not identified";
        }
        if (1 - leaves < NEARLY_NONE) {
            return "nearly every customer drops out before the first opportunity (gamma/(gamma+delta) = "
                    + Words.number(leaves) + "): gamma and delta are not identified";
        }
        if (1 - p < NEARLY_NONE) {
            return "customers buy at every opportunity while alive (alpha/(alpha+beta) = " + Words.number(p)
                    + "): alpha and beta are not identified";
        }
        if (leaving > ALIKE) {
            return "all customers have nearly the same dropout probability gamma/(gamma+delta) = "
                    + Words.number(leaves)
                    + ": the likelihood rises for ever with gamma and delta, only their ratio is identified";
        }
        if (buying > ALIKE) {
            return "all customers have nearly the same purchase probability alpha/(alpha+beta) = " + Words.number(p)
                    + ": the likelihood rises for ever with alpha and beta, only their ratio is identified";
        }
        if (leaving < 1 / ALIKE) {
            return "customers drop out at once or never (gamma/(gamma+delta) = " + Words.number(leaves)
                    + " of them at once): of gamma and delta only their ratio is identified";
        }
        if (buying < 1 / ALIKE) {
            return "customers buy always or never (alpha/(alpha+beta) = " + Words.number(p)
                    + " of them always): of alpha and beta only their ratio is identified";
        }
        return null;
    }

    @Override
    public double value(double[] theta, double @Nullable [] gradient) {
        double[] shapes = parameters(theta);
        int pieces = (columns.rows + PIECE - 1) / PIECE;
        double[][] part = new double[pieces][5];
        Parallel.pieces(
                pieces, piece -> rows(piece * PIECE, Math.min(columns.rows, (piece + 1) * PIECE), shapes, part[piece]));
        double[] sums = new double[5];
        for (double[] piece : part) {
            for (int s = 0; s < sums.length; s++) {
                sums[s] += piece[s];
            }
        }
        for (int i = 0; gradient != null && i < 4; i++) {
            gradient[i] = -shapes[i] * sums[1 + i];
        }
        return -sums[0];
    }

    private void rows(int from, int to, double[] shapes, double[] sums) {
        Walk walk = new Walk(shapes);
        int lastX = -1;
        int lastTx = -1;
        for (int i = from; i < to; i++) {
            int x = columns.x[i];
            int tx = columns.txTime[i];
            if (x != lastX || tx != lastTx) {
                lastX = x;
                lastTx = tx;
                walk.begin(x, (int) columns.times[tx]);
            }
            walk.add(columns.times[columns.ageTime[i]], columns.weight[i], sums);
        }
    }

    /**
     * The row's likelihood is D (γ Σ<sub>j</sub> u<sub>j</sub> + u<sub>m</sub> (γ+δ+n)), m = n − t_x, with D = (α)<sub>x</sub>
     * (β)<sub>t_x−x</sub> / (α+β)<sub>t_x</sub> · (δ)<sub>t_x</sub> / (γ+δ)<sub>t_x+1</sub> and u<sub>0</sub> = 1,
     * u<sub>j+1</sub>/u<sub>j</sub> = (β+t_x−x+j)/(α+β+t_x+j) · (δ+t_x+j)/(γ+δ+t_x+1+j).
     */
    private static final class Walk {
        /** u below this part of the sum changes neither it nor its slopes. */
        private static final double NEGLIGIBLE = 1e-20;

        private final double alpha;
        private final double beta;
        private final double gamma;
        private final double delta;
        private double tx;
        private double misses;
        private double logD;
        private final double[] slopeD = new double[4];

        /** u_j at the j reached, the slopes of its logarithm, and the sums over those before. */
        private int j;

        private double u;
        private double uAlpha;
        private double uBeta;
        private double uGamma;
        private double uDelta;
        private double sum;
        private double sumAlpha;
        private double sumBeta;
        private double sumGamma;
        private double sumDelta;

        Walk(double[] shapes) {
            this.alpha = shapes[0];
            this.beta = shapes[1];
            this.gamma = shapes[2];
            this.delta = shapes[3];
        }

        void begin(int x, int last) {
            tx = last;
            misses = last - x;
            logD = Gammas.logBetaRising(beta, alpha, x)
                    + Gammas.logBetaRising(alpha + x, beta, last - x)
                    + Gammas.logBetaRising(gamma, delta, last)
                    - Math.log(gamma + delta + last);
            double inBuying = Gammas.digammaRising(alpha + beta, last);
            double inLeaving = Gammas.digammaRising(gamma + delta, last + 1);
            slopeD[0] = Gammas.digammaRising(alpha, x) - inBuying;
            slopeD[1] = Gammas.digammaRising(beta, last - x) - inBuying;
            slopeD[2] = -inLeaving;
            slopeD[3] = Gammas.digammaRising(delta, last) - inLeaving;
            j = 0;
            u = 1;
            uAlpha = 0;
            uBeta = 0;
            uGamma = 0;
            uDelta = 0;
            sum = 0;
            sumAlpha = 0;
            sumBeta = 0;
            sumGamma = 0;
            sumDelta = 0;
        }

        void add(double n, double weight, double[] sums) {
            double left = gamma + delta + n;
            double enough = NEGLIGIBLE * gamma / (left * left);
            int missed = (int) (n - tx);
            while (j < missed && !(u < enough * sum)) {
                step();
            }
            double alive = u * left;
            double whole = gamma * sum + alive;
            double scale = weight / whole;
            sums[0] += weight * (logD + Math.log(whole));
            sums[1] += weight * slopeD[0] + scale * (gamma * sumAlpha + alive * uAlpha);
            sums[2] += weight * slopeD[1] + scale * (gamma * sumBeta + alive * uBeta);
            sums[3] += weight * slopeD[2] + scale * (sum + gamma * sumGamma + alive * uGamma + u);
            sums[4] += weight * slopeD[3] + scale * (gamma * sumDelta + alive * uDelta + u);
        }

        private void step() {
            sum += u;
            sumAlpha += u * uAlpha;
            sumBeta += u * uBeta;
            sumGamma += u * uGamma;
            sumDelta += u * uDelta;
            double missing = 1 / (beta + misses + j);
            double buying = 1 / (alpha + beta + tx + j);
            double staying = 1 / (delta + tx + j);
            double leaving = 1 / (gamma + delta + tx + 1 + j);
            u *= buying / missing * (leaving / staying);
            uAlpha -= buying;
            uBeta += missing - buying;
            uGamma -= leaving;
            uDelta += staying - leaving;
            j++;
        }
    }
}
