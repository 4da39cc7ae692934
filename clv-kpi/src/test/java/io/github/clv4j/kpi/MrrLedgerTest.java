package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.MrrComparison.DAILY_MOVEMENTS;
import static io.github.clv4j.kpi.MrrComparison.TWO_DATES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MrrLedgerTest {
    private static final Subscriptions QUARTER = Subscriptions.of(Contracts.options(), Contracts.quarter());
    private static final Periods MONTHS =
            Periods.covering(LocalDate.parse("2021-01-01"), LocalDate.parse("2021-03-31"), TimeStep.MONTHS);

    /** All lines but transfers, in order: start, new, expansion, reactivation, contraction, churn, end. */
    private static long[] lines(MrrLedger ledger, int period, int group) {
        return Arrays.stream(MrrMovement.values())
                .filter(m -> m != MrrMovement.TRANSFER_IN && m != MrrMovement.TRANSFER_OUT)
                .mapToLong(m -> ledger.minor(m, period, group))
                .toArray();
    }

    private static long[] transfers(MrrLedger ledger, int period, int group) {
        return new long[] {
            ledger.minor(MrrMovement.TRANSFER_IN, period, group), ledger.minor(MrrMovement.TRANSFER_OUT, period, group)
        };
    }

    @Test
    void twoDatesAreCompared() {
        MrrLedger ledger = MrrLedger.of(QUARTER, MONTHS, TWO_DATES);
        assertThat(lines(ledger, 0, 0)).containsExactly(160_00, 30_00, 0, 0, 0, 50_00, 140_00);
        assertThat(lines(ledger, 1, 0)).containsExactly(140_00, 0, 0, 0, 10_00, 0, 130_00);
        assertThat(lines(ledger, 2, 0)).containsExactly(130_00, 70_00, 30_00, 40_00, 0, 10_00, 260_00);
        assertThat(ledger.customers(MrrMovement.START, 0, 0)).isEqualTo(3);
        assertThat(ledger.customers(MrrMovement.NEW, 0, 0)).isEqualTo(1);
        assertThat(ledger.customers(MrrMovement.END, 2, 0)).isEqualTo(4);
        assertThat(ledger.netRevenueRetention(2, 0).value()).isEqualTo(150.0 / 130);
        assertThat(ledger.grossRevenueRetention(2, 0).value()).isEqualTo(120.0 / 130);
        assertThat(ledger.grossRevenueChurn(2, 0).value()).isEqualTo(10.0 / 130);
        assertThat(ledger.netRevenueChurn(2, 0, ReactivationRule.LEFT_OUT).value())
                .isEqualTo(-20.0 / 130);
        assertThat(ledger.netRevenueChurn(2, 0, ReactivationRule.COUNTED).value())
                .isEqualTo(-60.0 / 130);
        assertThat(ledger.quickRatio(2, 0, ReactivationRule.LEFT_OUT).value()).isEqualTo(10);
        assertThat(ledger.quickRatio(2, 0, ReactivationRule.COUNTED).value()).isEqualTo(14);
        assertThat(ledger.arpa(2, 0).value()).isEqualTo(65);
        assertThat(ledger.logoChurn(0, 0).value()).isEqualTo(1.0 / 3);
    }

    @Test
    void dailyMovementsShowWhoComesAndGoes() {
        MrrLedger ledger = MrrLedger.of(QUARTER, MONTHS, DAILY_MOVEMENTS);
        assertThat(lines(ledger, 0, 0)).containsExactly(160_00, 50_00, 0, 0, 0, 70_00, 140_00);
        assertThat(lines(ledger, 1, 0)).containsExactly(140_00, 0, 0, 0, 10_00, 0, 130_00);
        assertThat(ledger.customers(MrrMovement.CHURN, 0, 0)).isEqualTo(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.logoChurn(0, 0, 0.95))
                .withMessage("logo churn of DAILY_MOVEMENTS is no proportion, so it has no interval; take the ledger of"
                        + " TWO_DATES");
    }

    @Test
    void whoChangesPlanTransfers() {
        Subscriptions changes = Contracts.of(
                Contracts.row("up", "2020-01-01", "2021-01-10", 30_00).withPlan("basic"),
                Contracts.row("up", "2021-01-10", null, 100_00).withPlan("gold"),
                Contracts.row("down", "2020-01-01", "2021-01-10", 100_00).withPlan("gold"),
                Contracts.row("down", "2021-01-10", null, 20_00).withPlan("basic"),
                Contracts.row("down", "2021-01-10", null, 20_00));
        MrrLedger ledger = MrrLedger.byPlan(changes, MONTHS, TWO_DATES);
        assertThat(ledger.groups()).containsExactly("all", "basic", "gold", "(none)");
        assertThat(lines(ledger, 0, 0)).containsExactly(130_00, 0, 70_00, 0, 60_00, 0, 140_00);
        assertThat(transfers(ledger, 0, 0)).containsExactly(0, 0);
        assertThat(lines(ledger, 0, 1)).containsExactly(30_00, 0, 0, 0, 0, 0, 20_00);
        assertThat(transfers(ledger, 0, 1)).containsExactly(20_00, 30_00);
        assertThat(lines(ledger, 0, 2)).containsExactly(100_00, 0, 70_00, 0, 60_00, 0, 100_00);
        assertThat(transfers(ledger, 0, 2)).containsExactly(30_00, 40_00);
        assertThat(transfers(ledger, 0, 3)).containsExactly(20_00, 0);
        assertThat(ledger.netRevenueRetention(0, 1).value()).isEqualTo(1);
        assertThat(ledger.grossRevenueRetention(0, 2).value()).isEqualTo(0.4);
    }

    /** Daily rates summed: example of 100, a loss of 10 on each of two days, a gain of 10 on a third. */
    @Test
    void churnOfManyDefinitions() {
        Subscriptions some = Contracts.of(
                Contracts.row("a", "2020-01-01", "2021-01-05", 50_00),
                Contracts.row("a", "2021-01-05", null, 40_00),
                Contracts.row("b", "2020-01-01", "2021-01-12", 10_00),
                Contracts.row("c", "2020-01-01", "2021-01-20", 40_00),
                Contracts.row("c", "2021-01-20", null, 50_00));
        Periods january =
                Periods.covering(LocalDate.parse("2021-01-01"), LocalDate.parse("2021-01-31"), TimeStep.MONTHS);
        MrrLedger month = MrrLedger.of(some, january, DAILY_MOVEMENTS);
        assertThat(month.grossRevenueChurn(0, 0).value()).isEqualTo(0.2);
        assertThat(month.netRevenueChurn(0, 0, ReactivationRule.COUNTED).value())
                .isEqualTo(0.1);
        Periods days = Periods.covering(LocalDate.parse("2021-01-01"), LocalDate.parse("2021-01-31"), TimeStep.DAYS);
        assertThat(MrrLedger.of(some, days, TWO_DATES).summedNetChurn(0).value())
                .isCloseTo(10.0 / 100 + 10.0 / 90 - 10.0 / 80, within(1e-15));
        Periods thirty = Periods.ending(LocalDate.parse("2021-01-31"), 30, TimeStep.DAYS, 1);
        assertThat(MrrLedger.of(some, thirty, TWO_DATES)
                        .netRevenueRetention(0, 0)
                        .value())
                .isEqualTo(0.9);
    }

    @Test
    void groupsOfCustomersAddUp() {
        Grouping segment = Grouping.of("segment", QUARTER.customers(), c -> switch (QUARTER.id(c)) {
            case "a", "e" -> "big";
            case "b", "c" -> "small";
            default -> null;
        });
        MrrLedger ledger = MrrLedger.of(QUARTER, MONTHS, TWO_DATES, segment);
        assertThat(ledger.groups()).containsExactly("all", "big", "small", "(none)");
        assertThat(lines(ledger, 2, 1)).containsExactly(90_00, 70_00, 0, 0, 0, 0, 160_00);
        assertThat(lines(ledger, 2, 2)).containsExactly(30_00, 0, 30_00, 40_00, 0, 0, 100_00);
        assertThat(lines(ledger, 2, 3)).containsExactly(10_00, 0, 0, 0, 0, 10_00, 0);
        assertThat(ledger.arpa(2, 3).undefinedReason()).isEqualTo("no paying customers at the end of the period");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MrrLedger.of(QUARTER, MONTHS, TWO_DATES, Grouping.everyone(3)))
                .withMessage("grouping 'all' is of 3 customers, the subscriptions have 6; make the grouping from these"
                        + " subscriptions");
    }

    @Test
    void ratesWithoutABaseAreUndefined() {
        Subscriptions late = Contracts.of(Contracts.row("a", "2021-02-15", null, 10_00));
        MrrLedger ledger = MrrLedger.of(late, MONTHS, TWO_DATES);
        assertThat(ledger.netRevenueRetention(0, 0).undefinedReason())
                .isEqualTo("no recurring revenue at the start of the period");
        assertThat(ledger.quickRatio(1, 0, ReactivationRule.COUNTED).undefinedReason())
                .isEqualTo("no recurring revenue was lost in the period");
        assertThat(ledger.logoChurn(1, 0, 0.9).hasInterval()).isFalse();
        assertThat(ledger.logoChurn(1, 0, 0.9).rate().undefinedReason())
                .isEqualTo("no paying customers at the start of the period");
        assertThat(ledger.summedNetChurn(0).undefinedReason())
                .isEqualTo("no recurring revenue at the start of 2021-01");
        assertThat(Contracts.lines(ledger.toTable()).get(0))
                .isEqualTo("2021-01,2021-01-01,all,true,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0,0,0,0,0,,,,,,,,,"
                        + "no recurring revenue at the start of the period; no recurring revenue was lost in the period; no"
                        + " paying customers at the start of the period; no paying customers at the end of the period");
        assertThat(Contracts.lines(MrrLedger.of(QUARTER, MONTHS, TWO_DATES).toTable())
                        .get(0))
                .isEqualTo("2021-01,2021-01-01,all,true,160.00,30.00,0.00,0.00,0.00,0.00,50.00,0.00,140.00,3,1,0,1,3,"
                        + "0.6875,0.6875,0.3125,0.3125,0.6,0.6," + 1.0 / 3 + "," + 140.0 / 3 + ",");
    }

    /** Wilson 1927: 1 of 3 at 95 %. */
    @Test
    void logoChurnHasAnInterval() {
        RateEstimate estimate = MrrLedger.of(QUARTER, MONTHS, TWO_DATES).logoChurn(0, 0, 0.95);
        assertThat(estimate.lower()).isCloseTo(0.0615, within(5e-5));
        assertThat(estimate.upper()).isCloseTo(0.7923, within(5e-5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MrrLedger.of(QUARTER, MONTHS, TWO_DATES).logoChurn(0, 0, 1))
                .withMessage("level is 1.0; it must be above 0 and below 1 (0.9 is 90 %)");
    }

    @Test
    void aSumThatDoesNotFitIsRefused() {
        Subscriptions huge = Contracts.of(
                Contracts.row("a", "2021-01-01", null, Long.MAX_VALUE), Contracts.row("b", "2021-01-01", null, 1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> MrrLedger.of(huge, MONTHS, TWO_DATES))
                .withMessage("a sum of recurring revenue does not fit 64 bits of minor units");
    }
}
