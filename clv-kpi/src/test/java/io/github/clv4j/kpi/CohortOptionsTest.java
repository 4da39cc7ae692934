package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Cohort tables by measure, kind and offsets, on four customers in 2011:
 *
 * <pre>
 *      Jan          Feb          Mar          Apr          May
 * a    5th 10.00    3rd 20.00                 9th 5.00
 * b    10th 40.00                3rd 8.00
 * c    31st 6.00                                           2nd 1.00
 * d                 14th 7.00    15th -2.00   20th 3.00
 * </pre>
 */
class CohortOptionsTest {
    private static final List<Logs.Row> ROWS = List.of(
            Logs.row("a", "2011-01-05", 10_00, 4_00, "web"),
            Logs.row("a", "2011-02-03", 20_00, 9_00, "web"),
            Logs.row("a", "2011-04-09", 5_00, 1_00, "web"),
            Logs.row("b", "2011-01-10", 40_00, 20_00, "shop"),
            Logs.row("b", "2011-03-03", 8_00, 5_00, "shop"),
            Logs.row("c", "2011-01-31", 6_00, 3_00, "web"),
            Logs.row("c", "2011-05-02", 1_00, 50, "web"),
            Logs.row("d", "2011-02-14", 7_00, 3_00, "web"),
            Logs.row("d", "2011-03-15", -2_00, -1_00, "web"),
            Logs.row("d", "2011-04-20", 3_00, 1_00, "web"));
    private static final TransactionLog LOG = Logs.of(ROWS, RefundPolicy.KEEP_NEGATIVE, true);
    private static final LocalDate AS_OF = LocalDate.parse("2011-05-02");
    private static final CohortOptions OPTIONS = CohortOptions.withDefaults();

    private static CohortTable table(CohortOptions options) {
        return CohortTable.of(
                LOG, PeriodCalendar.of(TimeStep.MONTHS), AS_OF, Grouping.everyone(LOG.customers()), options);
    }

    private static long[] active(CohortTable table, int cohort) {
        return IntStream.range(0, table.offsets(cohort))
                .filter(offset -> table.isKnown(cohort, offset))
                .mapToLong(offset -> table.active(cohort, offset))
                .toArray();
    }

    @Test
    void classicUnboundedAndFullOfOneCohort() {
        assertThat(active(table(OPTIONS), 0)).containsExactly(3, 1, 1, 1);
        // Seen on or after February: a and b, and c in May, which is not over but has been seen.
        assertThat(active(table(OPTIONS.withMeasure(RetentionMeasure.UNBOUNDED)), 0))
                .containsExactly(3, 3, 3, 2);
        assertThat(active(table(OPTIONS.withMeasure(RetentionMeasure.FULL)), 0)).containsExactly(3, 1, 0, 0);
        assertThat(active(table(OPTIONS), 1)).containsExactly(1, 0, 1);
        assertThat(active(table(OPTIONS.withMeasure(RetentionMeasure.UNBOUNDED)), 1))
                .containsExactly(1, 1, 1);
        assertThat(active(table(OPTIONS.withMeasure(RetentionMeasure.FULL)), 1)).containsExactly(1, 0, 0);
    }

    @Test
    void recurringCohortsAreThoseActiveInEachPeriod() {
        CohortTable table = table(OPTIONS.withCohorts(CohortKind.RECURRING));
        // February: a and d; of these none in March, both in April.
        assertThat(active(table, 1)).containsExactly(2, 0, 2);
        assertThat(active(table, 2)).containsExactly(1, 0);
        assertThat(active(table, 3)).containsExactly(2);
        assertThat(table.size(4)).isEqualTo(1);
        // a 20 and 5; d 7, −2 and 3.
        assertThat(table.revenueMinor(1, 0)).isEqualTo(27_00);
        assertThat(table.revenueMinor(1, 1)).isEqualTo(-2_00);
        assertThat(table.revenuePerCustomer(1, 2, 0).value()).isEqualTo((27 - 2 + 8) / 2.0);
        assertThat(table.curve().retention(1, 0).interval()).isNull();
    }

