package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A purchase model for each customer, all of one family and unit of time. Immutable. Customers with the same covariates share
 * one model, so that what depends on the model alone can be kept for all of them.
 */
public final class CustomerModels {
    private final PurchaseModel base;
    private final List<PurchaseModel> models;
    private final int[] modelOf;
    private final Covariates covariates;

    private CustomerModels(PurchaseModel base, List<PurchaseModel> models, int[] modelOf, Covariates covariates) {
        this.base = base;
        this.models = models;
        this.modelOf = modelOf;
        this.covariates = covariates;
    }

    static CustomerModels of(CovariateModel model, Covariates covariates) {
        List<double[]> columns =
                model.columns().stream().map(covariates::column).toList();
        CovariatePatterns patterns = CovariatePatterns.of(
                covariates, model.columns(), c -> columns.stream().noneMatch(column -> Double.isNaN(column[c])));
        List<PurchaseModel> models = new ArrayList<>(patterns.count);
        double[] values = new double[columns.size()];
        for (int p = 0; p < patterns.count; p++) {
            for (int j = 0; j < values.length; j++) {
                values[j] = patterns.values[j][p];
            }
            models.add(model.forCustomer(values));
        }
        return new CustomerModels(model.base(), List.copyOf(models), patterns.patternOf, covariates);
    }

    /** Refuses a summary of other customers. */
    void requireCustomersOf(CustomerSummary summary) {
        covariates.requireCustomersOf(summary.index(), "a summary");
    }

    /** The model that all are made of; it is there even where there is no customer. */
    PurchaseModel base() {
        return base;
    }

    /** The family of all models. */
    public ModelFamily family() {
        return base.family();
    }

    /** The unit of all times. */
    public TimeStep unit() {
        return base.unit();
    }

    /** Number of customers, with or without a model. */
    public int customers() {
        return modelOf.length;
    }

    /** True if the customer has covariates, and so a model. */
    public boolean hasModel(int customer) {
        return modelOf[customer] != CovariatePatterns.NONE;
    }

    /**
     * The model of a customer.
     *
     * @throws IllegalArgumentException if it has no covariates; the message names it
     */
    public PurchaseModel of(int customer) {
        return models.get(numberOf(customer));
    }

    /** The different models, in an order that depends on the covariates' values alone. */
    public List<PurchaseModel> models() {
        return models;
    }

    /**
     * The number of a customer's model among {@link #models}.
     *
     * @throws IllegalArgumentException if it has no covariates; the message names it
     */
    public int numberOf(int customer) {
        int number = modelOf[customer];
        if (number != CovariatePatterns.NONE) {
            return number;
        }
        throw new IllegalArgumentException(
                "customer " + covariates.customerName(customer) + " has no covariates, and so no model of its own");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CustomerModels that
                && base.equals(that.base)
                && models.equals(that.models)
                && Arrays.equals(modelOf, that.modelOf);
    }

    @Override
    public int hashCode() {
        return Objects.hash(base, models, Arrays.hashCode(modelOf));
    }

    @Override
    public String toString() {
        return models.size() + " models of " + family().displayName() + " for " + modelOf.length + " customers";
    }
}
