package io.github.clv4j.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StirlingTest {
    /** In 40 digits by mpmath 1.3.0: loggamma(x) − (x − ½) log(x) + x − log(2π)/2, psi(0, x) − log(x), psi(1, x) − 1/x. */
    @ParameterizedTest
    @CsvSource({
        "1e-6, 5.9888309840731798, -999986.761703462, 999999000001.64493",
        "0.03, 0.95295029849734779, -30.355696523298782, 1079.3534026931462",
        "0.7, 0.11326370211474025, -0.86334860975920224, 1.4054777281231821",
        "1, 0.081061466795327258, -0.57721566490153286, 0.64493406684822644",
        "5.5, 0.015134973221917379, -0.093654943656674111, 0.017524205171445841",
        "63.9, 0.0013041103769682351, -0.0078451344145153723, 0.00012309141932761553",
        "64, 0.0013020727376910495, -0.0078328445554356911, 0.00012270606433893016",
        "1000, 8.3333330555556349e-5, -0.000500083333325, 5.0016666663333336e-7",
        "1e10, 8.3333333333333333e-12, -5.0000000000833333e-11, 5.0000000001666667e-21"
    })
    void remaindersAreThoseOfExactArithmetic(double x, double remainder, double digamma, double trigamma) {
        assertThat(Stirling.remainder(x)).isCloseTo(remainder, near(x, remainder));
        assertThat(Stirling.digammaRemainder(x)).isCloseTo(digamma, near(x, digamma));
        assertThat(Stirling.trigammaRemainder(x)).isCloseTo(trigamma, near(x, trigamma));
    }

    /** The series give all digits; below them differences are taken, of numbers up to 200. */
    private static Offset<Double> near(double x, double value) {
        return x < 64 ? within(1e-13 + 2e-12 * Math.abs(value)) : within(4e-16 * Math.abs(value));
    }
}
