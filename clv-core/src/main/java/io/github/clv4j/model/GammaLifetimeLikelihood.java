package io.github.clv4j.model;

import io.github.clv4j.fit.FitException;
import io.github.clv4j.internal.Parallel;
import io.github.clv4j.internal.math.Gammas;
import io.github.clv4j.internal.math.GaussLegendre;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minus the log-likelihood of {@link GammaLifetime}'s models over columns with its gradient, in θ = (ln r, ln α, ln s, ln
 * H) for Pareto/NBD and (ln r, ln α, ln b, ln s, ln H) for GGompertz/NBD, whose β is b·H: so the limit b → 0, Pareto/NBD,
 * is a bound of one variable alone.
 *
 * <p>Hot: read once a distinct history and evaluation. The probability of having dropped out needs ∫ from t<sub>x</sub> to T
 * of a function that depends on x beside. It is the difference of two tails, and the tails of one x are built up from the
 * largest time downwards over the distinct times of that x; so a row costs no integral of its own. The plain twin is the
 * sum of {@link GammaLifetime}'s log-likelihoods.
 */
final class GammaLifetimeLikelihood implements BlockLikelihood {
    private static final double MOST = Math.log(1e6);
    private static final int PIECE = 1 << 13;
    private static final int PAIR_PIECE = 1 << 11;

    /** Part of a piece for ten nodes for which four are as exact. */
    private static final double SHORT = 0.05;

    /** Above this a shape is as good as infinite. */
    private static final double ALIKE = 1e3;

    /** Below this, b times the mean age changes the likelihood by less than rounding. */
    private static final double NO_AGEING = 1e-9;

    private static final double NEARLY_NO_AGEING = 1e-3;

    private static final List<String> PARETO = List.of("r", "alpha", "s", "beta");
    private static final List<String> GOMPERTZ = List.of("r", "alpha", "b", "s", "beta");

    /** Where the working variables stand; B is used with ageing alone. */
    private static final int R = 0;

    private static final int ALPHA = 1;
    private static final int S = 2;
    private static final int H = 3;
    private static final int B = 4;

    private final String name;
    private final boolean ageing;
    private final int size;
    private final HistoryColumns columns;
    private final double scale;

    /** The distinct times of each x: group g has the pairs pairStart[g]..pairStart[g+1]-1, ascending in time. */
    private final int[] pairStart;

    private final int[] pairTime;
    private final int[] txPair;
    private final int[] agePair;

    /** Scaled tail from a pair's time to the largest time of its x, and its derivatives; the segments before. */
    private final double[][] tail;

    /**
     * By time, at the point of the evaluation in hand: ln(1+τ/α); ln q(τ)/q(0); h(τ); and derivatives in the logarithms of
     * the variables.
     */
    private final double[] logRate;

    private final double[] logGrown;
    private final double[] later;
    private final double[] grownH;
    private final double[] grownB;
    private final double[] laterB;

