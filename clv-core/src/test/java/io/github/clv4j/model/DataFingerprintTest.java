package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.simulate.Simulation;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataFingerprintTest {
    private static final int[] X = {2, 0, 1, 2};
    private static final double[] TX = {3.5, 0, 1.25, 3.5};
    private static final double[] AGE = {10, 10, 8, 10};
    private static final DataFingerprint DATA = DataFingerprint.of(DistinctHistories.of(X, TX, AGE, TimeStep.WEEKS));

    /**
     * Digests by Python 3's hashlib over struct.pack('>iddi', x, tx, age, customers) after the name and the unit, and so on
     * as the Javadoc tells.
     */
    @Test
    void theDigestIsTheDocumentedOne() {
        assertThat(DATA)
                .isEqualTo(new DataFingerprint(
                        4, 5, "", "9da7087f83874f0186b185923139d96a57704f20f31b485143508821dbc8ece1"));
        assertThat(DataFingerprint.of(RepeatSpend.of(new int[] {3, 1, 3}, new double[] {20.5, 7, 20.5})))
                .isEqualTo(new DataFingerprint(
                        3, 7, "", "e2ec3c0e5c5d39b9ec70db8eb39d63ab02411f0b07b97ff710cf3ab82bf78ffe"));
        assertThat(DataFingerprint.of(
                        Tenures.of(TimeStep.YEARS, new int[] {1, 3, 3, 0}, new boolean[] {true, false, true, false})))
                .isEqualTo(new DataFingerprint(
                        4, 5, "", "1f8f5db13ad64a9a4c1192690a8de7945bf4510c0417e85d76ac031eb58b20c4"));
    }

    @Test
    void theOrderOfCustomersIsNoMatter() {
        DistinctHistories turned = DistinctHistories.of(
                new int[] {1, 2, 2, 0},
                new double[] {1.25, 3.5, 3.5, -0.0},
                new double[] {8, 10, 10, 10},
                TimeStep.WEEKS);

        assertThat(DataFingerprint.of(turned)).isEqualTo(DATA);
    }

    private static DataFingerprint withCovariates(Covariates covariates, String... columns) {
        return DataFingerprint.of(X, TX, AGE, TimeStep.WEEKS, covariates, List.of(columns));
    }

    /** By hashlib as above; the third customer is the one with a history of its own among those of the web. */
    @Test
    void covariatesAreSeen() {
        double[] web = {1, 0, 1, 1};
        double[] size = {-2.5, 4, -2.5, -2.5};
        DataFingerprint both = withCovariates(Covariates.of(List.of("web", "größe"), web, size), "web", "größe");
        assertThat(both)
                .isEqualTo(new DataFingerprint(
                        4, 5, "", "f2295f3f9fd12f830b35bf94d31581a1a956a52b6d58e40c88748c97800c385f"))
                .as("neither the columns' order nor one that is not read matters")
                .isEqualTo(
                        withCovariates(Covariates.of(List.of("größe", "age", "web"), size, AGE, web), "größe", "web"));
        size[2] = Math.nextUp(size[2]);
        assertThat(withCovariates(Covariates.of(List.of("web", "größe"), web, size), "web", "größe")
                        .matches(both))
                .isFalse();
        size[2] = Math.nextDown(size[2]);
        DataFingerprint moved = DataFingerprint.of(
                new int[] {2, 1, 0, 2},
                new double[] {3.5, 1.25, 0, 3.5},
                new double[] {10, 8, 10, 10},
                TimeStep.WEEKS,
                Covariates.of(List.of("web", "größe"), web, size),
                List.of("web", "größe"));
        assertThat(moved.matches(both)).as("who has which history").isFalse();
        assertThat(both.matches(DATA)).isFalse();
    }

    @Test
    void aSummaryAndItsColumnsHaveOneFingerprint() {
        Simulation made = Simulation.of(
                BgNbd.of(0.6, 4, 0.8, 2.4, TimeStep.WEEKS),
                Simulated.over(400, 100).withCustomers(60).withSeed(3));
        // On the first days not all have come yet.
        CustomerSummary summary = CustomerSummary.of(
                made.log(),
                SummaryOptions.weekly().until(made.options().firstDay().plusDays(50)));
        Covariates.Builder builder = Covariates.builder(summary, "web");
        int present = 0;
        int[] x = new int[summary.presentCustomers()];
        double[] tx = new double[x.length];
        double[] age = new double[x.length];
        double[] web = new double[x.length];
        for (int c = 0; c < summary.customers(); c++) {
            if (summary.isPresent(c)) {
                x[present] = summary.x(c);
                tx[present] = summary.tx(c);
                age[present] = summary.age(c);
                web[present] = c % 3;
                builder.row(summary.index().id(c), web[present++]);
            }
        }
        assertThat(present).isBetween(1, 59);
        DataFingerprint of = DataFingerprint.of(summary, builder.build(), List.of("web"));
        assertThat(of.matches(DataFingerprint.of(
                        x, tx, age, TimeStep.WEEKS, Covariates.of(List.of("web"), web), List.of("web"))))
                .isTrue();
        assertThat(of.asOf()).isEqualTo(summary.asOf().toString());
        assertThat(of.customers()).isEqualTo(present);
        Covariates others = Covariates.of(List.of("web"), web);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataFingerprint.of(summary, others, List.of("web")))
                .withMessageContaining("they must be of the same customers");
    }

    @Test
    void covariatesThatAreNotThereAreRefused() {
        Covariates web = Covariates.of(List.of("web"), new double[] {1, 0, 1, 1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withCovariates(web, "age"))
                .withMessage("there is no covariate 'age'; there are [web]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withCovariates(Covariates.of(List.of("web"), new double[] {1, 0}), "web"))
                .withMessageContaining("there are 4 customers, and covariates of 2");
    }

    @Test
    void theLastBitOfATimeIsSeen() {
        double[] moved = TX.clone();
        moved[2] = Math.nextUp(moved[2]);
        DataFingerprint other = DataFingerprint.of(DistinctHistories.of(X, moved, AGE, TimeStep.WEEKS));

        assertThat(other.customers()).isEqualTo(DATA.customers());
        assertThat(other.purchases()).isEqualTo(DATA.purchases());
        assertThat(other.matches(DATA)).isFalse();
        assertThat(DataFingerprint.of(DistinctHistories.of(X, TX, AGE, TimeStep.DAYS))
                        .matches(DATA))
                .isFalse();
    }

    @Test
    void howOftenAHistoryOccursIsSeen() {
        DataFingerprint once = DataFingerprint.of(DistinctHistories.of(
                new int[] {0, 0, 1, 2}, new double[] {0, 0, 1.25, 3.5}, new double[] {10, 10, 8, 10}, TimeStep.WEEKS));

        assertThat(once.customers()).isEqualTo(4);
        assertThat(once.sha256()).isNotEqualTo(DATA.sha256());
    }

    @Test
    void moreHistoriesThanOneBufferHoldsAreAllSeen() {
        int n = 5_000;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        for (int c = 0; c < n; c++) {
            x[c] = 1;
            tx[c] = c;
            age[c] = n;
        }
        DataFingerprint before = DataFingerprint.of(DistinctHistories.of(x, tx, age, TimeStep.DAYS));
        assertThat(before.customers()).isEqualTo(n);
        for (int changed : new int[] {0, 341, 342, 2_500, n - 1}) {
            x[changed] = 2;
            assertThat(DataFingerprint.of(DistinctHistories.of(x, tx, age, TimeStep.DAYS))
                            .sha256())
                    .isNotEqualTo(before.sha256());
            x[changed] = 1;
        }
    }

    @Test
    void periodsAfterTheLastCustomerAreNoData() {
        assertThat(DataFingerprint.of(Tenures.ofSurvivors(TimeStep.YEARS, 10, 4, 0, 0)))
                .isEqualTo(DataFingerprint.of(Tenures.ofSurvivors(TimeStep.YEARS, 10, 4, 0)));
    }

    @Test
    void theDayIsToldBesideTheData() {
        DataFingerprint dated = DATA.withAsOf(LocalDate.of(2025, 6, 30));

        assertThat(dated.asOf()).isEqualTo("2025-06-30");
        assertThat(dated).isNotEqualTo(DATA).asString().contains("4 customers, 5 purchases as of 2025-06-30");
        assertThat(dated.matches(DATA)).isTrue();
    }

    @Test
    void aDamagedFingerprintIsRefused() {
        refused(new DataFingerprint(4, 5, "", DATA.sha256().substring(1)), "sha256 is");
        refused(new DataFingerprint(4, 5, "", "g".repeat(64)), "hexadecimal");
        refused(new DataFingerprint(4, 5, "30.6.2025", DATA.sha256()), "asOf is '30.6.2025'");
        refused(new DataFingerprint(-1, 5, "", DATA.sha256()), "customers are -1");
        refused(new DataFingerprint(4, -5, "", DATA.sha256()), "purchases -5");
    }

    private static void refused(DataFingerprint damaged, String message) {
        assertThatIllegalArgumentException().isThrownBy(damaged::check).withMessageContaining(message);
    }
}
