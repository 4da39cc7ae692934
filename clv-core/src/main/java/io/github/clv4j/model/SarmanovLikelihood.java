package io.github.clv4j.model;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.internal.math.Gammas;
import io.github.clv4j.internal.math.GaussLegendre;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minus the log-likelihood of {@link CorrelatedParetoNbd} over columns with its gradient. Each row is Pareto/NBD's integral
 * over the time since the last purchase with the factor of {@link Sarmanov} in it.
 *
 * <p>The bounds of m depend on the other parameters, and the maximum often lies where two of them meet, in a kink. So a
 * search is for one sign of m, in θ = (ln r, ln s, ℓ, z₁, z₂) with ℓ = logit L<sub>B</sub> and z the logarithms of what
 * must be at most 1: of m L<sub>A</sub> (1−L<sub>B</sub>) and m (1−L<sub>A</sub>) L<sub>B</sub> for m above 0, of −m
 * L<sub>A</sub> L<sub>B</sub> and −m (1−L<sub>A</sub>)(1−L<sub>B</sub>) below. Then logit L<sub>A</sub> is ℓ + z₁ − z₂ or
 * z₁ − z₂ − ℓ, all is smooth, and each bound is one of one variable. What is found is described in (ln r, ln α, ln s, ln
 * β, m / unit).
 */
final class SarmanovLikelihood implements Likelihood {
    static final String NAME = "correlated Pareto/NBD";
    private static final List<String> NAMES = List.of("r", "alpha", "s", "beta", "m");
    private static final int SIZE = 5;
    private static final int M = 4;
    private static final int PIECE = 1 << 8;

    /** Bounds of ℓ and z: a probability, or its complement, of 1e-17; and m at this part of its bound, which is 0. */
    private static final double FARTHEST = 40;

    /** Nearer to its bound than this part of it, m is held there. */
    private static final double AT_BOUND = 1e-6;

    private final HistoryColumns columns;

    /** Pareto/NBD's, for its starts, bounds and limits. */
    private final GammaLifetimeLikelihood free;

    /** The sign of m to be searched, with a prior's centre and precision; 0 to describe. */
    private final int sign;

    private final double[] centre;
    private final double precision;

    /** Of m in θ. */
    private final double unit;

    /** m where it is held at a bound; NaN where it is not. */
    private final double held;

    private SarmanovLikelihood(
            HistoryColumns columns,
            GammaLifetimeLikelihood free,
            int sign,
            double[] centre,
            double precision,
            double unit,
            double held) {
        this.columns = columns;
        this.free = free;
        this.sign = sign;
        this.centre = centre;
        this.precision = precision;
        this.unit = unit;
        this.held = held;
    }

    static SarmanovLikelihood of(HistoryColumns columns) {
        GammaLifetimeLikelihood free = new GammaLifetimeLikelihood(NAME, false, columns);
        return new SarmanovLikelihood(columns, free, 0, new double[M], 0, 1, Double.NaN);
    }

    /**
     * To be searched for an m of a sign, with a prior on the logarithms of the other parameters.
     *
     * @param middle the prior's centre
     * @param sd the prior's standard deviation; infinite for no prior
     */
    SarmanovLikelihood searched(int signOfM, double[] middle, double sd) {
        return new SarmanovLikelihood(columns, free, signOfM, middle, 1 / (sd * sd), 1, Double.NaN);
    }

    /** To be described at these parameters. */
    SarmanovLikelihood around(double[] parameters) {
        Sarmanov tie = tie(parameters);
        return new SarmanovLikelihood(columns, free, 0, centre, 0, tie.upper() - tie.lower(), heldAt(parameters));
    }

    private static Sarmanov tie(double[] p) {
        return new Sarmanov(p[0], p[1], p[2], p[3], p[M]);
    }

