package io.github.clv4j.kpi;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.MoneyScale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How subscriptions are read. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: the first bad row ends the reading, overlapping subscriptions of one customer and plan are kept as
 * parallel, every customer id is taken.
 */
public final class SubscriptionOptions {
    private final MoneyScale money;
    private final String source;
    private final OverlapPolicy overlaps;
    private final BadRowPolicy badRows;
    private final @Nullable CustomerIndex customers;

    private SubscriptionOptions(
            MoneyScale money,
            String source,
            OverlapPolicy overlaps,
            BadRowPolicy badRows,
            @Nullable CustomerIndex customers) {
        this.money = Objects.requireNonNull(money, "money");
        this.source = Objects.requireNonNull(source, "source");
        this.overlaps = Objects.requireNonNull(overlaps, "overlaps");
        this.badRows = Objects.requireNonNull(badRows, "badRows");
        this.customers = customers;
    }

    /** The defaults named above, with amounts in a currency. */
    public static SubscriptionOptions of(MoneyScale money) {
        return new SubscriptionOptions(money, "subscriptions", OverlapPolicy.PARALLEL, BadRowPolicy.fail(), null);
    }

    /** What the source is called in messages, such as a file's name. Default: {@code subscriptions}. */
    public SubscriptionOptions withSource(String name) {
        return new SubscriptionOptions(money, name, overlaps, badRows, customers);
    }

    /** What becomes of overlapping subscriptions of one customer and plan. Default: {@link OverlapPolicy#PARALLEL}. */
    public SubscriptionOptions withOverlaps(OverlapPolicy policy) {
        return new SubscriptionOptions(money, source, policy, badRows, customers);
    }

    /** Whether a bad row ends the reading or is counted and skipped. Default: the first one ends it. */
    public SubscriptionOptions withBadRows(BadRowPolicy policy) {
        return new SubscriptionOptions(money, source, overlaps, policy, customers);
    }

    /**
     * The customers that there are, such as those of a log: an id that it does not know is a bad row, and customers have
     * its numbers, so that groupings of the log fit. Default: none; every id is taken and numbered in the order of ids.
     */
    public SubscriptionOptions withCustomers(CustomerIndex index) {
        return new SubscriptionOptions(money, source, overlaps, badRows, Objects.requireNonNull(index, "index"));
    }

    /** Currency and digits of the amounts. */
    public MoneyScale money() {
        return money;
    }

    /** What the source is called in messages. */
    public String source() {
        return source;
    }

    /** What becomes of overlapping subscriptions of one customer and plan. */
    public OverlapPolicy overlaps() {
        return overlaps;
    }

    /** Whether a bad row ends the reading or is counted and skipped. */
    public BadRowPolicy badRows() {
        return badRows;
    }

    /** The customers that there are, or null if every id is taken. */
    public @Nullable CustomerIndex customers() {
        return customers;
    }
}
