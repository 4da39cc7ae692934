package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import java.util.Arrays;
import java.util.Objects;

/**
 * How long customers with a contract stayed: how many were lost at each renewal, and how many are still there after each
 * number of renewals. All that the likelihood of a {@link ContractModel} needs. Immutable.
 *
 * <p>A contract runs for one period and is then renewed or not. A customer that is lost in period t = 1, 2, … has renewed
 * t − 1 times and not a t-th time; one that is still there with tenure t = 0, 1, … has renewed t times and its next renewal
 * has not come yet.
 */
public final class Tenures {
    /** The longest tenure that is counted, in periods. */
    public static final int LONGEST = 10_000_000;

    private final TimeStep period;

    /** Both by tenure; lost[0] is 0. */
    private final long[] lost;

    private final long[] active;

    private Tenures(TimeStep period, long[] lost, long[] active) {
        this.period = Objects.requireNonNull(period, "period");
        this.lost = lost;
        this.active = active;
    }

    /**
     * One cohort, of which it is known how many customers are left after each renewal.
     *
     * @param period time from one renewal to the next
     * @param survivors customers that began, then those left after the first renewal, the second, …; none above the one
     *     before
     * @throws IllegalArgumentException if there is none, or a number is negative or above the one before
     */
    public static Tenures ofSurvivors(TimeStep period, long... survivors) {
        if (survivors.length == 0) {
            throw new IllegalArgumentException(
                    "there are no survivor counts; the first is the number of customers that began");
        }
        int periods = survivors.length - 1;
        long[] lost = new long[periods + 1];
        long[] active = new long[periods + 1];
        long before = survivors[0];
        for (int t = 0; t <= periods; t++) {
            if (!(survivors[t] >= 0 && survivors[t] <= before)) {
                throw new IllegalArgumentException("survivors after " + t + " renewals are " + survivors[t]
                        + "; it must be 0 or more and at most the " + before + " before");
            }
            lost[t] = before - survivors[t];
            before = survivors[t];
        }
        active[periods] = before;
        return new Tenures(period, lost, active);
    }

    /**
     * Customers one by one.
     *
     * @param period time from one renewal to the next
     * @param tenure for a customer that is lost the period in which it was, 1 or more; for one that is still there the
     *     number of its renewals, 0 or more; at most {@value #LONGEST}
     * @param churned which of the two it is
     * @throws IllegalArgumentException if the arrays differ in length or a tenure cannot be; the message names the
     *     customer's number
     */
    public static Tenures of(TimeStep period, int[] tenure, boolean[] churned) {
        if (tenure.length != churned.length) {
            throw new IllegalArgumentException("there are " + tenure.length + " tenures and " + churned.length
                    + " marks of who churned; there must be as many");
        }
        int longest = 0;
        for (int c = 0; c < tenure.length; c++) {
            int least = churned[c] ? 1 : 0;
            if (!(tenure[c] >= least)) {
                throw new IllegalArgumentException("customer number " + c + " has tenure " + tenure[c] + "; it must be "
                        + least + " or more for one that " + (churned[c] ? "is lost" : "is still there"));
            }
            if (tenure[c] > LONGEST) {
                throw new IllegalArgumentException(
                        "customer number " + c + " has tenure " + tenure[c] + "; it must be at most " + LONGEST);
            }
            longest = Math.max(longest, tenure[c]);
        }
        long[] lost = new long[longest + 1];
        long[] active = new long[longest + 1];
        for (int c = 0; c < tenure.length; c++) {
            (churned[c] ? lost : active)[tenure[c]]++;
        }
        return new Tenures(period, lost, active);
    }

    /**
     * The customers of both: cohorts of different ages put together.
     *
     * @throws IllegalArgumentException if the periods differ in length
     * @throws ArithmeticException if a count does not fit 64 bits
     */
    public Tenures plus(Tenures other) {
        if (other.period != period) {
            throw new IllegalArgumentException(
                    "these contracts run for " + period + ", the others for " + other.period + "; they must be alike");
        }
        int length = Math.max(lost.length, other.lost.length);
        long[] bothLost = Arrays.copyOf(lost, length);
        long[] bothActive = Arrays.copyOf(active, length);
        for (int t = 0; t < other.lost.length; t++) {
            bothLost[t] = Math.addExact(bothLost[t], other.lost[t]);
            bothActive[t] = Math.addExact(bothActive[t], other.active[t]);
        }
        return new Tenures(period, bothLost, bothActive);
    }

    /** Time from one renewal to the next. */
    public TimeStep period() {
        return period;
    }

    /** The longest tenure of any customer, in periods. */
    public int longest() {
        return lost.length - 1;
    }

    /** Customers lost in period t; 0 for t = 0 and beyond {@link #longest}. */
    public long lost(int t) {
        return at(lost, t);
    }

    /** Customers still there that have renewed t times, and whose next renewal has not come yet. */
    public long active(int t) {
        return at(active, t);
    }

    private static long at(long[] counts, int t) {
        if (t >= 0) {
            return t < counts.length ? counts[t] : 0;
        }
        throw new IllegalArgumentException("tenure is " + t + "; it must be 0 or more");
    }

    /** Customers lost in all. */
    public long lostCustomers() {
        return Arrays.stream(lost).sum();
    }

    /** Customers still there in all. */
    public long activeCustomers() {
        return Arrays.stream(active).sum();
    }

    /** All customers. */
    public long customers() {
        return lostCustomers() + activeCustomers();
    }

    /** Customers that came to renewal t and renewed, for each t from 0 (all) to {@link #longest}. */
    long[] renewed() {
        long[] result = new long[lost.length];
        long later = 0;
        for (int t = lost.length - 1; t >= 0; t--) {
            result[t] = later + active[t];
            later = result[t] + lost[t];
        }
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tenures that
                && period == that.period
                && Arrays.equals(lost, that.lost)
                && Arrays.equals(active, that.active);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * period.hashCode() + Arrays.hashCode(lost)) + Arrays.hashCode(active);
    }

    @Override
    public String toString() {
        return customers() + " contracts, " + lostCustomers() + " of them lost, of up to " + longest() + " renewals";
    }
}
