package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.GoldenFile.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Customers of CDNOW and of a simulated shop as public packages predict them; the file names package, version and command. */
class PackageCustomersTest {
    private static final GoldenFile CUSTOMERS = GoldenFile.of("package-customers.csv");

    @ParameterizedTest
    @EnumSource(
            value = ModelFamily.class,
            names = {"NBD", "PARETO_NBD", "BG_NBD", "MBG_NBD", "BG_CNBD_K", "MBG_CNBD_K", "GGOMPERTZ_NBD"})
    void figuresAreThoseOfThePackage(ModelFamily family) {
        PurchaseModel model = family.of(CUSTOMERS.set(family.name()), TimeStep.WEEKS);
        DiscountRate rate = ExactValuesTest.perWeek(Math.log(1.1) / 52);
        ErrorBudget errors = new ErrorBudget();
        for (Row row : CUSTOMERS.rows()) {
            if (row.text("family").equals(family.name())) {
                int x = row.x();
                double tx = row.tx();
                double age = row.age();
                compare(errors, row, "p_alive", model.pAlive(x, tx, age));
                compare(errors, row, "purchases", model.expectedPurchases(x, tx, age, row.number("horizon")));
                compare(errors, row, "purchases_52", model.expectedPurchases(x, tx, age, 52));
                compare(errors, row, "dert", model.dert(x, tx, age, rate));
            }
        }
        errors.assertWithin("all", 1e-8, 2e-9);
        assertThat(errors.count("all")).isGreaterThanOrEqualTo(28);
    }

    private static void compare(ErrorBudget errors, Row row, String column, double value) {
        if (!row.text(column).isEmpty()) {
            errors.add("all", column + " of " + row, value, row.number(column));
        }
    }
}
