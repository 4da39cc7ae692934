package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import org.junit.jupiter.api.Test;

class KpiTest {
    private static final PeriodFacts FACTS = PeriodFacts.of(
            Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false),
            Periods.covering(Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false), TimeStep.YEARS));

    @Test
    void takesKpisOfOnesOwn() {
        Kpi refundRate = Kpi.of(
                        "refund_rate",
                        "Refund rate",
                        cell -> cell.money(Fact.REFUNDED)
                                .over(cell.money(Fact.GROSS_REVENUE), "no gross revenue in the period"))
                .withFormula("refunded / gross revenue")
                .withUnit(KpiUnit.RATIO)
                .withDirection(KpiDirection.DOWN_IS_GOOD)
                .withOwner(Department.PRODUCT)
                .withNeeds(Fact.REFUNDED, Fact.GROSS_REVENUE)
                .withUndefinedIf("there is no gross revenue");
        KpiReport report = KpiReport.of(FACTS, refundRate);
        assertThat(report.value(refundRate, 0).value()).isZero();
        assertThat(report.value(refundRate, 1).value()).isEqualTo(3.0 / 214);
        assertThat(refundRate).hasToString("refund_rate = refunded / gross revenue");
        assertThat(refundRate.needs()).containsExactly(Fact.GROSS_REVENUE, Fact.REFUNDED);
    }

    @Test
    void asksOnlyForWhatItSaysThatItNeeds() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KpiReport.of(FACTS, Kpi.of("x", "X", cell -> cell.counted(Fact.ORDERS))))
                .withMessage("KPI 'x' asks for ORDERS but says that it needs []");
        assertThatIllegalStateException()
                .isThrownBy(() -> KpiReport.of(FACTS, Kpi.of("x", "X", KpiCell::acquisitionSpend)))
                .withMessageContaining("asks for ACQUISITION_SPEND");
    }

    @Test
    void keepsMoneyAndCountsApart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiReport.of(
                        FACTS,
                        Kpi.of("x", "X", cell -> cell.counted(Fact.REVENUE)).withNeeds(Fact.REVENUE)))
                .withMessageContaining("REVENUE is money");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiReport.of(
                        FACTS, Kpi.of("x", "X", cell -> cell.money(Fact.ORDERS)).withNeeds(Fact.ORDERS)))
                .withMessageContaining("ORDERS is a count");
    }

    @Test
    void mayHaveSeveralOwners() {
        Kpi kpi = Kpi.of("x", "X", cell -> KpiValue.of(1));
        assertThat(kpi.owner()).isNull();
        assertThat(kpi.withOwners(Department.SERVICE, Department.SALES).owners())
                .containsExactly(Department.SERVICE, Department.SALES);
        assertThat(kpi.withOwners(Department.SERVICE, Department.SALES).owner()).isEqualTo(Department.SERVICE);
        assertThat(kpi.withOwner(Department.SALES).owners()).containsExactly(Department.SALES);
    }

    @Test
    void refusesIdsThatFilesCannotUse() {
        for (String id : new String[] {"", "AOV", "1st", "a b", "a__b", "a_"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Kpi.of(id, "X", cell -> KpiValue.of(1)))
                    .withMessageContaining("lower-case words joined by underscores");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Kpi.of("x", " ", cell -> KpiValue.of(1)));
    }
}