    @Test
    void bracketsHoldSeveralPeriods() {
        CohortTable table = table(OPTIONS.withBrackets(0, 1, 3, 4));
        assertThat(table.offsets()).isEqualTo(3);
        assertThat(table.offsetFrom(1)).isEqualTo(1);
        assertThat(table.offsetTo(1)).isEqualTo(3);
        assertThat(active(table, 0)).containsExactly(3, 2, 1);
        assertThat(table.revenueMinor(0, 1)).isEqualTo(28_00);
        assertThat(table.orders(0, 1, 0)).isEqualTo(2);
        // February and its next two months are over, its third, May, is not.
        assertThat(active(table, 1)).containsExactly(1, 1);
        assertThat(table.offsets(1)).isEqualTo(3);
        // March: the bracket of April and May has begun, but a part of it is not over.
        assertThat(table.offsets(2)).isEqualTo(2);
        assertThat(table.isKnown(2, 1)).isFalse();
        assertThat(table.retention(2, 1).isDefined()).isFalse();
        // What comes after the last bracket is "later" too: c in May.
        CohortOptions until = OPTIONS.withBrackets(0, 1, 2).withMeasure(RetentionMeasure.UNBOUNDED);
        assertThat(active(table(until), 0)).containsExactly(3, 3);
    }

    @Test
    void elapsedDaysCountFromTheOwnFirstDay() {
        CohortTable table = table(OPTIONS.withElapsedDays(30));
        // a: day 29 is in the first window, day 94 in the fourth; b: day 52 in the second; c: day 91 in the fourth.
        // c's fourth window, days 90 to 119 from 31 January, ends on 30 May.
        assertThat(active(table, 0)).containsExactly(3, 1, 0);
        assertThat(table.isKnown(0, 3)).isFalse();
        assertThat(table.revenueMinor(0, 0)).isEqualTo(76_00);
        // The window of who came on 31 January is over with its day 59, 31 March.
        assertThat(elapsed("2011-03-31").isKnown(0, 1)).isTrue();
        assertThat(elapsed("2011-03-31").isKnown(0, 2)).isFalse();
        CohortTable dayBefore = elapsed("2011-03-30");
        assertThat(dayBefore.isKnown(0, 1)).isFalse();
        assertThat(dayBefore.retention(0, 1).undefinedReason())
                .isEqualTo("cohort 2011-01 is not known yet at offset 1: that time is not over as of 2011-03-30");
    }

    private static CohortTable elapsed(String asOf) {
        return CohortTable.of(
                LOG,
                PeriodCalendar.of(TimeStep.MONTHS),
                LocalDate.parse(asOf),
                Grouping.everyone(LOG.customers()),
                OPTIONS.withElapsedDays(30));
    }

    @Test
    void valuesPerAcquiredCustomerAreOverTheFirstSize() {
        CohortTable table = table(OPTIONS);
        assertThat(table.revenuePerCustomer(0, 0, 0).value()).isCloseTo(56 / 3.0, within(1e-15));
        assertThat(table.revenuePerCustomer(0, 3, 0).value()).isCloseTo(89 / 3.0, within(1e-14));
        assertThat(table.margin(0, 0, 0).value()).isEqualTo(29);
        // 10−4, 20−9, 5−1, 40−20, 8−5, 6−3.
        assertThat(table.marginPerCustomer(0, 3, 0).value()).isCloseTo(47 / 3.0, within(1e-14));
        assertThat(table.marginPerCustomer(0, 4, 0).isDefined()).isFalse();
        assertThat(table.margin(0, 4, 0).isDefined()).isFalse();
        assertThat(table.margin(1, 1, 0).value()).isEqualTo(-1);
        TransactionLog noCost = Logs.of(ROWS, RefundPolicy.KEEP_NEGATIVE, false);
        CohortTable none = CohortTable.of(noCost, TimeStep.MONTHS, AS_OF);
        assertThat(none.margin(0, 0, 0).value()).isEqualTo(56);
        assertThat(none.margin(0, 0, 0).note()).contains("revenue-based");
        CohortTable stated = CohortTable.of(
                noCost,
                PeriodCalendar.of(TimeStep.MONTHS),
                AS_OF,
                Grouping.everyone(noCost.customers()),
                OPTIONS.withGrossMargin(0.25));
        assertThat(stated.marginPerCustomer(0, 3, 0).value()).isCloseTo(89 / 12.0, within(1e-14));
        assertThat(stated.marginPerCustomer(0, 3, 0).note()).isNull();
    }

