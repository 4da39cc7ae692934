package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.GoldenFile.Row;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every figure of every model of continuous time (BG/BB's are in {@link BgBbTest}) against exact arithmetic, at parameters of real customer bases and at hostile ones: 1e-6 to
 * 1e6 in any combination, a and s at and beside 1, x to 10,000, times to 1e6. The file says how its values were produced.
 */
class ExactFiguresTest {
    /** Relative; 4.4e-12 and 5.6e-13 are measured, of Pareto/NBD's DERT, and a tenth of that elsewhere. */
    private static final double LARGEST = 1e-11;

    private static final double RMS = 2e-12;

    private static final GoldenFile FIGURES = GoldenFile.of("exact-figures.csv");

    @ParameterizedTest
    @EnumSource(
            value = ModelFamily.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BG_BB", "CORRELATED_PARETO_NBD"})
    void figuresAreThoseOfExactArithmetic(ModelFamily family) {
        ErrorBudget errors = new ErrorBudget();
        for (Row row : FIGURES.rows()) {
            if (row.text("family").equals(family.name())) {
                double golden = row.number("value");
                // A log-likelihood near 0 is a difference of numbers of the size of 1, or of x.
                double scale = row.text("quantity").equals("ll")
                        ? Math.max(Math.abs(golden), 1 + row.x())
                        : Math.max(Math.abs(golden), 1e-280);
                errors.add(row.text("quantity"), row, value(model(family, row), row), golden, scale);
            }
        }
        for (String quantity : new String[] {"ll", "p_alive", "purchases", "pmf", "dert"}) {
            errors.assertWithin(quantity, LARGEST, RMS);
            assertThat(errors.count(quantity)).as(quantity).isGreaterThan(7);
        }
    }

    private static PurchaseModel model(ModelFamily family, Row row) {
        return family.of(
                Arrays.stream(row.text("parameters").split(" ", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray(),
                TimeStep.WEEKS);
    }

    private static double value(PurchaseModel model, Row row) {
        int x = row.x();
        double tx = row.tx();
        double age = row.age();
        String argument = row.text("argument");
        return switch (row.text("quantity")) {
            case "ll" -> model.logLikelihood(x, tx, age);
            case "p_alive" ->
                argument.isEmpty() ? model.pAlive(x, tx, age) : model.pAlive(x, tx, age, Double.parseDouble(argument));
            case "purchases" -> model.expectedPurchases(x, tx, age, Double.parseDouble(argument));
            case "dert" -> model.dert(x, tx, age, ExactValuesTest.perWeek(Double.parseDouble(argument)));
            case "pmf" -> {
                int at = argument.indexOf('@');
                yield model.probability(
                        Integer.parseInt(argument.substring(0, at)),
                        x,
                        tx,
                        age,
                        Double.parseDouble(argument.substring(at + 1)));
            }
            default -> throw new AssertionError("no figure of that name: " + row);
        };
    }
}
