package io.github.clv4j.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How covariates act on a model. Immutable; each method returns a changed copy.
 *
 * <p>Defaults: every covariate acts on both processes, with coefficients of its own on each, without a penalty, and on
 * the dropout probability of BG/NBD and MBG/NBD by {@link DropoutEffect#SEPARATE}.
 */
public final class CovariateOptions {
    private static final CovariateOptions DEFAULTS =
            new CovariateOptions(null, null, false, DropoutEffect.SEPARATE, 0, 0);

    private final @Nullable List<String> transaction;
    private final @Nullable List<String> attrition;
    private final boolean same;
    private final DropoutEffect dropoutEffect;
    private final double transactionRidge;
    private final double attritionRidge;

    private CovariateOptions(
            @Nullable List<String> transaction,
            @Nullable List<String> attrition,
            boolean same,
            DropoutEffect dropoutEffect,
            double transactionRidge,
            double attritionRidge) {
        this.transaction = transaction;
        this.attrition = attrition;
        this.same = same;
        this.dropoutEffect = dropoutEffect;
        this.transactionRidge = transactionRidge;
        this.attritionRidge = attritionRidge;
    }

    /** The defaults named above. */
    public static CovariateOptions withDefaults() {
        return DEFAULTS;
    }

    /**
     * Only these covariates act on how often customers buy; none if none is named.
     *
     * @throws IllegalArgumentException if one is named twice
     */
    public CovariateOptions withTransaction(String... columns) {
        return new CovariateOptions(
                distinct(columns), attrition, same, dropoutEffect, transactionRidge, attritionRidge);
    }

    /**
     * Only these covariates act on when customers leave; none if none is named.
     *
     * @throws IllegalArgumentException if one is named twice
     */
    public CovariateOptions withAttrition(String... columns) {
        return new CovariateOptions(
                transaction, distinct(columns), same, dropoutEffect, transactionRidge, attritionRidge);
    }

    private static List<String> distinct(String... columns) {
        List<String> names = List.of(columns);
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) != i) {
                throw new IllegalArgumentException("covariate '" + names.get(i) + "' is named twice: " + names);
            }
        }
        return names;
    }

    /**
     * One coefficient for both processes: a covariate that makes customers buy more often makes them leave earlier by the
     * same factor. The same covariates must act on both; BG/NBD and MBG/NBD need {@link DropoutEffect#BOTH} with it.
     */
    public CovariateOptions withSameCoefficients() {
        return new CovariateOptions(transaction, attrition, true, dropoutEffect, transactionRidge, attritionRidge);
    }

    /** How covariates act on the dropout probability of BG/NBD and MBG/NBD. */
    public CovariateOptions withDropoutEffect(DropoutEffect effect) {
        return new CovariateOptions(
                transaction,
                attrition,
                same,
                Objects.requireNonNull(effect, "effect"),
                transactionRidge,
                attritionRidge);
    }

    /** The same penalty for both processes. */
    public CovariateOptions withRidge(double lambda) {
        return withRidge(lambda, lambda);
    }

    /**
     * A penalty on large coefficients: the fit maximises log-likelihood − Σ λ (γ sd)² / 2 over the coefficients γ, where sd is
     * the standard deviation of the coefficient's covariate over the customers, so that the unit of a covariate plays no
     * part. It is a normal prior with the standard deviation 1/√λ on what a covariate of one standard deviation does to the
     * logarithm of a rate. The penalty is not divided by the number of customers. A coefficient that is the same for both
     * processes is penalised once, by the first.
     *
     * @param onTransaction λ of the coefficients on how often customers buy; 0 (no penalty) or more
     * @param onAttrition λ of those on when they leave; 0 or more
     */
    public CovariateOptions withRidge(double onTransaction, double onAttrition) {
        return new CovariateOptions(
                transaction, attrition, same, dropoutEffect, penalty(onTransaction), penalty(onAttrition));
    }

    private static double penalty(double lambda) {
        if (lambda >= 0 && lambda < Double.POSITIVE_INFINITY) {
            return lambda;
        }
        throw new IllegalArgumentException("lambda is " + lambda + "; it must be finite and 0 or more");
    }

    /** The covariates that act on how often customers buy; null for all. */
    public @Nullable List<String> transaction() {
        return transaction;
    }

    /** The covariates that act on when customers leave; null for all. */
    public @Nullable List<String> attrition() {
        return attrition;
    }

    /** True if each covariate has one coefficient for both processes. */
    public boolean hasSameCoefficients() {
        return same;
    }

    /** How covariates act on the dropout probability of BG/NBD and MBG/NBD. */
    public DropoutEffect dropoutEffect() {
        return dropoutEffect;
    }

    /** The penalty on the coefficients of the transaction process. */
    public double transactionRidge() {
        return transactionRidge;
    }

    /** The penalty on the coefficients of the attrition process. */
    public double attritionRidge() {
        return attritionRidge;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CovariateOptions that
                && Objects.equals(transaction, that.transaction)
                && Objects.equals(attrition, that.attrition)
                && same == that.same
                && dropoutEffect == that.dropoutEffect
                && Double.compare(transactionRidge, that.transactionRidge) == 0
                && Double.compare(attritionRidge, that.attritionRidge) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(transaction, attrition, same, dropoutEffect, transactionRidge, attritionRidge);
    }

    @Override
    public String toString() {
        return "transaction " + (transaction == null ? "all" : transaction) + ", attrition "
                + (attrition == null ? "all" : attrition) + (same ? ", the same coefficients" : "") + ", dropout "
                + dropoutEffect + ", ridge " + transactionRidge + " and " + attritionRidge;
    }
}