    @Test
    void retentionHasWilsonsIntervalAfterOffsetZero() {
        CohortTable table = table(OPTIONS.withLevel(0.9));
        assertThat(table.retention(0, 0).interval()).isNull();
        Interval interval = Objects.requireNonNull(table.retention(0, 1).interval());
        Interval expected = Intervals.wilson(1, 3, Intervals.z(0.9));
        assertThat(interval).isEqualTo(expected);
        assertThat(interval.contains(1 / 3.0)).isTrue();
    }

    @Test
    void theCurveWeighsTheCohortsThatAreKnown() {
        CohortCurve curve = table(OPTIONS).curve();
        // At offset 1: January 1 of 3, February 0 of 1; March has no customers.
        assertThat(curve.cohorts(1, 0)).isEqualTo(2);
        assertThat(curve.customers(1, 0)).isEqualTo(4);
        assertThat(curve.active(1, 0)).isEqualTo(1);
        assertThat(curve.retention(1, 0).value()).isEqualTo(0.25);
        assertThat(curve.retention(1, 0).interval()).isEqualTo(Intervals.wilson(1, 4, Intervals.z(0.95)));
        // At offset 3 January alone is known; at 4 none is.
        assertThat(curve.cohorts(3, 0)).isEqualTo(1);
        assertThat(curve.retention(3, 0).value()).isEqualTo(1 / 3.0);
        assertThat(curve.retention(4, 0).undefinedReason())
                .isEqualTo("no cohort with customers is known at this offset");
        // January 56 + 20 of 3, February 7 − 2 of 1.
        assertThat(curve.revenuePerCustomer(1, 0).value()).isEqualTo((76 + 5) / 4.0);
        assertThat(curve.marginPerCustomer(1, 0).value()).isEqualTo((29 + 11 + 4 - 1) / 4.0);
        Table rows = curve.toTable();
        assertThat(rows.rows()).isEqualTo(5);
        assertThat(rows.column("retention").textAt(1)).isEqualTo("0.25");
        assertThat(rows.column("retention").isNull(4)).isTrue();
        assertThat(rows.column("margin_per_customer").doubleAt(1)).isEqualTo(10.75);
    }

    @Test
    void groupsHaveTheirOwnCurve() {
        CohortTable table = CohortTable.of(
                LOG, PeriodCalendar.of(TimeStep.MONTHS), AS_OF, Grouping.byFirst(LOG, "channel"), OPTIONS);
        assertThat(table.groups()).containsExactly("all", "shop", "web");
        assertThat(table.curve().retention(1, 1).value()).isZero();
        assertThat(table.curve().retention(1, 2).value()).isEqualTo(1 / 3.0);
        assertThat(table.curve().customers(0, 0)).isEqualTo(4);
    }

    @Test
    void theTableTellsAllFigures() {
        Table rows = table(OPTIONS).toTable();
        assertThat(rows.rows()).isEqualTo(15);
        assertThat(rows.column("offset_from").longAt(1)).isEqualTo(1);
        assertThat(rows.column("offset_to").longAt(1)).isEqualTo(2);
        assertThat(rows.column("orders").longAt(0)).isEqualTo(3);
        assertThat(rows.column("margin").doubleAt(0)).isEqualTo(29);
        assertThat(rows.column("lower").isNull(0)).isTrue();
        assertThat(rows.column("lower").doubleAt(1)).isBetween(0.0, 1 / 3.0);
        assertThat(rows.column("upper").doubleAt(1)).isBetween(1 / 3.0, 1.0);
        for (String column : List.of(
                "active",
                "retention",
                "revenue",
                "lower",
                "upper",
                "orders",
                "margin",
                "revenue_per_customer",
                "margin_per_customer")) {
            assertThat(rows.column(column).isNull(4)).as(column).isTrue();
        }
    }

    @Test
    void refusesWhatIsImpossible() {
        for (int[] bounds : new int[][] {{}, {0}, {1, 2}, {0, 2, 2}, {0, 200_000}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OPTIONS.withBrackets(bounds))
                    .withMessageContaining("they must be two or more, ascend from 0, and be at most 100000");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withElapsedDays(0))
                .withMessage("elapsed days are 0; they must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withGrossMargin(Double.NaN))
                .withMessage("gross margin is NaN; it must be 0 to 1 (0.35 is 35 %)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withLevel(1))
                .withMessage("level is 1.0; it must be above 0 and below 1 (0.9 is 90 %)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(OPTIONS.withGrossMargin(0.3)))
                .withMessageContaining("the log has cost, which tells the margin");
    }
}