    /** The bound that m stands at, NaN if it does not. */
    static double heldAt(double[] parameters) {
        Sarmanov tie = tie(parameters);
        double m = parameters[M];
        if (m > 0 && m >= tie.upper() * (1 - AT_BOUND)) {
            return tie.upper();
        }
        return m < 0 && m <= tie.lower() * (1 - AT_BOUND) ? tie.lower() : Double.NaN;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> parameterNames() {
        return NAMES;
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public long customers() {
        return columns.customers;
    }

    @Override
    public boolean isSigned(int parameter) {
        return parameter == M;
    }

    @Override
    public double[][] logJacobian() {
        double[][] jacobian = Likelihood.super.logJacobian();
        jacobian[M][M] = unit;
        return jacobian;
    }

    @Override
    public SarmanovLikelihood thinned(int wanted) {
        HistoryColumns sample = columns.thinned(wanted);
        return sample == columns || !(sample.purchases() > 0) ? this : of(sample);
    }

    @Override
    public List<double[]> starts() {
        List<double[]> starts = free.starts();
        return starts.stream()
                .map(start -> sign == 0 ? Arrays.copyOf(start, SIZE) : theta(halfWay(start)))
                .toList();
    }

    /** The parameters of a start with m half way to its bound. */
    private double[] halfWay(double[] start) {
        double[] p = Arrays.copyOf(free.parameters(start), SIZE);
        p[M] = bound(p) / 2;
        return p;
    }

    /** The bound of m on the side that is searched. */
    double bound(double[] p) {
        Sarmanov tie = tie(p);
        return sign > 0 ? tie.upper() : tie.lower();
    }

    @Override
    public double[] lower() {
        double[] lower = Arrays.copyOf(free.lower(), SIZE);
        if (sign == 0) {
            lower[M] = Double.isNaN(held) ? Double.NEGATIVE_INFINITY : held / unit;
            return lower;
        }
        return new double[] {lower[0], lower[2], -FARTHEST, -2 * FARTHEST, -2 * FARTHEST};
    }

    @Override
    public double[] upper() {
        double[] upper = Arrays.copyOf(free.upper(), SIZE);
        if (sign == 0) {
            upper[M] = Double.isNaN(held) ? Double.POSITIVE_INFINITY : held / unit;
            return upper;
        }
        return new double[] {upper[0], upper[2], FARTHEST, 0, 0};
    }

    @Override
    public double[] parameters(double[] theta) {
        Point p = new Point(theta);
        return new double[] {p.r, p.alpha, p.s, p.beta, p.m};
    }

    @Override
    public double[] theta(double[] p) {
        if (sign == 0) {
            return new double[] {Math.log(p[0]), Math.log(p[1]), Math.log(p[2]), Math.log(p[3]), p[M] / unit};
        }
        double minusLogA = p[0] * Math.log1p(1 / p[1]);
        double minusLogB = p[2] * Math.log1p(1 / p[3]);
        double logNotA = Math.log(-Math.expm1(-minusLogA));
        double logNotB = Math.log(-Math.expm1(-minusLogB));
        double logM = Math.log(Math.abs(p[M]));
        return new double[] {
            Math.log(p[0]),
            Math.log(p[2]),
            -minusLogB - logNotB,
            logM - minusLogA + (sign > 0 ? logNotB : -minusLogB),
            logM + logNotA + (sign > 0 ? -minusLogB : logNotB)
        };
    }

    @Override
    public @Nullable String limit(double[] p) {
        double bound = heldAt(p);
        if (Double.isNaN(bound)) {
            return free.limit(p);
        }
        return "the likelihood is highest at the bound of m, its " + (bound > 0 ? "upper" : "lower") + " one "
                + Words.number(bound) + ": a correlation of " + Words.number(tie(p).correlation())
                + " between purchase rates and dropout rates; the data do not bound it from that side";
    }

    @Override
    public @Nullable String remark(double[] p) {
        return Double.isNaN(heldAt(p))
                ? "purchase rates and dropout rates have a correlation of " + Words.number(tie(p).correlation())
                : null;
    }

    /** The parameters at θ and what depends on them alone. */
    private final class Point {
        final double r;
        final double alpha;
        final double s;
        final double beta;
        final double m;

        /** L<sub>A</sub> and L<sub>B</sub> with their derivatives in the logarithms of r and α, s and β. */
        final double a;

        final double b;
        final double aOfR;
        final double aOfAlpha;
        final double bOfS;
        final double bOfBeta;

        /** 1 − L<sub>A</sub> and 1 − L<sub>B</sub>. */
        final double notA;

        final double notB;
        final Sarmanov tie;

        Point(double[] theta) {
            r = Math.exp(theta[0]);
            if (sign == 0) {
                alpha = Math.exp(theta[1]);
                s = Math.exp(theta[2]);
                beta = Math.exp(theta[3]);
                m = theta[M] * unit;
            } else {
                double logit = theta[2];
                double logitA = theta[3] - theta[4] + sign * logit;
                s = Math.exp(theta[1]);
                alpha = 1 / Math.expm1(minusLog(logitA) / r);
                beta = 1 / Math.expm1(minusLog(logit) / s);
                m = sign * Math.exp(theta[3] + minusLog(logitA) + minusLog(-sign * logit));
            }
            double logA = r * Math.log1p(1 / alpha);
            double logB = s * Math.log1p(1 / beta);
            a = Math.exp(-logA);
            b = Math.exp(-logB);
            notA = -Math.expm1(-logA);
            notB = -Math.expm1(-logB);
            aOfR = -a * logA;
            aOfAlpha = a * r / (alpha + 1);
            bOfS = -b * logB;
            bOfBeta = b * s / (beta + 1);
            tie = new Sarmanov(r, alpha, s, beta, m);
        }

        /** From derivatives in the logarithms and m to those in θ. */
        void chain(double[] gradient) {
            double ofR = gradient[0];
            double ofAlpha = gradient[1];
            double ofS = gradient[2];
            double ofBeta = gradient[3];
            double ofLogM = gradient[M] * m;
            double ofLogitA = ofAlpha * (alpha + 1) * notA / r - ofLogM * notA;
            gradient[0] = ofR + ofAlpha * (alpha + 1) * Math.log1p(1 / alpha);
            gradient[1] = ofS + ofBeta * (beta + 1) * Math.log1p(1 / beta);
            gradient[2] = ofBeta * (beta + 1) * notB / s + sign * ofLogitA + ofLogM * (sign > 0 ? b : -notB);
            gradient[3] = ofLogitA + ofLogM;
            gradient[4] = -ofLogitA;
        }
    }

    /** −ln of the probability with this logit. */
    private static double minusLog(double logit) {
        return logit > 0 ? Math.log1p(Math.exp(-logit)) : Math.log1p(Math.exp(logit)) - logit;
    }

    @Override
    public double value(double[] theta, double @Nullable [] gradient) {
        Point p = new Point(theta);
        double[] sums = new double[1 + SIZE];
        int pieces = (columns.rows + PIECE - 1) / PIECE;
        double[][] part = new double[pieces][1 + SIZE];
        Parallel.pieces(
                pieces, i -> rows(i * PIECE, Math.min(columns.rows, (i + 1) * PIECE), p, gradient != null, part[i]));
        for (double[] piece : part) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += piece[i];
            }
        }
        double[] logs = {Math.log(p.r), Math.log(p.alpha), Math.log(p.s), Math.log(p.beta)};
        for (int i = 0; i < M && precision > 0; i++) {
            double away = logs[i] - centre[i];
            sums[0] -= precision * away * away / 2;
            sums[1 + i] -= precision * away;
        }
        if (gradient != null) {
            for (int i = 0; i < SIZE; i++) {
                gradient[i] = -sums[1 + i];
            }
            if (sign == 0) {
                gradient[M] *= unit;
            } else {
                p.chain(gradient);
            }
        }
        return -sums[0];
    }

