package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Golden values: Wilson's from the roots of its quadratic and Beta quantiles by bisection, both in mpmath with 30 digits. */
class RateIntervalsTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    /** A row of 20 customers, 3 of them in the first column; a row without customers. */
    private static final MigrationMatrix MATRIX =
            MigrationMatrix.ofCounts(List.of("A", "B", "New"), List.of("A", "B", "C", "Gone"), new long[][] {
                {3, 17, 0, 0}, {0, 0, 0, 0}, {20, 0, 0, 0}
            });

    private static void assertInterval(RateInterval interval, double rate, double lower, double upper) {
        assertThat(interval.rate()).isCloseTo(rate, CLOSE);
        assertThat(interval.lower()).isCloseTo(lower, CLOSE);
        assertThat(interval.upper()).isCloseTo(upper, CLOSE);
    }

    @Test
    void wilson() {
        RateIntervals intervals = RateIntervals.wilson(MATRIX, 0.90);
        assertInterval(intervals.interval("A", "A").orElseThrow(), 0.15, 0.0615824104773683, 0.32182807567530686);
        assertInterval(intervals.interval("A", "C").orElseThrow(), 0, 0, 0.11915783736096455);
        assertInterval(intervals.interval("New", "A").orElseThrow(), 1, 0.8808421626390355, 1);
        assertThat(intervals.interval("B", "A")).isEmpty();
        MigrationMatrix many = MigrationMatrix.ofCounts(
                List.of("A", "New"), List.of("A", "Gone"), new long[][] {{1_000_000, 2_000_000}, {0, 0}});
        assertInterval(
                RateIntervals.wilson(many, 0.90).interval("A", "A").orElseThrow(),
                1 / 3.0,
                0.3328858113636228,
                0.3337811559187121);
    }

    @Test
    void dirichletIsJeffreysUnlessToldOtherwise() {
        RateIntervals intervals = RateIntervals.dirichlet(MATRIX, 0.90);
        assertInterval(
                intervals.interval("A", "A").orElseThrow(),
                0.1590909090909091,
                0.053469104430011155,
                0.3003896664101545);
        assertInterval(
                intervals.interval("A", "C").orElseThrow(),
                0.022727272727272728,
                9.251025305215979e-05,
                0.08640965704899659);
        assertInterval(
                intervals.interval("New", "A").orElseThrow(),
                0.9318181818181818,
                0.8283122561135051,
                0.9915565257320429);
        // Without customers, the prior.
        assertInterval(intervals.interval("B", "A").orElseThrow(), 0.25, 0.0015429193026729432, 0.7714801861936713);
        assertInterval(
                RateIntervals.dirichlet(MATRIX, RateIntervals.UNIFORM, 0.90)
                        .interval("A", "A")
                        .orElseThrow(),
                0.16666666666666666,
                0.06167551742109533,
                0.3036377015574617);
    }

    /** Golden values: scipy 1.17.1, stats.beta.ppf. */
    @Test
    void rareMovesOfManyCustomersKeepTheirDigits() {
        long[] row = new long[12];
        row[0] = 1_000_000;
        MigrationMatrix matrix = MigrationMatrix.ofCounts(
                List.of("A"), List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "Gone"), new long[][] {row
                });
        RateInterval interval =
                RateIntervals.dirichlet(matrix, 0.90).interval("A", "Gone").orElseThrow();
        assertThat(interval.lower()).isCloseTo(1.966059676263694e-09, within(1e-18));
        assertThat(interval.upper()).isCloseTo(1.920717481990276e-06, within(1e-15));
    }

    @Test
    void aSingleColumnIsSure() {
        MigrationMatrix gone = MigrationMatrix.ofCounts(List.of("New"), List.of("Gone"), new long[][] {{0}});
        assertInterval(
                RateIntervals.dirichlet(gone, 0.9).interval("New", "Gone").orElseThrow(), 1, 1, 1);
    }

    /** Over rates and sizes of rows as they come, the 90 % intervals of 40,000 rows hold the true rate about as often. */
    @Test
    void wilsonHoldsTheTruthAsOftenAsItSays() {
        Random random = new Random(20_250_131);
        int rows = 40_000;
        int held = 0;
        for (int row = 0; row < rows; row++) {
            double rate = 0.02 + 0.96 * random.nextDouble();
            int customers = 30 + random.nextInt(270);
            long moved = 0;
            for (int c = 0; c < customers; c++) {
                moved += random.nextDouble() < rate ? 1 : 0;
            }
            MigrationMatrix matrix = MigrationMatrix.ofCounts(List.of("A", "New"), List.of("A", "Gone"), new long[][] {
                {customers - moved, moved}, {0, 0}
            });
            held += RateIntervals.wilson(matrix, 0.90)
                            .interval("A", "Gone")
                            .orElseThrow()
                            .contains(rate)
                    ? 1
                    : 0;
        }
        assertThat((double) held / rows).isCloseTo(0.90, within(0.02));
    }

    @Test
    void tableIsLong() {
        assertThat(RateIntervals.wilson(MATRIX, 0.90).toTable().columns().stream()
                        .map(c -> c.textAt(4)))
                .containsExactly("B", "A", "0", null, null, null);
        assertThat(RateIntervals.dirichlet(MATRIX, 0.90)
                        .toTable()
                        .column("customers")
                        .longAt(1))
                .isEqualTo(17);
    }

    @Test
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateIntervals.wilson(MATRIX, Double.NaN))
                .withMessage("level is NaN; it must be above 0 and below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateIntervals.dirichlet(MATRIX, 1))
                .withMessage("level is 1.0; it must be above 0 and below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateIntervals.dirichlet(MATRIX, 0, 0.9))
                .withMessageContaining("pseudo-count is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateIntervals.wilson(MATRIX, 0.9).interval("A", "New"))
                .withMessageContaining("no column 'New'");
    }
}
