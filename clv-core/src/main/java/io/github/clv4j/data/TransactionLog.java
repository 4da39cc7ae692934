package io.github.clv4j.data;

import io.github.clv4j.internal.LongSum;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a customer base as columns, sorted once by customer and day. Immutable and safe to share between
 * threads.
 *
 * <p>The rows of customer {@code c} are {@code start(c)} to {@code end(c) - 1}, in the order of their day; rows of one
 * day are in the order of amount, cost, quantity and labels, so that the log does not depend on the order of the input.
 * A row takes 12 bytes, 8 more with cost, 4 more with quantity, and 4 more a dimension.
 *
 * <p>A customer all of whose rows were netted away keeps its number and has no rows.
 */
public final class TransactionLog {
    private final LogOptions options;
    private final CustomerIndex index;
    private final int[] start;
    private final RowColumns columns;
    private final List<Dimension> dimensions;
    private final Originals originals;
    private final IngestReport report;
    /** Asked for by nearly every analysis, and one look at each customer. */
    private final int firstDay;

    private final int lastDay;

    TransactionLog(
            LogOptions options,
            CustomerIndex index,
            int[] start,
            RowColumns columns,
            List<List<String>> labels,
            Originals originals,
            IngestReport report) {
        this.options = options;
        this.index = index;
        this.start = start;
        this.columns = columns;
        Dimension[] named = new Dimension[labels.size()];
        for (int d = 0; d < named.length; d++) {
            named[d] = new Dimension(options.dimensions().get(d), labels.get(d), columns.codes[d]);
        }
        this.dimensions = List.of(named);
        this.originals = originals;
        this.report = report;
        this.firstDay = firstDayOfAll();
        this.lastDay = lastDayOfAll();
    }

    /** A builder for a new log. */
    public static TransactionLogBuilder builder(LogOptions options) {
        return new TransactionLogBuilder(options, null);
    }

    /**
     * A builder whose {@code build()} gives this log with further rows, at the cost of one copy and the new rows' sort.
     * The result is the log that one build from all rows gives, refunds across batches included; customers keep their
     * numbers. This log stays as it is.
     */
    public TransactionLogBuilder appender() {
        return new TransactionLogBuilder(options, this);
    }

    /**
     * This log without some customers: their rows, their ids and what was kept for netting are gone, and the customers
     * after them move up in number. The ingest report keeps its counts, tells the erased rows, and forgets its examples
     * of bad rows, which may quote anyone.
     *
     * @param customerIds ids to erase
     * @throws IllegalArgumentException if an id is unknown
     */
    public TransactionLog without(Collection<String> customerIds) {
        TreeSet<Integer> erased = new TreeSet<>();
        for (String id : customerIds) {
            erased.add(known(id));
        }
        int[] newOf = new int[customers()];
        int[] oldOf = new int[customers() - erased.size()];
        int kept = 0;
        for (int c = 0; c < newOf.length; c++) {
            newOf[c] = erased.contains(c) ? -1 : kept;
            if (newOf[c] >= 0) {
                oldOf[kept++] = c;
            }
        }
        return renumbered(newOf, oldOf, report.withErased(rowsOf(erased)));
    }

    /** The labels that some row still has; codes are changed to theirs. A label may tell of one customer alone. */
    private static List<String> usedLabels(List<String> labels, int[] codes, int[] originalCodes) {
        BitSet used = new BitSet();
        for (int[] some : List.of(codes, originalCodes)) {
            for (int code : some) {
                if (code != Dimension.UNKNOWN) {
                    used.set(code);
                }
            }
        }
        int[] newCode = new int[labels.size()];
        List<String> kept = new ArrayList<>();
        for (int code = used.nextSetBit(0); code >= 0; code = used.nextSetBit(code + 1)) {
            newCode[code] = kept.size();
            kept.add(labels.get(code));
        }
        for (int[] some : List.of(codes, originalCodes)) {
            for (int i = 0; i < some.length; i++) {
                some[i] = some[i] == Dimension.UNKNOWN ? Dimension.UNKNOWN : newCode[some[i]];
            }
        }
        return kept;
    }

