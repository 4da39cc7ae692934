package io.github.clv4j.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {
    /** E e^(−tp), p ~ Beta(a, b), is 1F1(a; a+b; −t): hyp1f1 of mpmath 1.3.0 in 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "0.8, 2.4, 1, 0.79525385323813053",
        "1e-6, 3, 1, 0.99999970340052574",
        "1e-3, 1e-3, 1, 0.68378414719940015",
        "2.5, 150, 100, 0.28220019482368400",
        "1e4, 1e6, 1, 0.99014786814318364",
        "1e6, 1e6, 1000, 7.5840718552982787e-218"
    })
    void betaMeansAreKummersFunction(double a, double b, double t, double golden) {
        assertThat(Quadrature.betaMean(a, b, (p, q, logP) -> Math.exp(-t * p)))
                .isCloseTo(golden, relative(3e-12, golden));
        assertThat(Quadrature.betaMean(a, b, t, (p, q, logP) -> Math.exp(-t * p)))
                .isCloseTo(golden, relative(3e-12, golden));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.5, 1, 7, 1e4, 1e6})
    void betaMeansOfPowersAreRatios(double a) {
        for (double b : new double[] {1e-3, 0.5, 2, 300, 1e6}) {
            double mean = a / (a + b);
            assertThat(Quadrature.betaMean(a, b, (p, q, logP) -> 1)).isCloseTo(1, within(3e-12));
            assertThat(Quadrature.betaMean(a, b, (p, q, logP) -> p)).isCloseTo(mean, relative(3e-12, mean));
            assertThat(Quadrature.betaMean(a, b, (p, q, logP) -> q))
                    .isCloseTo(b / (a + b), relative(3e-12, b / (a + b)));
        }
    }

    /** E e^(−λ/(2 shape)) = (1 + 1/(2 shape))^−shape, and E √λ = Γ(shape + ½)/Γ(shape): mpmath 1.3.0 in 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "1e-6, 1.7724513937673558e-6",
        "0.3, 0.38917027102397673",
        "1, 0.88622692545275801",
        "40, 6.3048224474268304",
        "1e4, 99.998750007812988",
        "1e6, 999.99987500000781"
    })
    void gammaMeansAreKnown(double shape, double root) {
        double laplace = Math.exp(-shape * Math.log1p(0.5 / shape));
        assertThat(Quadrature.gammaMean(shape, lambda -> Math.exp(-lambda * 0.5 / shape)))
                .isCloseTo(laplace, relative(3e-12, laplace));
        assertThat(Quadrature.gammaMean(shape, Math::sqrt)).isCloseTo(root, relative(3e-12, root));
    }

    @Test
    void finiteIntegralsMayBeSingularAtTheEnds() {
        assertThat(Quadrature.finite(0, 1, y -> 1 / Math.sqrt(y))).isCloseTo(2, within(1e-11));
        assertThat(Quadrature.finite(0, 2, Math::exp)).isCloseTo(Math.expm1(2), relative(1e-13, 6));
        assertThat(Quadrature.finite(1, 3, y -> Math.pow(y - 1, -0.3)))
                .isCloseTo(Math.pow(2, 0.7) / 0.7, within(1e-11));
        assertThat(Quadrature.finite(5, 5, y -> 1)).isZero();
    }

    @Test
    void halfLinesMayFallOffSlowly() {
        assertThat(Quadrature.halfLine(1, y -> Math.exp(-y))).isCloseTo(1, within(1e-13));
        assertThat(Quadrature.halfLine(3, y -> Math.pow(1 + y, -1.1))).isCloseTo(10, within(1e-10));
        assertThat(Quadrature.halfLine(1e6, y -> Math.exp(-1e-6 * y) / Math.sqrt(y)))
                .isCloseTo(Math.sqrt(Math.PI * 1e6), relative(1e-12, 1772));
    }

    /** A function that is 0 where the search begins is still found. */
    @Test
    void whatLiesFarFromTheStartIsFound() {
        double ratio = 1e6 / (1e6 + 1);
        assertThat(Quadrature.betaMean(1, 0.3, 1e4, (p, q, logP) -> Math.exp(-1e4 * Math.log1p(p * ratio))))
                .as("Gauss and Legendre's rule on pieces, mpmath 1.3.0 in 26 digits")
                .isCloseTo(3.000513129469048e-5, relative(1e-12, 3e-5));
        assertThat(Quadrature.halfLine(1, y -> Math.exp(-1e4 * y))).isCloseTo(1e-4, relative(1e-12, 1e-4));
    }

    @Test
    void gaussAndLegendresRulesAreExactForPolynomials() {
        for (GaussLegendre rule : new GaussLegendre[] {GaussLegendre.four(), GaussLegendre.ten()}) {
            for (int power = 0; power < 2 * rule.points(); power++) {
                double sum = 0;
                for (int i = 0; i < rule.points(); i++) {
                    sum += rule.weight(i) * Math.pow(rule.node(i), power);
                }
                assertThat(sum).isCloseTo(1.0 / (power + 1), within(1e-15));
            }
        }
    }

    @Test
    void softplusKeepsItsDigits() {
        assertThat(Quadrature.softplus(0)).isCloseTo(Math.log(2), within(1e-16));
        assertThat(Quadrature.softplus(800)).isEqualTo(800);
        assertThat(Quadrature.softplus(-800)).isZero();
        assertThat(Quadrature.softplus(-40)).isEqualTo(Math.exp(-40));
    }

    private static Offset<Double> relative(double error, double value) {
        return within(error * Math.abs(value));
    }
}
