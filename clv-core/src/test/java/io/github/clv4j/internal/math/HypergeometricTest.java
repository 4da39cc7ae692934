package io.github.clv4j.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class HypergeometricTest {
    /** The file says where its values are from. All three routes are taken. */
    @ParameterizedTest
    @CsvFileSource(resources = "one-b.csv", useHeadersInDisplayName = true)
    void oneBIsThatOfExactArithmetic(double b, double a, double rest, double value) {
        assertThat(Hypergeometric.oneB(b, a, rest)).isCloseTo(value, within(1e-12 * value));
    }
}
