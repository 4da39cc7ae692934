package io.github.clv4j.model;

import io.github.clv4j.fit.FitException;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.internal.math.Gammas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minus the log-likelihood of {@link BetaGeometric} over columns, in θ = (ln r, ln α, ln a, ln b), with its gradient, and
 * for k = 1 its second derivatives.
 *
 * <p>Hot: read once a distinct history and evaluation. What depends on x alone is computed once a group of rows, what
 * depends on a time alone once a time; a row costs one exponential and one logarithm. Its plain twin is {@link
 * BetaGeometric#logLikelihood}.
 */
final class BetaGeometricLikelihood implements BlockLikelihood {
    private static final double MOST = Math.log(1e6);
    private static final int PIECE = 1 << 13;

    /** Above this a shape is as good as infinite: customers are alike. */
    private static final double ALIKE = 1e3;

    /** Sums over rows: value, gradient, second derivatives (upper triangle). */
    private static final int SUMS = 15;

    private final String name;
    private final HistoryColumns columns;
    private final int k;
    private final int d;
    private final double constant;
    private final int chosen;
    private final double scale;

    /** By time, at the point of the evaluation in hand: ln(1+τ/α) and 1/(α+τ). */
    private final double[] log;

    private final double[] inverse;

    BetaGeometricLikelihood(String name, HistoryColumns columns, int k, int d, double constant, int chosen) {
        this.name = name;
        this.columns = columns;
        this.k = k;
        this.d = d;
        this.constant = constant;
        this.chosen = chosen;
        this.scale = columns.meanAge();
        this.log = new double[columns.times.length];
        this.inverse = new double[columns.times.length];
        if (!(columns.purchases() > 0)) {
            throw new FitException(Words.noRepeat(name, columns.customers));
        }
        if (!(columns.meanAge() > 0)) {
            throw new FitException(Words.noTime(name, columns.customers));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> parameterNames() {
        return BetaGeometric.NAMES;
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
    public double constant() {
        return constant;
    }

    @Override
    public int chosenBeside() {
        return chosen;
    }

    @Override
    public HistoryColumns columns() {
        return columns;
    }

    @Override
    public BlockLikelihood thinned(int wanted) {
        HistoryColumns sample = columns.thinned(wanted);
        return sample == columns || !(sample.purchases() > 0)
                ? this
                : new BetaGeometricLikelihood(name, sample, k, d, 0, 0);
    }

    /**
     * Shapes from rough to usual, the scale so that the mean rate is a little above the observed one. In the last a few
     * customers drop out at once and the others never: a maximum of its own, beside that of a low and equal dropout of all.
     */
    @Override
    public List<double[]> starts() {
        double rate = columns.purchases() / columns.customers / scale;
        return List.of(
                start(0.5, 1.5 * rate, 0.8, 2.5),
                start(2, 1.2 * rate, 0.5, 5),
                start(0.2, 3 * rate, 1, 1),
                start(1, 1.1 * rate, 0.01, 0.5));
    }

    private double[] start(double r, double rate, double a, double b) {
        return new double[] {Math.log(r), Math.log(r / (rate * k)), Math.log(a), Math.log(b)};
    }

    @Override
    public double[] lower() {
        return new double[] {-MOST, Math.log(scale) - 1.5 * MOST, -MOST, -MOST};
    }

    @Override
    public double[] upper() {
        return new double[] {MOST, Math.log(scale) + 1.5 * MOST, MOST, MOST};
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
    public @Nullable String limit(double[] p) {
        double r = p[0];
        double a = p[2];
        double b = p[3];
        if (a / (a + b) < 1e-4) {
            return "no customer is seen to drop out (mean dropout probability a/(a+b) = " + Words.number(a / (a + b))
                    + "): the model has become the NBD, and a and b are not identified";
        }
        if (b / (a + b) < 1e-4) {
            return "nearly every customer drops out at the first opportunity (a/(a+b) = " + Words.number(a / (a + b))
                    + "): a and b are not identified";
        }
        if (a + b > ALIKE) {
            return "all customers have nearly the same dropout probability a/(a+b) = " + Words.number(a / (a + b))
                    + ": the likelihood rises for ever with a and b, only their ratio is identified";
        }
        if (r > ALIKE) {
            return "all customers buy at nearly the same rate r/alpha = " + Words.number(r / p[1])
                    + ": the likelihood rises for ever with r and alpha, only their ratio is identified";
        }
        if (r < 1 / ALIKE) {
            return "nearly all purchases come from a few customers (r = " + Words.number(r)
                    + "): r and alpha are not identified";
        }
        return null;
    }

    @Override
    public double value(double[] theta, double @Nullable [] gradient) {
        double[] sums = sums(theta, false);
        if (gradient != null) {
            gradient(theta, sums, gradient);
        }
        return -sums[0];
    }

    @Override
    public void hessian(double[] theta, double[][] hessian) {
        if (k > 1) {
            BlockLikelihood.super.hessian(theta, hessian);
            return;
        }
        double[] sums = sums(theta, true);
        double[] gradient = new double[4];
        gradient(theta, sums, gradient);
        int at = 5;
        for (int i = 0; i < 4; i++) {
            for (int j = i; j < 4; j++) {
                double second = -sums[at++] * Math.exp(theta[i] + theta[j]);
                hessian[i][j] = second + (i == j ? gradient[i] : 0);
                hessian[j][i] = hessian[i][j];
            }
        }
    }

    @Override
    public void roughHessian(double[] theta, double[] gradient, double[][] hessian) {
        if (k > 1) {
            BlockLikelihood.super.roughHessian(theta, gradient, hessian);
        } else {
            hessian(theta, hessian);
        }
    }

    private static void gradient(double[] theta, double[] sums, double[] gradient) {
        for (int i = 0; i < 4; i++) {
            gradient[i] = -sums[1 + i] * Math.exp(theta[i]);
        }
    }

    @Override
    public boolean hasSecond() {
        return k == 1;
    }

    @Override
    public void addBlock(int block, double[] theta, boolean second, double[] into) {
        double[] p = parameters(theta);
        times(columns.blockTime[block], columns.blockTime[block + 1], p[1]);
        double[] sums = new double[SUMS];
        addRows(columns.blockRow[block], columns.blockRow[block + 1], p, second, sums);
        groups(columns.blockGroup[block], columns.blockGroup[block + 1], p[0], p[1], p[2], p[3], second, sums);
        into[0] += sums[0];
        int at = 5;
        for (int i = 0; i < 4; i++) {
            into[1 + i] += sums[1 + i] * p[i];
            for (int j = i; second && j < 4; j++) {
                into[at] += sums[at] * p[i] * p[j] + (i == j ? sums[1 + i] * p[i] : 0);
                at++;
            }
        }
    }

    /** Value, gradient and, if asked for, second derivatives in the parameters themselves. */
    private double[] sums(double[] theta, boolean second) {
        double[] parameters = parameters(theta);
        times(0, columns.times.length, parameters[1]);
        int pieces = (columns.rows + PIECE - 1) / PIECE;
        double[][] part = new double[pieces][SUMS];
        Parallel.pieces(pieces, p -> {
            int from = p * PIECE;
            addRows(from, Math.min(columns.rows, from + PIECE), parameters, second, part[p]);
        });
        double[] sums = new double[SUMS];
        groups(0, columns.groupX.length, parameters[0], parameters[1], parameters[2], parameters[3], second, sums);
        for (double[] piece : part) {
            for (int s = 0; s < SUMS; s++) {
                sums[s] += piece[s];
            }
        }
        return sums;
    }

    private void times(int from, int to, double alpha) {
        for (int t = from; t < to; t++) {
            // Relative to α, so that a large α costs no digits.
            log[t] = Math.log1p(columns.times[t] / alpha);
            inverse[t] = 1 / (alpha + columns.times[t]);
        }
    }

    private void addRows(int from, int to, double[] p, boolean second, double[] sums) {
        if (k == 1) {
            rows(from, to, p[0], p[1], p[2], p[3], second, sums);
        } else {
            regularRows(from, to, p[0], p[1], p[2], p[3], sums);
        }
    }

    /** Terms of x alone: ln Γ(r+kx)/Γ(r), ln B(a,b+x+d)/B(a,b), and −kx ln α, for the rows' logarithms are relative to α. */
    private void groups(int from, int to, double r, double alpha, double a, double b, boolean second, double[] sums) {
        double logAlpha = Math.log(alpha);
        for (int g = from; g < to; g++) {
            double w = columns.groupWeight[g];
            int events = k * columns.groupX[g];
            int survived = columns.groupX[g] + d;
            sums[0] += w * (Gammas.logRising(r, events) + Gammas.logBetaRising(a, b, survived) - events * logAlpha);
            double inB = Gammas.digammaRising(b, survived);
            double inSum = Gammas.digammaRising(a + b, survived);
            sums[1] += w * Gammas.digammaRising(r, events);
            sums[2] -= w * events / alpha;
            sums[3] -= w * inSum;
            sums[4] += w * (inB - inSum);
            if (!second) {
                continue;
            }
            double curveSum = Gammas.trigammaRising(a + b, survived);
            sums[5] += w * Gammas.trigammaRising(r, events);
            sums[9] += w * events / (alpha * alpha);
            sums[12] -= w * curveSum;
            sums[13] -= w * curveSum;
            sums[14] += w * (Gammas.trigammaRising(b, survived) - curveSum);
        }
    }

    /**
     * k = 1: −R ln(1+T/α) + ln(1 + e^u), u = ln a − ln(b+x−1+d) + R ln((α+T)/(α+t_x)), R = r + x.
     */
    private void rows(int from, int to, double r, double alpha, double a, double b, boolean second, double[] sums) {
        double value = 0;
        double inR = 0;
        double inAlpha = 0;
        double inA = 0;
        double inB = 0;
        double rr = 0;
        double ra = 0;
        double rb = 0;
        double rAlpha = 0;
        double alphaAlpha = 0;
        double alphaA = 0;
        double alphaB = 0;
        double aa = 0;
        double ab = 0;
        double bb = 0;
        double overA = 1 / a;
        int lastX = -1;
        double start = 0;
        double overB = 0;
        for (int i = from; i < to; i++) {
            double w = columns.weight[i];
            int x = columns.x[i];
            int age = columns.ageTime[i];
            double shape = r + x;
            double logAge = log[age];
            double invAge = inverse[age];
            value -= w * shape * logAge;
            inR -= w * logAge;
            // d/dα of −R ln(1+T/α) is R (1/α − 1/(α+T)).
            inAlpha += w * shape * (1 / alpha - invAge);
            if (second) {
                rAlpha += w * (1 / alpha - invAge);
                alphaAlpha += w * shape * (invAge * invAge - 1 / (alpha * alpha));
            }
            if (x + d > 0) {
                if (x != lastX) {
                    lastX = x;
                    overB = 1 / (b + (x - 1 + d));
                    start = Math.log(a * overB);
                }
                double invTx = inverse[columns.txTime[i]];
                double apart = logAge - log[columns.txTime[i]];
                double u = start + shape * apart;
                double e = Math.exp(-Math.abs(u));
                double dead = u >= 0 ? 1 / (1 + e) : e / (1 + e);
                value += w * (Math.max(u, 0) + Math.log(1 + e));
                double uAlpha = shape * (invAge - invTx);
                double wd = w * dead;
                inR += wd * apart;
                inAlpha += wd * uAlpha;
                inA += wd;
                inB -= wd * overB;
                if (second) {
                    double c = wd * (1 - dead);
                    rr += c * apart * apart;
                    rAlpha += wd * (invAge - invTx) + c * apart * uAlpha;
                    ra += c * apart;
                    rb -= c * apart * overB;
                    alphaAlpha += wd * shape * (invTx * invTx - invAge * invAge) + c * uAlpha * uAlpha;
                    alphaA += c * uAlpha;
                    alphaB -= c * uAlpha * overB;
                    aa += c - wd;
                    ab -= c * overB;
                    bb += (wd + c) * overB * overB;
                }
            }
        }
        sums[0] = value;
        sums[1] = inR;
        sums[2] = inAlpha;
        sums[3] = inA * overA;
        sums[4] = inB;
        sums[5] = rr;
        sums[6] = rAlpha;
        sums[7] = ra * overA;
        sums[8] = rb;
        sums[9] = alphaAlpha;
        sums[10] = alphaA * overA;
        sums[11] = alphaB;
        sums[12] = aa * overA * overA;
        sums[13] = ab * overA;
        sums[14] = bb;
    }

    /**
     * k above 1: −R ln(1+T/α) + ln(S₁ + S₂) with R = r + kx and S₂ = 1 + Σ_j (R)_j q^j / j!, q = (T−t_x)/(α+T).
     */
    private void regularRows(int from, int to, double r, double alpha, double a, double b, double[] sums) {
        for (int i = from; i < to; i++) {
            double w = columns.weight[i];
            int x = columns.x[i];
            int age = columns.ageTime[i];
            int tx = columns.txTime[i];
            double shape = r + (double) k * x;
            double invAge = inverse[age];
            double q = (columns.times[age] - columns.times[tx]) * invAge;
            double term = 1;
            double survived = 1;
            double harmonic = 0;
            double inR = 0;
            double inQ = 0;
            for (int j = 1; j < k; j++) {
                harmonic += 1 / (shape + j - 1);
                term *= (shape + j - 1) * q / j;
                survived += term;
                inR += term * harmonic;
                inQ += term * j;
            }
            double logSurvived = Math.log(survived);
            double slopeR = inR / survived;
            double slopeAlpha = -inQ / survived * invAge;
            double dead = 0;
            double softplus = 0;
            double apart = 0;
            double uAlpha = 0;
            double overB = 0;
            if (x + d > 0) {
                overB = 1 / (b + (x - 1 + d));
                apart = log[age] - log[tx];
                uAlpha = shape * (invAge - inverse[tx]);
                double u = Math.log(a * overB) + shape * apart - logSurvived;
                double e = Math.exp(-Math.abs(u));
                dead = u >= 0 ? 1 / (1 + e) : e / (1 + e);
                softplus = Math.max(u, 0) + Math.log(1 + e);
            }
            sums[0] += w * (-shape * log[age] + logSurvived + softplus);
            sums[1] += w * (-log[age] + (1 - dead) * slopeR + dead * apart);
            sums[2] += w * (shape * (1 / alpha - invAge) + (1 - dead) * slopeAlpha + dead * uAlpha);
            sums[3] += w * dead / a;
            sums[4] -= w * dead * overB;
        }
    }
}
