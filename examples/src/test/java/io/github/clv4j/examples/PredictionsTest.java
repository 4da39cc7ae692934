package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and value to come: what the options change, and what is told where models cannot be fitted. */
class PredictionsTest {
    private static final int CUSTOMERS = 150;

    @TempDir
    private Path folder = Path.of("");

    private int runs;

    /** Orders of customers who come over a year, order at rates of their own and leave after some of them. */
    private Path shop() {
        Random random = new Random(11);
        List<String> lines = new ArrayList<>(List.of("customer_id,date,amount,cost"));
        for (int c = 0; c < CUSTOMERS; c++) {
            double rate = 0.01 + 0.04 * random.nextDouble();
            double spend = 20 + 60 * random.nextDouble();
            double day = random.nextInt(300);
            while (day < 600) {
                long cents = Math.round(100 * spend * (0.5 + random.nextDouble()));
                lines.add("c" + c + "," + LocalDate.of(2023, 1, 1).plusDays((long) day) + ","
                        + BigDecimal.valueOf(cents, 2) + "," + BigDecimal.valueOf(cents / 4, 2));
                day = random.nextDouble() < 0.15 ? 600 : day + 1 - Math.log(random.nextDouble()) / rate;
            }
        }
        return Run.write(folder.resolve("shop.csv"), lines.toArray(String[]::new));
    }

