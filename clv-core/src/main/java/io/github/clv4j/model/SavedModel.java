package io.github.clv4j.model;

import static io.github.clv4j.model.SavedChecks.given;
import static io.github.clv4j.model.SavedChecks.named;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model as a record that can be written to a file and read in another process: made of text, numbers, lists and
 * records of these alone, so that JSON mappers write and read it as it is. What is read back is the same {@link Fitted} to
 * the last bit, standard errors and intervals included.
 *
 * <p>JSON knows no NaN and no infinity, and none is in here. In {@link Report} null stands for them: on the diagonal of the
 * covariance for +∞ (a parameter that the data do not identify), elsewhere for NaN.
 *
 * <p>A record that cannot be read as a model is refused when it is made, with an {@link IllegalArgumentException} that names
 * what is wrong: a newer format, an unknown model, a missing, surplus or doubled parameter or coefficient, one that is not
 * finite or out of its domain, another unit of time, a component that is missing. Who reads a file of which the format is not
 * known to be {@value #FORMAT} or less asks {@link #requireReadable} first, for a newer format may have other components.
 *
 * <p>Format 1 had no covariates; it is read as ever.
 *
 * @param format version of this form; {@value #FORMAT}
 * @param model which model: the name of a {@link ModelFamily} such as {@code PARETO_NBD}, or {@code GAMMA_GAMMA},
 *     {@code SBG} or {@code BDW}
 * @param parameters the model's parameters in its order; a regularity k is one of them; with covariates those of a customer
 *     whose covariates are all 0
 * @param covariates what covariates do to the model; null if it has none
 * @param timeUnit name of the unit of time, {@link TimeStep}; of contracts the time between renewals; empty for a model of
 *     spend
 * @param currency what the money of a model of spend is called, such as {@code EUR}; empty if it is not known, and for other
 *     models
 * @param data which data it was fitted to
 * @param report how the fit went
 */
public record SavedModel(
        int format,
        String model,
        List<Parameter> parameters,
        @Nullable CovariateTerms covariates,
        String timeUnit,
        String currency,
        DataFingerprint data,
        Report report) {
    /** The version that this library writes, and the newest that it reads. */
    public static final int FORMAT = 2;

    /**
     * A parameter.
     *
     * @param name as the model calls it
     * @param value its value, finite
     */
    public record Parameter(String name, Double value) {}

    /**
     * What covariates do to a model. Coefficients are of the covariates as they are, so that nothing is to be centred or
     * scaled before a customer is scored.
     *
     * @param columns names of the covariates in the order in which {@link CovariateModel#forCustomer} takes them
     * @param transaction those of them that act on how often customers buy
     * @param attrition those of them that act on when customers leave
     * @param sameCoefficients true if each has one coefficient for both
     * @param dropoutEffect name of a {@link DropoutEffect}
     * @param transactionRidge penalty of the fit on the coefficients of the transactions; 0 or more
     * @param attritionRidge penalty of the fit on those of attrition; 0 or more
     * @param coefficients the coefficients, called as {@link CovariateModel#coefficientNames} says
     */
    public record CovariateTerms(
            List<String> columns,
            List<String> transaction,
            List<String> attrition,
            Boolean sameCoefficients,
            String dropoutEffect,
            Double transactionRidge,
            Double attritionRidge,
            List<Parameter> coefficients) {}

    /**
     * A {@link FitReport}; the estimates are the model's parameters.
     *
     * @param name the model's name in reports
     * @param parameters names of the parameters that were fitted, in the order of the matrices
     * @param signed those of them that may be negative
     * @param freeParameters parameters that AIC and BIC count
     * @param status name of a {@link FitStatus}
     * @param message the same in words
     * @param logLikelihood log-likelihood at the estimates
     * @param objective the same less a prior's penalty
     * @param observations number of customers
     * @param iterations steps of all searches
     * @param evaluations evaluations of the likelihood
     * @param gradientNorm largest slope at the end; null for NaN
     * @param hessianOfLogs second derivatives in the logarithms of the parameters; null where they are not finite
     * @param covarianceOfLogs covariance of the logarithms; null on the diagonal for +∞, elsewhere for NaN
     */
    public record Report(
            String name,
            List<String> parameters,
            List<String> signed,
            Integer freeParameters,
            String status,
            String message,
            Double logLikelihood,
            Double objective,
            Long observations,
            Integer iterations,
            Integer evaluations,
            @Nullable Double gradientNorm,
            List<List<@Nullable Double>> hessianOfLogs,
            List<List<@Nullable Double>> covarianceOfLogs) {}

    /** Refuses what is not a model, and copies the lists. */
    public SavedModel {
        requireReadable(format);
        if (format == 1 && covariates != null) {
            throw new IllegalArgumentException("covariates are in a record of format 1, which has none; the format with"
                    + " covariates is " + FORMAT);
        }
        covariates = covariates == null ? null : SavedCovariates.checked(covariates);
        SavedKind kind = SavedKind.of(given("model", model), covariates);
        parameters = Collections.unmodifiableList(new ArrayList<>(given("parameters", parameters)));
        given("timeUnit", timeUnit);
        given("currency", currency);
        given("data", data).check();
        report = SavedReports.checked(given("report", report));
        kind.make(model, kind.values(model, parameters), timeUnit, currency, covariates);
        SavedReports.estimates(report, SavedCovariates.all(parameters, covariates));
        kind.requireReport(model, covariates, report);
        if (report.observations != data.customers()) {
            throw new IllegalArgumentException(
                    "report.observations is " + report.observations + ", the data fingerprint is of " + data.customers()
                            + " customers; the fit must be of the same data");
        }
    }

    /**
     * A purchase model that was fitted.
     *
     * @param data fingerprint of the data that it was fitted to
     * @throws IllegalArgumentException if the report is of other estimates, has no finite likelihood, or the data are of
     *     another number of customers
     */
    public static SavedModel of(Fitted<? extends PurchaseModel> fitted, DataFingerprint data) {
        PurchaseModel model = fitted.model();
        ModelFamily family = model.family();
        return saved(
                family.name(),
                named(family.parameterNames(), model.parameters()),
                null,
                model.unit().name(),
                "",
                data,
                fitted.report());
    }

    /**
     * A purchase model with covariates that was fitted.
     *
     * @param options that it was fitted with; a model does not keep its penalty
     * @param data fingerprint of the data that it was fitted to, {@linkplain DataFingerprint#of(CustomerSummary, Covariates,
     *     List) covariates included}
     * @throws IllegalArgumentException if the options say that other covariates act, the report is of other estimates, has no
     *     finite likelihood, or the data are of another number of customers
     */
    public static SavedModel ofCovariates(
            Fitted<CovariateModel> fitted, CovariateOptions options, DataFingerprint data) {
        PurchaseModel base = fitted.model().base();
        ModelFamily family = base.family();
        return saved(
                family.name(),
                named(family.parameterNames(), base.parameters()),
                SavedCovariates.of(fitted.model(), options),
                base.unit().name(),
                "",
                data,
                fitted.report());
    }

    /**
     * A model of spend that was fitted.
     *
     * @param currency what its money is called; empty if that is not known
     * @param data fingerprint of the data that it was fitted to
     * @throws IllegalArgumentException if the report is of other estimates, has no finite likelihood, or the data are of
     *     another number of customers
     */
    public static SavedModel ofSpend(Fitted<GammaGamma> fitted, String currency, DataFingerprint data) {
        return saved(
                SavedKind.GAMMA_GAMMA,
                named(GammaGamma.NAMES, fitted.model().parameters()),
                null,
                "",
                currency,
                data,
                fitted.report());
    }

    /**
     * A model of contracts that was fitted.
     *
     * @param data fingerprint of the data that it was fitted to
     * @throws IllegalArgumentException if the report is of other estimates, has no finite likelihood, or the data are of
     *     another number of customers
     */
    public static SavedModel ofContract(Fitted<? extends ContractModel> fitted, DataFingerprint data) {
        ContractModel model = fitted.model();
        return saved(
                model instanceof Sbg ? SavedKind.SBG : SavedKind.BDW,
                named(model.parameterNames(), model.parameters()),
                null,
                model.period().name(),
                "",
                data,
                fitted.report());
    }

    private static SavedModel saved(
            String model,
            List<Parameter> parameters,
            @Nullable CovariateTerms covariates,
            String timeUnit,
            String currency,
            DataFingerprint data,
            FitReport of) {
        Report report = SavedReports.of(of, SavedCovariates.all(parameters, covariates));
        return new SavedModel(FORMAT, model, parameters, covariates, timeUnit, currency, data, report);
    }

    /**
     * Refuses a format that this version of the library does not read.
     *
     * @throws IllegalArgumentException if it is newer, or none
     */
    public static void requireReadable(int format) {
        if (format > FORMAT) {
            throw new IllegalArgumentException(
                    "format " + format + " is newer than " + FORMAT + ", which this version reads; update clv4j");
        }
        if (format < 1) {
            throw new IllegalArgumentException("format is " + format + "; it must be 1 or more");
        }
    }

    /**
     * The purchase model and its report.
     *
     * @throws IllegalStateException if this is another kind of model
     */
    public Fitted<PurchaseModel> purchaseModel() {
        return new Fitted<>((PurchaseModel) made(SavedKind.PURCHASES), fitReport());
    }

    /**
     * The purchase model with covariates and its report.
     *
     * @throws IllegalStateException if this is another kind of model
     */
    public Fitted<CovariateModel> covariateModel() {
        return new Fitted<>((CovariateModel) made(SavedKind.COVARIATES), fitReport());
    }

    /**
     * The options that the model with covariates was fitted with, its penalty included, for a fit to later data.
     *
     * @throws IllegalStateException if this is another kind of model
     */
    public CovariateOptions covariateOptions() {
        if (covariates == null) {
            throw new IllegalStateException(model + " was saved without covariates, and so without options of them");
        }
        return SavedCovariates.options(covariates);
    }

    /**
     * The model of spend and its report.
     *
     * @throws IllegalStateException if this is another kind of model
     */
    public Fitted<GammaGamma> spendModel() {
        return new Fitted<>((GammaGamma) made(SavedKind.SPEND), fitReport());
    }

    /**
     * The model of contracts and its report.
     *
     * @throws IllegalStateException if this is another kind of model
     */
    public Fitted<ContractModel> contractModel() {
        return new Fitted<>((ContractModel) made(SavedKind.CONTRACTS), fitReport());
    }

    private Object made(SavedKind wanted) {
        SavedKind kind = SavedKind.of(model, covariates);
        if (kind != wanted) {
            throw new IllegalStateException(model + " is a model of " + kind.what + ", not of " + wanted.what
                    + "; read it with " + kind.reader + "()");
        }
        return kind.make(model, kind.values(model, parameters), timeUnit, currency, covariates);
    }

    /** How the fit went. */
    public FitReport fitReport() {
        return SavedReports.read(report, SavedCovariates.all(parameters, covariates));
    }
}
