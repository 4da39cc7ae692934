package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forecasts of customers that each have a model of their own. */
class CovariateForecastTest {
    private static final DiscountRate RATE = DiscountRate.annual(0.1);

    private static final Simulation MADE = Simulation.of(
            BgNbd.of(0.24, 4.41, 0.79, 2.43, TimeStep.WEEKS),
            Simulated.over(273, 84).withCustomers(2_000).withSeed(11));

    /** Half of the customers have not come yet. */
    private static final CustomerSummary SUMMARY = CustomerSummary.of(
            MADE.log(), SummaryOptions.weekly().until(MADE.options().firstDay().plusDays(60)));

    private static final Covariates COVARIATES = covariates();

    /** For all that are present. */
    private static Covariates covariates() {
        Covariates.Builder builder = Covariates.builder(SUMMARY, "age", "web");
        for (int c = 0; c < SUMMARY.customers(); c++) {
            if (SUMMARY.isPresent(c)) {
                builder.row(SUMMARY.index().id(c), 20 + c % 7, c % 2);
            }
        }
        return builder.build();
    }

    static List<CovariateModel> models() {
        return CovariateModelTest.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void eachCustomerGetsTheBitsOfItsOwnModel(CovariateModel model) {
        CustomerModels models = model.forCustomers(COVARIATES);
        ForecastHorizon year = ForecastHorizon.of(52, TimeStep.WEEKS, RATE);
        PurchaseForecast forecast = PurchaseForecast.withDert(models, SUMMARY, 30, RATE);
        PurchaseForecast discounted = PurchaseForecast.withLifetime(models, SUMMARY, year);
        PurchaseForecast without = PurchaseForecast.of(models, SUMMARY, year);
        PurchaseForecast plain = PurchaseForecast.of(models, SUMMARY, 30);
        int absent = 0;
        for (int c = 0; c < SUMMARY.customers(); c++) {
            int x = SUMMARY.x(c);
            double tx = SUMMARY.tx(c);
            double age = SUMMARY.age(c);
            if (!SUMMARY.isPresent(c)) {
                assertThat(forecast.pAlive(c)).isNaN();
                assertThat(forecast.expectedPurchases(c)).isNaN();
                absent++;
                continue;
            }
            if (c % 5 > 0) {
                continue;
            }
            PurchaseModel own = model.forCustomer(20 + c % 7, c % 2);
            assertThat(forecast.model(c)).isEqualTo(own);
            assertThat(forecast.pAlive(c)).isEqualTo(own.pAlive(x, tx, age));
            assertThat(forecast.expectedPurchases(c)).isEqualTo(own.expectedPurchases(x, tx, age, 30));
            assertThat(plain.expectedPurchases(c)).isEqualTo(own.expectedPurchases(x, tx, age, 30));
            assertThat(forecast.dert(c)).isEqualTo(own.dert(x, tx, age, RATE));
            assertThat(discounted.discountedPurchases(c)).isEqualTo(own.discountedPurchases(x, tx, age, year));
            assertThat(without.discountedPurchases(c)).isEqualTo(own.discountedPurchases(x, tx, age, year));
            assertThat(discounted.discountedLifetime(c)).isEqualTo(own.discountedLifetime(x, tx, age, year));
        }
        assertThat(absent).isBetween(100, 1_900);
        assertThat(forecast).hasToString("forecast of " + model.family().displayName() + " for " + SUMMARY);
        assertThatIllegalStateException()
                .isThrownBy(forecast::model)
                .withMessage("each customer has a model of its own; use model(customer)");
    }

    @Test
    void withoutEffectItIsTheForecastOfOneModel() {
        PurchaseModel one = BgNbd.of(0.24, 4.41, 0.79, 2.43, TimeStep.WEEKS);
        CustomerModels models = CovariateModel.of(one, CovariateCustomers.BOTH, List.of("age", "web"), 0, 0, 0, 0)
                .forCustomers(COVARIATES);
        PurchaseForecast forecast = PurchaseForecast.of(models, SUMMARY, 52);
        PurchaseForecast plain = PurchaseForecast.of(one, SUMMARY, 52);
        assertThat(forecast.totalExpectedPurchases()).isEqualTo(plain.totalExpectedPurchases());
        assertThat(plain.model()).isEqualTo(plain.model(0)).isEqualTo(one);
    }

    @Test
    void customersThatDoNotFitAreRefused() {
        CovariateModel model = models().get(0);
        CustomerModels models = model.forCustomers(COVARIATES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseForecast.of(
                        model.forCustomers(
                                Covariates.of(List.of("age", "web"), new double[] {1, 2}, new double[] {0, 1})),
                        SUMMARY,
                        52))
                .withMessage(
                        "there are covariates of 2 customers and a summary of 2000; they must be of the same customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseForecast.of(model.in(TimeStep.DAYS).forCustomers(COVARIATES), SUMMARY, 52))
                .withMessageContaining("has times in DAYS, the data in WEEKS");
        assertThatIllegalArgumentException().isThrownBy(() -> PurchaseForecast.of(models, SUMMARY, -1));
        CustomerSummary later = CustomerSummary.of(
                MADE.log(), SummaryOptions.weekly().until(MADE.options().lastDay()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseForecast.of(models, later, 52))
                .withMessageMatching("customer 'c[0-9]+' has no covariates, and so no model of its own");
    }
}
