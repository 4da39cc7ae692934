package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** December 2010 to March 2011 are the periods 0 to 3 of the log of {@link Logs#quarter}. */
class CustomerBaseAuditTest {
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true);
    private static final TransactionLog WITHOUT_COST = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);
    private static final CustomerBaseAudit AUDIT = months(LOG, "2011-03-31");

    private static CustomerBaseAudit months(TransactionLog log, String asOf) {
        return CustomerBaseAudit.of(log, TimeStep.MONTHS, LocalDate.parse(asOf));
    }

    static List<String> lines(Table table) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.columns().stream()
                        .map(column -> Objects.toString(column.textAt(row), ""))
                        .collect(Collectors.joining(",")))
                .toList();
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }

    /** January: a 10 + 20 (cost 16), b 40 (cost 25), e 1 (cost 0.50). */
    @Test
    void lensOneTellsHowCustomersOfAPeriodDiffer() {
        PeriodAudit january = AUDIT.onePeriod(1);
        assertThat(january.period()).isEqualTo("2011-01");
        assertThat(january.customers()).isEqualTo(3);
        assertThat(january.orders()).isEqualTo(4);
        assertThat(january.spendMinor()).isEqualTo(71_00);
        assertThat(january.profit().value()).isEqualTo(29.5);
        assertThat(lines(january.ordersPerCustomer().histogram(1)))
                .containsExactly("1,1,2,0.6666666666666666,2", "2,2,1,0.3333333333333333,2");
        assertThat(lines(january.spendPerCustomer().histogram(20_00)))
                .containsExactly(
                        "0.00,19.99,1,0.3333333333333333,1.00",
                        "20.00,39.99,1,0.3333333333333333,30.00",
                        "40.00,59.99,1,0.3333333333333333,40.00");
        assertThat(january.orderValue().mean().value()).isEqualTo(17.75);
        assertThat(january.orderValue().quantile(0.5)).isEqualTo(10_00);
        assertThat(january.orderValue().quantile(0.51)).isEqualTo(20_00);
        assertThat(january.orderValue().count(1_01, 40_00)).isEqualTo(2);
        assertThat(lines(january.toTable()))
                .containsExactly("2011-01,3,3,4,71.00,29.5,2,1.3333333333333333,23.666666666666668,30.00,17.75,10.00");
        assertThat(lines(AUDIT.onePeriod(2).ordersPerCustomer().toTable())).hasSize(10);
    }

    @Test
    void lensOnePartsTheBestFromTheRest() {
        PeriodAudit january = AUDIT.onePeriod(1);
        AuditBins spend = january.bins(AuditBasis.SPEND, 2);
        assertThat(names(spend.toTable()))
                .containsExactly(
                        "bin", "basis", "customers", "orders", "spend", "profit", "share", "frequency", "order_value");
        assertThat(lines(spend.toTable()))
                .containsExactly(
                        "1,spend,1,1,40.00,15.00,0.5633802816901409,1.0,40.0",
                        "2,spend,2,3,31.00,14.50,0.43661971830985913,1.5,10.333333333333334");
        AuditBins profit = january.bins(AuditBasis.PROFIT, 3);
        assertThat(profit.share(2).value()).isEqualTo(14 / 29.5);
        AuditBins tenths = january.deciles(AuditBasis.SPEND);
        assertThat(tenths.customers(1)).isZero();
        assertThat(tenths.frequency(1).undefinedReason()).isEqualTo("the bin has no customers");
        assertThat(tenths.customers(10)).isEqualTo(1);
        assertThat(tenths.spendMinor(10)).isEqualTo(1_00);
    }

    /** In February c has an order of 8 and a refund of 3. */
    @Test
    void refundsCountInSpendAndNotInOrderValues() {
        PeriodAudit february = AUDIT.onePeriod(2);
        assertThat(february.spendMinor()).isEqualTo(35_00);
        assertThat(february.orders()).isEqualTo(2);
        assertThat(february.orderValue().total()).isEqualTo(38_00);
        TransactionLog refunds = Logs.of(
                List.of(Logs.row("a", "2011-01-05", 10_00), Logs.row("a", "2011-02-05", -4_00)),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        PeriodAudit alone = months(refunds, "2011-02-28").onePeriod(1);
        assertThat(alone.customers()).isEqualTo(1);
        assertThat(alone.activeCustomers()).isZero();
        assertThat(alone.spendMinor()).isEqualTo(-4_00);
        assertThat(alone.deciles(AuditBasis.SPEND).share(10).undefinedReason()).isEqualTo("the whole is not positive");
        assertThat(lines(alone.toTable())).containsExactly("2011-02,1,0,0,-4.00,,0,0.0,-4.0,-4.00,,");
    }

    @Test
    void lensTwoTellsWhoseTheChangeIs() {
        PeriodComparison february = AUDIT.twoPeriods(1, 2);
        assertThat(names(february.toTable()))
                .containsExactly(
                        "period_from",
                        "period_to",
                        "movement",
                        "customers",
                        "orders_from",
                        "orders_to",
                        "revenue_from",
                        "revenue_to",
                        "change",
                        "grown",
                        "shrunk",
                        "frequency",
                        "basket");
        assertThat(lines(february.toTable()))
                .containsExactly(
                        "2011-01,2011-02,all,4,4,2,71.00,35.00,-36.00,,,,",
                        "2011-01,2011-02,retained,1,2,1,30.00,30.00,0.00,0.00,0.00,-22.50,22.50",
                        "2011-01,2011-02,lapsed,2,2,0,41.00,0.00,-41.00,,,,",
                        "2011-01,2011-02,new,1,0,1,0.00,5.00,5.00,,,,",
                        "2011-01,2011-02,reactivated,0,0,0,0.00,0.00,0.00,,,,");
        assertThat(february.retention().value()).isEqualTo(1 / 3.0);
        PeriodComparison march = AUDIT.twoPeriods(2, 3);
        assertThat(march.customers(AuditMovement.REACTIVATED)).isEqualTo(1);
        assertThat(march.changeMinor(AuditMovement.REACTIVATED)).isEqualTo(5_00);
        assertThat(march.changeMinor(AuditMovement.NEW)).isEqualTo(100_00);
        assertThat(march.changeMinor(AuditMovement.LAPSED)).isEqualTo(-35_00);
        assertThat(march.changeMinor()).isEqualTo(70_00);
        // c came in February, between the two, and is new since January; nobody had an order before January but e.
        assertThat(AUDIT.twoPeriods(0, 2).customers(AuditMovement.NEW)).isEqualTo(2);
    }

    /** January: b above a and e; February: a above c. */
    @Test
    void lensTwoTellsWhoMovedBetweenBins() {
        AuditMigration moves = AUDIT.twoPeriods(1, 2).migration(AuditBasis.SPEND, 2);
        assertThat(lines(moves.toTable()))
                .containsExactly(
                        "spend,0,1,0,0.00,0.00,0.00",
                        "spend,0,2,1,0.00,5.00,5.00",
                        "spend,1,0,1,40.00,0.00,-40.00",
                        "spend,1,1,0,0.00,0.00,0.00",
                        "spend,1,2,0,0.00,0.00,0.00",
                        "spend,2,0,1,1.00,0.00,-1.00",
                        "spend,2,1,1,30.00,30.00,0.00",
                        "spend,2,2,0,0.00,0.00,0.00");
        assertThat(moves.customers(0, 0)).isZero();
        assertThat(AUDIT.twoPeriods(1, 2).migration().bins()).isEqualTo(10);
    }

    /** Acquired in January: a with 30, 30 and nothing, b with 40, nothing and 5. */
    @Test
    void lensThreeFollowsACohort() {
        CohortAudit january = AUDIT.oneCohort(1);
        assertThat(names(january.toTable()))
                .containsExactly(
                        "cohort",
                        "customers",
                        "age",
                        "period",
                        "active",
                        "orders",
                        "active_share",
                        "orders_per_active",
                        "order_value",
                        "revenue",
                        "revenue_per_acquired",
                        "profit_per_acquired");
        assertThat(lines(january.toTable()))
                .containsExactly(
                        "2011-01,2,0,2011-01,2,3,1.0,1.5,23.333333333333332,70.0,35.0,14.5",
                        "2011-01,2,1,2011-02,1,1,0.5,1.0,30.0,30.0,50.0,19.5",
                        "2011-01,2,2,2011-03,1,1,0.5,1.0,5.0,5.0,52.5,19.0");
        assertThat(january.value(CohortMeasure.ACTIVE_SHARE, 1).interval()).isNotNull();
        assertThat(months(WITHOUT_COST, "2011-03-31")
                        .oneCohort(1)
                        .value(CohortMeasure.PROFIT_PER_ACQUIRED, 0)
                        .undefinedReason())
                .isEqualTo("the log has no cost");
    }

    @Test
    void whatIsNotOverIsUnknown() {
        CustomerBaseAudit audit = months(LOG, "2011-03-20");
        CohortAudit january = audit.oneCohort(1);
        assertThat(lines(january.toTable()).get(2)).isEqualTo("2011-01,2,2,2011-03,,,,,,,,");
        assertThat(january.value(CohortMeasure.REVENUE, 2).undefinedReason())
                .isEqualTo("cohort 2011-01 is not known yet at age 2: that period is not over as of 2011-03-20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audit.onePeriod(3))
                .withMessage("period 2011-03 is not over as of 2011-03-20; its figures are not known yet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audit.twoPeriods(2, 3))
                .withMessage("period 2011-03 is not over as of 2011-03-20; its figures are not known yet");
        BaseAudit base = audit.wholeBase();
        assertThatIllegalStateException()
                .isThrownBy(() -> base.customers(0, 3))
                .withMessage("period 2011-03 is not over as of 2011-03-20; its figures are not known yet");
        assertThat(lines(base.toTable()))
                .filteredOn(line -> line.startsWith("2011-03"))
                .containsExactly(
                        "2011-03,false,2010-12,,,,,",
                        "2011-03,false,2011-01,,,,,",
                        "2011-03,false,2011-02,,,,,",
                        "2011-03,false,2011-03,,,,,");
    }

    @Test
    void lensFourPutsCohortsSideBySide() {
        CohortComparison both = AUDIT.cohorts(1, 2);
        assertThat(both.ratio(1, CohortMeasure.REVENUE, 0).value()).isCloseTo(5 / 70.0, within(1e-15));
        assertThat(both.ratio(1, CohortMeasure.REVENUE_PER_ACQUIRED, 1).value()).isEqualTo(0.1);
        assertThat(both.ratio(1, CohortMeasure.ORDER_VALUE, 1).undefinedReason())
                .isEqualTo("no orders at the age");
        assertThat(lines(both.toTable()))
                .hasSize(CohortMeasure.values().length * 3)
                .startsWith(
                        "active_share,0,2011-01,1.0,2011-02,1.0,1.0",
                        "active_share,1,2011-01,0.5,2011-02,0.0,0.0",
                        "active_share,2,2011-01,0.5,2011-02,,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUDIT.cohorts(1))
                .withMessage("number of cohorts is 1; it must be 2 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUDIT.cohorts(1, 2, 1))
                .withMessage("a cohort was given twice: [2011-01, 2011-02, 2011-01]");
    }

    @Test
    void lensFiveStacksCohorts() {
        BaseAudit base = AUDIT.wholeBase();
        assertThat(lines(base.toTable()))
                .containsExactly(
                        "2010-12,true,2010-12,1,1,7.00,5.00,1.0",
                        "2011-01,true,2010-12,1,1,1.00,0.50,0.014084507042253521",
                        "2011-01,true,2011-01,2,3,70.00,29.00,0.9859154929577465",
                        "2011-02,true,2010-12,0,0,0.00,0.00,0.0",
                        "2011-02,true,2011-01,1,1,30.00,10.00,0.8571428571428571",
                        "2011-02,true,2011-02,1,1,5.00,2.00,0.14285714285714285",
                        "2011-03,true,2010-12,0,0,0.00,0.00,0.0",
                        "2011-03,true,2011-01,1,1,5.00,-1.00,0.047619047619047616",
                        "2011-03,true,2011-02,0,0,0.00,0.00,0.0",
                        "2011-03,true,2011-03,1,1,100.00,50.00,0.9523809523809523");
        assertThat(base.orders(1, 1)).isEqualTo(3);
    }

    /** Both spend 10, b in one order and a in two; b comes first in the source. */
    @Test
    void equalValuesAreRankedByIdWhateverTheOrderOfRows() {
        TransactionLog log = Logs.of(
                List.of(
                        Logs.row("b", "2011-01-05", 10_00),
                        Logs.row("a", "2011-01-06", 5_00),
                        Logs.row("a", "2011-01-07", 5_00)),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        AuditBins bins = months(log, "2011-01-31").onePeriod(0).bins(AuditBasis.SPEND, 2);
        assertThat(bins.orders(1)).isEqualTo(2);
        assertThat(bins.orders(2)).isEqualTo(1);
    }

    /** a was refunded in January for what the log does not hold, and came in February; b never had an order. */
    @Test
    void lensFiveHoldsRefundsThatNoCohortExplains() {
        TransactionLog log = Logs.of(
                List.of(
                        Logs.row("a", "2011-01-05", -2_00),
                        Logs.row("a", "2011-02-05", 10_00),
                        Logs.row("b", "2011-02-06", -1_00)),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        assertThat(lines(months(log, "2011-02-28").wholeBase().toTable()))
                .containsExactly(
                        "2011-01,true,2011-01,0,0,0.00,,",
                        "2011-01,true,2011-02,0,0,-2.00,,",
                        "2011-02,true,2011-01,0,0,0.00,,0.0",
                        "2011-02,true,2011-02,1,1,10.00,,1.1111111111111112",
                        "2011-02,true,(none),0,0,-1.00,,-0.1111111111111111");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> months(LOG, "2010-12-01"))
                .withMessage("as-of day is 2010-12-01; the log begins later, on 2010-12-24");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUDIT.twoPeriods(2, 1))
                .withMessage("periods are 2011-02 and 2011-01; the second must be after the first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUDIT.onePeriod(1).bins(AuditBasis.SPEND, 1))
                .withMessage("number of bins is 1; it must be 2 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> months(WITHOUT_COST, "2011-03-31").onePeriod(1).deciles(AuditBasis.PROFIT))
                .withMessage("profit is asked for, but the log has no cost; rank by SPEND");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUDIT.onePeriod(1).deciles(AuditBasis.SPEND).orders(11))
                .withMessage("bin is 11; it must be 1 (the best) to 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUDIT.onePeriod(1).spendPerCustomer().quantile(Double.NaN))
                .withMessage("part is NaN; it must be 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUDIT.onePeriod(1).spendPerCustomer().histogram(0))
                .withMessage("width is 0; it must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUDIT.twoPeriods(1, 2).migration().customers(11, 0))
                .withMessage("bins are 11 and 0; they must be 1 to 10, or 0 for not there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AUDIT.wholeBase().orders(4, 0))
                .withMessage("cohort is 4; it must be 0 to 3");
    }
}
