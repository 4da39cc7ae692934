package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Contacts with people as columns beside a log: who, on which day, at what time if known, through which channel, what kind
 * of contact, and what it cost. Immutable; sorted by customer, day, time (unknown ones first), channel, kind and cost,
 * whatever order the rows came in.
 *
 * <p>Customers of the log have its numbers; people whom it does not know follow, in the order of their ids.
 */
public final class Touchpoints {
    /** The minute of a touchpoint whose time is not known. */
    public static final int NO_TIME = -1;

    /** The code of a kind that was not told. */
    public static final int NO_KIND = -1;

    private final TouchpointOptions options;
    private final List<String> others;
    private final List<String> channels;
    private final List<String> kinds;
    private final TouchColumns columns;
    private final int[] offsets;
    private final TouchpointReport report;

    Touchpoints(
            TouchpointOptions options,
            List<String> others,
            List<String> channels,
            List<String> kinds,
            TouchColumns sorted,
            TouchpointReport report) {
        this.options = options;
        this.others = others;
        this.channels = channels;
        this.kinds = kinds;
        this.columns = sorted;
        this.report = report;
        this.offsets = new int[customers() + 1];
        for (int customer : sorted.customer) {
            offsets[customer + 1]++;
        }
        for (int c = 0; c < customers(); c++) {
            offsets[c + 1] += offsets[c];
        }
    }

    /** A builder that takes touchpoints one by one. */
    public static TouchpointsBuilder builder(TouchpointOptions options) {
        return new TouchpointsBuilder(options);
    }

    /**
     * Touchpoints from rows in any order.
     *
     * @throws io.github.clv4j.data.DataException if a row is bad and the options do not let it pass
     */
    public static Touchpoints of(TouchpointOptions options, List<Touchpoint> rows) {
        TouchpointsBuilder builder = builder(options);
        rows.forEach(builder::add);
        return builder.build();
    }

    /**
     * Those of some kinds, such as clicks without what was only sent; people and channels keep their numbers. The report
     * is that of all.
     *
     * @throws IllegalArgumentException if no touchpoint is of a kind; the message lists the kinds
     */
    public Touchpoints ofKinds(Set<String> wanted) {
        for (String kind : new TreeSet<>(wanted)) {
            if (!kinds.contains(kind)) {
                throw new IllegalArgumentException("no touchpoint is of kind '" + kind + "'; there are " + kinds);
            }
        }
        int[] kept = IntStream.range(0, count())
                .filter(i -> columns.kind[i] != NO_KIND && wanted.contains(kinds.get(columns.kind[i])))
                .toArray();
        TouchColumns some = new TouchColumns(kept.length);
        for (int i = 0; i < kept.length; i++) {
            some.copy(i, columns, kept[i]);
        }
        return new Touchpoints(options, others, channels, kinds, some, report);
    }

    /** Number of touchpoints. */
    public int count() {
        return columns.size();
    }

    /** Number of people: the customers of the log, and those whom it does not know. */
    public int customers() {
        return knownCustomers() + others.size();
    }

    /** Number of the log's customers, which come first. */
    public int knownCustomers() {
        return options.customers().size();
    }

    /** The id of a customer. */
    public String id(int customer) {
        return customer < knownCustomers() ? options.customers().id(customer) : others.get(customer - knownCustomers());
    }

    /** The log's customers. */
    public CustomerIndex index() {
        return options.customers();
    }

    /** Labels of the channels, sorted; a channel's code is an index into this list. */
    public List<String> channels() {
        return channels;
    }

    /**
     * The code of a channel.
     *
     * @throws IllegalArgumentException if no touchpoint is of this channel; the message lists the channels
     */
    public int channelCode(String label) {
        int code = Collections.binarySearch(channels, label);
        if (code >= 0) {
            return code;
        }
        throw new IllegalArgumentException("no touchpoint is of channel '" + label + "'; there are " + channels);
    }

    /** Labels of the kinds, sorted; a kind's code is an index into this list. */
    public List<String> kinds() {
        return kinds;
    }

    /** The first touchpoint of a customer. */
    public int from(int customer) {
        return offsets[customer];
    }

    /** The touchpoint after the last one of a customer. */
    public int to(int customer) {
        return offsets[customer + 1];
    }

    /** The touchpoint after a customer's last one up to a day. */
    int to(int customer, int asOfDay) {
        int to = to(customer);
        while (to > from(customer) && columns.day[to - 1] > asOfDay) {
            to--;
        }
        return to;
    }

    /** The customer of a touchpoint. */
    public int customer(int touchpoint) {
        return columns.customer[touchpoint];
    }

    /** The day of a touchpoint, in days since 1970-01-01. */
    public int day(int touchpoint) {
        return columns.day[touchpoint];
    }

    /** The minute of the day of a touchpoint, 0 to 1439, or {@link #NO_TIME}. */
    public int minute(int touchpoint) {
        return columns.minute[touchpoint];
    }

    /** The code of a touchpoint's channel. */
    public int channelCode(int touchpoint) {
        return columns.channel[touchpoint];
    }

    /** The label of a touchpoint's channel. */
    public String channel(int touchpoint) {
        return channels.get(columns.channel[touchpoint]);
    }

    /** The label of a touchpoint's kind, or null if it was not told. */
    public @Nullable String kind(int touchpoint) {
        return columns.kind[touchpoint] == NO_KIND ? null : kinds.get(columns.kind[touchpoint]);
    }

    /** What a touchpoint cost, in minor units. */
    public long costMinor(int touchpoint) {
        return columns.cost[touchpoint];
    }

    /** Currency and digits of all costs. */
    public MoneyScale money() {
        return options.money();
    }

    /** What became of the rows. */
    public TouchpointReport report() {
        return report;
    }

    /** Customers in id order, then the people whom the log does not know. */
    int[] inIdOrder() {
        return IntStream.concat(
                        IntStream.of(options.customers().inIdOrder()), IntStream.range(knownCustomers(), customers()))
                .toArray();
    }

    /**
     * One row a touchpoint, the log's customers in id order first: {@code customer_id}, {@code day}, {@code minute},
     * {@code channel}, {@code kind}, {@code cost}.
     */
    public Table toTable() {
        int[] order = IntStream.of(inIdOrder())
                .flatMap(c -> IntStream.range(from(c), to(c)))
                .toArray();
        return Table.of(
                        "touchpoints",
                        count(),
                        List.of(
                                Column.text("customer_id", i -> id(customer(i))),
                                Column.date("day", this::day),
                                Column.integer("minute", this::minute, i -> minute(i) == NO_TIME),
                                Column.text("channel", this::channel),
                                Column.text("kind", this::kind),
                                Column.money("cost", money(), this::costMinor)))
                .rows(order);
    }

    @Override
    public String toString() {
        return count() + " touchpoints of " + customers() + " people in " + channels.size() + " channels";
    }
}
