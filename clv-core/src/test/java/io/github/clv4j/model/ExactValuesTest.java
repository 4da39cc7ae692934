package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The models held against arithmetic with 20 to 40 digits. {@code exact-*.csv} are grids with x to 1,000 and T to 3,650, a = 1
 * and s = 1 among them; {@code independent.csv} are further figures by other routes than the library's, {@code packages.csv}
 * those of public packages. The heads of the files say how they were made.
 */
class ExactValuesTest {
    /** What is promised: log-likelihood and P(alive); expectations and discounted sums. */
    private static final double PROMISED = 1e-10;

    private static final double PROMISED_SUMS = 1e-9;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // file, family, rows, largest error measured (rounded up), rms error (rounded up)
        "bgnbd, BG_NBD, 396, 5e-13, 1e-13",
        "mbgnbd, MBG_NBD, 198, 5e-13, 1e-13",
        "pnbd, PARETO_NBD, 495, 5e-13, 1e-13",
        "ggomnbd, GGOMPERTZ_NBD, 174, 5e-13, 1e-13",
    })
    void gridsAgree(String file, ModelFamily family, int rows, double largest, double rms) throws IOException {
        List<String> lines = lines("exact-" + file + ".csv");
        String[] names = lines.get(0).split(",", -1);
        int parameters = family.parameterNames().size();
        assertThat(Arrays.copyOf(names, parameters)).containsExactlyElementsOf(family.parameterNames());
        Map<String, ErrorBudget> budgets = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            double[] value = Arrays.stream(line.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            PurchaseModel model = family.of(Arrays.copyOf(value, parameters), TimeStep.WEEKS);
            int x = (int) value[parameters];
            double tx = value[parameters + 1];
            double age = value[parameters + 2];
            for (int i = parameters + 3; i < value.length; i++) {
                String where = model + " x " + x + " t_x " + tx + " T " + age;
                budgets.computeIfAbsent(names[i], ErrorBudget::new)
                        .add(figure(model, names[i], x, tx, age), value[i], where);
            }
        }
        assertThat(lines).hasSize(rows + 1);
        budgets.forEach((quantity, budget) -> {
            boolean sum = quantity.startsWith("cet") || quantity.startsWith("dert");
            budget.assertWithin(sum ? PROMISED_SUMS : PROMISED, PROMISED);
            budget.assertWithin(largest, rms);
        });
    }

    private static double figure(PurchaseModel model, String name, int x, double tx, double age) {
        if (name.equals("ll")) {
            return model.logLikelihood(x, tx, age);
        }
        if (name.equals("p_alive")) {
            return model.pAlive(x, tx, age);
        }
        double argument = Double.parseDouble(name.substring(name.indexOf('_') + 1));
        return name.startsWith("cet")
                ? model.expectedPurchases(x, tx, age, argument)
                : model.dert(x, tx, age, continuousPerWeek(argument));
    }

    /** Packages agree where they are sound; where they are not, see {@link ReferencePackagesTest}. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"independent.csv, 24, 1e-12", "packages.csv, 15, 1e-10"})
    void otherRoutesAgree(String file, int quantities, double error) throws IOException {
        Map<String, ErrorBudget> budgets = new TreeMap<>();
        for (String line : lines(file)) {
            String[] cell = line.split(",", -1);
            ModelFamily family = ModelFamily.valueOf(cell[0]);
            PurchaseModel model = family.of(numbers(cell[1]), TimeStep.WEEKS);
            int x = Integer.parseInt(cell[3]);
            double tx = Double.parseDouble(cell[4]);
            double age = Double.parseDouble(cell[5]);
            double[] argument = cell[6].isEmpty() ? new double[0] : numbers(cell[6]);
            double value = switch (cell[2]) {
                case "p_alive" -> model.pAlive(x, tx, age);
                case "alive_later" -> model.pAlive(x, tx, age, argument[0]);
                case "expected" -> model.expectedPurchases(x, tx, age, argument[0]);
                case "dert" -> model.dert(x, tx, age, continuousPerWeek(argument[0]));
                case "pmf" -> model.probability((int) argument[0], x, tx, age, argument[1]);
                default -> throw new IllegalArgumentException(cell[2]);
            };
            budgets.computeIfAbsent(family + " " + cell[2], ErrorBudget::new)
                    .add(value, Double.parseDouble(cell[7]), line);
        }
        assertThat(budgets).hasSize(quantities);
        budgets.values().forEach(budget -> budget.assertWithin(error, error));
    }

    /** The values of formulas that packages publish for their own tests. */
    @Test
    void publishedValuesAgree() {
        BgNbd bg = BgNbd.of(0.243, 4.414, 0.793, 2.426, TimeStep.WEEKS);
        // Fader, Hardie and Lee's spreadsheet (note 004).
        assertClose(bg.expectedPurchases(2, 30.43, 38.86, 39), 1.226, 5e-4);
        // The same spreadsheet's E[X(t)]; its series for t = 78 is cut off too early (1.8576 for 1.8580).
        BgNbd cdnow = BgNbd.of(0.24259453, 4.4136022, 0.79292197, 2.4259067, TimeStep.WEEKS);
        double[] t = {0.1429, 1, 3, 31.8571, 32};
        double[] expected = {0.0078, 0.0532, 0.1506, 1.0405, 1.0437};
        for (int i = 0; i < t.length; i++) {
            assertClose(cdnow.expectedPurchases(t[i]), expected[i], 5.1e-5);
        }
        // lifetimes 0.11.3, test_fitters.py: probability_of_n_purchases_up_to_time.
        assertClose(bg.probability(10, 2), 1.07869e-7, 1e-12);
        assertClose(bg.probability(0, 39), 0.5737864, 5e-8);
        double[] pmf = {
            0.0019995214,
            0.0015170236,
            0.0011633150,
            0.0009003148,
            0.0007023638,
            0.0005517902,
            0.0004361913,
            0.0003467171,
            0.0002769613,
            0.0002222260
        };
        for (int n = 11; n <= 20; n++) {
            assertClose(bg.probability(n, 30), pmf[n - 11], 5e-11);
        }
        ParetoNbd pareto = ParetoNbd.of(0.55, 10.58, 0.61, 11.67, TimeStep.WEEKS);
        // BTYD 2.4.3, pnbd.ConditionalExpectedTransactions' example; lifetimes' overflow cases x = 132 and 133.
        assertClose(
                ParetoNbd.of(0.553277, 10.577683, 0.60624, 11.668738, TimeStep.WEEKS)
                        .expectedPurchases(26, 30.86, 31, 52),
                25.46,
                5e-3);
        assertClose(pareto.expectedPurchases(132, 200, 200, 10), 6.20605, 5e-6);
        assertClose(pareto.expectedPurchases(133, 200, 200, 10), 6.25287, 5e-6);
        ParetoNbd busy = ParetoNbd.of(0.5143, 2.8845, 0.2856, 14.1087, TimeStep.WEEKS);
        assertThat(busy.pAlive(221, 103.42857, 103.57143)).isBetween(0.5, 1.0);
        assertThat(busy.pAlive(254, 97.14286, 97.28571)).isBetween(0.5, 1.0);
        assertThat(busy.pAlive(204, 98.57143, 99.42857)).isBetween(0.1, 1.0);
        // CLVTools 0.12.1's test of the corrected expectation (Adler 2022).
        assertClose(
                GgompertzNbd.of(0.55, 10, 0.05, 0.6, 1.4, TimeStep.WEEKS).expectedPurchases(7, 30, 38, 20),
                1.554297740565,
                5e-13);
    }

    private static void assertClose(double value, double expected, double error) {
        assertThat(value).isCloseTo(expected, within(error));
    }

    /** A continuous rate told a week, in the unit that a rate is made of. */
    private static DiscountRate continuousPerWeek(double rate) {
        return DiscountRate.continuousAnnual(rate * TimeStep.YEARS.days() / TimeStep.WEEKS.days());
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static List<String> lines(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ExactValuesTest.class.getResourceAsStream(name), name),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
