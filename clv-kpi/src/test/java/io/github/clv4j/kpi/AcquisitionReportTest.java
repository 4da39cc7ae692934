package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcquisitionReportTest {
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true);
    private static final Grouping CHANNELS = Grouping.byFirst(LOG, "channel");
    private static final LocalDate JANUARY = LocalDate.parse("2011-01-01");
    private static final LocalDate FEBRUARY = LocalDate.parse("2011-02-01");
    private static final LocalDate MARCH = LocalDate.parse("2011-03-01");
    private static final Periods MONTHS = Periods.covering(JANUARY, LocalDate.parse("2011-03-31"), TimeStep.MONTHS);
    private static final AcquisitionSpend SPEND = AcquisitionSpend.of(
            Logs.EUR,
            List.of(
                    AcquisitionSpend.Entry.of(JANUARY, 12_00, "web"),
                    AcquisitionSpend.Entry.of(JANUARY, 30_00, "shop").inCurrency("EUR"),
                    AcquisitionSpend.Entry.of(FEBRUARY, 5_00),
                    AcquisitionSpend.Entry.of(MARCH, 0, "web")));
    private static final AcquisitionOptions OPTIONS =
            AcquisitionOptions.withDefaults().withSpend(SPEND);
    private static final int ALL = 0;
    private static final int SHOP = 1;
    private static final int WEB = 2;

    private static AcquisitionReport report(AcquisitionOptions options) {
        return AcquisitionReport.of(LOG, MONTHS, CHANNELS, options);
    }

    @Test
    void costIsBlendedAndByChannel() {
        AcquisitionReport report = report(OPTIONS);
        assertThat(report.groups()).containsExactly("all", "shop", "web", "(none)");
        assertThat(report.cac(0, ALL).value()).isEqualTo(21);
        assertThat(report.cac(0, WEB).value()).isEqualTo(12);
        assertThat(report.cac(0, SHOP).value()).isEqualTo(30);
        assertThat(report.cac(1, ALL).value()).as("spend of no channel").isEqualTo(5);
        assertThat(report.cac(1, 3).undefinedReason())
                .isEqualTo("no acquisition spend was given for this period and group");
        assertThat(report.cac(2, WEB).value()).isZero();
        assertThat(report.historicClvToCac(2, WEB).undefinedReason()).isEqualTo("acquisition spend of the period is 0");
        assertThat(report.historicClvToCac(0, ALL).value()).isEqualTo(38.0 / 42);
        assertThat(report.historicClvToCac(0, WEB).value()).isEqualTo(2);
        assertThat(report.historicClvToCac(1, WEB).undefinedReason()).isEqualTo("no new customers in the period");
        assertThat(report.predictedClvToCac(0, WEB).undefinedReason()).isEqualTo("no values to come were given");
        assertThat(report(AcquisitionOptions.withDefaults()).cac(0, ALL).undefinedReason())
                .isEqualTo("no acquisition spend was given");
    }

    @Test
    void predictedValueIsWhatCameAndWhatIsToCome() {
        long[] toCome = new long[5];
        toCome[LOG.index().indexOf("a")] = 6_00;
        toCome[LOG.index().indexOf("b")] = 16_00;
        toCome[LOG.index().indexOf("e")] = 1_000_00;
        AcquisitionReport report = report(OPTIONS.withValueToCome(toCome));
        assertThat(report.predictedClvToCac(0, ALL).value()).isEqualTo(60.0 / 42);
        assertThat(report.predictedClvToCac(0, WEB).value()).isEqualTo(2.5);
        assertThat(report.predictedClvToCac(0, SHOP).value()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(OPTIONS.withValueToCome(new long[4])))
                .withMessage("values to come are given for 4 customers; the log has 5");
    }

    @Test
    void paybackIsPlainAndDiscounted() {
        // Margin of January 29.50 of three active customers, CAC 21.
        double margin = 29.5 / 3;
        assertThat(report(OPTIONS).paybackMonths(0, ALL).value()).isCloseTo(21 / margin, within(1e-14));
        assertThat(report(OPTIONS).discountedPaybackMonths(0, ALL))
                .isEqualTo(report(OPTIONS).paybackMonths(0, ALL));
        double months = report(OPTIONS.withDiscount(DiscountRate.perPeriod(0.1, TimeStep.MONTHS)))
                .discountedPaybackMonths(0, ALL)
                .value();
        double paid = 0;
        for (int k = 1; k <= (int) months; k++) {
            paid += margin / Math.pow(1.1, k);
        }
        assertThat(paid).isLessThan(21);
        assertThat(paid + margin / Math.pow(1.1, (int) months + 1)).isGreaterThan(21);
        assertThat(months).isCloseTo(-Math.log(1 - 2.1 / margin) / Math.log(1.1), within(1e-13));
        assertThat(report(OPTIONS.withDiscount(DiscountRate.perPeriod(0.5, TimeStep.MONTHS)))
                        .discountedPaybackMonths(0, ALL)
                        .undefinedReason())
                .isEqualTo("all margin to come, discounted, is no more than CAC, so it is never paid back");
        TransactionLog loss =
                Logs.of(List.of(Logs.row("a", "2011-01-05", 1_00, 2_00, "web")), RefundPolicy.KEEP_NEGATIVE, true);
        assertThat(AcquisitionReport.of(loss, MONTHS, Grouping.everyone(1), OPTIONS)
                        .paybackMonths(0, ALL)
                        .undefinedReason())
                .isEqualTo("margin of the period is not positive, so CAC is never paid back");
    }

    @Test
    void withoutCostRevenueStandsForMarginAndSaysSo() {
        TransactionLog log = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);
        AcquisitionReport plain = AcquisitionReport.of(log, MONTHS, CHANNELS, OPTIONS);
        assertThat(plain.historicClvToCac(0, WEB).value()).isEqualTo(5);
        assertThat(plain.historicClvToCac(0, WEB).note())
                .isEqualTo("revenue-based: neither costs nor a gross margin were given");
        AcquisitionReport rated = AcquisitionReport.of(log, MONTHS, CHANNELS, OPTIONS.withGrossMargin(0.35));
        assertThat(rated.historicClvToCac(0, WEB).value()).isEqualTo(1.75);
        assertThat(rated.historicClvToCac(0, WEB).note()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(OPTIONS.withGrossMargin(0.35)))
                .withMessage("gross margin is 0.35, but the log has cost, which tells the margin; give one of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withGrossMargin(35))
                .withMessage("gross margin is 35.0; it must be 0 to 1 (0.35 is 35 %)");
    }

    @Test
    void ratesAreOfPeople() {
        ProspectCounts prospects = ProspectCounts.of(
                "mailing",
                List.of(ProspectCounts.Entry.of(JANUARY, 10, "web"), ProspectCounts.Entry.of(JANUARY, 30, "shop")));
        ProspectCounts visits = ProspectCounts.of("visits", List.of(ProspectCounts.Entry.of(JANUARY, 0, "web")));
        AcquisitionReport report = report(OPTIONS.withProspects(prospects).withVisits(visits));
        assertThat(report.acquisitionRate(0, ALL, 0.95).rate().value()).isEqualTo(0.05);
        // Wilson 1927: 2 of 40 at 95 %.
        assertThat(report.acquisitionRate(0, ALL, 0.95).lower()).isCloseTo(0.0138, within(5e-5));
        assertThat(report.acquisitionRate(0, ALL, 0.95).upper()).isCloseTo(0.1650, within(5e-5));
        assertThat(report.conversionRate(0, WEB, 0.95).rate().undefinedReason())
                .isEqualTo("there are more new customers, 1, than visits, 0");
        assertThat(report.conversionRate(1, WEB, 0.95).rate().undefinedReason())
                .isEqualTo("no number of visits was given for this period and group");
        assertThat(report(OPTIONS).conversionRate(0, WEB, 0.95).rate().undefinedReason())
                .isEqualTo("no number of visits was given");
        ProspectCounts nobody = ProspectCounts.of("visits", List.of(ProspectCounts.Entry.of(FEBRUARY, 0, "web")));
        assertThat(report(OPTIONS.withVisits(nobody))
                        .conversionRate(1, WEB, 0.95)
                        .rate()
                        .undefinedReason())
                .isEqualTo("there were no visits");
        assertThat(report(OPTIONS.withVisits(prospects.withoutGroups()))
                        .conversionRate(0, WEB, 0.9)
                        .hasInterval())
                .isFalse();
    }

    @Test
    void isATable() {
        List<String> lines = Contracts.lines(report(OPTIONS).toTable(0.95));
        assertThat(lines).hasSize(12);
        assertThat(lines.get(2)).startsWith("2011-01,2011-01-01,web,true,1,12.00,12.0,,,,,,,2.0,,");
        assertThat(lines.get(3))
                .isEqualTo(
                        "2011-01,2011-01-01,(none),true,0,,,,,,,,,,,,,no acquisition spend was given for this period and"
                                + " group");
    }

    @Test
    void badSpendAndCountsNameRowAndRule() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> AcquisitionSpend.of(
                        Logs.EUR,
                        "spend.csv",
                        List.of(AcquisitionSpend.Entry.of(JANUARY, 1)
                                .inCurrency("USD")
                                .withRow(7))))
                .withMessage(
                        "spend.csv, row 7, column 'currency': 'USD'; it must be EUR; convert amounts before, or keep"
                                + " them apart");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> AcquisitionSpend.of(Logs.EUR, List.of(AcquisitionSpend.Entry.of(JANUARY, -1))))
                .withMessage("acquisition spend, row 1, column 'amount': '-0.01'; acquisition spend must be 0 or more");
        AcquisitionSpend radio = AcquisitionSpend.of(Logs.EUR, List.of(AcquisitionSpend.Entry.of(JANUARY, 1, "radio")));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> report(AcquisitionOptions.withDefaults().withSpend(radio)))
                .withMessage(
                        "acquisition spend, row 1, column 'group': 'radio'; it must be one of [all, shop, web, (none)]"
                                + " by first channel; spend told by something else is used withoutGroups()");
        assertThat(report(AcquisitionOptions.withDefaults().withSpend(radio.withoutGroups()))
                        .cac(0, ALL)
                        .value())
                .isEqualTo(0.005);
        AcquisitionSpend dollars = AcquisitionSpend.of(MoneyScale.of("USD"), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(AcquisitionOptions.withDefaults().withSpend(dollars)))
                .withMessageContaining("both must be in the same currency");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ProspectCounts.of("visits", List.of(ProspectCounts.Entry.of(JANUARY, -2))))
                .withMessage("visits, row 1, column 'count': '-2'; a number of people must be 0 or more");
        ProspectCounts unknown = ProspectCounts.of("visits", List.of(ProspectCounts.Entry.of(JANUARY, 2, "radio")));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> report(OPTIONS.withVisits(unknown)))
                .withMessage(
                        "visits, row 1, column 'group': 'radio'; it must be one of [all, shop, web, (none)] by first"
                                + " channel; counts told by something else is used withoutGroups()");
    }

    /** What was refunded before the first order, for purchases that the log does not hold, counts in neither. */
    @Test
    void valueToDateIsThatOfTheCohort() {
        TransactionLog log = Logs.of(
                List.of(
                        Logs.row("a", "2011-01-04", -9_00, -4_00, "web"),
                        Logs.row("a", "2011-01-05", 30_00, 10_00, "web"),
                        Logs.row("a", "2011-01-05", -2_00, -1_00, "web"),
                        Logs.row("b", "2011-01-07", -5_00, -1_00, "web"),
                        Logs.row("b", "2011-02-07", 8_00, 1_00, "web")),
                RefundPolicy.KEEP_NEGATIVE,
                true);
        Grouping all = Grouping.everyone(2);
        AcquisitionOptions options = AcquisitionOptions.withDefaults()
                .withSpend(AcquisitionSpend.of(
                        Logs.EUR,
                        List.of(
                                AcquisitionSpend.Entry.of(JANUARY, 10_00),
                                AcquisitionSpend.Entry.of(FEBRUARY, 10_00))));
        AcquisitionReport report = AcquisitionReport.of(log, MONTHS, all, options);
        CohortPayback payback = CohortPayback.of(log, TimeStep.MONTHS, LocalDate.parse("2011-03-31"), all, options);
        assertThat(report.historicClvToCac(0, ALL).value()).isEqualTo(1.9);
        assertThat(payback.marginPerCustomer(0, 2, ALL).value()).isEqualTo(19);
        assertThat(report.historicClvToCac(1, ALL).value()).isEqualTo(0.7);
        assertThat(payback.marginPerCustomer(1, 1, ALL).value()).isEqualTo(7);
    }
}
