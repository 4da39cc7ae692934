package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.CustomerSummary;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the host knows of its customers as of the summary's day; all but the summary may be left out, and then is
 * unknown. Every column is read once, by the summary's customer number, and kept. What carries a day of its own must be of
 * the summary's day. Not for several threads at a time.
 */
public final class CustomerProfilesBuilder {
    private static final int HIGHEST_SCORE = 100;

    private final CustomerSummary summary;
    private final ProfileColumns columns = new ProfileColumns();
    private @Nullable Map<String, String> treatments;
    private boolean built;

    CustomerProfilesBuilder(CustomerSummary summary) {
        this.summary = Objects.requireNonNull(summary, "summary");
    }

    /**
     * RFM scores, such as {@code scores::r}, {@code scores::f} and {@code scores::m}.
     *
     * @param r recency score, 1 to 100, or 0 if it is not known
     * @param f frequency score
     * @param m monetary score
     */
    public CustomerProfilesBuilder rfmScores(IntUnaryOperator r, IntUnaryOperator f, IntUnaryOperator m) {
        columns().scores = new byte[][] {scores("r", r), scores("f", f), scores("m", m)};
        return this;
    }

    private byte[] scores(String name, IntUnaryOperator scoreOf) {
        byte[] scores = new byte[summary.customers()];
        for (int c = 0; c < scores.length; c++) {
            int score = scoreOf.applyAsInt(c);
            if (score < 0 || score > HIGHEST_SCORE) {
                throw new IllegalArgumentException(
                        "score " + name + " of " + customer(c) + " is " + score + "; it must be 0 (unknown) to 100");
            }
            scores[c] = (byte) score;
        }
        return scores;
    }

    /** The segment of each customer. */
    public CustomerProfilesBuilder segments(Grouping grouping) {
        requireCustomers("segments", grouping.customers());
        columns().segments = grouping;
        return this;
    }

    /**
     * What to do with the customers of each segment. The segments must be given too, before or after; those without an
     * entry have no treatment. {@link #build} refuses a segment that there is not.
     */
    public CustomerProfilesBuilder treatments(Map<String, String> bySegment) {
        columns();
        this.treatments = Map.copyOf(bySegment);
        return this;
    }

    /**
     * The probability of still being a customer.
     *
     * @param pAlive 0 to 1, or NaN if it is not known; not asked for customers without an order
     */
    public CustomerProfilesBuilder pAlive(IntToDoubleFunction pAlive) {
        double[] alive = new double[summary.customers()];
        for (int c = 0; c < alive.length; c++) {
            alive[c] = summary.isPresent(c) ? pAlive.applyAsDouble(c) : Double.NaN;
            if (alive[c] < 0 || alive[c] > 1) {
                throw new IllegalArgumentException(
                        "P(alive) of " + customer(c) + " is " + alive[c] + "; it must be 0 to 1, or NaN if unknown");
            }
        }
        columns().alive = alive;
        return this;
    }

    /**
     * Customer lifetime value in minor units.
     *
     * @param unknown true for customers of whom it is not known; the others are asked alone
     */
    public CustomerProfilesBuilder clv(IntToLongFunction minor, IntPredicate unknown) {
        return amounts(ProfileField.CLV, minor, unknown);
    }

    /** What serving each customer cost, in minor units; see {@link #clv}. */
    public CustomerProfilesBuilder costToServe(IntToLongFunction minor, IntPredicate unknown) {
        return amounts(ProfileField.COST_TO_SERVE, minor, unknown);
    }

    /** What each customer brought after all costs, in minor units; see {@link #clv}. */
    public CustomerProfilesBuilder profit(IntToLongFunction minor, IntPredicate unknown) {
        return amounts(ProfileField.PROFIT, minor, unknown);
    }

    /** Cost to serve and profit, of all customers. */
    public CustomerProfilesBuilder profit(CustomerProfit profit) {
        requireDay("profit", profit.asOf());
        requireCustomers("profits", profit.customers());
        return costToServe(profit::costToServeMinor, c -> false).profit(profit::profitMinor, c -> false);
    }

    private CustomerProfilesBuilder amounts(ProfileField field, IntToLongFunction minor, IntPredicate unknown) {
        long[] amounts = new long[summary.customers()];
        for (int c = 0; c < amounts.length; c++) {
            amounts[c] = unknown.test(c) ? ProfileColumns.UNKNOWN : minor.applyAsLong(c);
        }
        columns().amounts.put(field, amounts);
        return this;
    }

    /** Where each customer stands. */
    public CustomerProfilesBuilder lifecycleStages(LifecycleStages stages) {
        requireDay("lifecycle stages", stages.asOf());
        requireCustomers("lifecycle stages", stages.customers());
        columns().stages = stages;
        return this;
    }

    /**
     * The channels that each customer ordered through.
     *
     * @param dimension a dimension of the log
     * @throws io.github.clv4j.data.DataException if a refund after the summary's day was netted against an earlier
     *     purchase, so that labels as of that day are not known
     */
    public CustomerProfilesBuilder channels(TransactionLog log, String dimension) {
        requireCustomers("a log's channels", log.customers());
        columns().channels = ChannelSets.ofOrders(log, log.dimension(dimension), summary.asOfDay());
        return this;
    }

    /** The channels that each customer was touched through. */
    public CustomerProfilesBuilder channels(Touchpoints touchpoints) {
        requireCustomers("touchpoints", touchpoints.knownCustomers());
        columns().channels = ChannelSets.ofTouchpoints(touchpoints, summary.asOfDay());
        return this;
    }

    /**
     * The last answer of each customer to a survey, up to the summary's day.
     *
     * @param score the answer, or NaN if there is none
     */
    public CustomerProfilesBuilder surveyScores(IntToDoubleFunction score) {
        double[] scores = new double[summary.customers()];
        for (int c = 0; c < scores.length; c++) {
            scores[c] = score.applyAsDouble(c);
        }
        columns().survey = scores;
        return this;
    }

    private void requireDay(String what, LocalDate day) {
        if (!day.equals(summary.asOf())) {
            throw new IllegalArgumentException(
                    what + " are as of " + day + "; profiles are as of the summary's day, " + summary.asOf());
        }
    }

    private void requireCustomers(String what, int customers) {
        if (customers != summary.customers()) {
            throw new IllegalArgumentException(
                    what + " are of " + customers + " customers; the summary has " + summary.customers());
        }
    }

    private String customer(int c) {
        return "customer '" + summary.index().id(c) + "'";
    }

    private ProfileColumns columns() {
        if (built) {
            throw new IllegalStateException("this builder has built its profiles; begin another");
        }
        return columns;
    }

    /**
     * The profiles.
     *
     * @throws IllegalStateException if treatments were given and no segments
     * @throws IllegalArgumentException if a treatment is for a segment that is not among those given
     */
    public CustomerProfiles build() {
        ProfileColumns given = columns();
        if (treatments != null) {
            given.treatments = ofSegments(treatments, given.segments);
        }
        built = true;
        return new CustomerProfiles(summary, given);
    }

    private static @Nullable String[] ofSegments(Map<String, String> treatments, @Nullable Grouping segments) {
        if (segments == null) {
            throw new IllegalStateException("treatments are by segment; give the segments too");
        }
        @Nullable String[] bySegment = new @Nullable String[segments.groups()];
        treatments.forEach((segment, treatment) -> bySegment[segments.indexOf(segment)] = treatment);
        return bySegment;
    }
}