    /** As {@link #without(Collection)}, for one customer. */
    public TransactionLog without(String customerId) {
        return without(List.of(customerId));
    }

    /**
     * This log with two ids of one person made one customer. Policies are applied anew to the joined rows, so the result
     * is the log that was built had all rows come under the kept id. The other id still finds the customer, in this log
     * and in what is appended to it.
     *
     * @param keptId an id of the customer that is kept; results show the id that it has now, also where this one was
     *     merged into it before
     * @param otherId the id whose rows move; the customers after it move up in number
     * @throws IllegalArgumentException if an id is unknown or both are the same customer
     */
    public TransactionLog withMerged(String keptId, String otherId) {
        int kept = known(keptId);
        int other = known(otherId);
        if (kept == other) {
            throw new IllegalArgumentException("'" + keptId + "' and '" + otherId + "' are the same customer already");
        }
        int[] newOf = new int[customers()];
        int[] oldOf = new int[customers() - 1];
        for (int c = 0; c < newOf.length; c++) {
            newOf[c] = c < other ? c : c - 1;
            if (c != other) {
                oldOf[newOf[c]] = c;
            }
        }
        newOf[other] = newOf[kept];
        int position = originals.find(other);
        IngestReport others =
                position < 0 ? report : report.withNetting(report.netting().minus(originals.totalsAt(position)));
        TransactionLogBuilder builder = renumbered(newOf, oldOf, others).appender();
        builder.source("rows of '" + otherId + "' merged into '" + keptId + "'");
        restore(builder, other, newOf[kept]);
        return builder.build();
    }

    /**
     * This log with all ids of a person made one customer, as {@link #withMerged} does it for two ids, in one go. The
     * customer is shown under the person's smallest id, also where that has no rows, and is found by every linked id, in
     * this log and in what is appended to it. Links of ids none of which is known here change nothing.
     *
     * <p>Rows that were made one cannot be told apart again; to take a link away, apply the other links to the log that
     * was there before.
     *
     * @throws IllegalArgumentException if the log's ids are numbers and a person known here has a linked id that is not
     */
    public TransactionLog withLinks(IdLinks links) {
        LinkedCustomers linked = new LinkedCustomers(index, links);
        NettingTotals ofOthers = report.netting();
        for (int c = 0; c < customers(); c++) {
            int position = linked.moves(c) ? originals.find(c) : -1;
            ofOthers = position < 0 ? ofOthers : ofOthers.minus(originals.totalsAt(position));
        }
        TransactionLogBuilder builder = renumbered(linked.joined(), linked.oldOf(), report.withNetting(ofOthers))
                .appender();
        builder.source("rows of linked ids");
        for (int c = 0; c < customers(); c++) {
            if (linked.moves(c)) {
                restore(builder, c, linked.newOf(c));
            }
        }
        return builder.build();
    }

    /** Gives the rows of a customer, as they came, to a customer of another log. */
    private void restore(TransactionLogBuilder builder, int customer, int newCustomer) {
        int position = originals.find(customer);
        if (position < 0) {
            builder.restore(newCustomer, columns, start(customer), end(customer), dimensions);
        } else {
            builder.restore(
                    newCustomer, originals.rows(), originals.start(position), originals.end(position), dimensions);
        }
    }

    /** The log of the customers {@code oldOf}, in that order; {@code newOf} says where each id now leads. */
    private TransactionLog renumbered(int[] newOf, int[] oldOf, IngestReport newReport) {
        return renumbered(index.renumbered(newOf, oldOf), oldOf, newReport);
    }

