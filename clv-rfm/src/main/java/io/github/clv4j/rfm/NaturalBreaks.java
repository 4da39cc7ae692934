package io.github.clv4j.rfm;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/**
 * Classes of neighbouring values with the least within-class sum of squares, exactly: the dynamic programme of Fisher
 * (1958), each of whose rows is filled by divide and conquer, because the best start of the last class never falls as the
 * values go on (Wang and Song 2011, <a href="https://doi.org/10.32614/RJ-2011-015">doi:10.32614/RJ-2011-015</a>, solve
 * the same problem; Wu 1991 uses the same monotony).
 */
final class NaturalBreaks {
    private final double[] value;
    /**
     * Sums over the values before a place, of values less the middle one. Sums and squares are kept in two parts, the
     * second what rounding took from the first: next to one value far away the squares of all others would be lost.
     */
    private final double[] weight;

    private final double[] sum;
    private final double[] sumRest;
    private final double[] squares;
    private final double[] squaresRest;

    private NaturalBreaks(double[] value, long[] count) {
        int size = value.length;
        this.value = value;
        this.weight = new double[size + 1];
        this.sum = new double[size + 1];
        this.sumRest = new double[size + 1];
        this.squares = new double[size + 1];
        this.squaresRest = new double[size + 1];
        double middle = value[size / 2];
        for (int i = 0; i < size; i++) {
            double v = value[i] - middle;
            double vRest = lost(value[i], -middle, v);
            double times = (double) count[i];
            weight[i + 1] = weight[i] + times;
            double part = times * v;
            double partRest = Math.fma(times, v, -part) + times * vRest;
            sum[i + 1] = sum[i] + part;
            sumRest[i + 1] = sumRest[i] + lost(sum[i], part, sum[i + 1]) + partRest;
            double square = part * v;
            double squareRest = Math.fma(part, v, -square) + partRest * v + part * vRest;
            squares[i + 1] = squares[i] + square;
            squaresRest[i + 1] = squaresRest[i] + lost(squares[i], square, squares[i + 1]) + squareRest;
        }
    }

    /** What rounding took from a sum of two numbers (Knuth 1997, section 4.2.2, theorem B). */
    private static double lost(double a, double b, double sum) {
        double b2 = sum - a;
        return (a - (sum - b2)) + (b - b2);
    }

    /**
     * The largest value of each class but the last.
     *
     * @param keys at least one; sorted by this call
     * @return {@code classes - 1} cuts; with fewer different values than classes the last ones are the largest value
     */
    static double[] cuts(long[] keys, LongToDoubleFunction valueOf, int classes) {
        Arrays.parallelSort(keys);
        int size = 0;
        for (int i = 0; i < keys.length; i++) {
            size += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
        }
        double[] value = new double[size];
        long[] count = new long[size];
        int next = -1;
        for (int i = 0; i < keys.length; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                value[++next] = valueOf.applyAsDouble(keys[i]);
            }
            count[next]++;
        }
        double[] cuts = new double[classes - 1];
        Arrays.fill(cuts, value[size - 1]);
        int used = Math.min(classes, size);
        int[] starts = new NaturalBreaks(value, count).starts(used);
        for (int i = 0; i < used - 1; i++) {
            cuts[i] = value[starts[i] - 1];
        }
        return cuts;
    }

    /** Where the second, third … of the best classes begin. */
    private int[] starts(int classes) {
        int size = value.length;
        int[][] startOf = new int[classes][size];
        double[] before = new double[size];
        for (int end = 0; end < size; end++) {
            before[end] = cost(0, end);
        }
        for (int c = 1; c < classes; c++) {
            double[] now = new double[size];
            fill(c, c, size - 1, c, size - 1, before, now, startOf[c]);
            before = now;
        }
        int[] starts = new int[classes - 1];
        int end = size - 1;
        for (int c = classes - 1; c >= 1; c--) {
            starts[c - 1] = startOf[c][end];
            end = startOf[c][end] - 1;
        }
        return starts;
    }

    /** The best last class for each end {@code first..last}, knowing that it begins between {@code low} and {@code high}. */
    private void fill(int c, int first, int last, int low, int high, double[] before, double[] now, int[] startOf) {
        if (first > last) {
            return;
        }
        int middle = (first + last) >>> 1;
        double best = Double.POSITIVE_INFINITY;
        int bestStart = low;
        for (int start = Math.max(low, c); start <= Math.min(high, middle); start++) {
            double candidate = before[start - 1] + cost(start, middle);
            if (candidate < best) {
                best = candidate;
                bestStart = start;
            }
        }
        now[middle] = best;
        startOf[middle] = bestStart;
        fill(c, first, middle - 1, low, bestStart, before, now, startOf);
        fill(c, middle + 1, last, bestStart, high, before, now, startOf);
    }

    /** Sum of squared distances to the mean of the values {@code from..to}. */
    private double cost(int from, int to) {
        double w = weight[to + 1] - weight[from];
        double s = sum[to + 1] - sum[from];
        double sRest = lost(sum[to + 1], -sum[from], s) + (sumRest[to + 1] - sumRest[from]);
        double q = squares[to + 1] - squares[from];
        double qRest = lost(squares[to + 1], -squares[from], q) + (squaresRest[to + 1] - squaresRest[from]);
        double square = s * s;
        double squareRest = Math.fma(s, s, -square) + 2 * s * sRest;
        double mean = square / w;
        double meanRest = (Math.fma(-mean, w, square) + squareRest) / w;
        double cost = q - mean;
        return Math.max(0, cost + (lost(q, -mean, cost) + (qRest - meanRest)));
    }
}
