package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class KpiValueTest {
    @Test
    void keepsMoneyExact() {
        KpiValue value = KpiValue.of(new BigDecimal("92233720368547758.07")).over(3, "none");
        assertThat(value.numerator()).isEqualTo(new BigDecimal("92233720368547758.07"));
        assertThat(value.value()).isEqualTo(Double.parseDouble("30744573456182586.0233"));
    }

    @Test
    void roundsAQuotientOnce() {
        assertThat(KpiValue.of(1).over(3, "none").value()).isEqualTo(1.0 / 3);
        assertThat(KpiValue.of(2).over(3, "none").value()).isEqualTo(2.0 / 3);
    }

    @Test
    void isUndefinedOverZeroAndLess() {
        KpiValue value = KpiValue.of(0).over(0, "no orders");
        assertThat(value.isDefined()).isFalse();
        assertThat(value.value()).isNaN();
        assertThat(value.undefinedReason()).isEqualTo("no orders");
        assertThat(value.numerator()).isEqualTo(BigDecimal.ZERO);
        assertThat(value.denominator()).isEqualTo(BigDecimal.ZERO);
        assertThat(KpiValue.of(5)
                        .over(KpiValue.of(new BigDecimal("-0.01")), "not positive")
                        .undefinedReason())
                .isEqualTo("not positive");
        assertThat(value).hasToString("undefined: no orders");
    }

    @Test
    void passesTheFirstReasonOn() {
        KpiValue unknown = KpiValue.undefined("no spend");
        assertThat(unknown.over(2, "none").undefinedReason()).isEqualTo("no spend");
        assertThat(KpiValue.of(2).over(unknown, "none").undefinedReason()).isEqualTo("no spend");
        assertThat(KpiValue.of(0).over(0, "no orders").over(1, "none").undefinedReason())
                .isEqualTo("no orders");
    }

    @Test
    void passesNotesOn() {
        KpiValue noted = KpiValue.of(2).withNote("revenue-based");
        assertThat(noted.over(1, "none").note()).isEqualTo("revenue-based");
        assertThat(KpiValue.of(1).over(noted, "none").note()).isEqualTo("revenue-based");
        assertThat(noted.over(noted, "none").note()).isEqualTo("revenue-based");
        assertThat(noted.over(KpiValue.of(3).withNote("estimated"), "none").note())
                .isEqualTo("revenue-based; estimated");
    }

    @Test
    void wantsAReason() {
        assertThatIllegalArgumentException().isThrownBy(() -> KpiValue.undefined(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> KpiValue.of(1).over(1, ""));
    }
}