    private TransactionLog renumbered(CustomerIndex newIndex, int[] oldOf, IngestReport newReport) {
        int[] newStart = new int[oldOf.length + 1];
        for (int c = 0; c < oldOf.length; c++) {
            newStart[c + 1] = newStart[c] + end(oldOf[c]) - start(oldOf[c]);
        }
        RowColumns rows = new RowColumns(newStart[oldOf.length], columns.shape(), false);
        Originals kept = new Originals(columns.shape());
        for (int c = 0; c < oldOf.length; c++) {
            rows.copy(columns, start(oldOf[c]), newStart[c], newStart[c + 1] - newStart[c]);
            int position = originals.find(oldOf[c]);
            if (position >= 0) {
                int first = originals.start(position);
                kept.add(c, originals.rows(), first, originals.end(position) - first, originals.totalsAt(position));
            }
        }
        kept.trim();
        List<List<String>> labels = new ArrayList<>();
        for (int d = 0; d < dimensions.size(); d++) {
            labels.add(usedLabels(dimensions.get(d).labels(), rows.codes[d], kept.rows().codes[d]));
        }
        return new TransactionLog(options, newIndex, newStart, rows, labels, kept, newReport);
    }

    /**
     * True if both logs hold the same rows for the same customer ids under the same money scale, whatever the order in
     * which the customers were first seen. Reports are not compared.
     */
    public boolean sameRows(TransactionLog other) {
        if (!(options.money().equals(other.options.money())
                && options.dimensions().equals(other.options.dimensions())
                && customers() == other.customers()
                && rows() == other.rows())) {
            return false;
        }
        for (int c = 0; c < customers(); c++) {
            String id = index.id(c);
            int o = other.index.indexOf(id);
            // Not just an id that was merged into another there.
            if (o < 0 || !other.index.id(o).equals(id) || other.end(o) - other.start(o) != end(c) - start(c)) {
                return false;
            }
            for (int i = start(c), j = other.start(o); i < end(c); i++, j++) {
                if (!sameRow(i, other, j)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean sameRow(int row, TransactionLog other, int otherRow) {
        boolean same = day(row) == other.day(otherRow)
                && amountMinor(row) == other.amountMinor(otherRow)
                && costMinor(row) == other.costMinor(otherRow)
                && quantity(row) == other.quantity(otherRow);
        for (int d = 0; same && d < dimensions.size(); d++) {
            same = Objects.equals(label(d, row), other.label(d, otherRow));
        }
        return same;
    }

    private @Nullable String label(int dimension, int row) {
        int code = dimensions.get(dimension).code(row);
        return code == Dimension.UNKNOWN
                ? null
                : dimensions.get(dimension).labels().get(code);
    }

    private int known(String id) {
        int customer = index.indexOf(id);
        if (customer >= 0) {
            return customer;
        }
        throw new IllegalArgumentException("customer '" + id + "' is unknown");
    }

    private int rowsOf(Collection<Integer> some) {
        int rows = 0;
        for (int customer : some) {
            rows += end(customer) - start(customer);
        }
        return rows;
    }

    /** What the log was built under. */
    public LogOptions options() {
        return options;
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return options.money();
    }

    /** The host's customer ids and this log's numbers. */
    public CustomerIndex index() {
        return index;
    }

    /** What became of every row that was read. */
    public IngestReport report() {
        return report;
    }

    /** Number of customers. */
    public int customers() {
        return start.length - 1;
    }

    /** Number of rows. */
    public int rows() {
        return columns.day.length;
    }

    /** The first row of a customer. */
    public int start(int customer) {
        return start[customer];
    }

    /** The row after the last row of a customer. */
    public int end(int customer) {
        return start[customer + 1];
    }

    /**
     * The rows of a customer as they were known at the end of a day: nothing dated later plays a part, not even a refund
     * that was netted against an earlier purchase. This is what keeps a snapshot of the past free of later knowledge;
     * the log's own rows show what is known now.
     *
     * @param day days since 1970-01-01
     */
    public CustomerHistory historyAsOf(int customer, int day) {
        return CustomerHistory.of(this, customer, day);
    }

    /**
     * The rows of a customer up to a day as they came: refunds that were netted stand beside the purchases that they
     * lowered. What {@linkplain RefundPolicy#DROP dropped} or rejected refunds were is not known.
     *
     * @param day days since 1970-01-01
     */
    public CustomerHistory historyAsReceived(int customer, int day) {
        return CustomerHistory.asReceived(this, customer, day);
    }

    /**
     * The next day, after a day, on which a refund came that was to be netted, and so may have changed what is known of
     * the customer's earlier purchases; {@link Integer#MAX_VALUE} if there is none. From {@code day} to the day before it,
     * {@link #historyAsOf} only grows.
     */
    public int restatedAfter(int customer, int day) {
        int position = originals.customers() == 0 ? -1 : originals.find(customer);
        return position < 0 ? Integer.MAX_VALUE : originals.nextRefund(position, day);
    }

    /**
     * A replay of a customer's history, for what asks {@link #historyAsOf} on several days in ascending order.
     *
     * @throws IllegalArgumentException if the customer has no refund that was to be netted; then nothing is ever restated
     */
    public HistoryReplay replay(int customer) {
        int position = originals.customers() == 0 ? -1 : originals.find(customer);
        if (position < 0) {
            throw new IllegalArgumentException("no refund of customer '" + index.id(customer) + "' was netted");
        }
        return new HistoryReplay(originals, position);
    }

    /** The day of a row, in days since 1970-01-01. */
    public int day(int row) {
        return columns.day[row];
    }

    /** The amount of a row in minor units; negative for a refund that was kept. */
    public long amountMinor(int row) {
        return columns.amount[row];
    }

    /** The cost of what a row sold, in minor units; 0 if the log has no cost. */
    public long costMinor(int row) {
        return columns.cost == null ? 0 : columns.cost[row];
    }

    /** True if rows carry a cost. */
    public boolean hasCost() {
        return options.hasCost();
    }

    /**
     * The units of a row, signed as the source gave them (goods that come back are negative), less what refunds netted
     * against it gave back; 0 if the log has no quantity.
     */
    public int quantity(int row) {
        return columns.quantity == null ? 0 : columns.quantity[row];
    }

    /** True if rows carry a quantity. */
    public boolean hasQuantity() {
        return options.hasQuantity();
    }

    /**
     * A dimension by name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public Dimension dimension(String name) {
        for (Dimension dimension : dimensions) {
            if (dimension.name().equals(name)) {
                return dimension;
            }
        }
        throw new IllegalArgumentException("the log has no dimension '" + name + "'; it has " + options.dimensions());
    }

    /**
     * The earliest day of any row, those that were netted away included: what a history as of an earlier day may show.
     *
     * @throws DataException if there is none
     */
    public int firstDay() {
        requireRows();
        return firstDay;
    }

    /**
     * The latest day of any row, those that were netted away included: the day as of which everything is known.
     *
     * @throws DataException if there is none
     */
    public int lastDay() {
        requireRows();
        return lastDay;
    }

    private int firstDayOfAll() {
        int first = IntStream.range(0, customers())
                .parallel()
                .map(c -> start(c) < end(c) ? day(start(c)) : Integer.MAX_VALUE)
                .reduce(Integer.MAX_VALUE, Math::min);
        for (int i = 0; i < originals.customers(); i++) {
            first = Math.min(first, originals.rows().day[originals.start(i)]);
        }
        return first;
    }

    private int lastDayOfAll() {
        int last = IntStream.range(0, customers())
                .parallel()
                .map(c -> start(c) < end(c) ? day(end(c) - 1) : Integer.MIN_VALUE)
                .reduce(Integer.MIN_VALUE, Math::max);
        for (int i = 0; i < originals.customers(); i++) {
            last = Math.max(last, originals.rows().day[originals.end(i) - 1]);
        }
        return last;
    }

    private void requireRows() {
        if (rows() == 0 && originals.customers() == 0) {
            throw new DataException("the log has no rows (" + report + ")");
        }
    }

    /**
     * The sum of all amounts in minor units.
     *
     * @throws DataException if it does not fit 64 bits
     */
    public long revenueMinor() {
        LongSum sum = new LongSum();
        for (long amount : columns.amount) {
            sum.add(amount);
        }
        try {
            return sum.toLong();
        } catch (ArithmeticException e) {
            throw new DataException("the sum of all amounts does not fit 64 bits of minor units", e);
        }
    }

    RowColumns columns() {
        return columns;
    }

    Originals originals() {
        return originals;
    }

    @Override
    public String toString() {
        return rows() + " transactions of " + customers() + " customers in "
                + options.money().currency();
    }
}
