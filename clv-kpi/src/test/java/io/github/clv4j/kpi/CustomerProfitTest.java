package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class CustomerProfitTest {
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true);
    private static final CostToServe COSTS = CostToServe.withDefaults()
            .withPerOrder(1_00)
            .withPerOrder("channel", Map.of("web", 50L), 20)
            .withContacts("calls", 2_00, new long[] {0, 6, 0, 0, 1});

    @Test
    void profitIsMarginLessWhatServingAndAcquiringCost() {
        CustomerProfit profit = CustomerProfit.of(
                LOG, ProfitOptions.withDefaults().withCostToServe(COSTS).withAcquisitionCost(3_00));
        assertThat(Contracts.lines(profit.toTable()))
                .containsExactly(
                        "a,3,60.00,24.00,4.20,3.00,16.80",
                        "b,2,45.00,14.00,14.40,3.00,-3.40",
                        "c,1,5.00,2.00,1.20,3.00,-2.20",
                        "d,1,100.00,50.00,1.50,3.00,45.50",
                        "e,2,8.00,5.50,4.70,3.00,-2.20");
        assertThat(Contracts.lines(profit.lossMakers()))
                .containsExactly(
                        "b,2,45.00,14.00,14.40,3.00,-3.40",
                        "c,1,5.00,2.00,1.20,3.00,-2.20",
                        "e,2,8.00,5.50,4.70,3.00,-2.20");
        WhaleCurve curve = profit.whaleCurve();
        assertThat(Contracts.lines(curve.toTable()))
                .startsWith("1,0.2,45.50,45.50," + 45.5 / 54.5, "2,0.4,16.80,62.30," + 62.3 / 54.5)
                .endsWith("5,1.0,-3.40,54.50,1.0");
        assertThat(curve.peakMinor()).isEqualTo(62_30);
        assertThat(curve.totalMinor()).isEqualTo(54_50);
        assertThat(curve.customersAtPeak()).isEqualTo(2);
        assertThat(curve.lossMinor()).isEqualTo(7_80);
        assertThat(curve.lossMakerShare().value()).isEqualTo(0.6);
        assertThat(curve.lossMakerShare(0.9).lower()).isBetween(0.2, 0.6);
        assertThat(curve.lossShare().value()).isEqualTo(7.8 / 62.3);
        assertThat(curve.peakShare().value()).isEqualTo(62.3 / 54.5);
        assertThat(profit.isRevenueBased()).isFalse();
    }

    @Test
    void isAsOfADay() {
        CustomerProfit profit = CustomerProfit.of(
                LOG,
                ProfitOptions.withDefaults()
                        .until(LocalDate.parse("2011-01-31"))
                        .withCostToServe(COSTS));
        assertThat(Contracts.lines(profit.toTable()))
                .containsExactly(
                        "a,2,30.00,14.00,2.70,0.00,11.30",
                        "b,1,40.00,15.00,13.20,0.00,1.80",
                        "e,2,8.00,5.50,4.70,0.00,0.80");
    }

    @Test
    void whoNeverBoughtMayCost() {
        long[] given = {0, 0, 0, 4_00, 0};
        CustomerProfit profit = CustomerProfit.of(
                LOG,
                ProfitOptions.withDefaults()
                        .until(LocalDate.parse("2011-01-31"))
                        .withCostToServe(CostToServe.withDefaults().withGiven(given))
                        .withAcquisitionCost(new long[] {1, 2, 3, 4, 5}));
        assertThat(Contracts.lines(profit.lossMakers())).containsExactly("d,0,0.00,0.00,4.00,0.00,-4.00");
        assertThat(profit.acquisitionCostMinor(1)).isEqualTo(2);
    }

    @Test
    void aStatedMarginIsRoundedOnceACustomer() {
        TransactionLog log = Logs.of(
                List.of(Logs.row("a", "2011-01-05", 10), Logs.row("b", "2011-01-05", 30)), RefundPolicy.NET, false);
        CustomerProfit profit =
                CustomerProfit.of(log, ProfitOptions.withDefaults().withGrossMargin(0.35));
        assertThat(profit.marginMinor(0)).as("3.5 to even").isEqualTo(4);
        assertThat(profit.marginMinor(1)).as("10.5 to even").isEqualTo(10);
        assertThat(CustomerProfit.of(log, ProfitOptions.withDefaults()).isRevenueBased())
                .isTrue();
    }

    @Test
    void refusesWhatIsImpossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CustomerProfit.of(LOG, ProfitOptions.withDefaults().withGrossMargin(0.5)))
                .withMessage("gross margin is 0.5, but the log has cost, which tells the margin; give one of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProfitOptions.withDefaults().withAcquisitionCost(-1))
                .withMessage("acquisition cost is -1 minor units; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CustomerProfit.of(LOG, ProfitOptions.withDefaults().withAcquisitionCost(new long[2])))
                .withMessage("acquisition costs are given for 2 customers; the log has 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COSTS.withContacts("calls", 1, new long[5]))
                .withMessage("contacts 'calls' are given twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COSTS.withContacts("visits", 1, new long[] {0, -1}))
                .withMessage("contacts 'visits' of customer 1 is -1; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COSTS.withPerOrder("channel", Map.of("web", -1L), 0))
                .withMessage("cost per order of 'web' is -1; it must be 0 or more");
        LocalDate day = LocalDate.parse("2011-03-31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COSTS.withContacts("visits", 1, new long[2]).of(LOG, day))
                .withMessage("contacts 'visits' are given for 2 customers; the log has 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CostToServe.withDefaults()
                        .withPerOrder("channel", Map.of("radio", 1L), 0)
                        .of(LOG, day))
                .withMessage("cost per order of 'radio': no order is of this channel; there are [shop, web]");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CustomerProfit.of(
                        LOG,
                        ProfitOptions.withDefaults()
                                .withCostToServe(CostToServe.withDefaults().withPerOrder(Long.MAX_VALUE))))
                .withMessage("a cost to serve does not fit 64 bits of minor units");
        TransactionLog netted = Logs.of(Logs.quarter(), RefundPolicy.NET, true);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> COSTS.of(netted, LocalDate.parse("2011-02-15")))
                .withMessageStartingWith(
                        "customer 'c': a refund after 2011-02-15 was netted against earlier purchases");
    }

    @Property(tries = 300)
    void tellsWhatTheSlowWayFinds(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean withCost,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY) int asOf) {
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, withCost);
        boolean web = rows.stream().anyMatch(row -> "web".equals(row.channel()));
        CostToServe costs = CostToServe.withDefaults()
                .withPerOrder(7)
                .withPerOrder("channel", web ? Map.of("web", 50L) : Map.of(), 20);
        CustomerProfit profit = CustomerProfit.of(
                log,
                ProfitOptions.withDefaults()
                        .until(LocalDate.ofEpochDay(asOf))
                        .withCostToServe(costs)
                        .withAcquisitionCost(100));
        long total = 0;
        for (int c = 0; c < log.customers(); c++) {
            String id = log.index().id(c);
            long slow = 0;
            boolean any = false;
            for (Logs.Row row : rows) {
                if (row.customer().equals(id) && row.day() <= asOf) {
                    slow += row.amount() - (withCost ? row.cost() : 0);
                    if (row.amount() >= 0) {
                        slow -= 7 + ("web".equals(row.channel()) ? 50 : 20);
                        any = true;
                    }
                }
            }
            slow -= any ? 100 : 0;
            assertThat(profit.profitMinor(c)).isEqualTo(slow);
            total += slow;
        }
        assertThat(profit.whaleCurve().totalMinor()).isEqualTo(total);
    }
}
