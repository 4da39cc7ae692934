package io.github.clv4j.model;

import static io.github.clv4j.model.SavedChecks.given;
import static io.github.clv4j.model.SavedChecks.requireEmpty;
import static io.github.clv4j.model.SavedChecks.unit;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.SavedModel.CovariateTerms;
import io.github.clv4j.model.SavedModel.Parameter;
import io.github.clv4j.model.SavedModel.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a saved model is of, and how it is made. */
enum SavedKind {
    PURCHASES("purchases", "purchaseModel") {
        @Override
        List<String> names(String model) {
            return ModelFamily.valueOf(model).parameterNames();
        }

        @Override
        PurchaseModel make(
                String model, double[] values, String timeUnit, String currency, @Nullable CovariateTerms covariates) {
            requireEmpty("currency", currency, model);
            return ModelFamily.valueOf(model).of(values, unit(timeUnit));
        }
    },
    COVARIATES("purchases with covariates", "covariateModel") {
        @Override
        List<String> names(String model) {
            return PURCHASES.names(model);
        }

        @Override
        CovariateModel make(
                String model, double[] values, String timeUnit, String currency, @Nullable CovariateTerms covariates) {
            PurchaseModel base = (PurchaseModel) PURCHASES.make(model, values, timeUnit, currency, null);
            return SavedCovariates.model(base, given("covariates", covariates));
        }
    },
    SPEND("spend", "spendModel") {
        @Override
        List<String> names(String model) {
            return GammaGamma.NAMES;
        }

        @Override
        GammaGamma make(
                String model, double[] values, String timeUnit, String currency, @Nullable CovariateTerms covariates) {
            requireEmpty("timeUnit", timeUnit, model);
            return GammaGamma.of(values[0], values[1], values[2]);
        }
    },
    CONTRACTS("contracts", "contractModel") {
        @Override
        List<String> names(String model) {
            return model.equals(SBG) ? Sbg.NAMES : Bdw.NAMES;
        }

        @Override
        ContractModel make(
                String model, double[] values, String timeUnit, String currency, @Nullable CovariateTerms covariates) {
            requireEmpty("currency", currency, model);
            TimeStep period = unit(timeUnit);
            return model.equals(SBG)
                    ? Sbg.of(values[0], values[1], period)
                    : Bdw.of(values[0], values[1], values[2], period);
        }
    };

    static final String GAMMA_GAMMA = "GAMMA_GAMMA";
    static final String SBG = "SBG";
    static final String BDW = "BDW";

    final String what;
    final String reader;

    SavedKind(String what, String reader) {
        this.what = what;
        this.reader = reader;
    }

    /** Names of the parameters, without coefficients of covariates. */
    abstract List<String> names(String model);

    /** The parameters' values in the model's order. */
    double[] values(String model, List<Parameter> parameters) {
        return SavedChecks.values(model, "parameter", names(model), parameters);
    }

    abstract Object make(
            String model, double[] values, String timeUnit, String currency, @Nullable CovariateTerms covariates);

    static SavedKind of(String model, @Nullable CovariateTerms covariates) {
        SavedKind kind = of(model);
        if (covariates == null) {
            return kind;
        }
        if (kind != PURCHASES) {
            throw new IllegalArgumentException(
                    "covariates are " + covariates.columns() + "; of " + model + ", which has none, they must be null");
        }
        return COVARIATES;
    }

    private static SavedKind of(String model) {
        List<String> known = new ArrayList<>(
                Arrays.stream(ModelFamily.values()).map(Enum::name).toList());
        if (known.contains(model)) {
            return PURCHASES;
        }
        switch (model) {
            case GAMMA_GAMMA -> {
                return SPEND;
            }
            case SBG, BDW -> {
                return CONTRACTS;
            }
            default -> {
                known.addAll(List.of(GAMMA_GAMMA, SBG, BDW));
                throw new IllegalArgumentException(
                        "model is '" + model + "'; this version knows " + String.join(", ", known));
            }
        }
    }

    /** The report must be of this model: its parameters but a whole number k, which no fit estimates. */
    void requireReport(String model, @Nullable CovariateTerms covariates, Report report) {
        List<String> names = new ArrayList<>(names(model));
        names.remove("k");
        List<String> coefficients =
                covariates == null ? List.of() : SavedCovariates.names(ModelFamily.valueOf(model), covariates);
        List<String> signed = new ArrayList<>();
        if (this == PURCHASES || this == COVARIATES) {
            ModelFamily family = ModelFamily.valueOf(model);
            signed.addAll(names);
            signed.removeIf(name -> !family.isSigned(family.parameterNames().indexOf(name)));
        }
        names.addAll(coefficients);
        signed.addAll(coefficients);
        if (!names.equals(report.parameters())) {
            throw new IllegalArgumentException(
                    "report.parameters are " + report.parameters() + "; of " + model + " they must be " + names);
        }
        if (!signed.equals(report.signed())) {
            throw new IllegalArgumentException(
                    "report.signed are " + report.signed() + "; parameters that may be negative are " + signed);
        }
        if (this == PURCHASES || this == COVARIATES) {
            requireName(model, coefficients.isEmpty() ? "" : CovariateLikelihood.SUFFIX, report.name());
        }
    }

    private static void requireName(String model, String suffix, String name) {
        String display = ModelFamily.valueOf(model).displayName();
        // The name of a model of regular purchases tells its k.
        if (!(name.startsWith(display.replaceFirst("-k$", "")) && name.endsWith(suffix))) {
            throw new IllegalArgumentException(
                    "report.name is '" + name + "'; of " + model + " it must be " + display + suffix);
        }
    }
}
