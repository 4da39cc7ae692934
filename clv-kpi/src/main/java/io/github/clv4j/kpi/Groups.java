package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Dimension;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which group a customer or a row is in. Group 0 is all; the groups follow, and at the end comes the group of those in
 * none, if there are any.
 */
final class Groups {
    private final List<String> labels;
    private final @Nullable Grouping customers;
    private final @Nullable Dimension rows;
    /** The group of each code of the dimension. */
    private final int[] groupOfCode;

    private Groups(List<String> labels, @Nullable Grouping customers, @Nullable Dimension rows, int[] groupOfCode) {
        this.labels = labels;
        this.customers = customers;
        this.rows = rows;
        this.groupOfCode = groupOfCode;
    }

    static Groups ofCustomers(TransactionLog log, Grouping customers) {
        if (customers.customers() != log.customers()) {
            throw new IllegalArgumentException("grouping '" + customers.name() + "' is of " + customers.customers()
                    + " customers, the log has " + log.customers() + "; make the grouping from this log");
        }
        boolean some = false;
        for (int c = 0; c < log.customers() && !some; c++) {
            some = customers.groupOf(c) == Grouping.NONE;
        }
        if (!some && customers.equals(Grouping.everyone(log.customers()))) {
            return new Groups(List.of(PeriodFacts.ALL), null, null, new int[0]);
        }
        return new Groups(labels(customers.name(), customers.labels(), some), customers, null, new int[0]);
    }

    static Groups ofRows(TransactionLog log, Dimension dimension) {
        boolean some = false;
        for (int row = 0; row < log.rows() && !some; row++) {
            some = dimension.code(row) == Dimension.UNKNOWN;
        }
        // Labels in their own order, not in the order in which the input happened to bring them.
        List<String> sorted = dimension.labels().stream().sorted().toList();
        int[] groupOfCode = new int[sorted.size()];
        for (int code = 0; code < groupOfCode.length; code++) {
            groupOfCode[code] =
                    1 + Collections.binarySearch(sorted, dimension.labels().get(code));
        }
        return new Groups(labels(dimension.name(), sorted, some), null, dimension, groupOfCode);
    }

    private static List<String> labels(String name, List<String> own, boolean withUngrouped) {
        List<String> labels = new ArrayList<>();
        labels.add(PeriodFacts.ALL);
        for (String label : own) {
            if (label.equals(PeriodFacts.ALL) || label.equals(PeriodFacts.UNGROUPED)) {
                throw new IllegalArgumentException("'" + name + "' has a group '" + label
                        + "'; this name stands for all groups together or for none, so choose another");
            }
            labels.add(label);
        }
        if (withUngrouped) {
            labels.add(PeriodFacts.UNGROUPED);
        }
        return Collections.unmodifiableList(labels);
    }

    /** Refuses a log of which nothing is known as of a day. */
    static void requireBegun(TransactionLog log, LocalDate asOf) {
        LocalDate first = LocalDate.ofEpochDay(log.firstDay());
        if (first.isAfter(asOf)) {
            throw new IllegalArgumentException("as-of day is " + asOf + "; the log begins later, on " + first);
        }
    }

    /** Labels of the groups, those for all and for none included. */
    List<String> labels() {
        return labels;
    }

    int count() {
        return labels.size();
    }

    /** True if groups are of rows, so that a customer may be in several. */
    boolean areOfRows() {
        return rows != null;
    }

    /** The group of a customer, 0 if there is none but all. */
    int ofCustomer(int customer) {
        if (customers == null) {
            return 0;
        }
        int group = customers.groupOf(customer);
        return group == Grouping.NONE ? count() - 1 : 1 + group;
    }

    /** The group of a row; only where groups are of rows. */
    int ofRow(int row) {
        if (rows == null) {
            return 0;
        }
        int code = rows.code(row);
        return code == Dimension.UNKNOWN ? count() - 1 : groupOfCode[code];
    }

    /** Refuses a customer whose history as of a day is not a part of the log's rows, which alone have labels. */
    void requireRowsAsOf(TransactionLog log, int customer, int day) {
        if (rows != null && log.restatedAfter(customer, day) != Integer.MAX_VALUE) {
            throw new DataException("customer '" + log.index().id(customer) + "': a refund after "
                    + LocalDate.ofEpochDay(day) + " was netted against earlier purchases, so what they were by "
                    + rows.name() + " as of that day is not known; build the log withLastDay("
                    + LocalDate.ofEpochDay(day) + "), or keep refunds as negative rows");
        }
    }
}
