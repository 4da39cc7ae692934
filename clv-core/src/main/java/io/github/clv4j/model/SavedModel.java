package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 * what is wrong: a newer format, an unknown model, a missing, surplus or doubled parameter, one that is not finite or
 * out of its domain, another unit of time, a component that is missing. Who reads a file of which the format is not known to
 * be {@value #FORMAT} asks {@link #requireReadable} first, for a newer format may have other components.
 *
 * @param format version of this form; {@value #FORMAT}
 * @param model which model: the name of a {@link ModelFamily} such as {@code PARETO_NBD}, or {@value #GAMMA_GAMMA}, {@value
 *     #SBG} or {@value #BDW}
 * @param parameters the model's parameters in its order; a regularity k is one of them
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
        String timeUnit,
        String currency,
        DataFingerprint data,
        Report report) {
    /** The version that this library writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    private static final String GAMMA_GAMMA = "GAMMA_GAMMA";
    private static final String SBG = "SBG";
    private static final String BDW = "BDW";

    /**
     * A parameter.
     *
     * @param name as the model calls it
     * @param value its value, finite
     */
    public record Parameter(String name, Double value) {}

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
        Kind kind = Kind.of(given("model", model));
        parameters = Collections.unmodifiableList(new ArrayList<>(given("parameters", parameters)));
        given("timeUnit", timeUnit);
        given("currency", currency);
        given("data", data).check();
        report = checked(given("report", report));
        kind.make(model, values(kind, model, parameters), timeUnit, currency);
        estimates(report.parameters, parameters);
        kind.requireReport(model, report);
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
                model.unit().name(),
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
                GAMMA_GAMMA, named(GammaGamma.NAMES, fitted.model().parameters()), "", currency, data, fitted.report());
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
                model instanceof Sbg ? SBG : BDW,
                named(model.parameterNames(), model.parameters()),
                model.period().name(),
                "",
                data,
                fitted.report());
    }

    private static SavedModel saved(
            String model,
            List<Parameter> parameters,
            String timeUnit,
            String currency,
            DataFingerprint data,
            FitReport of) {
        double[] estimates = of.estimates();
        for (int i = 0; i < estimates.length; i++) {
            String name = of.parameterNames().get(i);
            double value = value(name, parameters);
            if (Double.doubleToLongBits(value) != Double.doubleToLongBits(estimates[i])) {
                throw new IllegalArgumentException("the report's estimate of " + name + " is " + estimates[i]
                        + ", the model has " + value + "; both must be of one fit");
            }
        }
        List<String> signed = of.parameterNames().stream().filter(of::isSigned).toList();
        Report report = new Report(
                of.model(),
                of.parameterNames(),
                signed,
                of.freeParameters(),
                of.status().name(),
                of.message(),
                of.logLikelihood(),
                of.objective(),
                of.observations(),
                of.iterations(),
                of.evaluations(),
                finiteOrNull(of.gradientNorm()),
                lists(of.hessianOfLogs()),
                lists(of.covarianceOfLogs()));
        return new SavedModel(FORMAT, model, parameters, timeUnit, currency, data, report);
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
        return new Fitted<>((PurchaseModel) made(Kind.PURCHASES), fitReport());
    }

    /**
     * The model of spend and its report.
     *
     * @throws IllegalStateException if this is another kind of model
     */
    public Fitted<GammaGamma> spendModel() {
        return new Fitted<>((GammaGamma) made(Kind.SPEND), fitReport());
    }

    /**
     * The model of contracts and its report.
     *
     * @throws IllegalStateException if this is another kind of model
     */
    public Fitted<ContractModel> contractModel() {
        return new Fitted<>((ContractModel) made(Kind.CONTRACTS), fitReport());
    }

    private Object made(Kind wanted) {
        Kind kind = Kind.of(model);
        if (kind != wanted) {
            throw new IllegalStateException(model + " is a model of " + kind.what + ", not of " + wanted.what
                    + "; read it with " + kind.reader + "()");
        }
        return kind.make(model, values(kind, model, parameters), timeUnit, currency);
    }

    /** How the fit went. */
    public FitReport fitReport() {
        boolean[] signed = new boolean[report.parameters.size()];
        for (int i = 0; i < signed.length; i++) {
            signed[i] = report.signed.contains(report.parameters.get(i));
        }
        Double slope = report.gradientNorm;
        return new FitReport.Builder()
                .model(report.name, report.parameters, estimates(report.parameters, parameters))
                .signed(signed)
                .freeParameters(report.freeParameters)
                .ended(FitStatus.valueOf(report.status), report.message)
                .likelihood(report.logLikelihood, report.objective, report.observations)
                .search(report.iterations, report.evaluations, slope == null ? Double.NaN : slope)
                .curvature(
                        matrix(report.hessianOfLogs, Double.NaN),
                        matrix(report.covarianceOfLogs, Double.POSITIVE_INFINITY))
                .build();
    }

    /** What a model is of, and how it is made. */
    private enum Kind {
        PURCHASES("purchases", "purchaseModel") {
            @Override
            List<String> names(String model) {
                return ModelFamily.valueOf(model).parameterNames();
            }

            @Override
            Object make(String model, double[] values, String timeUnit, String currency) {
                requireEmpty("currency", currency, model);
                return ModelFamily.valueOf(model).of(values, unit(timeUnit));
            }
        },
        SPEND("spend", "spendModel") {
            @Override
            List<String> names(String model) {
                return GammaGamma.NAMES;
            }

            @Override
            Object make(String model, double[] values, String timeUnit, String currency) {
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
            Object make(String model, double[] values, String timeUnit, String currency) {
                requireEmpty("currency", currency, model);
                TimeStep period = unit(timeUnit);
                return model.equals(SBG)
                        ? Sbg.of(values[0], values[1], period)
                        : Bdw.of(values[0], values[1], values[2], period);
            }
        };

        /** The report must be of this model: its parameters but a whole number k, which no fit estimates. */
        void requireReport(String model, Report report) {
            List<String> names = new ArrayList<>(names(model));
            names.remove("k");
            if (!names.equals(report.parameters)) {
                throw new IllegalArgumentException(
                        "report.parameters are " + report.parameters + "; of " + model + " they must be " + names);
            }
            if (this != PURCHASES) {
                requireSigned(report, List.of());
                return;
            }
            ModelFamily family = ModelFamily.valueOf(model);
            requireSigned(
                    report,
                    names.stream()
                            .filter(name ->
                                    family.isSigned(family.parameterNames().indexOf(name)))
                            .toList());
            // The name of a model of regular purchases tells its k.
            String name = family.displayName().replaceFirst("-k$", "");
            if (!report.name.startsWith(name)) {
                throw new IllegalArgumentException(
                        "report.name is '" + report.name + "'; of " + model + " it must be " + family.displayName());
            }
        }

        private static void requireSigned(Report report, List<String> signed) {
            if (!signed.equals(report.signed)) {
                throw new IllegalArgumentException(
                        "report.signed are " + report.signed + "; parameters that may be negative are " + signed);
            }
        }

        private final String what;
        private final String reader;

        Kind(String what, String reader) {
            this.what = what;
            this.reader = reader;
        }

        abstract List<String> names(String model);

        abstract Object make(String model, double[] values, String timeUnit, String currency);

        static Kind of(String model) {
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

        private static void requireEmpty(String component, String text, String model) {
            if (!text.isEmpty()) {
                throw new IllegalArgumentException(
                        component + " is '" + text + "'; of " + model + ", which has none, it must be empty");
            }
        }
    }

    private static TimeStep unit(String name) {
        for (TimeStep step : TimeStep.values()) {
            if (step.name().equals(name)) {
                return step;
            }
        }
        throw new IllegalArgumentException("timeUnit is '" + name + "'; it must be one of "
                + String.join(
                        ", ", Arrays.stream(TimeStep.values()).map(Enum::name).toList()));
    }

    /** The component, which must be there; a mapper gives null where a file lacks it. */
    static <T> T given(String component, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(component + " is missing");
        }
        return value;
    }

    private static List<Parameter> named(List<String> names, double[] values) {
        List<Parameter> result = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            result.add(new Parameter(names.get(i), values[i]));
        }
        return result;
    }

    /** The parameters' values in the model's order. */
    private static double[] values(Kind kind, String model, List<Parameter> parameters) {
        List<String> names = kind.names(model);
        Set<String> seen = new LinkedHashSet<>();
        for (Parameter parameter : parameters) {
            String name = given("name of a parameter", given("an entry of parameters", parameter).name);
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        model + " has no parameter '" + name + "'; it has " + String.join(", ", names));
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("parameter " + name + " is there twice; each must be there once");
            }
        }
        double[] values = new double[names.size()];
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            if (!seen.contains(name)) {
                throw new IllegalArgumentException(
                        "parameter " + name + " of " + model + " is missing; it has " + String.join(", ", names));
            }
            values[i] = value(name, parameters);
        }
        return values;
    }

    private static double value(String name, List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return finite(name, parameter.value);
            }
        }
        throw new IllegalArgumentException("the report tells of " + name
                + ", which is no parameter of the model; it has "
                + String.join(", ", parameters.stream().map(Parameter::name).toList()));
    }

    private static double finite(String name, @Nullable Double value) {
        double number = given("value of " + name, value);
        if (Double.isFinite(number)) {
            return number;
        }
        throw new IllegalArgumentException(name + " is " + number + "; it must be finite");
    }

    private static double[] estimates(List<String> names, List<Parameter> parameters) {
        return names.stream().mapToDouble(name -> value(name, parameters)).toArray();
    }

    private static Report checked(Report report) {
        List<String> names = report.parameters == null ? List.of() : report.parameters;
        given("report.parameters", report.parameters);
        for (String name : names) {
            given("an entry of report.parameters", name);
        }
        if (Set.copyOf(names).size() != names.size()) {
            throw new IllegalArgumentException("report.parameters are " + names + "; each must be there once");
        }
        for (String name : given("report.signed", report.signed)) {
            if (!names.contains(given("an entry of report.signed", name))) {
                throw new IllegalArgumentException(
                        "report.signed has '" + name + "'; it must be one of " + String.join(", ", names));
            }
        }
        requireStatus(given("report.status", report.status));
        atLeast("report.freeParameters", given("report.freeParameters", report.freeParameters), 0);
        atLeast("report.observations", given("report.observations", report.observations), 0);
        atLeast("report.iterations", given("report.iterations", report.iterations), 0);
        atLeast("report.evaluations", given("report.evaluations", report.evaluations), 0);
        finite("report.logLikelihood", report.logLikelihood);
        finite("report.objective", report.objective);
        Double slope = report.gradientNorm;
        if (slope != null) {
            finite("report.gradientNorm", slope);
        }
        if (report.freeParameters > names.size() + 1) {
            throw new IllegalArgumentException("report.freeParameters is " + report.freeParameters
                    + "; it must be at most one more than the " + names.size() + " parameters");
        }
        List<List<@Nullable Double>> covariance =
                square("report.covarianceOfLogs", report.covarianceOfLogs, names.size());
        for (int i = 0; i < names.size(); i++) {
            Double variance = covariance.get(i).get(i);
            if (variance != null && !(variance >= 0)) {
                throw new IllegalArgumentException("the variance of " + names.get(i) + " in report.covarianceOfLogs is "
                        + variance + "; it must be 0 or more");
            }
        }
        return new Report(
                given("report.name", report.name),
                List.copyOf(names),
                List.copyOf(report.signed),
                report.freeParameters,
                report.status,
                given("report.message", report.message),
                report.logLikelihood,
                report.objective,
                report.observations,
                report.iterations,
                report.evaluations,
                slope,
                square("report.hessianOfLogs", report.hessianOfLogs, names.size()),
                square("report.covarianceOfLogs", report.covarianceOfLogs, names.size()));
    }

    private static void requireStatus(String name) {
        List<String> known = Arrays.stream(FitStatus.values()).map(Enum::name).toList();
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "report.status is '" + name + "'; it must be one of " + String.join(", ", known));
        }
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + least + " or more");
        }
    }

    private static List<List<@Nullable Double>> square(
            String name, @Nullable List<List<@Nullable Double>> matrix, int size) {
        List<List<@Nullable Double>> rows = given(name, matrix);
        if (rows.size() != size) {
            throw new IllegalArgumentException(
                    name + " has " + rows.size() + " rows; it must be " + size + " by " + size);
        }
        List<List<@Nullable Double>> result = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<@Nullable Double> row = given("row " + i + " of " + name, rows.get(i));
            if (row.size() != size) {
                throw new IllegalArgumentException("row " + i + " of " + name + " has " + row.size()
                        + " numbers; it must be " + size + " by " + size);
            }
            for (Double value : row) {
                if (value != null) {
                    finite("a number in row " + i + " of " + name, value);
                }
            }
            result.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        return Collections.unmodifiableList(result);
    }

    private static @Nullable Double finiteOrNull(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static List<List<@Nullable Double>> lists(double[][] matrix) {
        List<List<@Nullable Double>> rows = new ArrayList<>();
        for (double[] row : matrix) {
            List<@Nullable Double> list = new ArrayList<>();
            for (double value : row) {
                list.add(finiteOrNull(value));
            }
            rows.add(list);
        }
        return rows;
    }

    /** The numbers, with one value for null on the diagonal and NaN for it elsewhere. */
    private static double[][] matrix(List<List<@Nullable Double>> rows, double onDiagonal) {
        double[][] result = new double[rows.size()][rows.size()];
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < result.length; j++) {
                Double value = rows.get(i).get(j);
                result[i][j] = value != null ? value : i == j ? onDiagonal : Double.NaN;
            }
        }
        return result;
    }
}
