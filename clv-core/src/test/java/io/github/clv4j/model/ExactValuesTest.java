package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.GoldenFile.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The models against exact arithmetic on a grid of histories: x to 1,000, T to 3,650, s = 1 and a = 1 included. Each file
 * says how its values were produced.
 */
class ExactValuesTest {
    /** Budgets are about four times what is measured. */
    @ParameterizedTest
    @CsvSource({
        // Likelihood and P(alive), expectations, discounted expectations: largest and root mean square.
        "PARETO_NBD, exact-pareto-nbd.csv, 495, 1e-12, 2e-13, 1e-12, 2e-13, 1e-12, 2e-13",
        "BG_NBD, exact-bg-nbd.csv, 396, 1e-12, 2e-13, 1e-12, 2e-13, 0, 0",
        "MBG_NBD, exact-mbg-nbd.csv, 198, 1e-12, 2e-13, 1e-12, 2e-13, 0, 0",
        "GGOMPERTZ_NBD, exact-ggompertz-nbd.csv, 174, 1e-12, 2e-13, 1e-12, 2e-13, 0, 0"
    })
    void valuesAreThoseOfExactArithmetic(
            ModelFamily family,
            String name,
            int rows,
            double largestP,
            double rmsP,
            double largestE,
            double rmsE,
            double largestD,
            double rmsD) {
        GoldenFile file = GoldenFile.of(name);
        assertThat(file.rows()).hasSize(rows);
        ErrorBudget errors = new ErrorBudget();
        for (Row row : file.rows()) {
            PurchaseModel model = family.of(file.set(row.text("set")), TimeStep.WEEKS);
            int x = row.x();
            double tx = row.tx();
            double age = row.age();
            errors.add("ll", row, model.logLikelihood(x, tx, age), row.number("ll"));
            errors.add("p_alive", row, model.pAlive(x, tx, age), row.number("p_alive"));
            for (String column : row.columns()) {
                if (column.startsWith("cet_")) {
                    double t = Double.parseDouble(column.substring(4));
                    errors.add("cet", column + row, model.expectedPurchases(x, tx, age, t), row.number(column));
                } else if (column.startsWith("dert_")) {
                    DiscountRate rate = perWeek(Double.parseDouble(column.substring(5)));
                    errors.add("dert", column + row, model.dert(x, tx, age, rate), row.number(column));
                }
            }
        }
        errors.assertWithin("ll", largestP, rmsP);
        errors.assertWithin("p_alive", largestP, rmsP);
        errors.assertWithin("cet", largestE, rmsE);
        assertThat(errors.count("cet")).isEqualTo(4 * rows);
        if (family == ModelFamily.PARETO_NBD) {
            errors.assertWithin("dert", largestD, rmsD);
            assertThat(errors.count("dert")).isEqualTo(3 * rows);
        }
    }

    static DiscountRate perWeek(double continuous) {
        return DiscountRate.continuousAnnual(continuous * TimeStep.YEARS.days() / TimeStep.WEEKS.days());
    }
}