    GammaLifetimeLikelihood(String name, boolean ageing, HistoryColumns columns) {
        this.name = name;
        this.ageing = ageing;
        this.size = ageing ? 5 : 4;
        this.columns = columns;
        this.scale = columns.meanAge();
        if (!(columns.purchases() > 0)) {
            throw new FitException(Words.noRepeat(name, columns.customers));
        }
        if (!(columns.meanAge() > 0)) {
            throw new FitException(Words.noTime(name, columns.customers));
        }
        int groups = columns.groupX.length;
        this.pairStart = new int[groups + 1];
        this.txPair = new int[columns.rows];
        this.agePair = new int[columns.rows];
        int[] all = new int[2 * columns.rows];
        int count = 0;
        for (int g = 0; g < groups; g++) {
            int start = count;
            for (int i = columns.groupRow[g]; i < columns.groupRow[g + 1]; i++) {
                all[count++] = columns.txTime[i];
                all[count++] = columns.ageTime[i];
            }
            Arrays.sort(all, start, count);
            int distinct = start;
            for (int i = start; i < count; i++) {
                if (i == start || all[i] != all[distinct - 1]) {
                    all[distinct++] = all[i];
                }
            }
            count = distinct;
            pairStart[g] = start;
            for (int i = columns.groupRow[g]; i < columns.groupRow[g + 1]; i++) {
                txPair[i] = Arrays.binarySearch(all, start, count, columns.txTime[i]);
                agePair[i] = Arrays.binarySearch(all, start, count, columns.ageTime[i]);
            }
        }
        pairStart[groups] = count;
        this.pairTime = Arrays.copyOf(all, count);
        this.tail = new double[size + 1][count];
        int times = columns.times.length;
        this.logRate = new double[times];
        this.logGrown = new double[times];
        this.later = new double[times];
        this.grownH = new double[times];
        this.grownB = new double[ageing ? times : 0];
        this.laterB = new double[ageing ? times : 0];
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> parameterNames() {
        return ageing ? GOMPERTZ : PARETO;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long customers() {
        return columns.customers;
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
                : new GammaLifetimeLikelihood(name, ageing, sample);
    }

    /** θ<sub>i</sub> of the report's order is working variable {@code order(i)}. */
    private int order(int i) {
        if (!ageing) {
            return i;
        }
        return i < 2 ? i : i == 2 ? B : i - 1;
    }

    /** In the last of each a few customers drop out at once and the others never: it may be a maximum of its own. */
    @Override
    public List<double[]> starts() {
        double rate = columns.purchases() / columns.customers / scale;
        return ageing
                ? List.of(
                        start(0.6, 1.5 * rate, 0.6, 0.5 * scale, 0.1 / scale),
                        start(1, 1.5 * rate, 0.5, 2 * scale, 2 / scale),
                        start(2, 1.2 * rate, 0.3, 5 * scale, 0.01 / scale),
                        start(0.2, 3 * rate, 1.5, 0.3 * scale, 0.5 / scale),
                        start(1, 1.1 * rate, 0.01, 0.2 * scale, 0.1 / scale))
                : List.of(
                        start(0.6, 1.5 * rate, 0.6, 0.5 * scale, 0),
                        start(2, 1.2 * rate, 0.3, 3 * scale, 0),
                        start(0.2, 3 * rate, 1.5, 0.3 * scale, 0),
                        start(1, 1.1 * rate, 0.01, 0.2 * scale, 0));
    }

    private double[] start(double r, double rate, double s, double h, double b) {
        double[] working = {Math.log(r), Math.log(r / rate), Math.log(s), Math.log(h), Math.log(b)};
        return reordered(working);
    }

    private double[] reordered(double[] working) {
        double[] theta = new double[size];
        for (int i = 0; i < size; i++) {
            theta[i] = working[order(i)];
        }
        return theta;
    }

    @Override
    public double[] lower() {
        double log = Math.log(scale);
        return reordered(new double[] {-MOST, log - 1.5 * MOST, -MOST, log - 1.5 * MOST, Math.log(NO_AGEING) - log});
    }

    @Override
    public double[] upper() {
        double log = Math.log(scale);
        return reordered(new double[] {MOST, log + 1.5 * MOST, MOST, log + 1.5 * MOST, Math.log(1e3) - log});
    }

    @Override
    public double[] parameters(double[] theta) {
        double[] result = new double[size];
        for (int i = 0; i < size; i++) {
            result[i] = Math.exp(theta[i]);
        }
        if (ageing) {
            result[4] = Math.exp(theta[2] + theta[4]);
        }
        return result;
    }

    @Override
    public double[] theta(double[] parameters) {
        double[] theta = new double[size];
        for (int i = 0; i < size; i++) {
            theta[i] = Math.log(parameters[i]);
        }
        if (ageing) {
            theta[4] -= theta[2];
        }
        return theta;
    }

    @Override
    public double[][] logJacobian() {
        double[][] jacobian = BlockLikelihood.super.logJacobian();
        if (ageing) {
            jacobian[4][2] = 1;
        }
        return jacobian;
    }

    @Override
    public @Nullable String limit(double[] p) {
        double r = p[0];
        double s = p[ageing ? 3 : 2];
        double h = ageing ? p[4] / p[2] : p[3];
        if (ageing && p[2] * scale < NEARLY_NO_AGEING) {
            return "the hazard of dropping out does not rise with age (b goes to 0): the model has become the Pareto/NBD"
                    + " with s = " + Words.number(s) + " and beta/b = " + Words.number(h)
                    + " for its beta; b and beta are not identified";
        }
        double logSurvival = -s * logRisen(p, h);
        if (logSurvival > -1e-4) {
            return "no customer is seen to drop out (probability to survive the mean age "
                    + Words.number(Math.exp(logSurvival))
                    + "): the model has become the NBD, and the parameters of dropping out are not identified";
        }
        if (s > ALIKE) {
            return "all customers have nearly the same hazard of dropping out, "
                    + (ageing ? "b s/beta = " : "s/beta = ") + Words.number(s / h) + (ageing ? " at first" : "")
                    + ": the likelihood rises for ever with s and beta, only their ratio is identified";
        }
        if (s < 1 / ALIKE || h < scale / (ALIKE * ALIKE)) {
            return "dropping out happens at once or hardly ever (s = " + Words.number(s)
                    + (ageing ? ", beta/b = " : ", beta = ") + Words.number(h) + "): s and beta are not identified";
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

    /** ln(1 + T/β), with ageing ln(1 + (e^(bT) − 1)/β), at the mean age T; s times it is −ln of the survival. */
    private double logRisen(double[] p, double h) {
        if (!ageing) {
            return Math.log1p(scale / h);
        }
        double aged = p[2] * scale;
        // Where e^(bT) is near the end of numbers, 1 and beta are nothing beside it.
        return aged < 600 ? Math.log1p(Math.expm1(aged) / p[4]) : aged - Math.log(p[4]);
    }

    @Override
    public double value(double[] theta, double @Nullable [] gradient) {
        Point point = new Point(theta);
        times(0, columns.times.length, point);
        int pairPieces = (pairTime.length + PAIR_PIECE - 1) / PAIR_PIECE;
        Parallel.pieces(
                pairPieces, p -> segments(p * PAIR_PIECE, Math.min(pairTime.length, (p + 1) * PAIR_PIECE), point));
        double[] sums = new double[6];
        tails(0, columns.groupX.length, point, sums);
        int pieces = (columns.rows + PIECE - 1) / PIECE;
        double[][] part = new double[pieces][6];
        Parallel.pieces(
                pieces,
                p -> rows(p * PIECE, Math.min(columns.rows, (p + 1) * PIECE), point, gradient != null, part[p]));
        for (double[] piece : part) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += piece[i];
            }
        }
        if (gradient != null) {
            for (int i = 0; i < size; i++) {
                gradient[i] = -sums[1 + order(i)];
            }
        }
        return -sums[0];
    }

    @Override
    public void addBlock(int block, double[] theta, boolean second, double[] into) {
        Point point = new Point(theta);
        times(columns.blockTime[block], columns.blockTime[block + 1], point);
        int firstGroup = columns.blockGroup[block];
        int lastGroup = columns.blockGroup[block + 1];
        segments(pairStart[firstGroup], pairStart[lastGroup], point);
        double[] sums = new double[6];
        tails(firstGroup, lastGroup, point, sums);
        rows(columns.blockRow[block], columns.blockRow[block + 1], point, true, sums);
        into[0] += sums[0];
        for (int i = 0; i < size; i++) {
            into[1 + i] += sums[1 + order(i)];
        }
    }

    /** The variables at θ. */
    private final class Point {
        final double r;
        final double alpha;
        final double s;
        final double h;
        final double b;

        Point(double[] theta) {
            double[] working = new double[5];
            for (int i = 0; i < size; i++) {
                working[order(i)] = Math.exp(theta[i]);
            }
            r = working[R];
            alpha = working[ALPHA];
            s = working[S];
            h = working[H];
            b = ageing ? working[B] : 0;
        }
    }

    private void times(int from, int to, Point p) {
        for (int t = from; t < to; t++) {
            double time = columns.times[t];
            logRate[t] = Math.log1p(time / p.alpha);
            logGrown[t] = GammaLifetime.logGrown(p.h, p.b, time);
            later[t] = GammaLifetime.later(p.h, p.b, time);
            // d/d ln H of ln(q(τ)/q(0)) = H e^{−bτ}/h(τ) − 1.
            grownH[t] = p.h * Math.exp(-p.b * time) / later[t] - 1;
            if (ageing) {
                laterB[t] = p.b * (-time * time * curve(-p.b * time) - time * p.h * Math.exp(-p.b * time));
                grownB[t] = p.b * time + laterB[t] / later[t];
            }
        }
    }

    /** (u e^u − e^u + 1)/u², the derivative of (e^u − 1)/u; 1/2 at 0. */
    static double curve(double u) {
        if (Math.abs(u) > 0.5) {
            return (u * Math.exp(u) - Math.expm1(u)) / (u * u);
        }
        double term = 1;
        double sum = 0.5;
        for (int n = 1; n < 16; n++) {
            term *= u / n;
            sum += term / (n + 2);
        }
        return sum;
    }

    /** For each pair the integral to the next pair of its x, relative to its own time, with derivatives. */
    private void segments(int from, int to, Point point) {
        int g = Arrays.binarySearch(pairStart, from);
        g = g >= 0 ? g : -g - 2;
        double[] segment = new double[6];
        for (int i = from; i < to; i++) {
            while (i >= pairStart[g + 1]) {
                g++;
            }
            Arrays.fill(segment, 0);
            if (i + 1 < pairStart[g + 1]) {
                segment(point, columns.groupX[g], pairTime[i], columns.times[pairTime[i + 1]], segment);
            }
            for (int j = 0; j <= size; j++) {
                tail[j][i] = segment[j];
            }
        }
    }

    private void segment(Point p, int x, int time, double until, double[] sums) {
        double from = columns.times[time];
        double shape = p.r + x;
        double rate = p.alpha + from;
        double h = later[time];
        double hH = p.h * Math.exp(-p.b * from);
        double hB = ageing ? laterB[time] : 0;
        double whole = until - from;
        double saturation = GammaLifetime.saturation(h, p.b);
        double v = 0;
        double inverseHazard = h;
        while (v < whole) {
            double fall = shape / (rate + v) + p.s / inverseHazard;
            double left = whole - v;
            double piece = GammaLifetime.piece(v, inverseHazard, p.b, saturation, rate + v, fall);
            boolean isShort = left < SHORT * piece;
            GaussLegendre rule = isShort ? GaussLegendre.four() : GaussLegendre.ten();
            double length = Math.min(left, piece);
            for (int i = 0; i < rule.points(); i++) {
                double at = v + length * rule.node(i);
                double growth = GammaLifetime.growth(p.b, at);
                double logRate = Math.log1p(at / rate);
                double logGrown = GammaLifetime.logGrown(h, p.b, at);
                double grown = h + growth;
                double shrink = ageing ? Math.exp(-p.b * at) : 1;
                double f = length
                        * rule.weight(i)
                        * Math.exp(-shape * logRate - p.s * logGrown)
                        * p.s
                        / (ageing ? GammaLifetime.later(h, p.b, at) : grown);
                sums[0] += f;
                sums[1 + R] -= f * p.r * logRate;
                sums[1 + ALPHA] += f * p.alpha * shape * at / (rate * (rate + at));
                sums[1 + S] += f * (1 - p.s * logGrown);
                if (ageing) {
                    // In e^{−bv}-scaled form, for the growth itself may overflow.
                    double scaled = GammaLifetime.later(h, p.b, at);
                    double scaledGrowth = -Math.expm1(-p.b * at) / p.b;
                    double over = shrink / scaled;
                    sums[1 + H] += f * hH * (p.s * scaledGrowth / (h * scaled) - over);
                    double scaledB = hB * shrink + p.b * at * at * scaledCurve(p.b * at);
                    sums[1 + B] += f * (-p.s * (scaledB / scaled - hB / h) - scaledB / scaled + p.b * at);
                } else {
                    sums[1 + H] += f * hH * (p.s * growth / (h * grown) - 1 / grown);
                }
            }
            v += length;
            inverseHazard = GammaLifetime.later(h, p.b, v);
            if (shape * Math.log1p(v / rate) + p.s * GammaLifetime.logGrown(h, p.b, v) > 45) {
                return;
            }
        }
    }

    /** e^{−u} (u e^u − e^u + 1)/u². */
    private static double scaledCurve(double u) {
        return u > 0.5 ? (u + Math.expm1(-u)) / (u * u) : Math.exp(-u) * curve(u);
    }

    /** Adds up the segments from the largest time of each x downwards, and what depends on x alone. */
    private void tails(int from, int to, Point p, double[] sums) {
        double logAlpha = Math.log(p.alpha);
        double[] slope = new double[5];
        for (int g = from; g < to; g++) {
            int x = columns.groupX[g];
            double w = columns.groupWeight[g];
            sums[0] += w * (Gammas.logRising(p.r, x) - x * logAlpha);
            sums[1 + R] += w * p.r * Gammas.digammaRising(p.r, x);
            sums[1 + ALPHA] -= w * x;
            double shape = p.r + x;
            for (int i = pairStart[g + 1] - 2; i >= pairStart[g]; i--) {
                double phi = apart(p, shape, pairTime[i], pairTime[i + 1], slope);
                double e = Math.exp(-phi);
                if (e > 0) {
                    double next = tail[0][i + 1];
                    tail[0][i] += e * next;
                    for (int j = 0; j < size; j++) {
                        tail[1 + j][i] += e * (tail[1 + j][i + 1] - next * slope[j]);
                    }
                }
            }
        }
    }

    /** R ln((α+T)/(α+t)) + s ln(q(T)/q(t)) and its derivatives in the logarithms of the variables. */
    private double apart(Point p, double shape, int earlier, int later, double[] slope) {
        double rates = logRate[later] - logRate[earlier];
        double grown = logGrown[later] - logGrown[earlier];
        slope[R] = p.r * rates;
        slope[ALPHA] =
                p.alpha * shape * (1 / (p.alpha + columns.times[later]) - 1 / (p.alpha + columns.times[earlier]));
        slope[S] = p.s * grown;
        slope[H] = p.s * (grownH[later] - grownH[earlier]);
        if (ageing) {
            slope[B] = p.s * (grownB[later] - grownB[earlier]);
        }
        return shape * rates + p.s * grown;
    }

    private void rows(int from, int to, Point p, boolean slopes, double[] sums) {
        double[] apartSlope = new double[5];
        for (int i = from; i < to; i++) {
            double w = columns.weight[i];
            int age = columns.ageTime[i];
            double shape = p.r + columns.x[i];
            double apart = apart(p, shape, columns.txTime[i], age, apartSlope);
            double back = Math.exp(-apart);
            double ageTail = tail[0][agePair[i]];
            double inside = tail[0][txPair[i]] - back * ageTail;
            double logInside = Math.log(inside);
            double log = apart + logInside;
            double dead = 0;
            // From the last purchase on: of what lies between it and T, which may be huge, only a sum that is not is
            // formed.
            int tx = columns.txTime[i];
            double value = -shape * logRate[tx] - p.s * logGrown[tx];
            if (inside > 0) {
                double e = Math.exp(-Math.abs(log));
                dead = log >= 0 ? 1 / (1 + e) : e / (1 + e);
                value += Math.max(-apart, logInside) + Math.log(1 + e);
            } else {
                value -= apart;
            }
            sums[0] += w * value;
            if (!slopes) {
                continue;
            }
            sums[1 + R] -= w * p.r * logRate[age];
            sums[1 + ALPHA] += w * shape * (1 - p.alpha / (p.alpha + columns.times[age]));
            sums[1 + S] -= w * p.s * logGrown[age];
            sums[1 + H] -= w * p.s * grownH[age];
            if (ageing) {
                sums[1 + B] -= w * p.s * grownB[age];
            }
            if (dead > 0) {
                double overInside = dead / inside;
                for (int j = 0; j < size; j++) {
                    double slope = tail[1 + j][txPair[i]] - back * (tail[1 + j][agePair[i]] - ageTail * apartSlope[j]);
                    sums[1 + j] += w * (dead * apartSlope[j] + overInside * slope);
                }
            }
        }
    }
}
