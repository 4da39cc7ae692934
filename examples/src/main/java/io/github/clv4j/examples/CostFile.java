package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.CostToServe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what serving customers costs: a column {@code cost}, and, if known, {@code customer_id}, {@code channel}, {@code kind}
 * and {@code contacts}. What a row tells is told by which of them it fills:
 *
 * <ul>
 *   <li>none: {@code cost} is that of any order
 *   <li>{@code channel}: of any order through that channel, beside the cost of any order
 *   <li>{@code customer_id}: of serving that customer altogether, beside all rates
 *   <li>{@code customer_id} and {@code contacts}: of each of so many contacts of the customer; {@code kind} (calls) is for
 *       whoever reads the file
 * </ul>
 */
final class CostFile {
    private static final String CUSTOMER = "customer_id";
    private static final String CONTACTS = "contacts";

    private final SideFile rows;
    private final List<Entry> entries = new ArrayList<>();
    /** Rows that tell the cost of an order, by channel; of any order under an empty name. */
    private final Map<String, Long> rowOfChannel = new HashMap<>();

    /** One row; contacts are 1 where the cost is that of the customer altogether. */
    private record Entry(long row, String customer, String channel, long contacts, long cost) {}

    private CostFile(SideFile rows) {
        this.rows = rows;
    }

    static CostFile read(Path file, MoneyScale money, boolean decimalComma, BadRowPolicy badRows) throws IOException {
        CostFile costs = new CostFile(
                new SideFile(file.toString(), money, decimalComma, badRows).withNames(CUSTOMER, "customer"));
        costs.rows.read(file, "--cost-to-serve", List.of("cost"), costs::add);
        return costs;
    }

    private void add(SideFile.Row row) {
        String customer = row.text(CUSTOMER);
        String channel = row.text("channel");
        String contacts = row.text(CONTACTS);
        if (!customer.isEmpty() && !channel.isEmpty()) {
            throw row.fault(
                    "channel",
                    channel,
                    RejectReason.BAD_ROW,
                    "a row tells the cost of a customer or of a channel, not both");
        }
        if (customer.isEmpty() && !contacts.isEmpty()) {
            throw row.fault(CONTACTS, contacts, RejectReason.BAD_ROW, "contacts need a " + CUSTOMER);
        }
        if (!contacts.isEmpty() && !contacts.matches("[0-9]{1,9}")) {
            throw row.fault(CONTACTS, contacts, RejectReason.BAD_ROW, "must be a whole number, 0 or more");
        }
        long cost = row.amount("cost");
        Long earlier = customer.isEmpty() ? rowOfChannel.putIfAbsent(channel, row.number()) : null;
        if (earlier != null) {
            throw row.fault(
                    channel.isEmpty() ? "cost" : "channel",
                    channel.isEmpty() ? row.text("cost") : channel,
                    RejectReason.BAD_ROW,
                    "row " + earlier + " tells the cost of an order already");
        }
        entries.add(
                new Entry(row.number(), customer, channel, contacts.isEmpty() ? 1 : Long.parseLong(contacts), cost));
    }

    /** What became of the rows. */
    SideFile rows() {
        return rows;
    }

    /**
     * The costs of the customers of a log. To be called once, for rows of unknown customers are counted here.
     *
     * @throws DataException if a row is of an unknown channel or customer and may not be skipped
     */
    CostToServe of(TransactionLog log) {
        Map<String, Long> byChannel = new HashMap<>();
        long[] given = new long[log.customers()];
        CostToServe costs = CostToServe.withDefaults();
        List<String> channels = log.options().dimensions().contains(Channels.DIMENSION)
                ? log.dimension(Channels.DIMENSION).labels().stream().sorted().toList()
                : List.of();
        for (Entry entry : entries) {
            int customer = entry.customer.isEmpty() ? -1 : log.index().indexOf(entry.customer);
            if (!entry.customer.isEmpty()) {
                if (customer < 0) {
                    reject(entry, CUSTOMER, entry.customer, "no transaction is of this customer");
                } else {
                    given[customer] = sum(given[customer], entry);
                }
            } else if (entry.channel.isEmpty()) {
                costs = costs.withPerOrder(entry.cost);
            } else if (channels.contains(entry.channel)) {
                byChannel.put(entry.channel, entry.cost);
            } else {
                reject(
                        entry,
                        "channel",
                        entry.channel,
                        channels.isEmpty()
                                ? "the log has no channels; add --channel-column"
                                : "no order came through it; there are " + channels);
            }
        }
        return (byChannel.isEmpty() ? costs : costs.withPerOrder(Channels.DIMENSION, byChannel, 0)).withGiven(given);
    }

    private long sum(long before, Entry entry) {
        try {
            return Math.addExact(before, Math.multiplyExact(entry.contacts, entry.cost));
        } catch (ArithmeticException e) {
            throw new SideFileException(
                    rows.name(), "the costs of customer '" + entry.customer + "' do not fit 64 bits", e);
        }
    }

    private void reject(Entry entry, String column, String value, String rule) {
        RejectReason reason = column.equals(CUSTOMER) ? RejectReason.BAD_CUSTOMER_ID : RejectReason.BAD_ROW;
        rows.reject(new DataException(new RowProblem(rows.name(), entry.row, column, value, reason, rule)));
    }
}
