package io.github.clv4j.data;

import java.util.Arrays;
import java.util.List;

/**
 * Sorts the rows of one customer in place. Hot: called once a customer. Most runs are short or already in order of day,
 * because sources usually are.
 */
final class RunSort {
    /** Below this an insertion sort beats packing and sorting keys. */
    private static final int SHORT = 40;

    private RunSort() {}

    static void sort(RowColumns rows, int from, int to, List<DimensionLabels> labels) {
        int sorted = from + 1;
        while (sorted < to && rows.compare(sorted - 1, sorted, labels) <= 0) {
            sorted++;
        }
        if (sorted >= to) {
            return;
        }
        if (to - from <= SHORT) {
            if (rows.isPlain()) {
                insertPlain(rows.day, rows.amount, from, sorted, to);
            } else {
                permute(rows, from, to, mergeSorted(rows, from, to, labels));
            }
        } else if (rows.isPlain()) {
            sortPlain(rows.day, rows.amount, from, to);
        } else {
            permute(rows, from, to, mergeSorted(rows, from, to, labels));
        }
    }

    private static void insertPlain(int[] day, long[] amount, int from, int sorted, int to) {
        for (int i = sorted; i < to; i++) {
            int d = day[i];
            long a = amount[i];
            int j = i - 1;
            while (j >= from && (day[j] > d || (day[j] == d && amount[j] > a))) {
                day[j + 1] = day[j];
                amount[j + 1] = amount[j];
                j--;
            }
            day[j + 1] = d;
            amount[j + 1] = a;
        }
    }

    /** Day and position packed in one number sort the days; amounts within a day are then sorted by themselves. */
    private static void sortPlain(int[] day, long[] amount, int from, int to) {
        long[] keys = new long[to - from];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) day[from + i] << 32) | i;
        }
        Arrays.sort(keys);
        long[] source = Arrays.copyOfRange(amount, from, to);
        for (int i = 0; i < keys.length; i++) {
            day[from + i] = (int) (keys[i] >> 32);
            amount[from + i] = source[(int) keys[i]];
        }
        sortAmounts(day, amount, from, to);
    }

    /** Sorts the amounts within each day of a run that is in order of day. */
    static void sortAmounts(int[] day, long[] amount, int from, int to) {
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || day[i] != day[start]) {
                if (i - start > 1) {
                    Arrays.sort(amount, start, i);
                }
                start = i;
            }
        }
    }

    /** Rows in order, as offsets from {@code from}: a bottom-up merge sort, since the JDK sorts no int[] by comparator. */
    private static int[] mergeSorted(RowColumns rows, int from, int to, List<DimensionLabels> labels) {
        int n = to - from;
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        int[] merged = new int[n];
        for (int width = 1; width < n && width > 0; width <<= 1) {
            for (int left = 0; left < n; left += 2 * width) {
                int middle = Math.min(left + width, n);
                int right = (int) Math.min((long) left + 2L * width, n);
                int i = left;
                int j = middle;
                for (int k = left; k < right; k++) {
                    boolean takeLeft =
                            i < middle && (j >= right || rows.compare(from + order[i], from + order[j], labels) <= 0);
                    merged[k] = takeLeft ? order[i++] : order[j++];
                }
            }
            int[] swap = order;
            order = merged;
            merged = swap;
        }
        return order;
    }

    private static void permute(RowColumns rows, int from, int to, int[] order) {
        int n = to - from;
        RowColumns copy = new RowColumns(n, rows.shape(), rows.place != null);
        copy.copy(rows, from, 0, n);
        for (int i = 0; i < n; i++) {
            rows.copy(copy, order[i], from + i, 1);
        }
    }
}