    private void rows(int from, int to, Point p, boolean slopes, double[] sums) {
        double logAlpha = Math.log(p.alpha);
        double[] factor = new double[1 + SIZE];
        double[] row = new double[1 + SIZE];
        int group = Integer.MIN_VALUE;
        double rising = 0;
        double digammas = 0;
        for (int i = from; i < to; i++) {
            int x = columns.x[i];
            double tx = columns.times[columns.txTime[i]];
            double age = columns.times[columns.ageTime[i]];
            double weight = columns.weight[i];
            if (x != group) {
                group = x;
                rising = Gammas.logRising(p.r, x);
                digammas = slopes ? Gammas.digammaRising(p.r, x) : 0;
            }
            Arrays.fill(row, 0);
            add(p, x, tx, age, 1, false, slopes, factor, row);
            silence(p, x, tx, age, slopes, factor, row);
            double logRate = Math.log1p(tx / p.alpha);
            double logGrown = Math.log1p(tx / p.beta);
            sums[0] += weight * (rising - x * logAlpha - (p.r + x) * logRate - p.s * logGrown + Math.log(row[0]));
            if (slopes) {
                sums[1] += weight * (p.r * (digammas - logRate) + row[1] / row[0]);
                sums[2] += weight * ((p.r + x) * tx / (p.alpha + tx) - x + row[2] / row[0]);
                sums[3] += weight * (row[3] / row[0] - p.s * logGrown);
                sums[4] += weight * (p.s * tx / (p.beta + tx) + row[4] / row[0]);
                sums[5] += weight * row[5] / row[0];
            }
        }
    }

