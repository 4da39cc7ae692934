package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import org.junit.jupiter.api.Test;

class CapacityTest {
    @Test
    void growsByHalfAsFarAsArraysReach() {
        assertThat(Capacity.after(0)).isEqualTo(1);
        assertThat(Capacity.after(16)).isEqualTo(25);
        assertThat(Capacity.after(1_500_000_000)).isEqualTo(Capacity.MOST);
        assertThat(Capacity.after(Capacity.MOST - 1)).isEqualTo(Capacity.MOST);
        assertThatThrownBy(() -> Capacity.after(Capacity.MOST))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2147483639");
    }
}
