package io.github.clv4j.kpi;

import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * From when to when each customer was under contract, whatever its plans: subscriptions that overlap, meet, or leave no
 * more than the grace days between them are one spell. Seen as of the end of a day; free subscriptions count. Immutable.
 *
 * <p>A spell that ended less than the grace days ago may still go on: it is neither over nor running, but censored at the
 * end of its last subscription.
 */
public final class ContractSpells {
    private final Subscriptions subscriptions;
    private final int asOfDay;
    private final int graceDays;
    private final int[] customer;
    private final int[] start;
    /** End of the last subscription, or the day after the as-of day. */
    private final int[] end;

    private final boolean[] over;

    private ContractSpells(Subscriptions subscriptions, int asOfDay, int graceDays) {
        this.subscriptions = subscriptions;
        this.asOfDay = asOfDay;
        this.graceDays = graceDays;
        int[] customers = new int[subscriptions.count()];
        int[] starts = new int[customers.length];
        int[] ends = new int[customers.length];
        int n = 0;
        for (int c = 0; c < subscriptions.customers(); c++) {
            int first = n;
            for (long range : ranges(c)) {
                int from = (int) (range >> Integer.SIZE);
                int to = Math.min(asOfDay + 1, (int) range);
                if (n > first && from - (long) ends[n - 1] <= graceDays) {
                    ends[n - 1] = Math.max(ends[n - 1], to);
                } else {
                    customers[n] = c;
                    starts[n] = from;
                    ends[n++] = to;
                }
            }
        }
        this.customer = Arrays.copyOf(customers, n);
        this.start = Arrays.copyOf(starts, n);
        this.end = Arrays.copyOf(ends, n);
        this.over = new boolean[n];
        for (int i = 0; i < n; i++) {
            over[i] = asOfDay + 1L - end[i] > graceDays;
        }
    }

    /** Start and end of a customer's subscriptions up to the as-of day, in order of start. */
    private long[] ranges(int c) {
        int from = subscriptions.from(c);
        long[] ranges = new long[subscriptions.to(c) - from];
        int n = 0;
        for (int i = from; i < subscriptions.to(c); i++) {
            if (subscriptions.startDay(i) <= asOfDay) {
                ranges[n++] =
                        (long) subscriptions.startDay(i) << Integer.SIZE | (subscriptions.endDay(i) & 0xFFFFFFFFL);
            }
        }
        long[] own = Arrays.copyOf(ranges, n);
        Arrays.sort(own);
        return own;
    }

    /** The spells without grace: a day between two subscriptions ends the first one's spell. */
    public static ContractSpells of(Subscriptions subscriptions, LocalDate asOf) {
        return of(subscriptions, asOf, 0);
    }

    /**
     * The spells as of the end of a day.
     *
     * @param graceDays most days without a subscription within a spell, 0 or more
     */
    public static ContractSpells of(Subscriptions subscriptions, LocalDate asOf, int graceDays) {
        if (graceDays < 0) {
            throw new IllegalArgumentException("grace days are " + graceDays + "; they must be 0 or more");
        }
        int day = TimeGrid.withDefaults().day(asOf);
        return new ContractSpells(Objects.requireNonNull(subscriptions, "subscriptions"), day, graceDays);
    }

    /** Number of spells, sorted by customer and start. */
    public int count() {
        return customer.length;
    }

    /** The customer of a spell. */
    public int customer(int spell) {
        return customer[spell];
    }

    /** The first day of a spell, in days since 1970-01-01. */
    public int startDay(int spell) {
        return start[spell];
    }

    /** The first day after the spell's last subscription, or the day after the as-of day if that is earlier. */
    public int endDay(int spell) {
        return end[spell];
    }

    /** True if the spell is over, and more than the grace days ago. */
    public boolean isOver(int spell) {
        return over[spell];
    }

    /** True if it is the customer's first spell. */
    public boolean isFirst(int spell) {
        return spell == 0 || customer[spell - 1] != customer[spell];
    }

    /** Days under contract: to the end, or to the end of the as-of day. */
    public int days(int spell) {
        return end[spell] - start[spell];
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return LocalDate.ofEpochDay(asOfDay);
    }

    /** Most days without a subscription within a spell. */
    public int graceDays() {
        return graceDays;
    }

    /** The subscriptions that the spells are of. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /**
     * One row a spell, in the order of ids and starts: {@code customer_id}, {@code start}, {@code end} (unknown if it is not over), {@code days},
     * {@code over}.
     */
    public Table toTable() {
        int[] rank = new int[subscriptions.customers()];
        int[] sorted = subscriptions.inIdOrder();
        for (int i = 0; i < sorted.length; i++) {
            rank[sorted[i]] = i;
        }
        int[] order = IntStream.range(0, count())
                .boxed()
                .sorted(Comparator.comparingInt(spell -> rank[customer[spell]]))
                .mapToInt(Integer::intValue)
                .toArray();
        return Table.of(
                        "contract_spells",
                        count(),
                        List.of(
                                Column.text("customer_id", row -> subscriptions.id(customer[row])),
                                Column.date("start", this::startDay),
                                Column.date("end", this::endDay, row -> !over[row]),
                                Column.integer("days", this::days),
                                Column.text("over", row -> Boolean.toString(over[row]))))
                .rows(order);
    }

    @Override
    public String toString() {
        return count() + " spells of " + subscriptions.customers() + " customers as of " + asOf();
    }
}
