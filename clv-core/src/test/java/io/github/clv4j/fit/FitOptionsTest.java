package io.github.clv4j.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitOptionsTest {
    private static final FitOptions OPTIONS = FitOptions.withDefaults();

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aStartThatIsNotFiniteIsRefused(double bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withStart(0.5, bad))
                .withMessageContaining("start is [0.5, " + bad + "]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -2, Double.NaN, Double.NEGATIVE_INFINITY})
    void aPriorThatIsNoneIsRefused(double bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withPrior(bad))
                .withMessageContaining("is " + bad);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void noIterationsAreRefused(int bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withMaxIterations(bad))
                .withMessageContaining("at most " + bad);
    }

    @Test
    void eachOptionChangesACopyAlone() {
        double[] start = {1, 2};
        FitOptions changed = OPTIONS.withStart(start).withMaxIterations(7).withPrior(2);
        start[0] = 99;

        assertThat(changed.start()).containsExactly(1, 2);
        assertThat(changed.maxIterations()).isEqualTo(7);
        assertThat(changed.priorSd()).isEqualTo(2);
        assertThat(OPTIONS.start()).isNull();
        assertThat(OPTIONS.maxIterations()).isEqualTo(200);
        assertThat(OPTIONS.hasPrior()).isFalse();
        assertThat(changed.withPrior(Double.POSITIVE_INFINITY).hasPrior()).isFalse();
        assertThat(changed)
                .isEqualTo(OPTIONS.withPrior(2).withMaxIterations(7).withStart(1, 2))
                .hasSameHashCodeAs(OPTIONS.withPrior(2).withMaxIterations(7).withStart(1, 2))
                .hasToString("start [1.0, 2.0], at most 7 iterations, prior sd 2.0")
                .isNotEqualTo(changed.withStart(1, 3))
                .isNotEqualTo(changed.withMaxIterations(8))
                .isNotEqualTo(changed.withPrior(3));
    }
}
