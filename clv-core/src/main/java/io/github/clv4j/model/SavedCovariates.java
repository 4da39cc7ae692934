package io.github.clv4j.model;

import static io.github.clv4j.model.SavedChecks.given;

import io.github.clv4j.model.SavedModel.CovariateTerms;
import io.github.clv4j.model.SavedModel.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What covariates do to a model, as a record and back. */
final class SavedCovariates {
    private SavedCovariates() {}

    /**
     * The record of a model's covariates.
     *
     * @param fittedWith its penalty is kept; the rest must say what the model is
     * @throws IllegalArgumentException if it does not
     */
    static CovariateTerms of(CovariateModel model, CovariateOptions fittedWith) {
        CovariateOptions options = model.options();
        if (!effects(model, fittedWith).equals(effects(model, options))) {
            throw new IllegalArgumentException(
                    "the options are " + fittedWith + ", those of the model " + options + "; both must be of one fit");
        }
        return new CovariateTerms(
                model.columns(),
                given("transaction", options.transaction()),
                given("attrition", options.attrition()),
                options.hasSameCoefficients(),
                options.dropoutEffect().name(),
                fittedWith.transactionRidge(),
                fittedWith.attritionRidge(),
                SavedChecks.named(model.coefficientNames(), model.coefficients()));
    }

    /** The parameters and the coefficients, of which a report tells together. */
    static List<Parameter> all(List<Parameter> parameters, @Nullable CovariateTerms terms) {
        if (terms == null) {
            return parameters;
        }
        List<Parameter> all = new ArrayList<>(parameters);
        all.addAll(terms.coefficients());
        return all;
    }

    private static CovariateEffects effects(CovariateModel model, CovariateOptions options) {
        return CovariateEffects.of(model.family(), options, model.columns());
    }

    /** A copy of a record of which each component is there and can be; names are held against each other by the model. */
    static CovariateTerms checked(CovariateTerms terms) {
        List<String> columns = SavedChecks.names("covariates.columns", terms.columns());
        List<String> transaction = SavedChecks.names("covariates.transaction", terms.transaction());
        List<String> attrition = SavedChecks.names("covariates.attrition", terms.attrition());
        for (String column : columns) {
            if (column.isBlank()) {
                throw new IllegalArgumentException("covariates.columns are " + columns + "; none may be blank");
            }
            if (!transaction.contains(column) && !attrition.contains(column)) {
                throw new IllegalArgumentException("covariates.columns has '" + column
                        + "', which acts on nothing; it must be in covariates.transaction " + transaction
                        + " or covariates.attrition " + attrition);
            }
        }
        requireColumns("covariates.transaction", transaction, columns);
        requireColumns("covariates.attrition", attrition, columns);
        SavedChecks.constant(
                "covariates.dropoutEffect",
                given("covariates.dropoutEffect", terms.dropoutEffect()),
                DropoutEffect.values());
        List<Parameter> coefficients = new ArrayList<>(given("covariates.coefficients", terms.coefficients()));
        return new CovariateTerms(
                columns,
                transaction,
                attrition,
                given("covariates.sameCoefficients", terms.sameCoefficients()),
                terms.dropoutEffect(),
                penalty("covariates.transactionRidge", terms.transactionRidge()),
                penalty("covariates.attritionRidge", terms.attritionRidge()),
                Collections.unmodifiableList(coefficients));
    }

    private static void requireColumns(String component, List<String> acting, List<String> columns) {
        for (String name : acting) {
            if (!columns.contains(name)) {
                throw new IllegalArgumentException(
                        component + " has '" + name + "', which is none of covariates.columns " + columns);
            }
        }
    }

    private static double penalty(String component, @Nullable Double value) {
        double lambda = SavedChecks.finite(component, value);
        if (lambda >= 0) {
            return lambda;
        }
        throw new IllegalArgumentException(component + " is " + lambda + "; it must be 0 or more");
    }

    /** The options of the fit, its penalty included. */
    static CovariateOptions options(CovariateTerms terms) {
        CovariateOptions options = CovariateOptions.withDefaults()
                .withTransaction(terms.transaction().toArray(String[]::new))
                .withAttrition(terms.attrition().toArray(String[]::new))
                .withDropoutEffect(DropoutEffect.valueOf(terms.dropoutEffect()))
                .withRidge(terms.transactionRidge(), terms.attritionRidge());
        return terms.sameCoefficients() ? options.withSameCoefficients() : options;
    }

    /** Names of the coefficients in the model's order. */
    static List<String> names(ModelFamily family, CovariateTerms terms) {
        return CovariateEffects.of(family, options(terms), terms.columns()).names;
    }

    /** The model that a base and the covariates make. */
    static CovariateModel model(PurchaseModel base, CovariateTerms terms) {
        ModelFamily family = base.family();
        double[] coefficients = SavedChecks.values(
                family.name() + " with covariates " + terms.columns(),
                "coefficient",
                names(family, terms),
                terms.coefficients());
        return CovariateModel.of(base, options(terms), terms.columns(), coefficients);
    }
}
