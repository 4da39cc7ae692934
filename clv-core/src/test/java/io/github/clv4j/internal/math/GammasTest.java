package io.github.clv4j.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The files say where their values are from. */
class GammasTest {
    /** Relative errors, a few times those measured. */
    private static final double LOG = 2e-14;

    private static final double PSI = 5e-14;
    private static final double BETA = 1e-12;
    private static final double NB = 1e-13;
    private static final double TAIL = 1e-11;

    @ParameterizedTest
    @CsvFileSource(resources = "rising.csv", useHeadersInDisplayName = true)
    void risingIsThatOfExactArithmetic(double x, int n, double log, double digamma, double trigamma) {
        assertThat(Gammas.logRising(x, n)).isCloseTo(log, relative(LOG, log));
        assertThat(Gammas.logRising(x, (double) n)).isCloseTo(log, relative(LOG, log));
        assertThat(Gammas.digammaRising(x, n)).isCloseTo(digamma, relative(PSI, digamma));
        assertThat(Gammas.trigammaRising(x, n)).isCloseTo(trigamma, relative(PSI, trigamma));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "beta-rising.csv", useHeadersInDisplayName = true)
    void betaRisingIsThatOfExactArithmetic(double a, double b, int n, double log) {
        assertThat(Gammas.logBetaRising(a, b, n)).isCloseTo(log, relative(BETA, log));
        if (n > 20) {
            assertThat(Gammas.logBetaRising(a, b, (double) n)).isCloseTo(log, relative(BETA, log));
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "negative-binomial.csv", useHeadersInDisplayName = true)
    void negativeBinomialIsThatOfExactArithmetic(double r, int n, double z, double log, @Nullable Double atLeast) {
        assertThat(Gammas.logNegativeBinomial(r, n, z, 1 - z)).isCloseTo(log, relative(NB, log));
        if (atLeast != null) {
            assertThat(Gammas.negativeBinomialAtLeast(r, n, z, 1 - z)).isCloseTo(atLeast, relative(TAIL, atLeast));
            assertThat(Gammas.negativeBinomialBelow(r, n, z, 1 - z)).isCloseTo(1 - atLeast, within(1e-12));
        }
    }

    /** x ln(x/m) + m − x at x = 1000, m = 1000.001 by mpmath 1.3.0: its first digits cancel. */
    @Test
    void devianceKeepsItsDigitsNearItsMinimum() {
        assertThat(Gammas.deviance(1000, 1000.001)).isCloseTo(4.999996666432699e-10, within(1e-19));
        assertThat(Gammas.deviance(3, 3)).isZero();
        assertThat(Gammas.deviance(0, 5)).isEqualTo(5);
        assertThat(Gammas.deviance(5, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    private static Offset<Double> relative(double error, double value) {
        return within(error * Math.abs(value));
    }
}
