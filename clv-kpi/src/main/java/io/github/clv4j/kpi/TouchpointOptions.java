package io.github.clv4j.kpi;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.IdLinks;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How touchpoints are read. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: the first bad row ends the reading, ids are not linked.
 */
public final class TouchpointOptions {
    private final MoneyScale money;
    private final CustomerIndex customers;
    private final String source;
    private final BadRowPolicy badRows;
    private final @Nullable IdLinks links;

    private TouchpointOptions(
            MoneyScale money, CustomerIndex customers, String source, BadRowPolicy badRows, @Nullable IdLinks links) {
        this.money = money;
        this.customers = customers;
        this.source = Objects.requireNonNull(source, "source");
        this.badRows = Objects.requireNonNull(badRows, "badRows");
        this.links = links;
    }

    /**
     * The defaults named above, beside a log: its customers have its numbers, and people that it does not know are
     * numbered after them. An id that was linked or merged in the log finds its customer.
     */
    public static TouchpointOptions beside(TransactionLog log) {
        return new TouchpointOptions(log.money(), log.index(), "touchpoints", BadRowPolicy.fail(), null);
    }

    /** What the source is called in messages, such as a file's name. Default: {@code touchpoints}. */
    public TouchpointOptions withSource(String name) {
        return new TouchpointOptions(money, customers, name, badRows, links);
    }

    /** Whether a bad row ends the reading or is counted and skipped. Default: the first one ends it. */
    public TouchpointOptions withBadRows(BadRowPolicy policy) {
        return new TouchpointOptions(money, customers, source, policy, links);
    }

    /**
     * Which ids are one person, also among people whom the log does not know. Default: each id that the log does not
     * know is a person.
     */
    public TouchpointOptions withLinks(IdLinks idLinks) {
        return new TouchpointOptions(money, customers, source, badRows, Objects.requireNonNull(idLinks, "idLinks"));
    }

    /** Currency and digits of the costs. */
    public MoneyScale money() {
        return money;
    }

    /** The customers of the log. */
    public CustomerIndex customers() {
        return customers;
    }

    /** What the source is called in messages. */
    public String source() {
        return source;
    }

    /** Whether a bad row ends the reading or is counted and skipped. */
    public BadRowPolicy badRows() {
        return badRows;
    }

    /** Which ids are one person, or null if that is not told. */
    public @Nullable IdLinks links() {
        return links;
    }
}
