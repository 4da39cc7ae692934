package io.github.clv4j.kpi;

import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What customers buy next: how often an order day with one category is followed by an order day of the same customer with
 * another. Both days are in the window. Immutable; counts are exact, categories in the order of their labels.
 *
 * <p>A step goes from an order day to the customer's next one. A day may have several categories: a step counts once for
 * each pair of a category of the first day and one of the second, so the probabilities of a category may add up to more
 * than 1.
 */
public final class CategoryTransitions {
    /** Most labels of the dimension. */
    public static final int MAX_LABELS = 2_000;

    private final OrderWindow window;
    private final String dimension;
    private final List<String> labels;
    private final long[] counts;
    private final long[] steps;
    private final long[] ends;
    private final long unlabelled;

    private CategoryTransitions(TransactionLog log, String dimension, OrderWindow window) {
        this.window = window;
        this.dimension = dimension;
        CategoryOrders orders = new CategoryOrders(log, dimension, window, MAX_LABELS);
        this.labels = orders.labels();
        int n = labels.size();
        this.counts = new long[n * n];
        this.steps = new long[n];
        this.ends = new long[n];
        for (int c = 0; c < log.customers(); c++) {
            orders.load(c);
            int[] before = {};
            for (int i = orders.firstInWindow(); i < orders.orders(); ) {
                int next = orders.nextDay(i);
                int[] now = orders.categories(i, next);
                for (int from : before) {
                    steps[from]++;
                    for (int to : now) {
                        counts[from * n + to]++;
                    }
                }
                before = now;
                i = next;
            }
            for (int from : before) {
                ends[from]++;
            }
        }
        this.unlabelled = orders.unlabelled();
    }

    /**
     * The transitions in a window, as of its last day.
     *
     * @param dimension a dimension of the log, such as {@code category}
     * @throws io.github.clv4j.data.DataException if a refund after the window was netted against an earlier purchase, so
     *     that labels as of the window's end are not known, or the log has no rows
     * @throws IllegalArgumentException if the log has no such dimension or begins after the window, or it has more than
     *     {@value #MAX_LABELS} labels
     */
    public static CategoryTransitions of(TransactionLog log, String dimension, OrderWindow window) {
        return new CategoryTransitions(log, dimension, Objects.requireNonNull(window, "window"));
    }

    /** The categories, sorted. */
    public List<String> categories() {
        return labels;
    }

    /**
     * The number of a category.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists the categories
     */
    public int indexOf(String category) {
        int found = labels.indexOf(category);
        if (found >= 0) {
            return found;
        }
        throw new IllegalArgumentException("there is no " + dimension + " '" + category + "'; there are " + labels);
    }

    /** Steps from a day with one category to a day with another. */
    public long count(int from, int to) {
        Objects.checkIndex(from, labels.size());
        Objects.checkIndex(to, labels.size());
        return counts[from * labels.size() + to];
    }

    /** Steps from a day with the category, whatever came next. */
    public long steps(int from) {
        return steps[from];
    }

    /** Order days with the category that were the customer's last in the window. */
    public long ends(int from) {
        return ends[from];
    }

    /** Orders in the window that have no label and so were left out. */
    public long unlabelledOrders() {
        return unlabelled;
    }

    /** How often the next order day has a category, with Wilson's interval at a level such as 0.95. */
    public RateEstimate probability(int from, int to, double level) {
        return RateEstimate.wilson(
                count(from, to), steps[from], level, "no order day with this category had a next one");
    }

    /**
     * One row for each pair of categories with a step, in the order of labels: {@code from}, {@code to}, {@code count},
     * {@code steps}, {@code probability} (with {@code _lower} and {@code _upper}).
     *
     * @param level of the intervals, such as 0.95
     */
    public Table toTable(double level) {
        Intervals.checkedLevel(level);
        int n = labels.size();
        int[] some =
                IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
        return Table.of(
                        "category_transitions",
                        counts.length,
                        List.of(
                                Column.text("from", i -> labels.get(i / n)),
                                Column.text("to", i -> labels.get(i % n)),
                                Column.integer("count", i -> counts[i]),
                                Column.integer("steps", i -> steps[i / n]),
                                Column.decimal(
                                        "probability",
                                        i -> probability(i / n, i % n, level)
                                                .rate()
                                                .value()),
                                Column.decimal(
                                        "probability_lower",
                                        i -> probability(i / n, i % n, level).lower()),
                                Column.decimal(
                                        "probability_upper",
                                        i -> probability(i / n, i % n, level).upper())))
                .rows(some);
    }

    @Override
    public String toString() {
        return "next " + dimension + " in " + window + " of " + labels;
    }
}
