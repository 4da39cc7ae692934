package io.github.clv4j.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.model.Bdw;
import io.github.clv4j.model.ContractModel;
import io.github.clv4j.model.Sbg;
import io.github.clv4j.model.Tenures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Simulated contracts are those of the model that made them. */
class ContractSimulationTest {
    private static final Sbg SBG = Sbg.of(0.7, 3.8, TimeStep.MONTHS);

    static List<ContractModel> models() {
        return List.of(SBG, Bdw.of(0.5, 2.5, 1.3, TimeStep.MONTHS));
    }

    @ParameterizedTest
    @MethodSource("models")
    void survivorsAreThoseOfTheModel(ContractModel model) {
        int n = 200_000;
        Tenures tenures = ContractSimulation.tenures(model, n, 12, 12, 5);
        long left = n;
        for (int t = 1; t <= 12; t++) {
            left -= tenures.lost(t);
            double expected = model.survival(t);
            assertThat((double) left / n).isCloseTo(expected, within(4.5 * Math.sqrt(expected * (1 - expected) / n)));
        }
        assertThat(tenures.active(12)).isEqualTo(left);
    }

    @Test
    void aFitFindsTheParametersAgain() {
        FitReport report = Sbg.fit(ContractSimulation.tenures(SBG, 50_000, 3, 24, 9), FitOptions.withDefaults())
                .report();
        assertThat(report.interval("alpha", 0.999).contains(0.7)).isTrue();
        assertThat(report.interval("beta", 0.999).contains(3.8)).isTrue();
    }

    @Test
    void theSeedDecides() {
        Tenures first = ContractSimulation.tenures(SBG, 5_000, 0, 10, 1);
        assertThat(ContractSimulation.tenures(SBG, 5_000, 0, 10, 1)).isEqualTo(first);
        assertThat(ContractSimulation.tenures(SBG, 5_000, 0, 10, 2)).isNotEqualTo(first);
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractSimulation.tenures(SBG, 0, 1, 2, 1))
                .withMessageContaining("customers are 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractSimulation.tenures(SBG, 5, 3, 2, 1))
                .withMessageContaining("from 3 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractSimulation.tenures(SBG, 5, -1, 2, 1))
                .withMessageContaining("-1");
    }
}
