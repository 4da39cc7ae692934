package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A loyalty index of each customer, 0 to 100: the mean of stated components, each scaled to 0..100, by stated weights.
 * Immutable.
 *
 * <p>There is no agreed definition of loyalty. The index says what its author says it does; it can rank customers and
 * be followed in time under the same weights, and nothing follows from its size.
 */
public final class LoyaltyIndex {
    private final List<LoyaltyComponent> components;
    private final MissingComponents missing;
    private final double[] weights;
    private final double[][] scaled;
    private final double[] index;

    private LoyaltyIndex(int customers, MissingComponents missing, List<LoyaltyComponent> components) {
        this.components = components;
        this.missing = missing;
        double sum = components.stream().mapToDouble(LoyaltyComponent::weight).sum();
        this.weights =
                components.stream().mapToDouble(part -> part.weight() / sum).toArray();
        this.scaled = new double[components.size()][customers];
        this.index = new double[customers];
        for (int c = 0; c < customers; c++) {
            for (int k = 0; k < weights.length; k++) {
                scaled[k][c] = components.get(k).scaled(c);
            }
            index[c] = indexOf(c);
        }
    }

    private double indexOf(int customer) {
        double sum = 0;
        double known = 0;
        for (int k = 0; k < weights.length; k++) {
            double value = scaled[k][customer];
            if (!Double.isNaN(value)) {
                sum += weights[k] * value;
                known += weights[k];
            } else if (missing == MissingComponents.UNDEFINED) {
                return Double.NaN;
            }
        }
        // Rounding of weights must not push 100 past the end of the scale.
        double mean = missing == MissingComponents.REWEIGHTED ? sum / known : sum;
        return Math.min(100, mean);
    }

    /**
     * The index of each customer.
     *
     * @param customers number of customers, 0 or more; components are asked for 0 to this less 1
     * @param missing what is done where a component is not known
     * @param components at least one; names unique
     */
    public static LoyaltyIndex of(int customers, MissingComponents missing, LoyaltyComponent... components) {
        Objects.requireNonNull(missing, "missing");
        List<LoyaltyComponent> own = List.of(components);
        if (customers < 0) {
            throw new IllegalArgumentException("customers are " + customers + "; there must be 0 or more");
        }
        if (own.isEmpty()) {
            throw new IllegalArgumentException("no components; an index needs at least one");
        }
        List<String> names = own.stream().map(LoyaltyComponent::name).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("two components have the same name: " + names);
        }
        return new LoyaltyIndex(customers, missing, own);
    }

    /** The components, in order. */
    public List<LoyaltyComponent> components() {
        return components;
    }

    /** What is done where a component is not known. */
    public MissingComponents missing() {
        return missing;
    }

    /** The weight of a component, scaled so that all add up to 1. */
    public double weight(int component) {
        return weights[component];
    }

    /** Number of customers. */
    public int customers() {
        return index.length;
    }

    /** The index of a customer, 0 to 100, or NaN if it is not known. */
    public double get(int customer) {
        return index[customer];
    }

    /** A component of a customer, 0 to 100, or NaN if it is not known. */
    public double scaled(int component, int customer) {
        return scaled[component][customer];
    }

    /**
     * The mean index of the customers of each group whose index is known, with Student's interval.
     *
     * @param customers groups of the same customers
     * @param level such as 0.95
     */
    public List<ValueEstimate> means(Grouping customers, double level) {
        if (customers.customers() != index.length) {
            throw new IllegalArgumentException("grouping '" + customers.name() + "' is of " + customers.customers()
                    + " customers, the index of " + index.length);
        }
        List<ValueEstimate> means = new ArrayList<>();
        for (int g = 0; g < customers.groups(); g++) {
            double[] known = new double[index.length];
            int n = 0;
            for (int c = 0; c < index.length; c++) {
                if (customers.groupOf(c) == g && !Double.isNaN(index[c])) {
                    known[n++] = index[c];
                }
            }
            means.add(Samples.mean(Arrays.copyOf(known, n), level, "no customers whose index is known"));
        }
        return means;
    }

    /**
     * One row a customer, in id order: {@code customer_id}, {@code loyalty_index}, and a column for each component under
     * its name, scaled.
     *
     * @param ids the customers' index
     */
    public Table toTable(CustomerIndex ids) {
        if (ids.size() != index.length) {
            throw new IllegalArgumentException("ids are of " + ids.size() + " customers, the index of " + index.length);
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("customer_id", ids::id));
        columns.add(Column.decimal("loyalty_index", c -> index[c]));
        for (int k = 0; k < components.size(); k++) {
            double[] values = scaled[k];
            columns.add(Column.decimal(components.get(k).name(), c -> values[c]));
        }
        return Table.of("loyalty", index.length, columns).rows(ids.inIdOrder());
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            parts.add(components.get(k).name() + " " + weights[k]);
        }
        return "loyalty index of " + parts + ", missing components " + Texts.lowerCase(missing);
    }
}
