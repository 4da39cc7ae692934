package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.CovariateModel;
import io.github.clv4j.model.CovariateOptions;
import io.github.clv4j.model.DataFingerprint;
import io.github.clv4j.model.GgompertzNbd;
import io.github.clv4j.model.MbgNbd;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.model.SavedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** No digit is lost between a model with covariates and its file, whatever its numbers are. */
class SavedModelFilePropertyTest {
    private static final List<String> COLUMNS = List.of("größe", "channel=\"web\"", "a\\b");

    private static double positive(Random random) {
        return Math.exp(2 * random.nextGaussian());
    }

    private static PurchaseModel base(Random random) {
        double r = positive(random);
        double alpha = positive(random);
        double s = positive(random);
        double beta = positive(random);
        return switch (random.nextInt(3)) {
            case 0 -> ParetoNbd.of(r, alpha, s, beta, TimeStep.WEEKS);
            case 1 -> MbgNbd.of(r, alpha, s, beta, TimeStep.MONTHS);
            default -> GgompertzNbd.of(r, alpha, positive(random), s, beta, TimeStep.DAYS);
        };
    }

    private static FitReport report(CovariateModel model, Random random) {
        int n = model.parameterNames().size();
        int own = n - model.coefficientNames().size();
        boolean[] signed = new boolean[n];
        double[][] hessian = new double[n][n];
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            signed[i] = i >= own;
            for (int j = 0; j < n; j++) {
                hessian[i][j] = random.nextGaussian() * positive(random);
                covariance[i][j] = Math.abs(random.nextGaussian());
            }
        }
        return new FitReport.Builder()
                .model(model.family().displayName() + " with covariates", model.parameterNames(), model.parameters())
                .signed(signed)
                .ended(FitStatus.CONVERGED, "made")
                .likelihood(-positive(random), -positive(random), 9)
                .search(1, 2, random.nextDouble())
                .curvature(hessian, covariance)
                .build();
    }

    @Property(tries = 300, seed = "72")
    void aNewCustomerIsScoredTheSame(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        PurchaseModel base = base(random);
        CovariateOptions options =
                CovariateOptions.withDefaults().withAttrition().withRidge(positive(random), positive(random));
        CovariateModel model = CovariateModel.of(
                base, options, COLUMNS, random.doubles(COLUMNS.size(), -1, 1).toArray());
        FitReport report = report(model, random);
        ObjectMapper mapper = new ObjectMapper();
        String json = mapper.writeValueAsString(SavedModel.ofCovariates(
                new Fitted<>(model, report), options, new DataFingerprint(9, 0, "", "0".repeat(64))));
        SavedModel saved = mapper.readValue(json, SavedModel.class);
        Fitted<CovariateModel> read = saved.covariateModel();

        assertThat(read.model()).isEqualTo(model);
        assertThat(saved.covariateOptions().transactionRidge()).isEqualTo(options.transactionRidge());
        assertThat(saved.covariateOptions().attritionRidge()).isEqualTo(options.attritionRidge());
        assertThat(Arrays.deepEquals(read.report().covarianceOfLogs(), report.covarianceOfLogs()))
                .isTrue();
        assertThat(Arrays.deepEquals(read.report().hessianOfLogs(), report.hessianOfLogs()))
                .isTrue();
        double[] z = random.doubles(COLUMNS.size(), -3, 3).toArray();
        assertThat(figures(read.model().forCustomer(z), new Random(seed)))
                .isEqualTo(figures(model.forCustomer(z), new Random(seed)));
    }

    private static List<Long> figures(PurchaseModel model, Random random) {
        int x = 1 + random.nextInt(5);
        double age = 60 * random.nextDouble();
        double tx = age * random.nextDouble();
        double[] figures = {
            model.logLikelihood(x, tx, age),
            model.pAlive(x, tx, age),
            model.expectedPurchases(x, tx, age, 26),
            model.expectedPurchases(0, 0, age, 26)
        };
        return Arrays.stream(figures).mapToObj(Double::doubleToLongBits).toList();
    }
}
