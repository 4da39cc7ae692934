package io.github.clv4j.kpi;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Which categories are bought together in a window, by customer or by order day: support, confidence and lift of pairs.
 * Immutable; counts are exact. As of the window's last day.
 *
 * <p>Baskets are those with at least one category. Of many pairs some look unusual by chance alone; a minimum support and
 * the intervals tell which have been seen often enough.
 */
public final class CategoryPairs {
    /** Most labels of the dimension. */
    public static final int MAX_LABELS = 2_000;

    private final OrderWindow window;
    private final String dimension;
    private final BasketKind kind;
    private final List<String> labels;
    private final long baskets;
    /** Of categories i and j, i ≤ j, the baskets with both; the diagonal has the baskets with one. */
    private final long[] counts;

    private final List<CategoryPair> pairs;
    private final long unlabelled;

    private CategoryPairs(
            TransactionLog log, String dimension, OrderWindow window, BasketKind kind, BigDecimal minimumSupport) {
        this.window = window;
        this.dimension = dimension;
        this.kind = kind;
        CategoryOrders orders = new CategoryOrders(log, dimension, window, MAX_LABELS);
        this.labels = orders.labels();
        int n = labels.size();
        this.counts = new long[n * n];
        long seen = 0;
        for (int c = 0; c < log.customers(); c++) {
            orders.load(c);
            for (int i = orders.firstInWindow(); i < orders.orders(); ) {
                int next = kind == BasketKind.ORDER_DAY ? orders.nextDay(i) : orders.orders();
                int[] basket = orders.categories(i, next);
                seen++;
                for (int a = 0; a < basket.length; a++) {
                    for (int b = a; b < basket.length; b++) {
                        counts[basket[a] * n + basket[b]]++;
                    }
                }
                i = next;
            }
        }
        this.baskets = seen;
        this.unlabelled = orders.unlabelled();
        BigDecimal least = minimumSupport.multiply(BigDecimal.valueOf(baskets));
        List<CategoryPair> found = new ArrayList<>();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                long together = counts[a * n + b];
                if (together > 0 && BigDecimal.valueOf(together).compareTo(least) >= 0) {
                    found.add(pair(a, b));
                }
            }
        }
        // A stable sort: pairs of the same count stay in the order of their labels.
        found.sort(Comparator.comparingLong(CategoryPair::together).reversed());
        this.pairs = List.copyOf(found);
    }

    /**
     * The pairs in a window.
     *
     * @param dimension a dimension of the log, such as {@code category}
     * @param kind what is a basket
     * @param minimumSupport the proportion of baskets that a pair has to be in to be listed, 0 to 1; a pair in no basket
     *     is never listed
     * @throws io.github.clv4j.data.DataException if a refund after the window was netted against an earlier purchase, so
     *     that labels as of the window's end are not known, or the log has no rows
     * @throws IllegalArgumentException if the log has no such dimension or begins after the window, or it has more than
     *     {@value #MAX_LABELS} labels
     */
    public static CategoryPairs of(
            TransactionLog log, String dimension, OrderWindow window, BasketKind kind, double minimumSupport) {
        if (!(minimumSupport >= 0 && minimumSupport <= 1)) {
            throw new IllegalArgumentException(
                    "minimum support is " + minimumSupport + "; it must be 0 to 1 (0.01 is 1 % of baskets)");
        }
        return new CategoryPairs(
                log,
                dimension,
                Objects.requireNonNull(window, "window"),
                Objects.requireNonNull(kind, "kind"),
                BigDecimal.valueOf(minimumSupport));
    }

    private CategoryPair pair(int a, int b) {
        int n = labels.size();
        return new CategoryPair(
                labels.get(a),
                labels.get(b),
                counts[Math.min(a, b) * n + Math.max(a, b)],
                counts[a * n + a],
                counts[b * n + b],
                baskets);
    }

    /** What is a basket. */
    public BasketKind kind() {
        return kind;
    }

    /** Baskets with at least one category. */
    public long baskets() {
        return baskets;
    }

    /** Orders in the window that have no label and so were left out. */
    public long unlabelledOrders() {
        return unlabelled;
    }

    /** The pairs with the minimum support, each once: the most frequent first, then by label. */
    public List<CategoryPair> pairs() {
        return pairs;
    }

    /**
     * Any two different categories, whatever their support.
     *
     * @throws IllegalArgumentException if there is no such category, or both are the same
     */
    public CategoryPair pair(String first, String second) {
        int a = labels.indexOf(first);
        int b = labels.indexOf(second);
        if (a < 0 || b < 0) {
            throw new IllegalArgumentException(
                    "there is no " + dimension + " '" + (a < 0 ? first : second) + "'; there are " + labels);
        }
        if (a == b) {
            throw new IllegalArgumentException("a pair is of two categories; both are '" + first + "'");
        }
        return pair(a, b);
    }

    /**
     * Two rows a listed pair, one for each direction: {@code first}, {@code second}, {@code together}, {@code
     * first_baskets}, {@code second_baskets}, {@code baskets}, {@code support}, {@code confidence} (each with {@code
     * _lower} and {@code _upper}) and {@code lift}.
     *
     * @param level of the intervals, such as 0.95
     */
    public Table toTable(double level) {
        Intervals.checkedLevel(level);
        List<CategoryPair> rows = new ArrayList<>();
        for (CategoryPair pair : pairs) {
            rows.add(pair);
            rows.add(pair.reversed());
        }
        return Table.of(
                "category_pairs",
                rows.size(),
                List.of(
                        Column.text("first", row -> rows.get(row).first()),
                        Column.text("second", row -> rows.get(row).second()),
                        Column.integer("together", row -> rows.get(row).together()),
                        Column.integer("first_baskets", row -> rows.get(row).firstCount()),
                        Column.integer("second_baskets", row -> rows.get(row).secondCount()),
                        Column.integer("baskets", row -> baskets),
                        Column.decimal(
                                "support",
                                row -> rows.get(row).support(level).rate().value()),
                        Column.decimal(
                                "support_lower",
                                row -> rows.get(row).support(level).lower()),
                        Column.decimal(
                                "support_upper",
                                row -> rows.get(row).support(level).upper()),
                        Column.decimal(
                                "confidence",
                                row -> rows.get(row).confidence(level).rate().value()),
                        Column.decimal(
                                "confidence_lower",
                                row -> rows.get(row).confidence(level).lower()),
                        Column.decimal(
                                "confidence_upper",
                                row -> rows.get(row).confidence(level).upper()),
                        Column.decimal("lift", row -> rows.get(row).lift().value())));
    }

    @Override
    public String toString() {
        return pairs.size() + " pairs by " + dimension + " in " + baskets + " baskets of " + window;
    }
}
