package io.github.clv4j.model;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of customers beside their purchases and does not change: numbers by name and customer, such as an age or a
 * channel as {@linkplain #dummies zeros and ones}. Immutable. Customers have the numbers of the summary or index.
 *
 * <pre>{@code
 * Covariates known = Covariates.builder(summary, "age", "income")
 *         .row("c1", 34, 2_800)
 *         .row("c2", 51, 3_100)
 *         .build()
 *         .and(Covariates.dummies(Grouping.byFirst(log, "channel"), "store", summary));
 * }</pre>
 *
 * <p>A column may be constant here, for a batch to be scored may be of one customer; a fit refuses it.
 */
public final class Covariates {
    private final List<String> names;

    /** By column and customer; NaN where a customer has no row. */
    private final double[][] columns;

    private final int customers;
    private final @Nullable CustomerIndex index;

    private Covariates(List<String> names, double[][] columns, int customers, @Nullable CustomerIndex index) {
        this.names = names;
        this.columns = columns;
        this.customers = customers;
        this.index = index;
    }

    /**
     * Covariates by customer number, for hosts that have them as columns.
     *
     * @param names of the columns
     * @param columns for each name the values by customer number, all of one length; copied
     * @throws IllegalArgumentException if a name is blank or there twice, or a value is not finite; the message names customer
     *     and column
     */
    public static Covariates of(List<String> names, double[]... columns) {
        List<String> own = checked(names);
        if (columns.length != own.size() || own.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are " + own.size() + " names and " + columns.length + " columns; give one name for each");
        }
        int customers = columns[0].length;
        double[][] copy = new double[columns.length][];
        for (int j = 0; j < copy.length; j++) {
            if (columns[j].length != customers) {
                throw new IllegalArgumentException("column '" + own.get(j) + "' has " + columns[j].length
                        + " customers, column '" + own.get(0) + "' " + customers + "; all must have as many");
            }
            copy[j] = new double[customers];
            for (int c = 0; c < customers; c++) {
                copy[j][c] = checked(columns[j][c], "number " + c, own.get(j));
            }
        }
        return new Covariates(own, copy, customers, null);
    }

    /** A builder of rows by customer id; each customer that is present in the summary must have one. */
    public static Builder builder(CustomerSummary summary, String... names) {
        return new Builder(summary.index(), summary::isPresent, names);
    }

    /** A builder of rows by customer id; each customer of the index must have one. */
    public static Builder builder(CustomerIndex index, String... names) {
        return new Builder(index, customer -> true, names);
    }

    /**
     * A column of zeros and ones for each group but one, called {@code channel=web} for the group {@code web} of the grouping
     * {@code channel}. The group without a column is the one that the others are compared with: all its columns are 0.
     *
     * @param grouping of the summary's customers; each that is present must belong to a group
     * @param reference label of the group without a column
     * @throws IllegalArgumentException if there is no such group, the grouping is of other customers, or a customer belongs to
     *     no group; the message names it
     */
    public static Covariates dummies(Grouping grouping, String reference, CustomerSummary summary) {
        int skipped = grouping.indexOf(reference);
        int customers = summary.customers();
        if (grouping.customers() != customers) {
            throw new IllegalArgumentException("grouping '" + grouping.name() + "' has " + grouping.customers()
                    + " customers, the summary " + customers);
        }
        List<String> names = new ArrayList<>();
        int[] columnOf = new int[grouping.groups()];
        for (int g = 0; g < columnOf.length; g++) {
            columnOf[g] = names.size();
            if (g != skipped) {
                names.add(grouping.name() + "=" + grouping.labels().get(g));
            }
        }
        double[][] columns = new double[names.size()][customers];
        for (int c = 0; c < customers; c++) {
            int group = grouping.groupOf(c);
            if (group == Grouping.NONE) {
                if (summary.isPresent(c)) {
                    throw new IllegalArgumentException(
                            "customer '" + summary.index().id(c) + "' belongs to no group of '" + grouping.name()
                                    + "'; each must belong to one");
                }
                for (double[] column : columns) {
                    column[c] = Double.NaN;
                }
            } else if (group != skipped) {
                columns[columnOf[group]][c] = 1;
            }
        }
        return new Covariates(checked(names), columns, customers, summary.index());
    }

    /** Rows by customer id. Not safe for several threads. */
    public static final class Builder {
        private final CustomerIndex index;
        private final IntPredicate required;
        private final List<String> names;
        private final double[][] columns;
        private final boolean[] seen;

        private Builder(CustomerIndex index, IntPredicate required, String... names) {
            this.index = index;
            this.required = required;
            this.names = checked(List.of(names));
            this.columns = new double[names.length][index.size()];
            this.seen = new boolean[index.size()];
            for (double[] column : columns) {
                Arrays.fill(column, Double.NaN);
            }
        }

        /**
         * The values of one customer.
         *
         * @param values in the order of the names, each finite
         * @throws IllegalArgumentException if the customer is unknown or has a row already, there are more or fewer values than
         *     names, or a value is not finite; the message names customer and column
         */
        public Builder row(String customerId, double... values) {
            int customer = index.indexOf(customerId);
            if (customer < 0) {
                throw new IllegalArgumentException("covariates for customer '" + customerId + "', which is unknown");
            }
            if (seen[customer]) {
                throw new IllegalArgumentException("covariates for customer '" + customerId + "' twice");
            }
            if (values.length != names.size()) {
                throw new IllegalArgumentException(
                        "customer '" + customerId + "' has " + values.length + " covariates; the columns are " + names);
            }
            for (int j = 0; j < values.length; j++) {
                columns[j][customer] = checked(values[j], "'" + customerId + "'", names.get(j));
            }
            seen[customer] = true;
            return this;
        }

        /**
         * The covariates of all rows.
         *
         * @throws IllegalArgumentException if a customer has no row; the message names it
         */
        public Covariates build() {
            int missing = 0;
            int first = -1;
            for (int c : index.inIdOrder()) {
                if (!seen[c] && required.test(c)) {
                    first = missing++ == 0 ? c : first;
                }
            }
            if (missing > 0) {
                throw new IllegalArgumentException("customer '" + index.id(first) + "' has no covariates " + names
                        + (missing > 1 ? "; nor have " + (missing - 1) + " more" : ""));
            }
            double[][] own = Arrays.stream(columns).map(double[]::clone).toArray(double[][]::new);
            return new Covariates(names, own, index.size(), index);
        }
    }

    private static List<String> checked(List<String> names) {
        List<String> own = List.copyOf(names);
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).isBlank()) {
                throw new IllegalArgumentException("column " + i + " of the covariates has a blank name: " + own);
            }
            if (own.indexOf(own.get(i)) != i) {
                throw new IllegalArgumentException("column '" + own.get(i) + "' is there twice: " + own);
            }
        }
        return own;
    }

    private static double checked(double value, String customer, String column) {
        if (Double.isFinite(value)) {
            // Adding 0 makes -0 a 0, which is another value to some comparisons.
            return value + 0.0;
        }
        throw new IllegalArgumentException(
                "covariate '" + column + "' of customer " + customer + " is " + value + "; it must be finite");
    }

    /**
     * These columns and those of another.
     *
     * @throws IllegalArgumentException if both have a column of one name or differ in the customers
     */
    public Covariates and(Covariates other) {
        if (customers != other.customers) {
            throw new IllegalArgumentException("the covariates " + names + " are of " + customers + " customers, "
                    + other.names + " of " + other.customers);
        }
        if (other.index != null) {
            requireCustomersOf(other.index, "other covariates");
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(other.names);
        double[][] joined = Arrays.copyOf(columns, all.size());
        System.arraycopy(other.columns, 0, joined, columns.length, other.columns.length);
        return new Covariates(checked(all), joined, customers, index == null ? other.index : index);
    }

    /**
     * Refuses customers that are not those of the covariates: another number, or another id under a number. Columns by
     * number alone know no ids.
     */
    void requireCustomersOf(CustomerIndex other, String what) {
        if (customers != other.size()) {
            throw new IllegalArgumentException("there are covariates of " + customers + " customers and " + what
                    + " of " + other.size() + "; they must be of the same customers");
        }
        if (index == null || index == other) {
            return;
        }
        for (int c = 0; c < customers; c++) {
            if (!index.id(c).equals(other.id(c))) {
                throw new IllegalArgumentException("customer number " + c + " of the covariates is '" + index.id(c)
                        + "', of the " + what + " '" + other.id(c) + "'; they must be of the same customers");
            }
        }
    }

    /** Names of the columns in order. */
    public List<String> names() {
        return names;
    }

    /** Number of customers, with or without a row. */
    public int customers() {
        return customers;
    }

    /** True if the customer has a value in every column. */
    public boolean hasRow(int customer) {
        if (!(customer >= 0 && customer < customers)) {
            return false;
        }
        for (double[] column : columns) {
            if (Double.isNaN(column[customer])) {
                return false;
            }
        }
        return true;
    }

    /**
     * A value.
     *
     * @return NaN if the customer has no row
     * @throws IllegalArgumentException if there is no column of that name
     */
    public double value(String column, int customer) {
        return column(column)[customer];
    }

    /** The values of a column by customer, not to be written to. */
    double[] column(String name) {
        int j = names.indexOf(name);
        if (j >= 0) {
            return columns[j];
        }
        throw new IllegalArgumentException("there is no covariate '" + name + "'; there are " + names);
    }

    /** How a message names a customer. */
    String customerName(int customer) {
        return index == null ? "number " + customer : "'" + index.id(customer) + "'";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Covariates that
                && names.equals(that.names)
                && customers == that.customers
                && Arrays.deepEquals(columns, that.columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(names, customers, Arrays.deepHashCode(columns));
    }

    @Override
    public String toString() {
        return "covariates " + names + " of " + customers + " customers";
    }
}
