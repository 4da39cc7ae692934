package io.github.clv4j.summary;

import io.github.clv4j.data.RefundPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a list of rows at the end of a day: the rows dated by then, with the refund policy applied to those
 * alone. Slow and plain on purpose; the reference that summaries and values are held against.
 */
public final class KnownRows {
    private static final Comparator<TestRow> ROW_ORDER = Comparator.comparingInt(TestRow::day)
            .thenComparingLong(TestRow::amount)
            .thenComparingLong(TestRow::cost);

    private KnownRows() {}

    /** Rows by customer, in order of day; a customer without rows by then is absent or has none. */
    public static Map<String, List<TestRow>> asOf(List<TestRow> rows, RefundPolicy policy, int day) {
        Map<String, List<TestRow>> known = new TreeMap<>();
        for (TestRow row : rows) {
            if (row.day() <= day && (row.amount() >= 0 || policy != RefundPolicy.DROP)) {
                known.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row);
            }
        }
        known.values().forEach(own -> own.sort(ROW_ORDER));
        if (policy == RefundPolicy.NET) {
            known.replaceAll((id, own) -> netted(own));
        }
        return known;
    }

    /**
     * A refund cancels the latest purchase of exactly its amount that no refund has touched, dated on or before its own
     * day; if there is none, it is taken from the latest purchases backwards. Its cost goes to the first of those, unless
     * nothing is left of it.
     */
    private static List<TestRow> netted(List<TestRow> ordered) {
        List<TestRow> purchases =
                ordered.stream().filter(row -> row.amount() >= 0).toList();
        long[] left = purchases.stream().mapToLong(TestRow::amount).toArray();
        long[] cost = purchases.stream().mapToLong(TestRow::cost).toArray();
        for (TestRow refund : ordered) {
            if (refund.amount() < 0) {
                take(refund, purchases, left, cost);
            }
        }
        List<TestRow> result = new ArrayList<>();
        for (int p = 0; p < left.length; p++) {
            TestRow purchase = purchases.get(p);
            if (purchase.amount() == 0 || left[p] > 0) {
                result.add(new TestRow(purchase.id(), purchase.day(), left[p], cost[p]));
            }
        }
        return result;
    }

    private static void take(TestRow refund, List<TestRow> purchases, long[] left, long[] cost) {
        long open = -refund.amount();
        int end = 0;
        while (end < left.length && purchases.get(end).day() <= refund.day()) {
            end++;
        }
        for (int p = end - 1; p >= 0; p--) {
            if (purchases.get(p).amount() == open && left[p] == open) {
                left[p] = 0;
                return;
            }
        }
        int first = -1;
        for (int p = end - 1; p >= 0 && open > 0; p--) {
            long taken = Math.min(open, left[p]);
            left[p] -= taken;
            open -= taken;
            first = taken > 0 && first < 0 ? p : first;
        }
        if (first >= 0 && left[first] > 0) {
            cost[first] += refund.cost();
        }
    }
}
