package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.model.SavedModel;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The models of one run predict in another as they did in the first, and nothing else is taken for them. */
class LoadedModelsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    private Path shop = Path.of("");
    private int runs;

    /** Orders of customers who come over a year, order at rates of their own and leave after some of them. */
    @BeforeEach
    void writeShop() {
        Random random = new Random(23);
        List<String> lines = new ArrayList<>(List.of("customer_id,date,amount"));
        for (int c = 0; c < 120; c++) {
            double rate = 0.01 + 0.04 * random.nextDouble();
            double spend = 20 + 60 * random.nextDouble();
            double day = random.nextInt(300);
            while (day < 600) {
                long cents = Math.round(100 * spend * (0.5 + random.nextDouble()));
                lines.add("c" + c + "," + LocalDate.of(2023, 1, 1).plusDays((long) day) + ","
                        + BigDecimal.valueOf(cents, 2));
                day = random.nextDouble() < 0.15 ? 600 : day + 1 - Math.log(random.nextDouble()) / rate;
            }
        }
        shop = Run.write(folder.resolve("shop.csv"), lines.toArray(String[]::new));
    }

    private Run run(Path input, String... args) {
        List<String> all = new ArrayList<>(List.of("--input", input.toString()));
        all.addAll(List.of(args));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    private static String models(Run run) {
        return run.folder().resolve("models.json").toString();
    }

    private static JsonNode clv(Run run) {
        return run.summary().get("clv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "NBD", "Pareto/NBD", "MBG/CNBD-k", "GGompertz/NBD"})
    void theSameDataAreScoredToTheByte(String model) {
        String[] options = {"--retention-cost", "1.00/month", "--gross-margin", "0.4", "--horizon", "30 weeks"};
        List<String> more = new ArrayList<>(Arrays.asList(options));
        more.addAll(List.of("--model", model));
        Run fitted = run(shop, more.toArray(String[]::new)).done();
        List<String> again = new ArrayList<>(Arrays.asList(options));
        again.addAll(List.of("--load-model", models(fitted)));
        Run loaded = run(shop, again.toArray(String[]::new)).done();

        assertThat(fitted.table("customers.csv"))
                .noneMatch(row -> row.get("clv").isEmpty());
        for (String file : fitted.files()) {
            if (!List.of("summary.json", "report.html").contains(file)) {
                assertThat(loaded.text(file)).as(file).isEqualTo(fitted.text(file));
            }
        }
        assertThat(loaded.files()).isEqualTo(fitted.files()).contains("models.json");
        JsonNode was = clv(fitted);
        JsonNode is = clv(loaded);
        assertThat(is.get("model").get("chosenBy").textValue()).isEqualTo("loaded from models.json");
        ((ObjectNode) is.get("model")).set("chosenBy", was.get("model").get("chosenBy"));
        assertThat(is).isEqualTo(was);
        Consistency.check(loaded);
    }

    @Test
    void noModelIsFittedOrCompared() {
        Run fitted = run(shop, "--model", "BG/NBD").done();
        Run loaded = run(shop, "--load-model", models(fitted)).done();
        assertThat(fitted.summary().get("models")).isNotEmpty();
        assertThat(loaded.summary().get("models").isObject()).isTrue();
        assertThat(loaded.summary().get("models")).isEmpty();
        assertThat(loaded.text("report.html"))
                .contains("The models that predict were loaded from models.json", "BG/NBD, as loaded, puts")
                .doesNotContain("the best BIC first", "fitted to all orders up to then");
        assertThat(fitted.text("report.html")).contains("the best BIC first", "fitted to all orders up to then");
        assertThat(loaded.out()).contains("BG/NBD (loaded from models.json)");
    }

    /** By the library from the numbers of models.json and of customers.csv. */
    @Test
    void newerDataAreScoredByTheOldModelAndItIsSaid() throws IOException {
        Run before = run(earlier(), "--model", "BG/NBD").done();
        Run now = run(shop, "--load-model", models(before)).done();
        JsonNode saved = JSON.readTree(before.text("models.json"));
        PurchaseModel model = JSON.treeToValue(saved.get("purchases"), SavedModel.class)
                .purchaseModel()
                .model();
        int several = 0;
        for (Run.Line row : now.table("customers.csv")) {
            int x = Integer.parseInt(row.get("x"));
            double expected = model.pAlive(x, Double.parseDouble(row.get("tx")), Double.parseDouble(row.get("age")));
            assertThat(Double.parseDouble(row.get("p_alive"))).isCloseTo(expected, within(1e-12));
            several += x > 1 ? 1 : 0;
        }
        assertThat(several).isGreaterThan(20);
        assertThat(now.text("models.json"))
                .as("of the data that they were fitted to")
                .isEqualTo(before.text("models.json"));
        long customers = saved.get("purchases").get("data").get("customers").longValue();
        String note = clv(now).get("notes").get(0).textValue();
        assertThat(note)
                .startsWith("the loaded model of purchases was fitted to other data than these: " + customers
                        + " customers with ")
                .contains(" up to " + before.summary().get("asOf").textValue() + ", here ")
                .endsWith(" up to " + now.summary().get("asOf").textValue());
        assertThat(clv(now).get("notes").get(1).textValue())
                .startsWith("the loaded model of spend was fitted to other");
        assertThat(now.text("report.html")).contains("loaded model of purchases was fitted to other data");
        assertThat(clv(before).get("notes").toString()).doesNotContain("other data");
    }

    private Path earlier() {
        return Run.write(
                folder.resolve("earlier.csv"),
                Run.text(shop)
                        .lines()
                        .filter(line -> line.startsWith("customer_id")
                                || line.substring(line.indexOf(',') + 1).compareTo("2024-04") < 0)
                        .toArray(String[]::new));
    }

    @Test
    void aModelOfLaterDataIsSaidToKnowThem() {
        Run later = run(shop, "--model", "BG/NBD").done();
        Run before = run(earlier(), "--load-model", models(later)).done();
        assertThat(clv(before).get("notes").get(0).textValue()).endsWith("; it knows what came after the as-of date");
    }

    @Test
    void anotherUnitOrCurrencyIsRefused() {
        Run fitted = run(shop, "--model", "BG/NBD", "--currency", "EUR", "--time-unit", "days")
                .done();
        run(shop, "--load-model", models(fitted), "--currency", "EUR")
                .failed(2, "--load-model", "models.json tells time in days, the report in weeks", "--time-unit days");
        run(shop, "--load-model", models(fitted), "--time-unit", "days")
                .failed(2, "--load-model", "of amounts in EUR, the report of USD", "--currency");
        run(shop, "--load-model", models(fitted), "--currency", "EUR", "--time-unit", "days")
                .done();
    }

    @Test
    void onlyOneSaysWhichModel() {
        Run fitted = run(shop, "--model", "BG/NBD").done();
        run(shop, "--load-model", models(fitted), "--model", "NBD")
                .failed(2, "--model is 'NBD', but --load-model brings its own");
        run(shop, "--load-model", models(fitted), "--model", "auto").done();
    }

    @Test
    void theFileIsNeverOverwritten() {
        Run fitted = run(shop, "--model", "BG/NBD").done();
        String before = fitted.text("models.json");
        Run.to(fitted.folder(), "--input", shop.toString(), "--load-model", models(fitted))
                .failed(2, "--load-model", "models.json", "choose another --output");
        assertThat(fitted.text("models.json")).isEqualTo(before);
    }

    /** Of gifts there is no spend that a model could be of. */
    @Test
    void withoutAModelOfSpendThereIsNone() {
        List<String> lines = Run.text(shop)
                .lines()
                .map(line -> line.startsWith("customer_id") ? line : line.substring(0, line.lastIndexOf(',')) + ",0.00")
                .toList();
        Path free = Run.write(folder.resolve("free.csv"), lines.toArray(String[]::new));
        Run fitted = run(free, "--model", "BG/NBD").done();
        assertThat(clv(fitted).get("reason").textValue()).contains("Gamma-Gamma");
        Run loaded = run(shop, "--load-model", models(fitted)).done();
        assertThat(clv(loaded).get("reason").textValue()).isEqualTo("models.json has no model of spend");
        assertThat(clv(loaded).get("expectedAlive").doubleValue()).isPositive();
        Consistency.check(loaded);
    }

    /** A model of spend is saved where the margin alone keeps it from a value. */
    @Test
    void aMarginThatGivesNoValueLeavesTheModels() {
        List<String> lines = Run.text(shop)
                .lines()
                .map(line -> line + (line.startsWith("customer_id") ? ",cost" : ",500.00"))
                .toList();
        Path loss = Run.write(folder.resolve("loss.csv"), lines.toArray(String[]::new));
        Run fitted = run(loss, "--model", "BG/NBD", "--cost-column", "cost").done();
        assertThat(clv(fitted).get("reason").textValue()).startsWith("the margin rate is -");
        Run loaded = run(shop, "--load-model", models(fitted)).done();
        assertThat(clv(loaded).get("total").isNull()).isFalse();
    }

    @Test
    void withoutAModelOfPurchasesThereIsNoFileAndNoneOfAnEarlierRun() {
        Run fitted = run(shop, "--model", "BG/NBD").done();
        assertThat(fitted.files()).contains("models.json");
        Path few = Run.write(folder.resolve("few.csv"), "customer_id,date,amount", "a,2024-01-01,5", "b,2024-02-01,6");
        Run none = Run.to(fitted.folder(), "--input", few.toString()).done();
        assertThat(none.files()).doesNotContain("models.json").contains("summary.json");
    }

    @Test
    void whatIsNoSuchFileIsRefused() throws IOException {
        run(shop, "--load-model", folder.resolve("none.json").toString()).failed(1, "none.json", "no such file");
        run(shop, "--load-model", folder.toString()).failed(1, "is a folder; --load-model must be a models.json");
        refused("", "bad.json: the file is no object with models");
        refused("[]", "the file is no object with models");
        refused("{\"format\":1,", "the file is not JSON: line 1");
        refused("{} {}", "the file has more after its object");
        refused("{\"format\":1,\"format\":1}", "Duplicate field 'format'");
        refused("{}", "format is missing");
        refused("{\"format\":1.5}", "format is missing or no whole number");
        refused("{\"format\":2}", "format 2 is newer than 1");
        refused("{\"format\":0}", "format is 0");
        refused("{\"format\":1}", "purchases is missing");
        Path bytes = Files.write(folder.resolve("bytes.json"), "\"\u00e4\"".getBytes(StandardCharsets.ISO_8859_1));
        run(shop, "--load-model", bytes.toString()).failed(1, "bytes.json", "the file is not UTF-8");
        refused(Run.text(shop), "the file is not JSON");
    }

    private void refused(String text, String... parts) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"), text);
        run(shop, "--load-model", bad.toString()).failed(1, parts);
    }

    private interface Change {
        void to(ObjectNode file, ObjectNode purchases, ObjectNode spend);
    }

    @Test
    void whatIsDamagedIsNamed() throws IOException {
        String good = run(shop, "--model", "BG/NBD").done().text("models.json");
        damaged(good, (f, p, s) -> p.put("format", 3), "purchases: format 3 is newer than 2");
        damaged(good, (f, p, s) -> s.put("format", 99).put("more", 1), "spend: format 99 is newer than 2");
        damaged(good, (f, p, s) -> p.put("model", "LSTM"), "purchases: model is 'LSTM'; this version knows NBD");
        damaged(good, (f, p, s) -> p.put("timeUnit", "fortnights"), "purchases: timeUnit is 'fortnights'");
        damaged(good, (f, p, s) -> parameter(p).put("value", -1), "purchases: r is -1.0");
        damaged(good, (f, p, s) -> parameter(p).put("value", "NaN"), "purchases: r is NaN; it must be finite");
        damaged(good, (f, p, s) -> parameter(p).remove("value"), "purchases: value of r is missing");
        damaged(good, (f, p, s) -> parameter(p).putArray("value"), "purchases.parameters[0].value is not what belongs");
        damaged(good, (f, p, s) -> f.put("novelty", 1), "novelty is not known");
        damaged(good, (f, p, s) -> ((ObjectNode) p.get("report")).put("x", 1), "purchases.report.x is not known");
        damaged(good, (f, p, s) -> f.put("purchases", 7), "purchases is not what belongs there");
        damaged(good, (f, p, s) -> f.set("purchases", s), "purchases is GAMMA_GAMMA; it must be a model of purchases");
        damaged(good, (f, p, s) -> f.set("spend", p), "spend is BG_NBD without a currency");
        damaged(good, (f, p, s) -> s.put("currency", ""), "spend is GAMMA_GAMMA without a currency");
        damaged(good, (f, p, s) -> f.remove("spend"), "spendBasis is REPEAT_PURCHASES and spend is missing");
        damaged(good, (f, p, s) -> f.remove("spendBasis"), "spendBasis is null and spend is there");
        damaged(good, (f, p, s) -> f.put("spendBasis", "SOME"), "spendBasis is 'SOME'; it must be one of");
        damaged(
                good,
                (f, p, s) -> ((ObjectNode) p.get("report")).put("status", "NOT_CONVERGED"),
                "purchases: its fit ended at NOT_CONVERGED");
        damaged(
                good,
                (f, p, s) -> ((ObjectNode) s.get("report")).put("status", "NOT_CONVERGED"),
                "spend: its fit ended at NOT_CONVERGED");
        // q of 1 or less: the mean over customers does not exist.
        damaged(
                good,
                (f, p, s) -> ((ObjectNode) s.get("parameters").get(1)).put("value", 0.9),
                "spend: by it the mean spend of customers without a repeat purchase does not exist");
    }

    private void damaged(String good, Change change, String message) throws IOException {
        ObjectNode file = (ObjectNode) JSON.readTree(good);
        change.to(file, (ObjectNode) file.get("purchases"), (ObjectNode) file.get("spend"));
        refused(file.toString(), "bad.json: ", message);
    }

    private static ObjectNode parameter(ObjectNode model) {
        return (ObjectNode) model.get("parameters").get(0);
    }

    @Test
    void modelsThatTheReportCannotUseAreRefused() throws IOException {
        String good = run(shop, "--model", "BG/NBD").done().text("models.json");
        String covariates;
        try (InputStream stream = LoadedModelsTest.class.getResourceAsStream("saved-bg-nbd-covariates-format-2.json")) {
            covariates = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
        JsonNode with = JSON.readTree(covariates);
        damaged(good, (f, p, s) -> f.set("purchases", with), "purchases is BG_NBD with covariates [web, years], which");
        damaged(
                good,
                (f, p, s) -> {
                    p.put("model", "BG_BB");
                    String[] names = {"alpha", "beta", "gamma", "delta"};
                    ObjectNode report = (ObjectNode) p.get("report");
                    report.put("name", "BG/BB").putArray("parameters");
                    for (int i = 0; i < names.length; i++) {
                        ((ObjectNode) p.get("parameters").get(i)).put("name", names[i]);
                        ((ArrayNode) report.get("parameters")).add(names[i]);
                    }
                },
                "purchases is BG_BB, which counts whole periods");
    }
}
