package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import java.time.LocalDate;
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
