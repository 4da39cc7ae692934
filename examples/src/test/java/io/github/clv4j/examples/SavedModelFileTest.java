package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.Bdw;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.ContractModel;
import io.github.clv4j.model.CovariateModel;
import io.github.clv4j.model.CovariateOptions;
import io.github.clv4j.model.Covariates;
import io.github.clv4j.model.DataFingerprint;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.model.SavedModel;
import io.github.clv4j.model.Tenures;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.simulate.SimulationOptions;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved model in a JSON file, written and read by an {@link ObjectMapper} that knows nothing of it. */
class SavedModelFileTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    /** Written by this library's format 1: a Pareto/NBD at the edge, whose s and beta have no standard error. */
    private static final String GOLDEN = "saved-pareto-nbd-format-1.json";

    /** Written by format 2: a BG/NBD with two covariates and a penalty. */
    private static final String GOLDEN_COVARIATES = "saved-bg-nbd-covariates-format-2.json";

    @TempDir
    private Path folder = Path.of("");

    private static DistinctHistories histories(PurchaseModel model) {
        return Simulation.of(
                        model,
                        SimulationOptions.of(FIRST, FIRST.plusDays(364))
                                .withEntryDays(84)
                                .withCustomers(500)
                                .withSeed(5))
                .histories();
    }

    private static SavedModel purchases() {
        DistinctHistories histories = histories(BgNbd.of(0.8, 8, 1.2, 3, TimeStep.WEEKS));
        return SavedModel.of(
                BgNbd.fit(histories, FitOptions.withDefaults()),
                DataFingerprint.of(histories).withAsOf(FIRST.plusDays(364)));
    }

    /** Nobody leaves an NBD. */
    private static SavedModel atTheEdge() {
        DistinctHistories histories = histories(Nbd.of(2, 5, TimeStep.WEEKS));
        return SavedModel.of(ParetoNbd.fit(histories, FitOptions.withDefaults()), DataFingerprint.of(histories));
    }

    private static final CovariateOptions RIDGE =
            CovariateOptions.withDefaults().withAttrition("web").withRidge(2, 0.5);

    /** Customers of whom it is known whether they came from the web, and how old they are; made by rule. */
    private static SavedModel covariates() {
        int n = 300;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        double[] web = new double[n];
        double[] years = new double[n];
        for (int c = 0; c < n; c++) {
            x[c] = c * 7 % 11 % 6;
            age[c] = 20 + c % 30;
            tx[c] = x[c] == 0 ? 0 : age[c] * (1 + c % 5) / 6;
            web[c] = c % 3 == 0 ? 1 : 0;
            years[c] = 18 + c * 13 % 50 / 2.0;
        }
        Covariates known = Covariates.of(List.of("web", "years"), web, years);
        Fitted<CovariateModel> fitted = CovariateModel.fit(
                ModelFamily.BG_NBD, x, tx, age, TimeStep.WEEKS, known, RIDGE, FitOptions.withDefaults());
        return SavedModel.ofCovariates(
                fitted,
                RIDGE,
                DataFingerprint.of(
                        x, tx, age, TimeStep.WEEKS, known, fitted.model().columns()));
    }

    private static SavedModel spend() {
        RepeatSpend spend = RepeatSpend.of(
                new int[] {1, 2, 3, 1, 5, 2, 8, 1, 2, 4}, new double[] {10, 22.5, 31, 7.25, 18, 44, 25, 90, 13, 21});
        return SavedModel.ofSpend(GammaGamma.fit(spend, FitOptions.withDefaults()), "EUR", DataFingerprint.of(spend));
    }

    private static SavedModel contract() {
        Tenures tenures = Tenures.ofSurvivors(TimeStep.YEARS, 1000, 869, 743, 653, 593, 551, 517, 491);
        return SavedModel.ofContract(Bdw.fit(tenures), DataFingerprint.of(tenures));
    }

    /** What another service does: reads the files that it is given, and says what it sees in them to the bit. */
    public static final class Reader {
        private Reader() {}

        /** One line a figure, on standard output. */
        public static void main(String[] files) throws IOException {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            for (String file : files) {
                SavedModel saved = new ObjectMapper().readValue(Path.of(file).toFile(), SavedModel.class);
                figures(saved).forEach(out::println);
            }
        }
    }

    private static List<String> figures(SavedModel saved) {
        List<String> figures = new ArrayList<>();
        DiscountRate rate = DiscountRate.annual(0.1);
        switch (saved.covariates() == null ? saved.model() : "covariates") {
            case "covariates" -> {
                CovariateModel model = saved.covariateModel().model();
                add(figures, model.coefficients());
                for (double[] z : new double[][] {{0, 0}, {1, 27.5}, {0, 44.25}}) {
                    PurchaseModel own = model.forCustomer(z);
                    add(figures, own.parameters());
                    add(
                            figures,
                            own.pAlive(3, 20, 30),
                            own.expectedPurchases(3, 20, 30, 52),
                            own.dert(3, 20, 30, rate));
                }
                figures.add(saved.covariateOptions().toString());
            }
            case "GAMMA_GAMMA" -> {
                GammaGamma model = saved.spendModel().model();
                add(figures, model.expectedSpend(3, 20), model.logLikelihood(3, 20));
            }
            case "BDW" -> {
                ContractModel model = saved.contractModel().model();
                add(figures, model.derl(3, rate), model.survival(2, 5));
            }
            default -> {
                PurchaseModel model = saved.purchaseModel().model();
                add(
                        figures,
                        model.pAlive(3, 20, 30),
                        model.expectedPurchases(3, 20, 30, 52),
                        model.probability(2, 3, 20, 30, 13),
                        model.dert(3, 20, 30, rate),
                        model.nextOrder(3, 20, 30, 0.8).medianDays());
            }
        }
        FitReport report = saved.fitReport();
        add(figures, report.logLikelihood(), report.bic(), report.gradientNorm());
        for (String name : report.parameterNames()) {
            add(
                    figures,
                    report.estimate(name),
                    report.standardError(name),
                    report.interval(name, 0.95).lower(),
                    report.interval(name, 0.95).upper());
        }
        for (double[] row : report.covariance()) {
            add(figures, row);
        }
        for (double[] row : report.hessian()) {
            add(figures, row);
        }
        figures.add(report.toString());
        figures.add(saved.data().toString());
        return figures;
    }

    private static void add(List<String> figures, double... values) {
        for (double value : values) {
            figures.add(Long.toHexString(Double.doubleToLongBits(value)));
        }
    }

    @Test
    void anotherProcessReadsTheSameModelsToTheBit() throws Exception {
        List<SavedModel> models = List.of(purchases(), atTheEdge(), covariates(), spend(), contract());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName()));
        List<String> expected = new ArrayList<>();
        for (SavedModel saved : models) {
            Path file = folder.resolve(command.size() + ".json");
            new ObjectMapper().writeValue(file.toFile(), saved);
            command.add(file.toString());
            // Of the model that was fitted here and never written.
            expected.addAll(figures(saved));
        }

        assertThat(output(command)).isEqualTo(expected).hasSizeGreaterThan(100);
    }

    private List<String> output(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("child.out");
        Path err = folder.resolve("child.err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // A JVM that is told of options there says so on standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("_JAVA_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends within a minute")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(err)).isEmpty();
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(out);
    }

    @Test
    void theFileIsPlainJsonAndTheRecordComesBackEqual() throws IOException {
        for (SavedModel saved : List.of(purchases(), atTheEdge(), covariates(), spend(), contract())) {
            String json = new ObjectMapper().writeValueAsString(saved);
            SavedModel read = new ObjectMapper().readValue(json, SavedModel.class);

            assertThat(read).isEqualTo(saved);
            assertThat(new ObjectMapper().writeValueAsString(read)).isEqualTo(json);
            assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
            JsonNode tree = new ObjectMapper().readTree(json);
            assertThat(tree.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "format", "model", "parameters", "covariates", "timeUnit", "currency", "data", "report");
            assertThat(tree.get("parameters").get(0).fieldNames()).toIterable().containsExactly("name", "value");
        }
    }

    /** A file of format 1 must stay readable, whatever later formats add. */
    @Test
    void aFileOfFormatOneStaysReadable() throws IOException {
        SavedModel saved = new ObjectMapper().readValue(golden(GOLDEN), SavedModel.class);
        Fitted<PurchaseModel> fitted = saved.purchaseModel();
        FitReport report = fitted.report();

        assertThat(saved.format()).isEqualTo(1);
        assertThat(fitted.model())
                .isEqualTo(ParetoNbd.of(
                        1.8890766967088022,
                        4.928703465398858,
                        0.0021061093063096193,
                        4.608285714285716E10,
                        TimeStep.WEEKS));
        assertThat(report.status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(report.message()).startsWith("no customer is seen to drop out");
        assertThat(report.logLikelihood()).isEqualTo(-15792.968920160605);
        assertThat(report.standardError("r")).isEqualTo(0.130269304371314);
        assertThat(report.standardError("s")).isInfinite();
        assertThat(report.covariance()[0][2]).isNaN();
        assertThat(report.iterations()).isEqualTo(79);
        assertThat(saved.data().customers()).isEqualTo(500);
        assertThat(saved.data().matches(DataFingerprint.of(histories(Nbd.of(2, 5, TimeStep.WEEKS)))))
                .isTrue();
    }

    /** P(alive) by BG/NBD's formula in Python 3 from the numbers of the file. */
    @Test
    void aFileOfFormatTwoStaysReadable() throws IOException {
        SavedModel saved = new ObjectMapper().readValue(golden(GOLDEN_COVARIATES), SavedModel.class);
        Fitted<CovariateModel> fitted = saved.covariateModel();
        CovariateModel model = fitted.model();
        FitReport report = fitted.report();

        assertThat(saved.format()).isEqualTo(2);
        assertThat(model.base())
                .isEqualTo(BgNbd.of(
                        0.9605670547961461, 5.1147905102950855, 306319.233316012, 998077.3719524542, TimeStep.WEEKS));
        assertThat(model.columns()).containsExactly("web", "years");
        assertThat(model.coefficientNames())
                .containsExactly("transaction.web", "transaction.years", "attrition.a.web", "attrition.b.web");
        assertThat(model.coefficient("transaction.years")).isEqualTo(-0.00942658903656556);
        assertThat(saved.covariateOptions().transactionRidge()).isEqualTo(2);
        assertThat(saved.covariateOptions().attritionRidge()).isEqualTo(0.5);
        assertThat(model.forCustomer(1, 27.5).pAlive(3, 20, 30)).isCloseTo(0.4822910846370168, within(1e-12));
        assertThat(report.status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(report.objective()).isEqualTo(-2413.7051330166987);
        assertThat(report.isSigned("attrition.a.web")).isTrue();
        assertThat(report.standardError("b")).isInfinite();
        assertThat(saved.data().matches(covariates().data())).isTrue();
    }

    @Test
    void whatAFileOfCovariatesLacksOrDamagesIsNamed() throws IOException {
        String golden = GOLDEN_COVARIATES;
        refused(golden, tree -> tree.put("format", 3), "format 3 is newer than 2");
        refused(golden, tree -> tree.put("format", 1), "covariates are in a record of format 1");
        refused(golden, tree -> tree.put("model", "NBD"), "NBD has no parameter 'a'");
        refused(golden, tree -> tree.put("timeUnit", "WEEK"), "timeUnit is 'WEEK'");
        refused(golden, tree -> tree.putNull("covariates"), "the report tells of transaction.web");
        refused(golden, tree -> coefficient(tree, 2).remove("value"), "value of attrition.a.web is missing");
        refused(golden, tree -> coefficient(tree, 2).put("value", "NaN"), "attrition.a.web is NaN; it must be finite");
        refused(
                golden,
                tree -> ((ArrayNode) node(tree, "covariates").get("coefficients")).remove(3),
                "coefficient attrition.b.web of BG_NBD with covariates [web, years] is missing");
        refused(
                golden,
                tree -> coefficient(tree, 2).put("name", "attrition.web"),
                "BG_NBD with covariates [web, years] has no coefficient 'attrition.web'");
        for (String component :
                List.of("columns", "transaction", "attrition", "sameCoefficients", "dropoutEffect", "coefficients")) {
            refused(golden, tree -> node(tree, "covariates").remove(component), component + " is missing");
        }
    }

    private static ObjectNode coefficient(ObjectNode tree, int index) {
        return (ObjectNode) node(tree, "covariates").get("coefficients").get(index);
    }

    private static String golden(String name) throws IOException {
        try (InputStream stream = SavedModelFileTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatAFileLacksOrDamagesIsNamed() throws IOException {
        refused(tree -> tree.put("format", 3), "format 3 is newer than 2, which this version reads; update clv4j");
        refused(tree -> tree.remove("format"), "format is 0");
        refused(tree -> tree.put("model", "PARETO_NDB"), "model is 'PARETO_NDB'; this version knows NBD, PARETO_NBD");
        refused(tree -> tree.remove("timeUnit"), "timeUnit is missing");
        refused(tree -> tree.put("timeUnit", "fortnight"), "timeUnit is 'fortnight'");
        refused(tree -> tree.remove("data"), "data is missing");
        refused(tree -> node(tree, "data").remove("sha256"), "data.sha256 is missing");
        refused(tree -> node(tree, "data").remove("customers"), "the data fingerprint is of 0 customers");
        refused(tree -> parameter(tree, 1).put("value", Double.NaN), "alpha is NaN; it must be finite");
        refused(tree -> parameter(tree, 1).put("value", -1), "alpha is -1.0");
        refused(tree -> parameter(tree, 2).remove("value"), "value of s is missing");
        refused(tree -> parameter(tree, 2).put("name", "a"), "PARETO_NBD has no parameter 'a'");
        refused(tree -> ((ArrayNode) tree.get("parameters")).remove(3), "parameter beta of PARETO_NBD is missing");
        for (String component : List.of(
                "logLikelihood", "objective", "observations", "iterations", "covarianceOfLogs", "status", "signed")) {
            refused(tree -> node(tree, "report").remove(component), "report." + component + " is missing");
        }
    }

    /** A newer format may have what this version does not know; a reader that skips it is told of the format first. */
    @Test
    void aNewerFormatIsToldBeforeWhatItAdds() throws IOException {
        ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(golden(GOLDEN));
        tree.put("format", 3).put("novelty", 1);
        node(tree, "report").remove("status");
        ObjectMapper lenient = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        assertThatThrownBy(() -> lenient.treeToValue(tree, SavedModel.class))
                .rootCause()
                .hasMessageContaining("format 3 is newer than 2");
    }

    private interface Change {
        void to(ObjectNode tree);
    }

    private static void refused(Change change, String message) throws IOException {
        refused(GOLDEN, change, message);
    }

    private static void refused(String golden, Change change, String message) throws IOException {
        ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(golden(golden));
        change.to(tree);
        String json = tree.toString();
        ObjectMapper mapper = new ObjectMapper();
        assertThatThrownBy(() -> mapper.readValue(json, SavedModel.class))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static ObjectNode node(ObjectNode tree, String name) {
        return (ObjectNode) tree.get(name);
    }

    private static ObjectNode parameter(ObjectNode tree, int index) {
        return (ObjectNode) tree.get("parameters").get(index);
    }
}
