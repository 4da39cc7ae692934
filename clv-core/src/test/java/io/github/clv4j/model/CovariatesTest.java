package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in as covariates, and what is refused by name. */
class CovariatesTest {
    /** Customers ann, bob and cem; dan has not bought yet. */
    private static final CustomerSummary SUMMARY = summary(
            "cem 2024-01-03",
            "ann 2024-01-01",
            "bob 2024-01-02",
            "ann 2024-01-20",
            "ann 2024-02-20",
            "cem 2024-02-10",
            "dan 2024-06-01");

    private static final int ANN = SUMMARY.index().indexOf("ann");
    private static final int BOB = SUMMARY.index().indexOf("bob");
    private static final int CEM = SUMMARY.index().indexOf("cem");
    private static final int DAN = SUMMARY.index().indexOf("dan");

    /** As of the end of March 2024. */
    private static CustomerSummary summary(String... purchases) {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")));
        for (String purchase : purchases) {
            builder.add(purchase.substring(0, 3), LocalDate.parse(purchase.substring(4)), BigDecimal.TEN);
        }
        return CustomerSummary.of(builder.build(), SummaryOptions.withDefaults().until(LocalDate.of(2024, 3, 31)));
    }

    private static Covariates.Builder builder() {
        return Covariates.builder(SUMMARY, "age", "web");
    }

    private static Covariates known() {
        return builder()
                .row("bob", 30, 0)
                .row("ann", 40, 1)
                .row("cem", 50, -0.0)
                .build();
    }

