package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class RevenueTreeTest {
    private static PeriodFacts months(List<Logs.Row> rows) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        return PeriodFacts.of(log, Periods.covering(log, TimeStep.MONTHS), Grouping.byFirst(log, "channel"));
    }

    /**
     * January: 1 customer, 2 orders, 20.00, so 1 · 2 · 10. February: 2 customers, 2 orders, 30.00, so 2 · 1 · 15. Of the
     * change of 10.00: customers 1 · ((2·10 + 1·15)/3 + (2·15 + 1·10)/6) = 18.33…, frequency −1 · ((1·10 + 2·15)/3 + (1·15 +
     * 2·10)/6) = −19.16…, basket 5 · ((1·2 + 2·1)/3 + (1·1 + 2·2)/6) = 10.83….
     */
    @Test
    void splitsTheChangeByFactor() {
        RevenueTree tree = RevenueTree.between(
                months(List.of(
                        Logs.row("a", "2011-01-05", 8_00),
                        Logs.row("a", "2011-01-06", 12_00),
                        Logs.row("a", "2011-02-05", 20_00),
                        Logs.row("b", "2011-02-06", 10_00))),
                0,
                1);
        assertThat(tree.changeMinor(0)).isEqualTo(10_00);
        // 1833 1/3, −1916 2/3 and 1083 1/3: down to 1833, −1917 and 1083, and the cent that is left to customers.
        assertThat(tree.customersMinor(0)).isEqualTo(18_34);
        assertThat(tree.frequencyMinor(0)).isEqualTo(-19_17);
        assertThat(tree.basketMinor(0)).isEqualTo(10_83);
        assertThat(tree.toTable().columns().stream().map(column -> Objects.toString(column.textAt(0), "")))
                .containsExactly(
                        "2011-01",
                        "2011-02",
                        "first channel",
                        "all",
                        "20.00",
                        "30.00",
                        "10.00",
                        "18.34",
                        "-19.17",
                        "10.83",
                        "");
    }

    @Test
    void aFactorThatDidNotChangeContributesNothing() {
        RevenueTree tree = RevenueTree.between(
                months(List.of(
                        Logs.row("a", "2011-01-05", 8_00),
                        Logs.row("b", "2011-01-06", 12_00),
                        Logs.row("a", "2011-02-05", 21_01),
                        Logs.row("c", "2011-02-06", 10_00))),
                0,
                1);
        assertThat(tree.customersMinor(0)).isZero();
        assertThat(tree.frequencyMinor(0)).isZero();
        assertThat(tree.basketMinor(0)).isEqualTo(11_01);
    }

    @Test
    void isUndefinedWithoutCustomersToCompare() {
        PeriodFacts facts = months(List.of(Logs.row("a", "2011-01-05", 8_00), Logs.row("a", "2011-03-05", 20_00)));
        RevenueTree tree = RevenueTree.between(facts, 1, 2);
        assertThat(tree.undefinedReason(0)).isEqualTo("no active customers in 2011-02");
        assertThat(tree.changeMinor(0)).isEqualTo(20_00);
        assertThat(tree.toTable().column("customers").textAt(0)).isNull();
        assertThatIllegalStateException()
                .isThrownBy(() -> tree.basketMinor(0))
                .withMessage("the contributions of 'all' are undefined: no active customers in 2011-02");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RevenueTree.between(facts, 1, 1))
                .withMessage("both periods are 2011-02; they must differ");
    }

    /** Against the definition: the mean over the six orders in which the factors change one after the other. */
    @Property(tries = 300)
    void isTheMeanOverAllOrdersOfChange(@ForAll List<Logs.Row> rows, @ForAll TimeStep step) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        PeriodFacts facts = PeriodFacts.of(
                log,
                Periods.ending(LocalDate.ofEpochDay(log.lastDay()), step == TimeStep.DAYS ? 40 : 1, step, 2),
                Grouping.byFirst(log, "channel"));
        RevenueTree tree = RevenueTree.between(facts, 0, 1);
        for (int group = 0; group < facts.groups().size(); group++) {
            assertThat(tree.changeMinor(group))
                    .isEqualTo(facts.get(Fact.REVENUE, 1, group) - facts.get(Fact.REVENUE, 0, group));
            if (tree.undefinedReason(group) != null) {
                continue;
            }
            long[] parts = {tree.customersMinor(group), tree.frequencyMinor(group), tree.basketMinor(group)};
            assertThat(parts[0] + parts[1] + parts[2]).isEqualTo(tree.changeMinor(group));
            double[][] factors = {factors(facts, 0, group), factors(facts, 1, group)};
            for (int factor = 0; factor < 3; factor++) {
                assertThat((double) parts[factor]).isCloseTo(meanOverOrders(factors, factor), within(1 + 1e-6));
            }
        }
    }

    private static double[] factors(PeriodFacts facts, int period, int group) {
        double customers = facts.get(Fact.ACTIVE_CUSTOMERS, period, group);
        double orders = facts.get(Fact.ORDERS, period, group);
        return new double[] {customers, orders / customers, facts.get(Fact.REVENUE, period, group) / orders};
    }

    private static double meanOverOrders(double[][] factors, int factor) {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        double sum = 0;
        for (int[] order : orders) {
            double[] now = factors[0].clone();
            for (int next : order) {
                double before = now[0] * now[1] * now[2];
                now[next] = factors[1][next];
                sum += next == factor ? now[0] * now[1] * now[2] - before : 0;
            }
        }
        return sum / orders.length;
    }
}
