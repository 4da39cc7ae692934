package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Revenue, or any value of customers, shared out over the channels of their journeys. Immutable.
 *
 * <p>Channels and what is {@linkplain #unattributedMinor not attributed} add up to the total exactly: shares are kept to
 * 15 digits, summed, and rounded once to whole minor units by largest remainder, ties in the order of channels.
 */
public final class Attribution {
    /** What tables call the line of what no channel touched. */
    public static final String UNATTRIBUTED = "(unattributed)";

    private final AttributionRule rule;
    private final MoneyScale money;
    private final List<String> channels;
    private final long[] minor;
    private final double[] conversions;
    private final long unattributed;
    private final long total;

    private Attribution(Journeys journeys, AttributionRule rule, Tally tally) {
        this.rule = rule;
        this.money = journeys.money();
        this.channels = journeys.touchpoints().channels();
        if (channels.contains(UNATTRIBUTED)) {
            throw new IllegalArgumentException("a channel is called '" + UNATTRIBUTED
                    + "'; this name stands for what no channel touched, so choose another");
        }
        try {
            this.minor = Shares.rounded(tally.value);
            this.unattributed = tally.without.toLong();
            this.total = Math.addExact(Arrays.stream(minor).reduce(0, Math::addExact), unattributed);
        } catch (ArithmeticException e) {
            throw new DataException("an attributed sum does not fit 64 bits of minor units", e);
        }
        this.conversions = Arrays.stream(tally.credit)
                .mapToDouble(sum -> sum.toDouble() / Shares.ONE)
                .toArray();
    }

    /** Sums by channel, in shares, and of what has no path, in minor units. */
    private static final class Tally {
        private final Journeys journeys;
        private final AttributionRule rule;
        private final LongSum[] value;
        private final LongSum[] credit;
        private final LongSum without = new LongSum();
        /** Shares of each channel where they are the same for all paths. */
        private final long[] overall;

        private Tally(Journeys journeys, AttributionRule rule) {
            this.journeys = journeys;
            this.rule = rule;
            int n = journeys.touchpoints().channels().size();
            this.value = new LongSum[n];
            this.credit = new LongSum[n];
            Arrays.setAll(value, i -> new LongSum());
            Arrays.setAll(credit, i -> new LongSum());
            this.overall = rule.isOfAllJourneys() ? MarkovRemoval.of(journeys).fixedShares() : new long[0];
        }

        private void add(int conversion, long minor) {
            Touchpoints touchpoints = journeys.touchpoints();
            int from = journeys.from(conversion);
            int n = journeys.to(conversion) - from;
            if (n == 0) {
                without.add(minor);
            } else if (rule.isOfAllJourneys()) {
                for (int channel = 0; channel < overall.length; channel++) {
                    share(channel, minor, overall[channel]);
                }
            } else {
                int[] codes = new int[n];
                int[] ages = new int[n];
                for (int i = 0; i < n; i++) {
                    codes[i] = touchpoints.channelCode(from + i);
                    ages[i] = journeys.day(conversion) - touchpoints.day(from + i);
                }
                long[] shares = rule.shares(codes, ages);
                for (int i = 0; i < n; i++) {
                    share(codes[i], minor, shares[i]);
                }
            }
        }

        private void share(int channel, long minor, long share) {
            value[channel].addProduct(minor, share);
            credit[channel].add(share);
        }
    }

    /**
     * The revenue up to the as-of day by channel. Orders without a touchpoint in their look-back, and refunds of days
     * without an order, are not attributed.
     *
     * @throws DataException if a sum does not fit 64 bits
     * @throws IllegalArgumentException if a channel is called {@value #UNATTRIBUTED}
     */
    public static Attribution ofRevenue(Journeys journeys, AttributionRule rule) {
        Tally tally = new Tally(journeys, rule);
        for (int i = 0; i < journeys.conversions(); i++) {
            tally.add(i, journeys.revenueMinor(i));
        }
        tally.without.add(journeys.revenueElsewhereMinor());
        return new Attribution(journeys, rule, tally);
    }

    /**
     * A value of customers, such as their CLV, by the channels that won them: each customer's value is shared out over
     * the path of the first conversion. Customers without a conversion, or whose first one has no touchpoint, are not
     * attributed.
     *
     * @param minorOfCustomer minor units of each customer of the log
     * @throws DataException if a sum does not fit 64 bits
     * @throws IllegalArgumentException if a channel is called {@value #UNATTRIBUTED}
     */
    public static Attribution ofValues(Journeys journeys, AttributionRule rule, IntToLongFunction minorOfCustomer) {
        Tally tally = new Tally(journeys, rule);
        int conversion = 0;
        for (int c = 0; c < journeys.touchpoints().knownCustomers(); c++) {
            long minor = minorOfCustomer.applyAsLong(c);
            if (conversion < journeys.conversions() && journeys.customer(conversion) == c) {
                tally.add(conversion, minor);
            } else {
                tally.without.add(minor);
            }
            while (conversion < journeys.conversions() && journeys.customer(conversion) == c) {
                conversion++;
            }
        }
        return new Attribution(journeys, rule, tally);
    }

    /** How it was shared out. */
    public AttributionRule rule() {
        return rule;
    }

    /** Labels of the channels, as the touchpoints have them. */
    public List<String> channels() {
        return channels;
    }

    /**
     * What a channel is credited with, in minor units.
     *
     * @param channel an index into the channels
     */
    public long minor(int channel) {
        return minor[channel];
    }

    /** Conversions, or first conversions of customers, that a channel is credited with, in parts. */
    public double conversions(int channel) {
        return conversions[channel];
    }

    /** What no channel touched, in minor units. */
    public long unattributedMinor() {
        return unattributed;
    }

    /** All channels and what is not attributed, in minor units. */
    public long totalMinor() {
        return total;
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /**
     * One row a channel and a last one of what is not attributed: {@code channel}, {@code value}, {@code share} of the
     * total (unknown if that is 0), {@code conversions} (unknown for the last row).
     */
    public Table toTable() {
        int n = channels.size();
        return Table.of(
                "attribution",
                n + 1,
                List.of(
                        Column.text("channel", row -> row == n ? UNATTRIBUTED : channels.get(row)),
                        Column.money("value", money, this::value),
                        Column.decimal("share", row -> total == 0 ? Double.NaN : (double) value(row) / total),
                        Column.decimal("conversions", row -> row == n ? Double.NaN : conversions[row])));
    }

    private long value(int row) {
        return row == channels.size() ? unattributed : minor[row];
    }

    @Override
    public String toString() {
        return money.format(total) + " " + money.currency() + " by " + rule + ", of which " + money.format(unattributed)
                + " is not attributed";
    }
}
