package io.github.clv4j.kpi;

import io.github.clv4j.data.Dimension;
import io.github.clv4j.data.TransactionLog;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The orders of one customer after the other by category, up to the end of a window. Categories are numbered in the order
 * of their labels, not in the order in which the input happened to bring them. Refunds that were kept and rows without a
 * label are left out.
 */
final class CategoryOrders {
    private final TransactionLog log;
    private final Dimension dimension;
    private final OrderWindow window;
    private final List<String> labels;
    private final int[] rankOfCode;
    private int[] day = new int[16];
    private int[] category = new int[16];
    private long[] amount = new long[16];
    private int orders;
    private long unlabelled;

    CategoryOrders(TransactionLog log, String dimension, OrderWindow window, int mostLabels) {
        this.log = log;
        this.dimension = log.dimension(dimension);
        this.window = window;
        Groups.requireBegun(log, window.last());
        this.labels = this.dimension.labels().stream().sorted().toList();
        if (labels.size() > mostLabels) {
            throw new IllegalArgumentException("dimension '" + dimension + "' has " + labels.size()
                    + " labels; this takes at most " + mostLabels + ", so put them into wider categories before");
        }
        this.rankOfCode = new int[labels.size()];
        for (int code = 0; code < rankOfCode.length; code++) {
            rankOfCode[code] =
                    Collections.binarySearch(labels, this.dimension.labels().get(code));
        }
    }

    List<String> labels() {
        return labels;
    }

    /** Goes to a customer; its orders replace those of the one before. */
    void load(int customer) {
        orders = 0;
        int end = RowsAsOf.end(log, customer, window.lastDay(), dimension.name());
        for (int row = log.start(customer); row < end; row++) {
            if (log.amountMinor(row) < 0) {
                continue;
            }
            int code = dimension.code(row);
            if (code == Dimension.UNKNOWN) {
                unlabelled += log.day(row) >= window.firstDay() ? 1 : 0;
                continue;
            }
            if (orders == day.length) {
                day = Arrays.copyOf(day, 2 * orders);
                category = Arrays.copyOf(category, 2 * orders);
                amount = Arrays.copyOf(amount, 2 * orders);
            }
            day[orders] = log.day(row);
            category[orders] = rankOfCode[code];
            amount[orders++] = log.amountMinor(row);
        }
    }

    /** Orders of the customer up to the window's end, in order of day. */
    int orders() {
        return orders;
    }

    int category(int order) {
        return category[order];
    }

    long amountMinor(int order) {
        return amount[order];
    }

    /** The first of the orders in the window. */
    int firstInWindow() {
        return firstFrom(window.firstDay());
    }

    /** The first order after the day of another. */
    int nextDay(int order) {
        int next = order;
        while (next < orders && day[next] == day[order]) {
            next++;
        }
        return next;
    }

    private int firstFrom(int first) {
        int order = 0;
        while (order < orders && day[order] < first) {
            order++;
        }
        return order;
    }

    /** The different categories of some orders, ascending. */
    int[] categories(int from, int to) {
        return Arrays.stream(category, from, to).sorted().distinct().toArray();
    }

    /** Orders in the window without a label, of the customers that were loaded. */
    long unlabelled() {
        return unlabelled;
    }
}
