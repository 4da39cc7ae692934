package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each channel touched the customers of each group up to a day, and what that cost. Immutable. People whom the
 * log does not know are a group of their own, and so are customers without one.
 */
public final class ChannelMix {
    /** The group of people whom the log does not know. */
    public static final String NOT_IN_LOG = "(not in the log)";

    /** The group of customers that belong to none. */
    public static final String NO_GROUP = "(no group)";

    /** Most cells: groups times channels. */
    private static final int MAX_CELLS = 1 << 22;

    private final MoneyScale money;
    private final List<String> groups;
    private final List<String> channels;
    private final long[][] touches;
    private final long[][] cost;
    private final long[] totals;

    private ChannelMix(Touchpoints touchpoints, Grouping grouping, int asOfDay) {
        this.money = touchpoints.money();
        this.channels = touchpoints.channels();
        List<String> labels = new ArrayList<>(grouping.labels());
        labels.add(NO_GROUP);
        labels.add(NOT_IN_LOG);
        this.groups = List.copyOf(labels);
        if ((long) groups.size() * channels.size() > MAX_CELLS) {
            throw new IllegalArgumentException(groups.size() + " groups of " + channels.size()
                    + " channels are too many; choose fewer of either (at most " + MAX_CELLS + " of both together)");
        }
        this.touches = new long[groups.size()][channels.size()];
        this.cost = new long[groups.size()][channels.size()];
        this.totals = new long[groups.size()];
        for (int c = 0; c < touchpoints.customers(); c++) {
            int group = groups.size() - 1;
            if (c < touchpoints.knownCustomers()) {
                group = grouping.groupOf(c) == Grouping.NONE ? groups.size() - 2 : grouping.groupOf(c);
            }
            for (int i = touchpoints.from(c), to = touchpoints.to(c, asOfDay); i < to; i++) {
                int channel = touchpoints.channelCode(i);
                touches[group][channel]++;
                totals[group]++;
                cost[group][channel] = added(cost[group][channel], touchpoints.costMinor(i));
            }
        }
    }

    private static long added(long sum, long minor) {
        try {
            return Math.addExact(sum, minor);
        } catch (ArithmeticException e) {
            throw new DataException("the cost of a channel's touchpoints does not fit 64 bits of minor units", e);
        }
    }

    /**
     * The mix of channels by group, such as the segment.
     *
     * @param grouping a label for each customer of the log
     * @param asOf the last day that counts
     * @throws DataException if a sum of costs does not fit 64 bits
     * @throws IllegalArgumentException if the grouping is of another number of customers, a group is called {@value
     *     #NOT_IN_LOG} or {@value #NO_GROUP}, there are too many groups and channels, or the day is outside
     *     0001-01-01..9999-12-31
     */
    public static ChannelMix of(Touchpoints touchpoints, Grouping grouping, LocalDate asOf) {
        if (grouping.customers() != touchpoints.knownCustomers()) {
            throw new IllegalArgumentException("grouping '" + grouping.name() + "' is of " + grouping.customers()
                    + " customers, the touchpoints are beside a log of " + touchpoints.knownCustomers());
        }
        for (String reserved : List.of(NOT_IN_LOG, NO_GROUP)) {
            if (grouping.labels().contains(reserved)) {
                throw new IllegalArgumentException("grouping '" + grouping.name() + "' has a group '" + reserved
                        + "'; this name is reserved, so choose another");
            }
        }
        return new ChannelMix(touchpoints, grouping, TimeGrid.withDefaults().day(asOf));
    }

    /** Labels of the groups; the last two are {@value #NO_GROUP} and {@value #NOT_IN_LOG}. */
    public List<String> groups() {
        return groups;
    }

    /** Labels of the channels, as the touchpoints have them. */
    public List<String> channels() {
        return channels;
    }

    /** How often a channel touched customers of a group. */
    public long touches(int group, int channel) {
        return touches[group][channel];
    }

    /** The part of a group's touchpoints that are of a channel; NaN if the group has none. */
    public double share(int group, int channel) {
        return totals[group] == 0 ? Double.NaN : (double) touches[group][channel] / totals[group];
    }

    /** What a channel's touchpoints with a group cost, in minor units. */
    public long costMinor(int group, int channel) {
        return cost[group][channel];
    }

    /** One row for each group and channel: {@code group}, {@code channel}, {@code touchpoints}, {@code share}, {@code cost}. */
    public Table toTable() {
        int n = channels.size();
        return Table.of(
                "channel_mix",
                groups.size() * n,
                List.of(
                        Column.text("group", row -> groups.get(row / n)),
                        Column.text("channel", row -> channels.get(row % n)),
                        Column.integer("touchpoints", row -> touches[row / n][row % n]),
                        Column.decimal("share", row -> share(row / n, row % n)),
                        Column.money("cost", money, row -> cost[row / n][row % n])));
    }

    @Override
    public String toString() {
        return "mix of " + channels.size() + " channels in " + groups.size() + " groups";
    }
}
