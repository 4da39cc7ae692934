package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.TimeStep;
import org.junit.jupiter.api.Test;

class TenuresTest {
    private static final TimeStep MONTHS = TimeStep.MONTHS;

    @Test
    void survivorsAreLostOrStillThere() {
        Tenures tenures = Tenures.ofSurvivors(MONTHS, 10, 7, 7, 4);

        assertThat(tenures.lost(1)).isEqualTo(3);
        assertThat(tenures.lost(2)).isZero();
        assertThat(tenures.lost(3)).isEqualTo(3);
        assertThat(tenures.active(3)).isEqualTo(4);
        assertThat(tenures.active(0)).isZero();
        assertThat(tenures.longest()).isEqualTo(3);
        assertThat(tenures.lost(99)).isZero();
        assertThat(tenures.customers()).isEqualTo(10);
        assertThat(tenures.lostCustomers()).isEqualTo(6);
        assertThat(tenures.activeCustomers()).isEqualTo(4);
        assertThat(tenures.renewed()).containsExactly(10, 7, 7, 4);
        assertThat(tenures.period()).isEqualTo(MONTHS);
        assertThat(tenures).hasToString("10 contracts, 6 of them lost, of up to 3 renewals");
    }

    @Test
    void customersOneByOneAreTheSame() {
        Tenures each = Tenures.of(MONTHS, new int[] {3, 1, 3, 1, 3, 3, 1, 3, 3, 3}, new boolean[] {
            true, true, false, true, true, false, true, false, true, false
        });

        assertThat(each)
                .isEqualTo(Tenures.ofSurvivors(MONTHS, 10, 7, 7, 4))
                .hasSameHashCodeAs(Tenures.ofSurvivors(MONTHS, 10, 7, 7, 4))
                .isNotEqualTo(Tenures.ofSurvivors(MONTHS, 10, 7, 7, 5))
                .isNotEqualTo(Tenures.ofSurvivors(TimeStep.YEARS, 10, 7, 7, 4));
    }

    @Test
    void cohortsOfDifferentAgesAddUp() {
        Tenures older = Tenures.ofSurvivors(MONTHS, 10, 7, 7, 4);
        Tenures newer = Tenures.ofSurvivors(MONTHS, 20, 15);
        Tenures both = older.plus(newer).plus(Tenures.ofSurvivors(MONTHS, 6));

        assertThat(both).isEqualTo(newer.plus(Tenures.ofSurvivors(MONTHS, 6)).plus(older));
        assertThat(both.customers()).isEqualTo(36);
        assertThat(both.lost(1)).isEqualTo(8);
        assertThat(both.active(1)).isEqualTo(15);
        assertThat(both.active(0)).isEqualTo(6);
        assertThat(both.renewed()).containsExactly(36, 22, 7, 4);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> Tenures.ofSurvivors(MONTHS)).hasMessageContaining("no survivor counts");
        assertThatThrownBy(() -> Tenures.ofSurvivors(MONTHS, 10, 7, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("survivors after 2 renewals are 8; it must be 0 or more and at most the 7 before");
        assertThatThrownBy(() -> Tenures.ofSurvivors(MONTHS, -1)).hasMessageContaining("after 0 renewals are -1");
        assertThatThrownBy(() -> Tenures.of(MONTHS, new int[] {2, 0}, new boolean[] {false, true}))
                .hasMessage("customer number 1 has tenure 0; it must be 1 or more for one that is lost");
        assertThatThrownBy(() -> Tenures.of(MONTHS, new int[] {-1}, new boolean[] {false}))
                .hasMessage("customer number 0 has tenure -1; it must be 0 or more for one that is still there");
        assertThatThrownBy(() -> Tenures.of(MONTHS, new int[] {1, Integer.MAX_VALUE}, new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("customer number 1 has tenure 2147483647; it must be at most 10000000");
        assertThatThrownBy(() -> Tenures.of(MONTHS, new int[2], new boolean[1]))
                .hasMessageContaining("2 tenures and 1 marks");
        assertThatThrownBy(() -> Tenures.ofSurvivors(MONTHS, 3).plus(Tenures.ofSurvivors(TimeStep.WEEKS, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run for MONTHS, the others for WEEKS");
        Tenures tenures = Tenures.ofSurvivors(MONTHS, 10, 7);
        assertThatThrownBy(() -> tenures.lost(-1)).hasMessageContaining("tenure is -1");
    }
}