    /** Adds the probability of dropping out between the last purchase and the end of observation, and its derivatives. */
    private static void silence(Point p, int x, double tx, double age, boolean slopes, double[] factor, double[] row) {
        GaussLegendre rule = GaussLegendre.ten();
        double whole = age - tx;
        double v = 0;
        while (v < whole) {
            double rate = p.alpha + tx + v;
            double hazard = p.beta + tx + v;
            double fall = (p.r + x) / rate + p.s / hazard;
            double length =
                    Math.min(whole - v, GammaLifetime.piece(v, hazard, 0, Double.POSITIVE_INFINITY, rate, fall));
            for (int i = 0; i < rule.points(); i++) {
                add(p, x, tx, tx + v + length * rule.node(i), length * rule.weight(i), true, slopes, factor, row);
            }
            v += length;
            if ((p.r + x) * Math.log1p(v / (p.alpha + tx)) + p.s * Math.log1p(v / (p.beta + tx)) > 45) {
                return;
            }
        }
    }

    /**
     * Adds to a row the likelihood, relative to the last purchase, of a silence up to y that ends by dropping out or of
     * staying, times a weight; with derivatives in the logarithms and in m.
     */
    private static void add(
            Point p,
            int x,
            double tx,
            double y,
            double weight,
            boolean dropout,
            boolean slopes,
            double[] factor,
            double[] row) {
        double rate = p.alpha + y;
        double hazard = p.beta + y;
        double logRate = Math.log1p((y - tx) / (p.alpha + tx));
        double logGrown = Math.log1p((y - tx) / (p.beta + tx));
        double shape = p.r + x;
        double sigma = dropout ? p.s + 1 : p.s;
        double untied = weight * Math.exp(-shape * logRate - p.s * logGrown) * (dropout ? p.s / hazard : 1);
        double phi = p.tie.meanPhi(x, y);
        double psi = dropout ? p.tie.meanPsiDropout(y) : p.tie.meanPsiAlive(y);
        double tied = Math.max(Sarmanov.LEAST, 1 + p.m * phi * psi);
        row[0] += untied * tied;
        if (!slopes) {
            return;
        }
        factor[1] = -p.r * logRate;
        factor[2] = shape * p.alpha * (y - tx) / ((p.alpha + tx) * rate);
        factor[3] = -p.s * logGrown;
        factor[4] = p.s * p.beta * (y - tx) / ((p.beta + tx) * hazard);
        if (dropout) {
            factor[3] += 1;
            factor[4] -= p.beta / hazard;
        }
        double perRate = Math.log1p(1 / rate);
        double perHazard = Math.log1p(1 / hazard);
        double ofLambda = Math.exp(-shape * perRate);
        double ofMu = Math.exp(-sigma * perHazard);
        double phiOfR = -ofLambda * p.r * perRate - p.aOfR;
        double phiOfAlpha = ofLambda * shape * p.alpha / (rate * (rate + 1)) - p.aOfAlpha;
        double psiOfS = -ofMu * p.s * perHazard - p.bOfS;
        double psiOfBeta = ofMu * sigma * p.beta / (hazard * (hazard + 1)) - p.bOfBeta;
        row[1] += untied * (tied * factor[1] + p.m * psi * phiOfR);
        row[2] += untied * (tied * factor[2] + p.m * psi * phiOfAlpha);
        row[3] += untied * (tied * factor[3] + p.m * phi * psiOfS);
        row[4] += untied * (tied * factor[4] + p.m * phi * psiOfBeta);
        row[5] += untied * phi * psi;
    }
}
