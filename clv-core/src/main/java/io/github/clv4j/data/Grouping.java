package io.github.clv4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A label for each customer: segments, cohorts, first channels and value deciles are all groupings, so every KPI and
 * every total can be taken per any of them. Immutable. Customers are those of the log or summary it was made from.
 */
public final class Grouping {
    /** The group of a customer that belongs to none. */
    public static final int NONE = -1;

    private final String name;
    private final List<String> labels;
    private final int[] groupOf;

    private Grouping(String name, List<String> labels, int[] groupOf) {
        this.name = name;
        this.labels = labels;
        this.groupOf = groupOf;
    }

    /**
     * A grouping by number.
     *
     * @param name what the labels are, such as {@code segment}
     * @param labels names of the groups, unique, in the order in which results show them
     * @param groupOf for each customer an index into the labels, or {@link #NONE}; copied
     */
    public static Grouping of(String name, List<String> labels, int[] groupOf) {
        Objects.requireNonNull(name, "name");
        List<String> own = List.copyOf(labels);
        if (own.stream().distinct().count() != own.size()) {
            throw new IllegalArgumentException("grouping '" + name + "' has a label twice: " + own);
        }
        for (int c = 0; c < groupOf.length; c++) {
            if (!(groupOf[c] >= NONE && groupOf[c] < own.size())) {
                throw new IllegalArgumentException("grouping '" + name + "': customer " + c + " has group " + groupOf[c]
                        + "; it must be -1 to " + (own.size() - 1));
            }
        }
        return new Grouping(name, own, groupOf.clone());
    }

    /**
     * A grouping by text; groups come in the order of their labels.
     *
     * @param name what the labels are
     * @param customers number of customers
     * @param labelOf the label of a customer, or null for none
     */
    public static Grouping of(String name, int customers, IntFunction<@Nullable String> labelOf) {
        TreeMap<String, Integer> codes = new TreeMap<>();
        @Nullable String[] texts = new @Nullable String[customers];
        for (int c = 0; c < customers; c++) {
            texts[c] = labelOf.apply(c);
            if (texts[c] != null) {
                codes.put(texts[c], 0);
            }
        }
        List<String> labels = new ArrayList<>(codes.keySet());
        for (int g = 0; g < labels.size(); g++) {
            codes.put(labels.get(g), g);
        }
        int[] groupOf = new int[customers];
        for (int c = 0; c < customers; c++) {
            String text = texts[c];
            groupOf[c] = text == null ? NONE : Objects.requireNonNull(codes.get(text));
        }
        return new Grouping(name, Collections.unmodifiableList(labels), groupOf);
    }

    /** All customers in one group. */
    public static Grouping everyone(int customers) {
        return new Grouping("all", List.of("all"), new int[customers]);
    }

    /**
     * Each customer by the label of its first purchase in a dimension of the log: the channel that it was acquired
     * through, the category that it began with. Of several purchases on the first day, the first in the log's order
     * counts (the smallest amount); customers without purchase or with an unknown label belong to none.
     */
    public static Grouping byFirst(TransactionLog log, String dimension) {
        Dimension labels = log.dimension(dimension);
        int[] groupOf = new int[log.customers()];
        Arrays.fill(groupOf, NONE);
        for (int c = 0; c < groupOf.length; c++) {
            for (int row = log.start(c); row < log.end(c); row++) {
                if (log.amountMinor(row) >= 0) {
                    groupOf[c] = labels.code(row);
                    break;
                }
            }
        }
        // Labels in their own order, not in the order in which the input happened to bring them.
        List<String> sorted = labels.labels().stream().sorted().toList();
        int[] rank = new int[sorted.size()];
        for (int g = 0; g < rank.length; g++) {
            rank[g] = Collections.binarySearch(sorted, labels.labels().get(g));
        }
        for (int c = 0; c < groupOf.length; c++) {
            groupOf[c] = groupOf[c] == NONE ? NONE : rank[groupOf[c]];
        }
        return new Grouping("first " + dimension, sorted, groupOf);
    }

    /** What the labels are. */
    public String name() {
        return name;
    }

    /** Names of the groups, in the order in which results show them. */
    public List<String> labels() {
        return labels;
    }

    /** Number of groups. */
    public int groups() {
        return labels.size();
    }

    /** Number of customers, with or without a group. */
    public int customers() {
        return groupOf.length;
    }

    /** The group of a customer: an index into the labels, or {@link #NONE}. */
    public int groupOf(int customer) {
        return groupOf[customer];
    }

    /** The label of a customer, or null for none. */
    public @Nullable String labelOf(int customer) {
        return groupOf[customer] == NONE ? null : labels.get(groupOf[customer]);
    }

    /**
     * The number of a label.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists the labels
     */
    public int indexOf(String label) {
        int group = labels.indexOf(label);
        if (group >= 0) {
            return group;
        }
        throw new IllegalArgumentException("grouping '" + name + "' has no group '" + label + "'; it has " + labels);
    }

    /** Customers in each group; those in none are not counted. */
    public long[] sizes() {
        long[] sizes = new long[labels.size()];
        for (int group : groupOf) {
            if (group != NONE) {
                sizes[group]++;
            }
        }
        return sizes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Grouping that
                && name.equals(that.name)
                && labels.equals(that.labels)
                && Arrays.equals(groupOf, that.groupOf);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + labels.hashCode()) + Arrays.hashCode(groupOf);
    }

    @Override
    public String toString() {
        return name + " " + labels + " over " + groupOf.length + " customers";
    }
}
