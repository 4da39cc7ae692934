package io.github.clv4j.kpi;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * What conversions would be lost without a channel, by a first-order Markov chain of all journeys. Immutable.
 *
 * <p>Each path runs from a start through its channels to a conversion, or to none; rates of the chain are the quotients of
 * counts. Without a channel, who would have come to it converts no more. The removal effect of channel c is the part of
 * the conversion probability that goes away,
 *
 * <pre>  1 − P₋c / P = v(c) h(c) / P,</pre>
 *
 * where v(c) is the probability of ever coming to c, and h(c) that of a conversion from there. Shares are removal effects
 * over their sum. Orders without a touchpoint, and open touchpoints, are no part of the chain.
 *
 * <p>Source: E. Anderl, I. Becker, F. von Wangenheim, J. H. Schumann, Mapping the customer journey, International Journal
 * of Research in Marketing 33(3), 2016, 457-474.
 */
public final class MarkovRemoval {
    private final List<String> channels;
    /** Rows: the start, then channels. Columns: channels, then conversion, then none. */
    private final long[][] counts;

    private final double probability;
    private final double[] removal;
    private final double[] shares;

    private MarkovRemoval(Journeys journeys) {
        Touchpoints touchpoints = journeys.touchpoints();
        this.channels = touchpoints.channels();
        int n = channels.size();
        this.counts = new long[n + 1][n + 2];
        for (int i = 0; i < journeys.conversions(); i++) {
            count(touchpoints, journeys.from(i), journeys.to(i), n);
        }
        for (int i = 0; i < journeys.pathsWithoutOrder(); i++) {
            count(touchpoints, journeys.fromWithoutOrder(i), journeys.toWithoutOrder(i), n + 1);
        }
        this.removal = new double[n];
        long paths = Arrays.stream(counts[0]).sum();
        this.probability = paths == 0 ? Double.NaN : solve(n);
        double sum = Arrays.stream(removal).sum();
        this.shares = Arrays.stream(removal)
                .map(effect -> sum > 0 ? effect / sum : Double.NaN)
                .toArray();
    }

    private void count(Touchpoints touchpoints, int from, int to, int end) {
        if (from == to) {
            return;
        }
        int state = 0;
        for (int touch = from; touch < to; touch++) {
            int channel = touchpoints.channelCode(touch);
            counts[state][channel]++;
            state = channel + 1;
        }
        counts[state][end]++;
    }

    /** Removal effects from the fundamental matrix N = (I − Q)⁻¹; returns the probability of a conversion. */
    private double solve(int n) {
        double[][] left = new double[n + 1][n + 1];
        double[] converts = new double[n + 1];
        for (int state = 0; state <= n; state++) {
            long out = Arrays.stream(counts[state]).sum();
            left[state][state] = 1;
            for (int channel = 0; channel < n && out > 0; channel++) {
                left[state][channel + 1] -= (double) counts[state][channel] / out;
            }
            // The diagonal from the counts of leaving keeps its digits where a channel nearly always follows itself.
            if (state > 0 && out > 0) {
                left[state][state] = (double) (out - counts[state][state - 1]) / out;
            }
            converts[state] = out == 0 ? 0 : (double) counts[state][n] / out;
        }
        RealMatrix visits = new LUDecomposition(new Array2DRowRealMatrix(left, false), 0)
                .getSolver()
                .getInverse();
        double[] reaches = visits.operate(converts);
        for (int channel = 0; channel < n; channel++) {
            // N(0,c) expected visits are the probability of one visit times N(c,c) visits from there.
            double comes = visits.getEntry(0, channel + 1) / visits.getEntry(channel + 1, channel + 1);
            removal[channel] = reaches[0] > 0 ? Math.min(1, Math.max(0, comes * reaches[channel + 1] / reaches[0])) : 0;
        }
        return reaches[0];
    }

    /** The removal effects of all channels of some journeys. */
    public static MarkovRemoval of(Journeys journeys) {
        return new MarkovRemoval(journeys);
    }

    /** Labels of the channels, as the touchpoints have them. */
    public List<String> channels() {
        return channels;
    }

    /** The probability that a path ends in a conversion; NaN if there is no path. */
    public double conversionProbability() {
        return probability;
    }

    /** The part of the conversions that goes away with a channel, 0 to 1; 0 if there are no conversions. */
    public double removalEffect(int channel) {
        return removal[channel];
    }

    /** A channel's removal effect over the sum of all; NaN if that is 0. */
    public double share(int channel) {
        return shares[channel];
    }

    /** How often one channel directly followed another. */
    public long transitions(int from, int to) {
        return counts[from + 1][to];
    }

    /** How often paths began with a channel. */
    public long starts(int channel) {
        return counts[0][channel];
    }

    /** How often a channel was the last one before a conversion. */
    public long conversionsAfter(int channel) {
        return counts[channel + 1][channels.size()];
    }

    /** How often a path without a conversion ended with a channel. */
    public long endsAfter(int channel) {
        return counts[channel + 1][channels.size() + 1];
    }

    long[] fixedShares() {
        return Arrays.stream(removal).sum() > 0 ? Shares.of(removal) : new long[channels.size()];
    }

    /**
     * One row a channel: {@code channel}, {@code starts}, {@code conversions_after}, {@code ends_after}, {@code
     * removal_effect}, {@code share} (unknown if there are no conversions).
     */
    public Table toTable() {
        return Table.of(
                "removal_effects",
                channels.size(),
                List.of(
                        Column.text("channel", channels::get),
                        Column.integer("starts", this::starts),
                        Column.integer("conversions_after", this::conversionsAfter),
                        Column.integer("ends_after", this::endsAfter),
                        Column.decimal("removal_effect", this::removalEffect),
                        Column.decimal("share", this::share)));
    }

    @Override
    public String toString() {
        return "removal effects of " + channels.size() + " channels, conversion probability " + probability;
    }
}
