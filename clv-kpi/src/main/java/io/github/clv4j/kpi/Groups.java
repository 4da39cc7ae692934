package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.Dimension;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which group a customer, a row or a plan is in. Group 0 is all; the groups follow, and at the end comes the group of those
 * in none, if there are any.
 */
final class Groups {
    private final String name;
    private final List<String> labels;
    private final @Nullable Grouping customers;
    private final @Nullable Dimension rows;
    /** The group of each code of the dimension. */
    private final int[] groupOfCode;

    private Groups(
            String name,
            List<String> labels,
            @Nullable Grouping customers,
            @Nullable Dimension rows,
            int[] groupOfCode) {
        this.name = name;
        this.labels = labels;
        this.customers = customers;
        this.rows = rows;
        this.groupOfCode = groupOfCode;
    }

    /** All and no other. */
    static Groups everyone() {
        return new Groups(PeriodFacts.ALL, List.of(PeriodFacts.ALL), null, null, new int[0]);
    }

    static Groups ofCustomers(TransactionLog log, Grouping customers) {
        return ofCustomers(customers, log.customers(), "the log has ", "this log");
    }

    static Groups ofCustomers(Subscriptions subscriptions, Grouping customers) {
        return ofCustomers(customers, subscriptions.customers(), "the subscriptions have ", "these subscriptions");
    }

    static Groups ofCustomers(SurveyResponses responses, Grouping customers) {
        return ofCustomers(customers, responses.customers(), "the responses are of ", "the same customers");
    }

    private static Groups ofCustomers(Grouping customers, int expected, String who, String source) {
        if (customers.customers() != expected) {
            throw new IllegalArgumentException("grouping '" + customers.name() + "' is of " + customers.customers()
                    + " customers, " + who + expected + "; make the grouping from " + source);
        }
        boolean some = false;
        for (int c = 0; c < expected && !some; c++) {
            some = customers.groupOf(c) == Grouping.NONE;
        }
        if (!some && customers.equals(Grouping.everyone(expected))) {
            return everyone();
        }
        return new Groups(
                customers.name(), labels(customers.name(), customers.labels(), some), customers, null, new int[0]);
    }

    /** Groups of these names, and always one of those in none, whatever the customers are. */
    static Groups named(String name, List<String> own) {
        return new Groups(name, labels(name, own, true), null, null, new int[0]);
    }

    /** These groups, for the customers of a grouping of the same labels. */
    Groups of(TransactionLog log, Grouping grouping) {
        if (customers == null && count() == 1) {
            return this;
        }
        if (!(grouping.customers() == log.customers() && grouping.labels().equals(labels.subList(1, count() - 1)))) {
            throw new IllegalArgumentException("grouping '" + grouping.name() + "' is of " + grouping.customers()
                    + " customers with labels " + grouping.labels() + "; it must be of the log's " + log.customers()
                    + " with labels " + labels.subList(1, count() - 1));
        }
        return new Groups(name, labels, grouping, null, new int[0]);
    }

    /** The same, without the last of them. */
    Groups withoutLast() {
        return new Groups(name, labels.subList(0, count() - 1), customers, null, new int[0]);
    }

    static Groups ofPlans(Subscriptions subscriptions) {
        boolean some = false;
        for (int i = 0; i < subscriptions.count() && !some; i++) {
            some = subscriptions.planCode(i) == Subscriptions.NO_PLAN;
        }
        return new Groups("plan", labels("plan", subscriptions.plans(), some), null, null, new int[0]);
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
        return new Groups(dimension.name(), labels(dimension.name(), sorted, some), null, dimension, groupOfCode);
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

    /** An as-of day in days since 1970-01-01; refuses a log of which nothing is known then. */
    static int requireBegun(TransactionLog log, LocalDate asOf) {
        int day = TimeGrid.withDefaults().day(asOf);
        if (log.firstDay() > day) {
            throw new IllegalArgumentException(
                    "as-of day is " + asOf + "; the log begins later, on " + LocalDate.ofEpochDay(log.firstDay()));
        }
        return day;
    }

    /**
     * As {@link TransactionLog#firstDay}, and also of a log all of whose rows were netted away, for that may be a part of one
     * that has others; {@link Integer#MAX_VALUE} if there never was a row.
     */
    static int firstDay(TransactionLog log) {
        if (log.rows() > 0) {
            return log.firstDay();
        }
        int first = Integer.MAX_VALUE;
        for (int c = 0; c < log.customers(); c++) {
            CustomerHistory history = log.historyAsReceived(c, TimeGrid.MAX_DAY);
            first = history.rows() > 0 ? Math.min(first, history.day(0)) : first;
        }
        return first;
    }

    /** What the groups are. */
    String name() {
        return name;
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

    /** The group of a plan, where plans are groups. */
    int ofPlan(int code) {
        return code == Subscriptions.NO_PLAN ? count() - 1 : 1 + code;
    }

    /** Refuses a customer whose rows, which alone have labels, are not what they were on a day. */
    void requireRowsAsOf(TransactionLog log, int customer, int day) {
        if (rows != null) {
            RowsAsOf.require(log, customer, day, rows.name());
        }
    }
}
