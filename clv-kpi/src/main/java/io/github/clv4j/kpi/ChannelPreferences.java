package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Through which channel and at what hour each person is touched most, up to a day. Immutable; people have the numbers of
 * the touchpoints. To learn what they answer to rather than what they are sent, take the touchpoints {@linkplain
 * Touchpoints#ofKinds of the kinds} that are theirs, such as clicks and calls.
 *
 * <p>Of channels with equally many touchpoints the one that touched last is preferred, and of those that touched last in
 * the same minute, or on the same day without a time, the one that comes last in the touchpoints' order. Of hours with
 * equally many the earliest is preferred; touchpoints without a time say nothing of the hour.
 */
public final class ChannelPreferences {
    private final Touchpoints touchpoints;
    private final int asOfDay;
    private final int[] channel;
    private final int[] touches;
    private final boolean[] tied;
    private final int[] hour;

    private ChannelPreferences(Touchpoints touchpoints, int asOfDay) {
        this.touchpoints = touchpoints;
        this.asOfDay = asOfDay;
        int n = touchpoints.customers();
        this.channel = new int[n];
        this.touches = new int[n];
        this.tied = new boolean[n];
        this.hour = new int[n];
        int[] count = new int[touchpoints.channels().size()];
        for (int c = 0; c < n; c++) {
            customer(c, count);
        }
    }

    private void customer(int c, int[] count) {
        int from = touchpoints.from(c);
        int to = touchpoints.to(c, asOfDay);
        int[] ofHour = new int[24];
        for (int i = from; i < to; i++) {
            count[touchpoints.channelCode(i)]++;
            if (touchpoints.minute(i) != Touchpoints.NO_TIME) {
                ofHour[touchpoints.minute(i) / 60]++;
            }
        }
        channel[c] = Grouping.NONE;
        for (int i = to - 1; i >= from; i--) {
            int code = touchpoints.channelCode(i);
            if (count[code] > touches[c]) {
                channel[c] = code;
                touches[c] = count[code];
                tied[c] = false;
            } else if (count[code] == touches[c] && code != channel[c]) {
                tied[c] = true;
            }
        }
        for (int i = from; i < to; i++) {
            count[touchpoints.channelCode(i)] = 0;
        }
        hour[c] = -1;
        for (int h = 0; h < ofHour.length; h++) {
            hour[c] = ofHour[h] > (hour[c] < 0 ? 0 : ofHour[hour[c]]) ? h : hour[c];
        }
    }

    /**
     * The preferences up to a day.
     *
     * @param asOf the last day that counts
     * @throws IllegalArgumentException if the day is outside 0001-01-01..9999-12-31
     */
    public static ChannelPreferences of(Touchpoints touchpoints, LocalDate asOf) {
        return new ChannelPreferences(touchpoints, TimeGrid.withDefaults().day(asOf));
    }

    /** The code of the channel that touched a person most, or {@link Grouping#NONE} if there is no touchpoint. */
    public int channelCode(int customer) {
        return channel[customer];
    }

    /** How often the preferred channel touched a person. */
    public int touches(int customer) {
        return touches[customer];
    }

    /** True if another channel touched the person as often. */
    public boolean isTied(int customer) {
        return tied[customer];
    }

    /** The hour of the day, 0 to 23, in which a person is touched most, or -1 if no time is known. */
    public int hour(int customer) {
        return hour[customer];
    }

    /** The log's customers by the channel that they prefer; those without a touchpoint are in none. */
    public Grouping channelGrouping() {
        return Grouping.of(
                "preferred channel", touchpoints.channels(), Arrays.copyOf(channel, touchpoints.knownCustomers()));
    }

    /**
     * One row a person with a touchpoint, the log's customers in id order first: {@code customer_id}, {@code channel},
     * {@code touchpoints} of that channel, {@code tied} (0 or 1), {@code hour} (unknown without a time).
     */
    public Table toTable() {
        return Table.of(
                        "channel_preferences",
                        channel.length,
                        List.of(
                                Column.text("customer_id", touchpoints::id),
                                Column.text(
                                        "channel",
                                        c -> channel[c] == Grouping.NONE
                                                ? null
                                                : touchpoints.channels().get(channel[c])),
                                Column.integer("touchpoints", this::touches),
                                Column.integer("tied", c -> tied[c] ? 1 : 0),
                                Column.integer("hour", this::hour, c -> hour[c] < 0)))
                .rows(IntStream.of(touchpoints.inIdOrder())
                        .filter(c -> channel[c] != Grouping.NONE)
                        .toArray());
    }

    /**
     * The mix of each person: one row for each channel that touched it, the log's customers in id order first: {@code
     * customer_id}, {@code channel}, {@code touchpoints}, {@code share}.
     */
    public Table mixTable() {
        int[] personOf = new int[touchpoints.count()];
        int[] codeOf = new int[personOf.length];
        int[] countOf = new int[personOf.length];
        int rows = 0;
        for (int c : touchpoints.inIdOrder()) {
            int[] codes = IntStream.range(touchpoints.from(c), touchpoints.to(c, asOfDay))
                    .map(touchpoints::channelCode)
                    .sorted()
                    .toArray();
            for (int i = 0; i < codes.length; i++) {
                if (i == 0 || codes[i] != codes[i - 1]) {
                    personOf[rows] = c;
                    codeOf[rows++] = codes[i];
                }
                countOf[rows - 1]++;
            }
        }
        return Table.of(
                "channel_mix_of_customers",
                rows,
                List.of(
                        Column.text("customer_id", row -> touchpoints.id(personOf[row])),
                        Column.text("channel", row -> touchpoints.channels().get(codeOf[row])),
                        Column.integer("touchpoints", row -> countOf[row]),
                        Column.decimal(
                                "share",
                                row -> (double) countOf[row]
                                        / (touchpoints.to(personOf[row], asOfDay) - touchpoints.from(personOf[row])))));
    }

    @Override
    public String toString() {
        return "preferred channels and hours of " + channel.length + " people as of " + LocalDate.ofEpochDay(asOfDay);
    }
}
