package io.github.clv4j.kpi;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import java.util.Objects;

/**
 * How the customers of a campaign are read. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Default: the first bad row ends the reading.
 */
public final class CampaignOptions {
    private final CustomerIndex customers;
    private final MoneyScale money;
    private final String source;
    private final BadRowPolicy badRows;

    private CampaignOptions(CustomerIndex customers, MoneyScale money, String source, BadRowPolicy badRows) {
        this.customers = Objects.requireNonNull(customers, "customers");
        this.money = Objects.requireNonNull(money, "money");
        this.source = Objects.requireNonNull(source, "source");
        this.badRows = Objects.requireNonNull(badRows, "badRows");
    }

    /** The default named above, with the customers and the currency of a log. */
    public static CampaignOptions of(TransactionLog log) {
        return new CampaignOptions(log.index(), log.money(), "campaign", BadRowPolicy.fail());
    }

    /** What the source is called in messages, such as a file's name. Default: {@code campaign}. */
    public CampaignOptions withSource(String name) {
        return new CampaignOptions(customers, money, name, badRows);
    }

    /** Whether a bad row ends the reading or is counted and skipped. Default: the first one ends it. */
    public CampaignOptions withBadRows(BadRowPolicy policy) {
        return new CampaignOptions(customers, money, source, policy);
    }

    /** The customers that there are. */
    public CustomerIndex customers() {
        return customers;
    }

    /** Currency and digits of the costs. */
    public MoneyScale money() {
        return money;
    }

    /** What the source is called in messages. */
    public String source() {
        return source;
    }

    /** Whether a bad row ends the reading or is counted and skipped. */
    public BadRowPolicy badRows() {
        return badRows;
    }
}
