package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.github.clv4j.model.DataFingerprint;
import io.github.clv4j.model.GammaGamma;
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

    /** Who came from the web, and how old: made, not simulated, so that they explain next to nothing. */
    private static Fitted<CovariateModel> fittedWithCovariates() {
        int[] x = new int[300];
        double[] tx = new double[300];
        double[] age = new double[300];
        double[] web = new double[300];
        double[] years = new double[300];
        for (int c = 0; c < x.length; c++) {
            x[c] = (c * 7) % 11 % 6;
            age[c] = 20 + c % 30;
            tx[c] = x[c] == 0 ? 0 : age[c] * (1 + c % 5) / 6;
            web[c] = c % 3 == 0 ? 1 : 0;
            years[c] = 18 + (c * 13) % 50 / 2.0;
        }
        return CovariateModel.fit(
                ModelFamily.BG_NBD,
                x,
                tx,
                age,
                TimeStep.WEEKS,
                Covariates.of(List.of("web", "years"), web, years),
                RIDGE,
                FitOptions.withDefaults());
    }

    private static SavedModel covariates() {
        return SavedModel.ofCovariates(
                fittedWithCovariates(), RIDGE, new DataFingerprint(300, 0, "2025-06-30", "0".repeat(64)));
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
        switch (saved.model()) {
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
        List<SavedModel> models = List.of(purchases(), atTheEdge(), spend(), contract());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName()));
        List<String> expected = new ArrayList<>();
        for (SavedModel saved : models) {
            Path file = folder.resolve(saved.model() + ".json");
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
        for (SavedModel saved : List.of(purchases(), atTheEdge(), spend(), contract())) {
            String json = new ObjectMapper().writeValueAsString(saved);
            SavedModel read = new ObjectMapper().readValue(json, SavedModel.class);

            assertThat(read).isEqualTo(saved);
            assertThat(new ObjectMapper().writeValueAsString(read)).isEqualTo(json);
            assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
            JsonNode tree = new ObjectMapper().readTree(json);
            assertThat(tree.fieldNames())
                    .toIterable()
                    .containsExactly("format", "model", "parameters", "timeUnit", "currency", "data", "report");
            assertThat(tree.get("parameters").get(0).fieldNames()).toIterable().containsExactly("name", "value");
        }
    }

    /** A file of format 1 must stay readable, whatever later formats add. */
    @Test
    void aFileOfFormatOneStaysReadable() throws IOException {
        SavedModel saved = new ObjectMapper().readValue(golden(), SavedModel.class);
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

    private static String golden() throws IOException {
        try (InputStream stream = SavedModelFileTest.class.getResourceAsStream(GOLDEN)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatAFileLacksOrDamagesIsNamed() throws IOException {
        refused(tree -> tree.put("format", 3), "format 3 is newer than 1, which this version reads; update clv4j");
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
        ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(golden());
        tree.put("format", 2).put("novelty", 1);
        node(tree, "report").remove("status");
        ObjectMapper lenient = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        assertThatThrownBy(() -> lenient.treeToValue(tree, SavedModel.class))
                .rootCause()
                .hasMessageContaining("format 2 is newer than 1");
    }

    private interface Change {
        void to(ObjectNode tree);
    }

    private static void refused(Change change, String message) throws IOException {
        ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(golden());
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