    private Run run(Path input, String... args) {
        List<String> all = new ArrayList<>(List.of("--input", input.toString()));
        all.addAll(List.of(args));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    private JsonNode clv(Path input, String... args) {
        Run run = run(input, args).done();
        Consistency.check(run);
        return run.summary().get("clv");
    }

    private static double total(JsonNode clv) {
        assertThat(clv.get("reason").isNull()).as("%s", clv.get("reason")).isTrue();
        return Double.parseDouble(clv.get("total").textValue());
    }

    @Test
    void customersHaveTheColumnsLast() {
        Run run = run(shop()).done();
        assertThat(run.text("customers.csv").lines().findFirst().orElseThrow())
                .endsWith(",historical_clv,p_alive,expected_orders,clv,clv_lower,clv_upper,stage");
        assertThat(run.table("customers.csv")).noneMatch(row -> row.get("clv").isEmpty());
        assertThat(run.text("report.html"))
                .contains("Value to come by segment", "Customers by value to come", "still active", "calibration ends")
                .contains("Customers by number of repeat purchases", "the best BIC first");
    }

    /** By hand from the figures of summary.json. */
    @Test
    void autoIsTheBestBicOfTheCalibration() {
        Run run = run(shop()).done();
        JsonNode models = run.summary().get("models");
        String chosen = run.summary().get("clv").get("model").get("family").textValue();
        for (String family : List.of("NBD", "Pareto/NBD", "BG/NBD", "MBG/NBD", "BG/CNBD-k", "MBG/CNBD-k")) {
            if (models.get(family).has("bic")) {
                assertThat(models.get(chosen).get("bic").doubleValue())
                        .as(family)
                        .isLessThan(models.get(family).get("bic").doubleValue() + 0.01);
            }
        }
    }

    /** The calibration ends long before the as-of day; what predicts knows all orders. */
    @Test
    void theModelIsFittedToAllOrders() {
        Run early = run(shop(), "--calibration-end", "2023-06-30", "--model", "BG/NBD")
                .done();
        Run late = run(shop(), "--calibration-end", "2024-03-31", "--model", "BG/NBD")
                .done();
        assertThat(early.summary().get("models").get("BG/NBD"))
                .isNotEqualTo(late.summary().get("models").get("BG/NBD"));
        assertThat(early.summary().get("clv")).isEqualTo(late.summary().get("clv"));
        assertThat(early.text("customers.csv")).isEqualTo(late.text("customers.csv"));
    }

    @ParameterizedTest
    @CsvSource({"BG/NBD, BG/NBD", "bg-nbd, BG/NBD", "pareto_nbd, Pareto/NBD", "MBG/CNBD-k, MBG/CNBD-k", "NBD, NBD"})
    void modelIsTheOneAskedFor(String name, String family) {
        JsonNode model = clv(shop(), "--model", name).get("model");
        assertThat(model.get("family").textValue()).isEqualTo(family);
        assertThat(model.get("chosenBy").textValue()).isEqualTo("asked for");
    }

    @ParameterizedTest
    @CsvSource({
        "--model, LSTM, auto or one of NBD",
        "--model, BG/BB, whole periods",
        "--horizon, 0 weeks, above 0",
        "--horizon, 52, with its unit",
        "--horizon, weeks, with its unit",
        "--horizon, -1 weeks, with its unit",
        "--horizon, NaN weeks, with its unit",
        "--horizon, 2 fortnights, with its unit",
        "--horizon, 101 years, at most 100 years",
        "--clv-annual-discount-rate, -0.1, 0 or more",
        "--clv-annual-discount-rate, NaN, 0 or more",
        "--clv-annual-discount-rate, Infinity, 0 or more",
        "--retention-cost, 2.50, amount a period",
        "--retention-cost, -1/month, amount a period",
        "--retention-cost, 0.001/month, at most 2 decimals"
    })
    void whatCannotBeMeantIsRefused(String option, String value, String why) {
        run(shop(), option + "=" + value).failed(2, option, value, why);
    }

    @Test
    void horizonIsTheSameInAnyUnit() {
        Path shop = shop();
        JsonNode weeks = clv(shop, "--horizon", "52 weeks");
        assertThat(weeks.get("horizon").textValue()).isEqualTo("52 weeks");
        assertThat(total(clv(shop, "--horizon", "364days"))).isEqualTo(total(weeks));
        assertThat(clv(shop)).isEqualTo(weeks);
        assertThat(total(clv(shop, "--horizon", "26 weeks"))).isBetween(0.5 * total(weeks), 0.8 * total(weeks));
    }

    @Test
    void discountingLowersValueAndNotOrders() {
        JsonNode none = clv(shop(), "--clv-annual-discount-rate", "0");
        JsonNode much = clv(shop(), "--clv-annual-discount-rate", "0.5");
        assertThat(total(much)).isBetween(total(none) / 1.5, 0.95 * total(none));
        assertThat(much.get("expectedOrders")).isEqualTo(none.get("expectedOrders"));
        // Rates of past and of future cash flows are apart.
        assertThat(clv(shop(), "--annual-discount-rate", "0.5")).isEqualTo(clv(shop()));
    }

    /** Half the margin is half the value, up to the cent of each customer. */
    @Test
    void marginIsAFactor() {
        JsonNode whole = clv(shop());
        JsonNode half = clv(shop(), "--gross-margin", "0.5");
        assertThat(total(half)).isCloseTo(total(whole) / 2, within(0.01 * CUSTOMERS));
        assertThat(half.get("marginRate").doubleValue()).isEqualTo(0.5);
        assertThat(half.get("marginSource").textValue()).isEqualTo("--gross-margin");
        assertThat(whole.get("notes").toString()).contains("revenue to come, not profit");
        assertThat(half.get("notes").toString()).doesNotContain("not profit");
    }

    /** The cost column says what the margin was: all margin over all revenue, of the columns of customers.csv. */
    @Test
    void costColumnTellsTheMargin() {
        Run run = run(shop(), "--cost-column", "cost").done();
        Consistency.check(run);
        List<Run.Line> rows = run.table("customers.csv");
        double realised = Consistency.total(rows, "margin").doubleValue()
                / Consistency.total(rows, "spend").doubleValue();
        JsonNode clv = run.summary().get("clv");
        assertThat(clv.get("marginRate").doubleValue())
                .isCloseTo(realised, within(1e-14))
                .isBetween(0.74, 0.76);
        assertThat(clv.get("marginSource").textValue()).contains("cost column");
    }

    /** A shop that sells below cost has no value to come by a margin rate; nothing is clamped to 0. */
    @Test
    void negativeMarginIsToldAndNotClamped() {
        List<String> lines = new ArrayList<>();
        for (String line : Run.text(shop()).lines().toList()) {
            lines.add(line.startsWith("customer_id") ? line : line.substring(0, line.lastIndexOf(',')) + ",500.00");
        }
        Path loss = Run.write(folder.resolve("loss.csv"), lines.toArray(String[]::new));
        JsonNode clv = clv(loss, "--cost-column", "cost");
        assertThat(clv.get("total").isNull()).isTrue();
        assertThat(clv.get("marginRate").doubleValue()).isNegative();
        assertThat(clv.get("reason").textValue()).contains("the margin rate is -", "0 to 1");
        assertThat(clv.get("expectedAlive").doubleValue()).isPositive();
    }

    @Test
    void retentionCostIsTakenOff() {
        JsonNode free = clv(shop());
        JsonNode month = clv(shop(), "--retention-cost", "1.00/month");
        JsonNode year = clv(shop(), "--retention-cost", "12.00 / year");
        assertThat(total(month)).isLessThan(total(free) - 100);
        assertThat(total(year)).isCloseTo(total(month), within(0.02 * CUSTOMERS));
        assertThat(month.get("retentionCost").textValue()).isEqualTo("1.00");
        assertThat(month.get("retentionPeriod").textValue()).isEqualTo("months");
    }

    /** Such data say nothing of repeat purchases. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,2024-01-01,10.00",
                "a,2024-01-01,10.00;b,2024-02-01,20.00;c,2024-03-01,30.00;d,2024-06-01,5.00",
                "a,2024-01-01,10.00;b,2024-01-01,10.00;c,2024-01-01,10.00"
            })
    void withoutRepeatPurchaseThereIsAReasonAndNoFigure(String rows) {
        Path file = Run.write(folder.resolve("few.csv"), ("customer_id,date,amount;" + rows).split(";"));
        Run run = run(file).done();
        Consistency.check(run);
        JsonNode clv = run.summary().get("clv");
        assertThat(clv.get("total").isNull()).isTrue();
        assertThat(clv.get("model").isNull()).isTrue();
        assertThat(clv.get("reason").textValue()).contains("no model of purchases fits");
        assertThat(run.out()).contains("value to come: none, for no model of purchases fits");
        assertThat(run.text("report.html")).contains("Nothing can be predicted from these data");
        run(file, "--model", "BG/NBD").done();
    }

    /** Customers that all do the same: with figures or with a reason, in order and complete. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40})
    void allTheSame(int customers) {
        List<String> lines = new ArrayList<>(List.of("customer_id,date,amount"));
        for (int c = 0; c < customers; c++) {
            for (int month = 1; month <= 9; month++) {
                lines.add("c" + c + ",2024-0" + month + "-01,10.00");
            }
        }
        Path file = Run.write(folder.resolve("same.csv"), lines.toArray(String[]::new));
        for (String model : List.of("auto", "BG/NBD", "Pareto/NBD")) {
            JsonNode clv = clv(file, "--model", model);
            assertThat(clv.get("total").isNull()).isNotEqualTo(clv.get("reason").isNull());
        }
    }
}
