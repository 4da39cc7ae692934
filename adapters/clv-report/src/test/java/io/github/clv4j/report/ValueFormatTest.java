package io.github.clv4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0.0|0",
                "0.4|0",
                "-0.4|0",
                "0.5|1",
                "-0.5|\u22121",
                "999|999",
                "1000|1,000",
                "23570|23,570",
                "-1234567|\u22121,234,567",
                "1e15|1,000,000,000,000,000",
                "NaN|\u2013"
            })
    void integers(double value, String text) {
        assertThat(ValueFormat.integer().format(value)).isEqualTo(text);
    }

    @Test
    void unitsAndDecimals() {
        assertThat(ValueFormat.money("USD", 2).format(2_500_315.63)).isEqualTo("2,500,315.63 USD");
        assertThat(ValueFormat.money("JPY", 0).format(1234.5)).isEqualTo("1,235 JPY");
        assertThat(ValueFormat.decimals(2).format(0.005)).isEqualTo("0.01");
        assertThat(ValueFormat.decimals(1).withUnit("days").format(31.46)).isEqualTo("31.5 days");
        assertThat(ValueFormat.percent(1).format(0.125)).isEqualTo("12.5%");
        assertThat(ValueFormat.percent(0).format(-0.07)).isEqualTo("\u22127%");
        assertThat(ValueFormat.money("USD", 2).format(Double.NaN)).isEqualTo("\u2013");
        assertThat(ValueFormat.integer().format(Double.NEGATIVE_INFINITY)).isEqualTo("\u2212\u221e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0.00",
                "43.181|43.18",
                "120.5|121",
                "9999.4|9,999",
                "10000|10k",
                "48120.75|48.1k",
                "812345|812k",
                "999499|999k",
                "999500|1M",
                "2500315|2.5M",
                "99960000|100M",
                "1e9|1bn",
                "2e13|20,000bn",
                "-48120|\u221248.1k"
            })
    void shortMoney(double value, String text) {
        assertThat(ValueFormat.money("USD", 2).shortFormat(value)).isEqualTo(text);
    }

    @Test
    void refusesWhatHasNoMeaning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueFormat.decimals(-1))
                .withMessage("digits is -1: must be between 0 and 9");
        assertThatIllegalArgumentException().isThrownBy(() -> ValueFormat.money(" ", 2));
        assertThatIllegalStateException()
                .isThrownBy(() -> ValueFormat.percent(1).withUnit("days"))
                .withMessageContaining("withUnit(\"days\")");
    }

    @Test
    void equalByWhatTheyWrite() {
        assertThat(ValueFormat.money("EUR", 2))
                .isEqualTo(ValueFormat.decimals(2).withUnit("EUR"))
                .hasSameHashCodeAs(ValueFormat.decimals(2).withUnit("EUR"))
                .isNotEqualTo(ValueFormat.money("EUR", 0))
                .isNotEqualTo(ValueFormat.money("USD", 2));
        assertThat(ValueFormat.percent(0)).isNotEqualTo(ValueFormat.integer());
    }
}
