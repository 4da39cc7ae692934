package io.github.clv4j.kpi;

import java.util.Arrays;

/** Touchpoints as columns: customer, day, minute of the day, channel, kind and cost. */
final class TouchColumns {
    final int[] customer;
    final int[] day;
    final int[] minute;
    final int[] channel;
    final int[] kind;
    final long[] cost;

    TouchColumns(int rows) {
        this(new int[rows], new int[rows], new int[rows], new int[rows], new int[rows], new long[rows]);
    }

    private TouchColumns(int[] customer, int[] day, int[] minute, int[] channel, int[] kind, long[] cost) {
        this.customer = customer;
        this.day = day;
        this.minute = minute;
        this.channel = channel;
        this.kind = kind;
        this.cost = cost;
    }

    int size() {
        return customer.length;
    }

    TouchColumns withSize(int rows) {
        return new TouchColumns(
                Arrays.copyOf(customer, rows),
                Arrays.copyOf(day, rows),
                Arrays.copyOf(minute, rows),
                Arrays.copyOf(channel, rows),
                Arrays.copyOf(kind, rows),
                Arrays.copyOf(cost, rows));
    }

    /** The rows in a total order, so that the order of the input does not show. */
    TouchColumns sorted() {
        // Customer and row in one number: a sort of primitives brings customers together, and only theirs are compared.
        long[] keys = new long[size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) customer[i] << 32 | i;
        }
        Arrays.parallelSort(keys);
        TouchColumns sorted = new TouchColumns(size());
        for (int from = 0, to; from < keys.length; from = to) {
            to = from + 1;
            while (to < keys.length && keys[to] >> 32 == keys[from] >> 32) {
                to++;
            }
            Integer[] rows = new Integer[to - from];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = (int) keys[from + i];
            }
            Arrays.sort(rows, this::compare);
            for (int i = 0; i < rows.length; i++) {
                sorted.copy(from + i, this, rows[i]);
            }
        }
        return sorted;
    }

    private int compare(int one, int other) {
        int order = Integer.compare(day[one], day[other]);
        order = order != 0 ? order : Integer.compare(minute[one], minute[other]);
        order = order != 0 ? order : Integer.compare(channel[one], channel[other]);
        order = order != 0 ? order : Integer.compare(kind[one], kind[other]);
        return order != 0 ? order : Long.compare(cost[one], cost[other]);
    }

    void copy(int to, TouchColumns other, int from) {
        customer[to] = other.customer[from];
        day[to] = other.day[from];
        minute[to] = other.minute[from];
        channel[to] = other.channel[from];
        kind[to] = other.kind[from];
        cost[to] = other.cost[from];
    }
}
