package io.github.clv4j.model;

import io.github.clv4j.fit.FitException;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.internal.math.Stirling;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minus the log-likelihood of {@link GammaGamma} over columns, with its gradient and its second derivatives, in θ = (ln p,
 * ln q, ln m) with m = νp/q. The scale m is what the data tell best; at the limits p → ∞ and q → ∞ it stays where it is
 * while ν goes to 0 or to infinity, so that the search does not have to follow a ridge, and ν is then reported as unknown.
 *
 * <p>With a = px, s = a + q, r = z/m and D = ar + q a customer's term is −ln z + a ln r − s ln(D/s) + G(a, q), where G has
 * what depends on x alone and is computed once an x. Hot: a row costs one division and one logarithm. Its plain twin is
 * {@link GammaGamma#logLikelihood(int, double)}.
 */
final class GammaGammaLikelihood implements Likelihood {
    static final String NAME = "Gamma-Gamma";

    private static final double MOST = Math.log(1e6);
    private static final int PIECE = 1 << 13;

    /** Above this a shape is as good as infinite. */
    private static final double ALIKE = 1e3;

    /** Sums over rows: value, gradient, second derivatives (upper triangle). */
    private static final int SUMS = 10;

    private final SpendColumns columns;

    /** The geometric mean of z, and the sums of ln z and of x ln z relative to it. */
    private final double scale;

    private final double logs;
    private final double purchases;
    private final double purchaseLogs;

    /** The sums at the point that was asked for last: the search asks for value and second derivatives one by one. */
    private double @Nullable [] last;

    private double[] lastSums = {};

    GammaGammaLikelihood(SpendColumns columns) {
        this.columns = columns;
        if (columns.customers >= GammaGamma.NAMES.size() && columns.isAllEqual()) {
            throw new FitException(NAME + " cannot be identified: all " + columns.customers
                    + " customers have the same mean spend, " + columns.mean[0]
                    + ", so that the likelihood rises without bound with p and q");
        }
        double[][] part = inPieces((from, to, sums) -> {
            for (int i = from; i < to; i++) {
                double log = Math.log(columns.mean[i]);
                double weighted = columns.weight[i] * log;
                sums[0] += weighted;
                sums[1] += weighted * columns.x[i];
            }
        });
        double count = 0;
        for (int g = 0; g < columns.groupX.length; g++) {
            count += columns.groupWeight[g] * columns.groupX[g];
        }
        double[] sums = sum(part);
        this.logs = sums[0];
        this.scale = Math.exp(logs / columns.customers);
        this.purchases = count;
        this.purchaseLogs = sums[1] - count * Math.log(scale);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> parameterNames() {
        return GammaGamma.NAMES;
    }

    @Override
    public int size() {
        return 3;
    }

    @Override
    public long customers() {
        return columns.customers;
    }

    @Override
    public Likelihood thinned(int wanted) {
        SpendColumns sample = columns.thinned(wanted);
        return sample == columns || sample.isAllEqual() ? this : new GammaGammaLikelihood(sample);
    }

    /** From usual shapes to customers alike and to amounts alike, around the geometric mean. */
    @Override
    public List<double[]> starts() {
        double m = Math.log(scale);
        return List.of(
                new double[] {Math.log(5), Math.log(4), m},
                new double[] {0, Math.log(3), m},
                new double[] {Math.log(50), Math.log(3), m},
                new double[] {Math.log(5), Math.log(50), m});
    }

    @Override
    public double[] lower() {
        return new double[] {-MOST, -MOST, Math.log(columns.least) - 2 * MOST};
    }

    @Override
    public double[] upper() {
        return new double[] {MOST, MOST, Math.log(columns.most) + 2 * MOST};
    }

    @Override
    public double[] parameters(double[] theta) {
        return new double[] {Math.exp(theta[0]), Math.exp(theta[1]), Math.exp(theta[2] + theta[1] - theta[0])};
    }

    @Override
    public double[] theta(double[] parameters) {
        double logP = Math.log(parameters[0]);
        double logQ = Math.log(parameters[1]);
        return new double[] {logP, logQ, Math.log(parameters[2]) + logP - logQ};
    }

    @Override
    public double[][] logJacobian() {
        return new double[][] {{1, 0, 0}, {0, 1, 0}, {-1, 1, 1}};
    }

    @Override
    public @Nullable String limit(double[] parameters) {
        double p = parameters[0];
        double q = parameters[1];
        if (p > ALIKE && q > ALIKE) {
            return "all purchases of all customers are of nearly the same amount: the likelihood rises for ever with p and"
                    + " q, only nu p / q is identified";
        }
        if (p > ALIKE) {
            return "all purchases of a customer are of nearly the same amount: the likelihood rises for ever with p, only"
                    + " nu p is identified; a customer's mean spend tells all that is to come";
        }
        if (q > ALIKE) {
            return "all customers spend nearly alike: the likelihood rises for ever with q and nu, only their ratio is"
                    + " identified; a customer's own mean spend tells nothing";
        }
        if (p < 1 / ALIKE) {
            return "the amounts of a customer's purchases differ by orders of magnitude (p = " + Words.number(p)
                    + "): p and nu are not identified";
        }
        if (q < 1 / ALIKE) {
            return "the mean spends of customers differ by orders of magnitude (q = " + Words.number(q)
                    + "): q and nu are not identified";
        }
        return null;
    }

    @Override
    public @Nullable String remark(double[] parameters) {
        String left = columns.excluded == 0
                ? ""
                : "; " + columns.excluded + (columns.excluded == 1 ? " customer" : " customers")
                        + " with a mean spend not above 0 left out";
        double q = parameters[1];
        String mean = q > 1
                ? ""
                : "; the mean spend across customers does not exist (q = " + q
                        + "; it must be above 1), so that of a customer without purchases nothing finite is expected";
        return left.isEmpty() && mean.isEmpty() ? null : (left + mean).substring(2);
    }

    @Override
    public double value(double[] theta, double @Nullable [] gradient) {
        double[] sums = sums(theta);
        for (int i = 0; gradient != null && i < 3; i++) {
            gradient[i] = -sums[1 + i];
        }
        return -sums[0];
    }

    @Override
    public void hessian(double[] theta, double[][] hessian) {
        double[] sums = sums(theta);
        int at = 4;
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < 3; j++) {
                hessian[i][j] = -sums[at++];
                hessian[j][i] = hessian[i][j];
            }
        }
    }

    @Override
    public void roughHessian(double[] theta, double[] gradient, double[][] hessian) {
        hessian(theta, hessian);
    }

    /** Value, gradient and second derivatives in θ. */
    private double[] sums(double[] theta) {
        if (last != null && Arrays.equals(last, theta)) {
            return lastSums;
        }
        double p = Math.exp(theta[0]);
        double q = Math.exp(theta[1]);
        double m = Math.exp(theta[2]);
        double[] sums = sum(inPieces((from, to, part) -> rows(from, to, p, q, m, part)));
        groups(p, q, sums);
        double linear = p * (purchaseLogs - purchases * (theta[2] - Math.log(scale)));
        sums[0] += linear - logs;
        sums[1] += linear;
        sums[4] += linear;
        last = theta.clone();
        lastSums = sums;
        return sums;
    }

    /**
     * G(a, q) = ½ ln(aq / 2πs) + δ(s) − δ(a) − δ(q), δ the remainder of Stirling's formula: ln Γ(s) / Γ(a)Γ(q) with the
     * powers that the rows' terms are relative to.
     */
    static double shapes(double a, double q) {
        double s = a + q;
        return 0.5 * Math.log(a / s * q / (2 * Math.PI))
                + (Stirling.remainder(s) - Stirling.remainder(a) - Stirling.remainder(q));
    }

    private void groups(double p, double q, double[] sums) {
        double inQ = Stirling.digammaRemainder(q);
        double curveQ = Stirling.trigammaRemainder(q);
        for (int g = 0; g < columns.groupX.length; g++) {
            double w = columns.groupWeight[g];
            double a = p * columns.groupX[g];
            double inSum = Stirling.digammaRemainder(a + q);
            double curveSum = Stirling.trigammaRemainder(a + q);
            double slopeA = a * (inSum - Stirling.digammaRemainder(a));
            double slopeQ = q * (inSum - inQ);
            sums[0] += w * shapes(a, q);
            sums[1] += w * slopeA;
            sums[2] += w * slopeQ;
            sums[4] += w * (a * a * (curveSum - Stirling.trigammaRemainder(a)) + slopeA);
            sums[5] += w * a * q * curveSum;
            sums[7] += w * (q * q * (curveSum - curveQ) + slopeQ);
        }
    }

    /** The rows' −s ln(D/s), with the derivatives, from sums over the rows of one x of powers of h = (r−1)/D and 1/D. */
    private void rows(int from, int to, double p, double q, double m, double[] sums) {
        int group = Arrays.binarySearch(columns.groupX, columns.x[from]);
        int at = from;
        while (at < to) {
            int end = Math.min(to, columns.groupStart[group + 1]);
            double a = p * columns.groupX[group];
            group(at, end, a, q, 1 / m, sums);
            at = end;
            group++;
        }
    }

    private void group(int from, int to, double a, double q, double overM, double[] sums) {
        double s = a + q;
        double overS = 1 / s;
        double log = 0;
        double inH = 0;
        double inHh = 0;
        double inHd = 0;
        double inRhd = 0;
        double inRdd = 0;
        for (int i = from; i < to; i++) {
            double r = columns.mean[i] * overM;
            double d = a * r + q;
            double inverse = 1 / d;
            double h = (r - 1) * inverse;
            double w = columns.weight[i];
            double wh = w * h;
            double rd = r * inverse;
            log += w * Math.log(d * overS);
            inH += wh;
            inHh += wh * h;
            inHd += wh * inverse;
            inRhd += wh * rd;
            inRdd += w * rd * inverse;
        }
        double slopeA = -a * (log + q * inH);
        double slopeQ = q * (a * inH - log);
        double both = a * q * a * q * overS * inHh;
        sums[0] -= s * log;
        sums[1] += slopeA;
        sums[2] += slopeQ;
        sums[3] += a * q * inH;
        sums[4] += both + slopeA;
        sums[5] -= both;
        sums[6] += a * q * q * inHd;
        sums[7] += both + slopeQ;
        sums[8] += a * a * q * inRhd;
        sums[9] -= a * q * s * inRdd;
    }

    @FunctionalInterface
    private interface Rows {
        void add(int from, int to, double[] sums);
    }

    private double[][] inPieces(Rows rows) {
        int pieces = (columns.rows + PIECE - 1) / PIECE;
        double[][] part = new double[pieces][SUMS];
        Parallel.pieces(
                pieces, piece -> rows.add(piece * PIECE, Math.min(columns.rows, (piece + 1) * PIECE), part[piece]));
        return part;
    }

    private static double[] sum(double[][] part) {
        double[] sums = new double[SUMS];
        for (double[] piece : part) {
            for (int s = 0; s < SUMS; s++) {
                sums[s] += piece[s];
            }
        }
        return sums;
    }
}
