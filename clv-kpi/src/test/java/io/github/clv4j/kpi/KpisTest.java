package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.table.Table;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each KPI against figures worked out by hand from {@link Logs#quarter}. */
class KpisTest {
    private static final int JANUARY = 0;
    private static final int FEBRUARY = 1;
    private static final int MARCH = 2;
    private static final Periods MONTHS =
            Periods.covering(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-03-20"), TimeStep.MONTHS);
    private static final AcquisitionSpend SPEND = AcquisitionSpend.of(
            Logs.EUR,
            List.of(
                    AcquisitionSpend.Entry.of(LocalDate.parse("2011-01-01"), 20_00),
                    AcquisitionSpend.Entry.of(LocalDate.parse("2011-01-31"), 10_00),
                    AcquisitionSpend.Entry.of(LocalDate.parse("2011-02-01"), 0)));

    private static KpiReport report(boolean withCost, KpiOptions options) {
        return KpiReport.of(
                PeriodFacts.of(Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, withCost), MONTHS),
                options,
                Kpis.all());
    }

    private static final KpiReport PLAIN = report(false, KpiOptions.withDefaults());
    private static final KpiReport WITH_SPEND =
            report(false, KpiOptions.withDefaults().withAcquisitionSpend(SPEND));
    private static final KpiReport WITH_MARGIN =
            report(false, KpiOptions.withDefaults().withAcquisitionSpend(SPEND).withGrossMargin(0.4));
    private static final KpiReport WITH_COST =
            report(true, KpiOptions.withDefaults().withAcquisitionSpend(SPEND));

    static List<Kpi> catalogue() {
        return Kpis.all();
    }

    @ParameterizedTest
    @CsvSource({
        "orders, 4, 2, 2",
        "active_customers, 3, 2, 2",
        "new_customers, 2, 1, 1",
        "revenue, 71.00, 35.00, 105.00",
        "gross_revenue, 71.00, 38.00, 105.00",
        "refunded, 0.00, 3.00, 0.00",
        "retained_customers, 1, 1, 0",
        "reactivated_customers, 0, 0, 1",
        "lapsed_customers, 0, 2, 2",
    })
    void amountsAndCounts(String id, BigDecimal january, BigDecimal february, BigDecimal march) {
        Kpi kpi = Kpis.byId(id);
        assertThat(PLAIN.value(kpi, JANUARY)).isEqualTo(KpiValue.of(january));
        assertThat(PLAIN.value(kpi, FEBRUARY)).isEqualTo(KpiValue.of(february));
        assertThat(PLAIN.value(kpi, MARCH)).isEqualTo(KpiValue.of(march));
    }

    @ParameterizedTest
    @CsvSource({
        "aov, 71.00, 4, 35.00, 2, 105.00, 2",
        "aov_gross, 71.00, 4, 38.00, 2, 105.00, 2",
        "arpu, 71.00, 3, 35.00, 2, 105.00, 2",
        "purchase_frequency, 4, 3, 2, 2, 2, 2",
        // a and e have two orders by the end of January, b by the end of March
        "repeat_purchase_rate, 2, 3, 2, 4, 3, 5",
        // e came in December, before the periods
        "retention_rate, 1, 1, 1, 3, 0, 2",
        "churn_rate, 0, 1, 2, 3, 2, 2",
        "reactivation_rate, 0, 3, 0, 2, 1, 2",
    })
    void ratios(
            String id,
            BigDecimal january,
            BigDecimal overJanuary,
            BigDecimal february,
            BigDecimal overFebruary,
            BigDecimal march,
            BigDecimal overMarch) {
        Kpi kpi = Kpis.byId(id);
        assertQuotient(PLAIN.value(kpi, JANUARY), january, overJanuary);
        assertQuotient(PLAIN.value(kpi, FEBRUARY), february, overFebruary);
        assertQuotient(PLAIN.value(kpi, MARCH), march, overMarch);
    }

    private static void assertQuotient(KpiValue value, BigDecimal numerator, BigDecimal denominator) {
        assertThat(value.numerator()).isEqualTo(numerator);
        assertThat(value.denominator()).isEqualTo(denominator);
        assertThat(value.value()).isEqualTo(numerator.doubleValue() / denominator.doubleValue());
    }

    /** e came on 24 December and 31 January, a on 5 and 20 January and 3 February, b on 10 January and 2 March. */
    @Test
    void timesBetweenOrdersCountWhereTheyEnd() {
        assertQuotient(
                PLAIN.value(Kpis.DAYS_BETWEEN_ORDERS, JANUARY), BigDecimal.valueOf(15 + 38), BigDecimal.valueOf(2));
        assertQuotient(PLAIN.value(Kpis.DAYS_BETWEEN_ORDERS, FEBRUARY), BigDecimal.valueOf(14), BigDecimal.ONE);
        assertQuotient(PLAIN.value(Kpis.DAYS_BETWEEN_ORDERS, MARCH), BigDecimal.valueOf(51), BigDecimal.ONE);
        assertThat(PLAIN.value(Kpis.MEDIAN_DAYS_BETWEEN_ORDERS, JANUARY).value())
                .isEqualTo(26.5);
        assertThat(PLAIN.value(Kpis.MEDIAN_DAYS_BETWEEN_ORDERS, FEBRUARY).value())
                .isEqualTo(14);
        // One customer's times tell nothing of how others differ.
        assertThat(PLAIN.value(Kpis.DAYS_BETWEEN_ORDERS, JANUARY).interval()).isNotNull();
        assertThat(PLAIN.value(Kpis.DAYS_BETWEEN_ORDERS, MARCH).interval()).isNull();
    }

    @Test
    void ordersOfOneDayAreOneTimeOfBuying() {
        PeriodFacts facts = PeriodFacts.of(
                Logs.of(
                        List.of(
                                Logs.row("a", "2011-01-05", 1_00),
                                Logs.row("a", "2011-01-05", 2_00),
                                Logs.row("a", "2011-01-08", -1_00),
                                Logs.row("a", "2011-01-12", 3_00)),
                        RefundPolicy.KEEP_NEGATIVE,
                        false),
                MONTHS);
        assertThat(facts.get(Fact.ORDER_GAPS, JANUARY)).isEqualTo(1);
        assertThat(facts.get(Fact.ORDER_GAP_DAYS, JANUARY)).isEqualTo(7);
    }

    @Test
    void averageOrderValueIsNotRevenuePerUser() {
        assertThat(PLAIN.value(Kpis.AOV, JANUARY).value()).isEqualTo(17.75);
        assertThat(PLAIN.value(Kpis.ARPU, JANUARY).value()).isEqualTo(71.0 / 3);
    }

    @Test
    void grossMarginComesFromCostsOrAStatedRate() {
        assertThat(PLAIN.value(Kpis.GROSS_MARGIN, JANUARY))
                .isEqualTo(KpiValue.undefined("neither costs nor a gross margin were given"));
        assertThat(PLAIN.value(Kpis.GROSS_MARGIN_RATE, JANUARY).isDefined()).isFalse();
        assertThat(WITH_MARGIN.value(Kpis.GROSS_MARGIN, JANUARY).numerator()).isEqualByComparingTo("28.40");
        assertThat(WITH_MARGIN.value(Kpis.GROSS_MARGIN_RATE, JANUARY).value()).isEqualTo(0.4);
        // 71.00 less 6.00, 10.00, 25.00 and 0.50
        assertThat(WITH_COST.value(Kpis.GROSS_MARGIN, JANUARY)).isEqualTo(KpiValue.of(new BigDecimal("29.50")));
        assertThat(WITH_COST.value(Kpis.GROSS_MARGIN_RATE, JANUARY).value()).isEqualTo(29.5 / 71);
        // 35.00 less 20.00, 4.00 and -1.00
        assertThat(WITH_COST.value(Kpis.GROSS_MARGIN, FEBRUARY)).isEqualTo(KpiValue.of(new BigDecimal("12.00")));
    }

    /** c bought for 8.00 in February and has 3.00 back in March, where it did not buy. */
    @Test
    void aPeriodOfRefundsAloneHasRevenueButNoRates() {
        KpiReport report = KpiReport.of(
                PeriodFacts.of(
                        Logs.of(
                                List.of(
                                        Logs.row("c", "2011-02-14", 8_00, 4_00, null),
                                        Logs.row("c", "2011-03-01", -3_00, -1_00, null)),
                                RefundPolicy.KEEP_NEGATIVE,
                                true),
                        MONTHS),
                KpiOptions.withDefaults(),
                Kpis.all());
        assertThat(report.value(Kpis.REVENUE, MARCH).value()).isEqualTo(-3);
        assertThat(report.value(Kpis.GROSS_MARGIN, MARCH).value()).isEqualTo(-2);
        assertThat(report.value(Kpis.GROSS_MARGIN_RATE, MARCH).undefinedReason())
                .isEqualTo("revenue of the period is not positive");
        assertThat(report.value(Kpis.AOV, MARCH).undefinedReason()).isEqualTo("no orders in the period");
        assertThat(report.value(Kpis.ARPU, MARCH).undefinedReason()).isEqualTo("no active customers in the period");
        assertThat(report.value(Kpis.CHURN_RATE, MARCH).value()).isEqualTo(1);
    }

    /**
     * January: a has orders of 3 items for 30.00 and 1 for 6.00, b one of 2 for 24.00, a kept refund gives back 2 items that
     * belong to no order. Residuals of items per order: a 4 − 2 · 2, b 2 − 2 · 1, both 0.
     */
    @Test
    void itemsPerOrderAndTheirPriceAreOfOrdersAlone() {
        KpiReport report = items(
                Logs.row("a", "2011-01-05", 30_00).withQuantity(3),
                Logs.row("a", "2011-01-06", 6_00).withQuantity(1),
                Logs.row("a", "2011-01-07", -20_00).withQuantity(-2),
                Logs.row("b", "2011-01-06", 24_00).withQuantity(2),
                Logs.row("b", "2011-02-06", 5_00).withQuantity(0));
        KpiValue items = report.value(Kpis.ITEMS_PER_ORDER, JANUARY);
        assertQuotient(items, BigDecimal.valueOf(6), BigDecimal.valueOf(3));
        assertThat(items.interval()).isEqualTo(new Interval(2, 2));
        KpiValue price = report.value(Kpis.AVERAGE_ITEM_PRICE, JANUARY);
        assertQuotient(price, new BigDecimal("60.00"), BigDecimal.valueOf(6));
        // Residuals 36 − 10 · 4 and 24 − 10 · 2.
        assertThat(Objects.requireNonNull(price.interval()).upper())
                .isCloseTo(10 + 1.959963984540054 * Math.sqrt(2 * 32) / 6, within(1e-12));
        assertThat(report.value(Kpis.AOV_GROSS, JANUARY).value()).isEqualTo(items.value() * price.value());
        assertThat(report.value(Kpis.ITEMS_PER_ORDER, FEBRUARY).value()).isZero();
        assertThat(report.value(Kpis.AVERAGE_ITEM_PRICE, FEBRUARY).undefinedReason())
                .isEqualTo("no items in the period's orders");
        assertThat(report.value(Kpis.ITEMS_PER_ORDER, MARCH).undefinedReason()).isEqualTo("no orders in the period");
    }

    private static KpiReport items(Logs.Row... rows) {
        return KpiReport.of(
                PeriodFacts.of(Logs.withQuantity(List.of(rows), RefundPolicy.KEEP_NEGATIVE, false), MONTHS),
                Kpis.ITEMS_PER_ORDER,
                Kpis.AVERAGE_ITEM_PRICE,
                Kpis.AOV_GROSS);
    }

    @Test
    void aLogWithoutQuantitiesHasNoItemsAndSaysSo() {
        for (Kpi kpi : List.of(Kpis.ITEMS_PER_ORDER, Kpis.AVERAGE_ITEM_PRICE)) {
            assertThat(PLAIN.value(kpi, JANUARY).undefinedReason()).isEqualTo("the log has no quantities");
        }
        Table facts = PLAIN.facts().toTable();
        assertThat(facts.column("items").isNull(0)).isTrue();
    }

    @Test
    void acquisitionCostIsSpendOverNewCustomers() {
        assertThat(PLAIN.value(Kpis.CAC, JANUARY).undefinedReason()).isEqualTo("no acquisition spend was given");
        assertQuotient(WITH_SPEND.value(Kpis.CAC, JANUARY), new BigDecimal("30.00"), BigDecimal.valueOf(2));
        assertThat(WITH_SPEND.value(Kpis.CAC, FEBRUARY).value()).isZero();
        assertThat(WITH_SPEND.value(Kpis.CAC, MARCH).undefinedReason())
                .isEqualTo("no acquisition spend was given for this period");
    }

    @Test
    void lifetimeValueOfTheNewOverTheirCost() {
        // a has brought 60.00 and b 45.00 up to 20 March.
        KpiValue revenueBased = WITH_SPEND.value(Kpis.CLV_TO_CAC, JANUARY);
        assertQuotient(revenueBased, new BigDecimal("105.00"), new BigDecimal("30.00"));
        assertThat(revenueBased.note()).isEqualTo("revenue-based: neither costs nor a gross margin were given");
        KpiValue stated = WITH_MARGIN.value(Kpis.CLV_TO_CAC, JANUARY);
        assertThat(stated.value()).isEqualTo(1.4);
        assertThat(stated.note()).isNull();
        // less 6.00, 10.00, 20.00 of a and 25.00, 6.00 of b
        assertQuotient(WITH_COST.value(Kpis.CLV_TO_CAC, JANUARY), new BigDecimal("38.00"), new BigDecimal("30.00"));
        assertThat(WITH_SPEND.value(Kpis.CLV_TO_CAC, FEBRUARY).undefinedReason())
                .isEqualTo("acquisition spend of the period is 0");
        assertThat(WITH_SPEND.value(Kpis.CLV_TO_CAC, MARCH).undefinedReason())
                .isEqualTo("no acquisition spend was given for this period");
    }

    @Test
    void paybackIsAcquisitionCostOverMonthlyMargin() {
        // 15.00 to acquire one; 71.00 in a month of three customers
        KpiValue revenueBased = WITH_SPEND.value(Kpis.CAC_PAYBACK_MONTHS, JANUARY);
        assertThat(revenueBased.value()).isCloseTo(45.0 / 71, within(1e-15));
        assertThat(revenueBased.note()).startsWith("revenue-based");
        assertThat(WITH_MARGIN.value(Kpis.CAC_PAYBACK_MONTHS, JANUARY).value()).isCloseTo(45 / 28.4, within(1e-14));
        assertThat(WITH_COST.value(Kpis.CAC_PAYBACK_MONTHS, JANUARY).value()).isCloseTo(45 / 29.5, within(1e-14));
        KpiReport quarter = KpiReport.of(
                PeriodFacts.of(
                        Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false),
                        Periods.ending(LocalDate.parse("2011-03-31"), 3, TimeStep.MONTHS, 1)),
                KpiOptions.withDefaults().withAcquisitionSpend(SPEND),
                Kpis.CAC_PAYBACK_MONTHS);
        // 30.00 for four customers; 211.00 in three months of five customers
        assertThat(quarter.value(Kpis.CAC_PAYBACK_MONTHS, 0).value()).isCloseTo(7.5 / (211.0 / 5 / 3), within(1e-14));
    }

    @Test
    void paybackOfALossIsUndefined() {
        KpiReport loss = KpiReport.of(
                PeriodFacts.of(
                        Logs.of(List.of(Logs.row("a", "2011-01-05", 5_00, 6_00, null)), RefundPolicy.NET, true),
                        Periods.covering(
                                LocalDate.parse("2011-01-01"), LocalDate.parse("2011-01-31"), TimeStep.MONTHS)),
                KpiOptions.withDefaults().withAcquisitionSpend(SPEND),
                Kpis.CAC_PAYBACK_MONTHS);
        assertThat(loss.value(Kpis.CAC_PAYBACK_MONTHS, 0).undefinedReason())
                .isEqualTo("gross margin of the period is not positive, so CAC is never paid back");
    }

    @Test
    void listsEveryConstantOnce() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (var field : Kpis.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Kpi.class) {
                Kpi kpi = (Kpi) field.get(null);
                assertThat(field.getName()).isEqualToIgnoringCase(kpi.id());
                constants.add(kpi);
            }
        }
        assertThat(Kpis.all())
                .containsExactlyInAnyOrderElementsOf(
                        constants.stream().map(Kpi.class::cast).toList());
        assertThat(Kpis.all().stream().map(Kpi::id)).doesNotHaveDuplicates();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kpis.byId("nps"))
                .withMessageContaining("no KPI 'nps'")
                .withMessageContaining("aov");
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void saysAllThatIsKnownOfIt(Kpi kpi) {
        assertThat(kpi.name()).isNotBlank();
        assertThat(kpi.formula()).isNotBlank();
        assertThat(kpi.owner()).isNotNull();
        assertThat(kpi.owners()).contains(kpi.owner());
        assertThat(kpi.needs()).isNotEmpty();
        assertThat(kpi.direction()).isNotNull();
        assertThat(kpi.unit()).isNotNull();
    }

    /** In a period without any row, after a gap of one more, nothing but amounts and counts has a value. */
    @ParameterizedTest
    @MethodSource("catalogue")
    void nothingOverNothingIsUndefinedNeverZero(Kpi kpi) {
        PeriodFacts facts = PeriodFacts.of(
                Logs.of(List.of(Logs.row("a", "2011-06-01", 10_00)), RefundPolicy.KEEP_NEGATIVE, false),
                Periods.covering(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-06-30"), TimeStep.MONTHS));
        KpiOptions options = KpiOptions.withDefaults().withGrossMargin(0.5).withAcquisitionSpend(SPEND);
        KpiValue value = KpiReport.of(facts, options, kpi).value(kpi, FEBRUARY);
        boolean isAmount = List.of(
                        "orders",
                        "active_customers",
                        "new_customers",
                        "revenue",
                        "gross_revenue",
                        "refunded",
                        "gross_margin",
                        "retained_customers",
                        "reactivated_customers",
                        "lapsed_customers")
                .contains(kpi.id());
        assertThat(value.isDefined()).isEqualTo(isAmount);
        if (isAmount) {
            assertThat(value.value()).isZero();
        } else {
            assertThat(value.value()).isNaN();
            assertThat(value.undefinedReason()).isNotBlank();
            assertThat(kpi.undefinedIf()).isNotBlank();
        }
    }
}
