package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Table;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KpiCatalogueTest {
    private static final Kpi REFUND_RATE = Kpi.of(
                    "refund_rate",
                    "Refund rate",
                    cell -> cell.ratio(Fact.REFUNDED, Fact.GROSS_REVENUE, "no gross revenue in the period"))
            .withFormula("refunded / gross revenue")
            .withOwners(Department.PRODUCT, Department.SERVICE)
            .withNeeds(Fact.REFUNDED, Fact.GROSS_REVENUE)
            .withInterval(KpiInterval.CUSTOMER_RATIO)
            .withUndefinedIf("there is no gross revenue");

    @Test
    void takesKpisOfOnesOwnBesideThoseOfTheLibrary() {
        KpiCatalogue ours = KpiCatalogue.standard().with(REFUND_RATE);
        assertThat(ours.all()).hasSize(Kpis.all().size() + 1).contains(REFUND_RATE, Kpis.AOV);
        assertThat(ours.byId("refund_rate")).isSameAs(REFUND_RATE);
        assertThat(ours.of(Department.SERVICE))
                .contains(REFUND_RATE, Kpis.CHURN_RATE)
                .doesNotContain(Kpis.AOV);
        assertThat(KpiCatalogue.standard().all()).isEqualTo(Kpis.all());
        TransactionLog log = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);
        KpiReport report = KpiReport.of(
                PeriodFacts.of(log, Periods.covering(log, TimeStep.YEARS)), KpiOptions.withDefaults(), ours.all());
        // a, b, c, d and e bring 60, 45, 8, 100 and 1 in 2011; c has 3 back.
        KpiValue value = report.value(REFUND_RATE, "2011", "all");
        assertThat(value.value()).isEqualTo(3.0 / 214);
        assertThat(value.interval()).isNotNull();
    }

    @Test
    void refusesAnIdThatIsTaken() {
        Kpi another = Kpi.of("aov", "Average of vendors", cell -> KpiValue.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiCatalogue.standard().with(another))
                .withMessage("KPI id 'aov' is taken by 'Average order value'; give 'Average of vendors' another id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KpiCatalogue.standard().with(REFUND_RATE, REFUND_RATE))
                .withMessageContaining("'refund_rate' is taken by 'Refund rate'");
    }

    @Test
    void isATable() {
        Table table = KpiCatalogue.standard().with(REFUND_RATE).toTable();
        int last = table.rows() - 1;
        assertThat(table.columns().stream()
                        .map(column -> column.name() + "=" + Objects.toString(column.textAt(last), "")))
                .containsExactly(
                        "kpi=refund_rate",
                        "name=Refund rate",
                        "formula=refunded / gross revenue",
                        "unit=ratio",
                        "direction=neutral",
                        "owners=product service",
                        "needs=gross_revenue refunded",
                        "inputs=",
                        "undefined_if=there is no gross revenue",
                        "interval=customer_ratio");
    }
}
