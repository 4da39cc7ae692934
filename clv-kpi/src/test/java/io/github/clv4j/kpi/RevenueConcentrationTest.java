package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class RevenueConcentrationTest {
    private static TransactionLog tenCustomers() {
        List<Logs.Row> rows = new ArrayList<>();
        for (int c = 1; c <= 10; c++) {
            rows.add(Logs.row("c" + c, "2011-01-05", c * 50L));
            rows.add(Logs.row("c" + c, "2011-01-25", c * 50L));
            rows.add(Logs.row("c" + c, "2011-02-05", 7_00));
        }
        return Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
    }

    /** January: 1, 2 … 10 of 55, whose Gini coefficient is (n − 1)/3n = 0.3. February: all alike. */
    @Test
    void tellsTenthsLorenzCurveAndGini() {
        TransactionLog log = tenCustomers();
        RevenueConcentration concentration = RevenueConcentration.of(log, Periods.covering(log, TimeStep.MONTHS));
        assertThat(concentration.get(0).totalMinor()).isEqualTo(55_00);
        assertThat(concentration.gini(0, 0).orElseThrow()).isCloseTo(0.3, within(1e-15));
        assertThat(concentration.gini(1, 0).orElseThrow()).isZero();
        assertThat(concentration.lorenz(0, 0, 0).orElseThrow()).isZero();
        assertThat(concentration.lorenz(0, 0, 5).orElseThrow()).isCloseTo(15.0 / 55, within(1e-15));
        assertThat(concentration.lorenz(0, 0, 10).orElseThrow()).isEqualTo(1);
        assertThat(concentration.lorenz(1, 0, 3).orElseThrow()).isCloseTo(0.3, within(1e-15));
        Table table = concentration.toTable();
        assertThat(table.rows()).isEqualTo(20);
        assertThat(table.column("share").textAt(0)).startsWith("0.1818");
        assertThat(table.column("lorenz").textAt(0)).isEqualTo("1.0");
        assertThat(table.column("lorenz").textAt(9)).startsWith("0.0181818");
        assertThat(table.column("customers").textAt(9)).isEqualTo("10");
    }

    /** Half of the customers brought nothing, so the curve lies on 0 up to there and never falls. */
    @Property(tries = 100)
    void neverFallsNorLeavesZeroToOne(@ForAll @Size(10) List<@IntRange(min = 1, max = 1_000) Integer> amounts) {
        List<Logs.Row> rows = new ArrayList<>();
        for (int c = 0; c < amounts.size(); c++) {
            rows.add(Logs.row("free" + c, "2011-01-05", 0));
            rows.add(Logs.row("paid" + c, "2011-01-05", amounts.get(c)));
        }
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        RevenueConcentration concentration = RevenueConcentration.of(log, Periods.covering(log, TimeStep.MONTHS));
        double last = 0;
        for (int tenths = 0; tenths <= 10; tenths++) {
            double share = concentration.lorenz(0, 0, tenths).orElseThrow();
            assertThat(share).isBetween(tenths <= 5 ? 0 : last, tenths <= 5 ? 0.0 : 1.0);
            last = share;
        }
    }

    @Test
    void isUndefinedWhereNothingWasBought() {
        TransactionLog log = Logs.of(
                List.of(Logs.row("a", "2011-01-05", 5_00), Logs.row("a", "2011-03-05", 5_00)),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        RevenueConcentration concentration = RevenueConcentration.of(log, Periods.covering(log, TimeStep.MONTHS));
        assertThat(concentration.gini(1, 0)).isEmpty();
        assertThat(concentration.lorenz(1, 0, 5)).isEmpty();
        assertThat(concentration.toTable().column("lorenz").textAt(10)).isNull();
    }

    @Test
    void refusesWhatDoesNotFit() {
        TransactionLog log = tenCustomers();
        LocalDate last = LocalDate.ofEpochDay(log.lastDay());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RevenueConcentration.of(log, Periods.rolling(last, 30, 10, 3)))
                .withMessageContaining("take windows that follow each other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RevenueConcentration.of(log, Periods.covering(log, TimeStep.MONTHS))
                        .lorenz(0, 0, 11))
                .withMessage("tenths are 11; they must be 0 to 10");
    }

    @Property(tries = 100)
    void hasTheCustomersAndRevenueOfTheFacts(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        Periods periods = Periods.covering(log, step);
        Grouping groups = Grouping.byFirst(log, "channel");
        PeriodFacts facts = PeriodFacts.of(log, periods, groups);
        RevenueConcentration concentration = RevenueConcentration.of(log, periods, groups);
        assertThat(concentration.groups()).isEqualTo(facts.groups());
        for (int p = 0; p < periods.count(); p++) {
            for (int g = 0; g < facts.groups().size(); g++) {
                assertThat(concentration.get(p, g).totalMinor()).isEqualTo(facts.get(Fact.REVENUE, p, g));
                assertThat(concentration.get(p, g).customers())
                        .isEqualTo((int) facts.get(Fact.PRESENT_CUSTOMERS, p, g));
            }
        }
    }
}
