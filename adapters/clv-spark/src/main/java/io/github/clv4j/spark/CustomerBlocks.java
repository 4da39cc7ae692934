package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition, in which those of a customer stand together, as logs of some whole customers each: what gives
 * the core's own code its input, in memory that does not grow with the partition. A log has at least {@value #ROWS} rows
 * unless it is the last one, and no customer beyond those; so the rows of the largest customer must fit memory.
 */
final class CustomerBlocks implements Iterator<TransactionLog> {
    /** Rows after which a log ends with its customer: enough for the cost of a log to be spread over many customers. */
    private static final int ROWS = 1 << 15;

    /** What executors make the options of logs from; {@link LogOptions} itself is not sent. */
    static final class Kind implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String currency;
        private final int digits;
        private final RefundPolicy refunds;
        private final TimeStep step;
        private final boolean cost;
        private final boolean numericIds;

        private Kind(SparkTransactions transactions) {
            LogOptions options = transactions.options();
            this.currency = options.money().currency();
            this.digits = options.money().digits();
            this.refunds = options.refunds();
            this.step = options.timeGrid().step();
            this.cost = options.hasCost();
            this.numericIds = transactions.hasNumericIds();
        }

        static Kind of(SparkTransactions transactions) {
            return new Kind(transactions);
        }

        LogOptions options() {
            LogOptions options = LogOptions.of(MoneyScale.of(currency, digits))
                    .withRefunds(refunds)
                    .withTimeGrid(TimeGrid.of(java.time.ZoneOffset.UTC, step));
            return cost ? options.withCost() : options;
        }

        boolean hasNumericIds() {
            return numericIds;
        }
    }

    private final Iterator<Row> rows;
    private final Kind kind;
    private final int labelAt;
    private @Nullable Row next;
    private List<@Nullable String> labels = new ArrayList<>();

    private CustomerBlocks(Iterator<Row> rows, Kind kind, int labelAt) {
        this.rows = rows;
        this.kind = kind;
        this.labelAt = labelAt;
        this.next = rows.hasNext() ? rows.next() : null;
    }

    /** Blocks of rows as {@link #together} gives them. */
    static CustomerBlocks of(Iterator<Row> rows, Kind kind) {
        return new CustomerBlocks(rows, kind, -1);
    }

    /** The same, with a label of the customer in a column, the same in all its rows. */
    static CustomerBlocks labelled(Iterator<Row> rows, Kind kind, int labelAt) {
        return new CustomerBlocks(rows, kind, labelAt);
    }

    /** The same rows, with those of a customer in one partition and there together; days are sorted by the log. */
    static Dataset<Row> together(Dataset<Row> rows) {
        Column customer = col(SparkTransactions.CUSTOMER);
        // By a hash of the id, not by the id: rows that come out of a join by it would not be shuffled again, and
        // adaptive
        // execution may read the join's own shuffle in another way, which tears customers apart.
        return rows.repartition(xxhash64(customer)).sortWithinPartitions(customer);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public TransactionLog next() {
        Row row = next;
        if (row == null) {
            throw new NoSuchElementException("there are no more customers");
        }
        TransactionLogBuilder builder = TransactionLog.builder(kind.options());
        labels = new ArrayList<>();
        Object customer = null;
        int size = 0;
        while (row != null && (size < ROWS || row.get(0).equals(customer))) {
            if (!row.get(0).equals(customer)) {
                customer = row.get(0);
                if (labelAt >= 0) {
                    labels.add(row.isNullAt(labelAt) ? null : row.getString(labelAt));
                }
            }
            add(builder, row);
            size++;
            row = rows.hasNext() ? rows.next() : null;
        }
        next = row;
        return builder.build();
    }

    private void add(TransactionLogBuilder builder, Row row) {
        int day = row.getInt(1);
        long amount = row.getLong(2);
        if (kind.numericIds && kind.cost) {
            builder.add(row.getLong(0), day, amount, row.getLong(3));
        } else if (kind.numericIds) {
            builder.add(row.getLong(0), day, amount);
        } else if (kind.cost) {
            builder.add(row.getString(0), day, amount, row.getLong(3));
        } else {
            builder.add(row.getString(0), day, amount);
        }
    }

    /** The labels of the customers of the log that was given last, in the order in which they came. */
    List<@Nullable String> labels() {
        return labels;
    }
}