    @Test
    void rowsAreKeyedByCustomer() {
        Covariates known = known();
        assertThat(known.names()).containsExactly("age", "web");
        assertThat(known.customers()).isEqualTo(4);
        assertThat(known.value("age", ANN)).isEqualTo(40);
        assertThat(known.value("age", BOB)).isEqualTo(30);
        assertThat(known.value("web", CEM)).isEqualTo(0.0);
        assertThat(known.hasRow(CEM)).isTrue();
        assertThat(known.hasRow(DAN)).isFalse();
        assertThat(known.value("age", DAN)).isNaN();
        assertThat(known)
                .isEqualTo(known())
                .hasSameHashCodeAs(known())
                .isNotEqualTo(builder()
                        .row("bob", 30, 0)
                        .row("ann", 40, 1)
                        .row("cem", 51, 0)
                        .build())
                .hasToString("covariates [age, web] of 4 customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> known.value("income", ANN))
                .withMessage("there is no covariate 'income'; there are [age, web]");
    }

    @Test
    void aBuilderCanBeBuiltTwice() {
        Covariates.Builder builder =
                builder().row("bob", 30, 0).row("ann", 40, 1).row("cem", 50, 0);
        Covariates without = builder.build();
        Covariates with = builder.row("dan", 60, 1).build();
        assertThat(without.hasRow(DAN)).isFalse();
        assertThat(with.hasRow(DAN)).isTrue();
    }

    @Test
    void badRowsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().row("eve", 1, 1))
                .withMessage("covariates for customer 'eve', which is unknown");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().row("ann", 1, 1).row("ann", 1, 1))
                .withMessage("covariates for customer 'ann' twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().row("ann", 1))
                .withMessage("customer 'ann' has 1 covariates; the columns are [age, web]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().row("ann", 1, 1).build())
                .withMessage("customer 'bob' has no covariates [age, web]; nor have 1 more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().row("ann", 1, 1).row("cem", 1, 1).build())
                .withMessage("customer 'bob' has no covariates [age, web]");
        // Of an index each customer needs a row, for nothing tells who is present.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.builder(SUMMARY.index(), "age")
                        .row("ann", 1)
                        .row("bob", 2)
                        .row("cem", 3)
                        .build())
                .withMessage("customer 'dan' has no covariates [age]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().row("cem", 1, value))
                .withMessage("covariate 'web' of customer 'cem' is " + value + "; it must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.of(List.of("age"), new double[] {1, value}))
                .withMessage("covariate 'age' of customer number 1 is " + value + "; it must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateCustomers.DEFAULTS.withRidge(value))
                .withMessageStartingWith("lambda is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateCustomers.DEFAULTS.withRidge(0, value))
                .withMessageStartingWith("lambda is");
    }

    @Test
    void badNamesAreRefused() {
        double[] column = {1, 2};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.builder(SUMMARY, "age", "age"))
                .withMessage("column 'age' is there twice: [age, age]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.of(List.of("age", " "), column, column))
                .withMessageContaining("blank name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.of(List.of("age"), column, column))
                .withMessage("there are 1 names and 2 columns; give one name for each");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.of(List.of()))
                .withMessageContaining("0 names");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.of(List.of("age", "web"), column, new double[1]))
                .withMessage("column 'web' has 1 customers, column 'age' 2; all must have as many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> known().and(known()))
                .withMessageContaining("column 'age' is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> known().and(Covariates.of(List.of("income"), column)))
                .withMessage("the covariates [age, web] are of 4 customers, [income] of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateCustomers.DEFAULTS.withTransaction("age", "web", "age"))
                .withMessage("covariate 'age' is named twice: [age, web, age]");
    }

    @Test
    void arraysAreCopied() {
        double[] column = {1, 2};
        Covariates known = Covariates.of(List.of("age"), column);
        column[0] = 9;
        assertThat(known.value("age", 0)).isEqualTo(1);
    }

    private static Grouping channels(String ann, String bob, String cem) {
        return Grouping.of("channel", 4, c -> c == ANN ? ann : c == BOB ? bob : c == CEM ? cem : null);
    }

    @Test
    void groupsBecomeZerosAndOnes() {
        Covariates dummies = Covariates.dummies(channels("web", "store", "app"), "store", SUMMARY);
        assertThat(dummies.names()).containsExactly("channel=app", "channel=web");
        assertThat(dummies.value("channel=web", ANN)).isEqualTo(1);
        assertThat(dummies.value("channel=app", ANN)).isEqualTo(0);
        assertThat(dummies.value("channel=web", BOB)).isEqualTo(0);
        assertThat(dummies.value("channel=app", BOB)).isEqualTo(0);
        assertThat(dummies.value("channel=app", CEM)).isEqualTo(1);
        assertThat(dummies.hasRow(DAN)).isFalse();
        Covariates all = known().and(dummies);
        assertThat(all.names()).containsExactly("age", "web", "channel=app", "channel=web");
        assertThat(all.value("channel=app", CEM)).isEqualTo(1);
        assertThat(all.value("age", CEM)).isEqualTo(50);
    }

    @Test
    void groupsThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.dummies(channels("web", "store", "app"), "fax", SUMMARY))
                .withMessageContaining("has no group 'fax'; it has [app, store, web]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.dummies(
                        Grouping.of("channel", 4, c -> c == ANN ? "web" : c == CEM ? "store" : null), "web", SUMMARY))
                .withMessage("customer 'bob' belongs to no group of 'channel'; each must belong to one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.dummies(Grouping.everyone(3), "all", SUMMARY))
                .withMessage("grouping 'all' has 3 customers, the summary 4");
    }

    private static void fit(Covariates covariates, CovariateOptions options) {
        CovariateModel.fit(ModelFamily.BG_NBD, SUMMARY, covariates, options, FitOptions.withDefaults());
    }

    @Test
    void aFitRefusesWhatItCannotUse() {
        Covariates constant = builder()
                .row("ann", 40, 1)
                .row("bob", 30, 1)
                .row("cem", 50, 1)
                .row("dan", 20, 0)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(constant, CovariateCustomers.DEFAULTS))
                .withMessageStartingWith("covariate 'web' is 1.0 for customer")
                .withMessageContaining("each other of the 3 customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(Covariates.of(List.of("age"), new double[] {1, 2}), CovariateCustomers.DEFAULTS))
                .withMessage(
                        "there are covariates of 2 customers and a summary of 4; they must be of the same customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(known(), CovariateCustomers.DEFAULTS.withAttrition("income")))
                .withMessage("there is no covariate 'income'; there are [age, web]");
        // Made for a summary of an earlier day, when bob was not there yet.
        CustomerSummary earlier = summary("cem 2024-01-03", "ann 2024-01-01", "bob 2024-05-02", "dan 2024-06-01");
        Covariates without =
                Covariates.builder(earlier, "age").row("ann", 1).row("cem", 2).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(without, CovariateCustomers.DEFAULTS))
                .withMessage("customer 'bob' has no covariate 'age'; each customer that is present must have one");
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(known(), CovariateCustomers.DEFAULTS.withSameCoefficients()))
                .withMessage(
                        "BG/NBD has coefficients of its own for a and for b under SEPARATE, so that none can be the"
                                + " same as that of the transactions; use BOTH with the same coefficients");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(
                        known(), CovariateCustomers.BOTH.withSameCoefficients().withTransaction("age")))
                .withMessage("covariates [age] act on transactions and [age, web] on attrition; with the same"
                        + " coefficients they must be the same");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.of(
                        BgNbd.of(1, 2, 3, 4, io.github.clv4j.data.TimeStep.WEEKS),
                        CovariateCustomers.BOTH.withSameCoefficients(),
                        List.of("alpha"),
                        1))
                .withMessageContaining("two parameters have one name")
                .withMessageContaining("call the covariate otherwise");
    }

    @Test
    void optionsAreValues() {
        CovariateOptions changed = CovariateCustomers.BOTH
                .withTransaction("age")
                .withAttrition("web", "age")
                .withRidge(1, 2)
                .withSameCoefficients();
        assertThat(changed.transaction()).containsExactly("age");
        assertThat(changed.attrition()).containsExactly("web", "age");
        assertThat(changed.transactionRidge()).isEqualTo(1);
        assertThat(changed.attritionRidge()).isEqualTo(2);
        assertThat(changed.hasSameCoefficients()).isTrue();
        assertThat(changed.dropoutEffect()).isEqualTo(DropoutEffect.BOTH);
        assertThat(CovariateOptions.withDefaults().transaction()).isNull();
        assertThat(CovariateOptions.withDefaults().attrition()).isNull();
        assertThat(CovariateOptions.withDefaults().dropoutEffect()).isEqualTo(DropoutEffect.SEPARATE);
        CovariateOptions same = CovariateOptions.withDefaults()
                .withSameCoefficients()
                .withRidge(1, 2)
                .withAttrition("web", "age")
                .withTransaction("age")
                .withDropoutEffect(DropoutEffect.BOTH);
        assertThat(changed)
                .isEqualTo(same)
                .hasSameHashCodeAs(same)
                .isNotEqualTo(same.withRidge(1))
                .hasToString("transaction [age], attrition [web, age], the same coefficients, dropout BOTH, ridge 1.0"
                        + " and 2.0");
    }
}
