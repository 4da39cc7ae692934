package io.github.clv4j.model;

import static io.github.clv4j.model.SavedChecks.atLeast;
import static io.github.clv4j.model.SavedChecks.finite;
import static io.github.clv4j.model.SavedChecks.given;

import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.model.SavedModel.Parameter;
import io.github.clv4j.model.SavedModel.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports of fits as records and back. */
final class SavedReports {
    private SavedReports() {}

    /**
     * The record of a report.
     *
     * @param parameters all that the model has
     * @throws IllegalArgumentException if the report is of other estimates
     */
    static Report of(FitReport report, List<Parameter> parameters) {
        double[] estimates = report.estimates();
        for (int i = 0; i < estimates.length; i++) {
            String name = report.parameterNames().get(i);
            double value = SavedChecks.value(name, parameters);
            if (Double.doubleToLongBits(value) != Double.doubleToLongBits(estimates[i])) {
                throw new IllegalArgumentException("the report's estimate of " + name + " is " + estimates[i]
                        + ", the model has " + value + "; both must be of one fit");
            }
        }
        return new Report(
                report.model(),
                report.parameterNames(),
                report.parameterNames().stream().filter(report::isSigned).toList(),
                report.freeParameters(),
                report.status().name(),
                report.message(),
                report.logLikelihood(),
                report.objective(),
                report.observations(),
                report.iterations(),
                report.evaluations(),
                finiteOrNull(report.gradientNorm()),
                lists(report.hessianOfLogs()),
                lists(report.covarianceOfLogs()));
    }

    /** The report of a record that was checked. */
    static FitReport read(Report report, List<Parameter> parameters) {
        boolean[] signed = new boolean[report.parameters().size()];
        for (int i = 0; i < signed.length; i++) {
            signed[i] = report.signed().contains(report.parameters().get(i));
        }
        Double slope = report.gradientNorm();
        return new FitReport.Builder()
                .model(report.name(), report.parameters(), estimates(report, parameters))
                .signed(signed)
                .freeParameters(report.freeParameters())
                .ended(FitStatus.valueOf(report.status()), report.message())
                .likelihood(report.logLikelihood(), report.objective(), report.observations())
                .search(report.iterations(), report.evaluations(), slope == null ? Double.NaN : slope)
                .curvature(
                        matrix(report.hessianOfLogs(), Double.NaN),
                        matrix(report.covarianceOfLogs(), Double.POSITIVE_INFINITY))
                .build();
    }

    static double[] estimates(Report report, List<Parameter> parameters) {
        return report.parameters().stream()
                .mapToDouble(name -> SavedChecks.value(name, parameters))
                .toArray();
    }

    /** A copy of a record of which each component is there and can be. */
    static Report checked(Report report) {
        List<String> names = SavedChecks.names("report.parameters", report.parameters());
        for (String name : given("report.signed", report.signed())) {
            if (!names.contains(given("an entry of report.signed", name))) {
                throw new IllegalArgumentException(
                        "report.signed has '" + name + "'; it must be one of " + String.join(", ", names));
            }
        }
        SavedChecks.constant("report.status", given("report.status", report.status()), FitStatus.values());
        atLeast("report.freeParameters", given("report.freeParameters", report.freeParameters()), 0);
        atLeast("report.observations", given("report.observations", report.observations()), 0);
        atLeast("report.iterations", given("report.iterations", report.iterations()), 0);
        atLeast("report.evaluations", given("report.evaluations", report.evaluations()), 0);
        finite("report.logLikelihood", report.logLikelihood());
        finite("report.objective", report.objective());
        Double slope = report.gradientNorm();
        if (slope != null) {
            finite("report.gradientNorm", slope);
        }
        if (report.freeParameters() > names.size() + 1) {
            throw new IllegalArgumentException("report.freeParameters is " + report.freeParameters()
                    + "; it must be at most one more than the " + names.size() + " parameters");
        }
        List<List<@Nullable Double>> covariance =
                square("report.covarianceOfLogs", report.covarianceOfLogs(), names.size());
        for (int i = 0; i < names.size(); i++) {
            Double variance = covariance.get(i).get(i);
            if (variance != null && !(variance >= 0)) {
                throw new IllegalArgumentException("the variance of " + names.get(i) + " in report.covarianceOfLogs is "
                        + variance + "; it must be 0 or more");
            }
        }
        return new Report(
                given("report.name", report.name()),
                names,
                List.copyOf(report.signed()),
                report.freeParameters(),
                report.status(),
                given("report.message", report.message()),
                report.logLikelihood(),
                report.objective(),
                report.observations(),
                report.iterations(),
                report.evaluations(),
                slope,
                square("report.hessianOfLogs", report.hessianOfLogs(), names.size()),
                covariance);
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
