package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
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

class CohortTableTest {
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);
    private static final LocalDate AS_OF = LocalDate.parse("2011-03-20");

    @Test
    void isALongTableWithUnknownCells() {
        Table table = CohortTable.of(LOG, TimeStep.MONTHS, AS_OF).toTable();
        assertThat(table.columns().stream().map(Column::name))
                .containsExactly(
                        "group",
                        "cohort",
                        "offset",
                        "customers",
                        "active",
                        "retention",
                        "revenue",
                        "known",
                        "offset_from",
                        "offset_to",
                        "lower",
                        "upper",
                        "orders",
                        "margin",
                        "revenue_per_customer",
                        "margin_per_customer");
        assertThat(IntStream.range(0, table.rows())
                        .mapToObj(row -> table.columns().stream()
                                .limit(8)
                                .map(column -> Objects.toString(column.textAt(row), ""))
                                .collect(Collectors.joining(","))))
                .containsExactly(
                        "all,2010-12,0,1,1,1.0,7.00,true",
                        "all,2010-12,1,1,1,1.0,1.00,true",
                        "all,2010-12,2,1,0,0.0,0.00,true",
                        "all,2010-12,3,1,,,,false",
                        "all,2011-01,0,2,2,1.0,70.00,true",
                        "all,2011-01,1,2,1,0.5,30.00,true",
                        "all,2011-01,2,2,,,,false",
                        "all,2011-02,0,1,1,1.0,5.00,true",
                        "all,2011-02,1,1,,,,false",
                        "all,2011-03,0,1,,,,false");
    }

    @Test
    void whatIsNotOverIsNotKnown() {
        CohortTable table = CohortTable.of(LOG, TimeStep.MONTHS, AS_OF);
        assertThat(table.isKnown(3, 0)).isFalse();
        assertThat(table.isKnown(0, 99)).isFalse();
        assertThat(table.size(3)).isEqualTo(1);
        assertThat(table.retention(3, 0).undefinedReason())
                .isEqualTo("cohort 2011-03 is not known yet at offset 0: that period is not over as of 2011-03-20");
        assertThatIllegalStateException()
                .isThrownBy(() -> table.active(1, 2))
                .withMessageContaining("cohort 2011-01 is not known yet at offset 2");
        assertThatIllegalStateException().isThrownBy(() -> table.revenueMinor(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.isKnown(0, -1))
                .withMessage("offset is -1; it must be 0 or more");
        CohortTable wholeQuarter = CohortTable.of(LOG, TimeStep.MONTHS, LocalDate.parse("2011-03-31"));
        assertThat(wholeQuarter.isKnown(3, 0)).isTrue();
        assertThat(wholeQuarter.active(1, 2)).isEqualTo(1);
        assertThat(wholeQuarter.revenueMinor(1, 2)).isEqualTo(5_00);
    }

    @Test
    void aCohortWithoutCustomersHasNoRetention() {
        TransactionLog gap = Logs.of(
                List.of(Logs.row("a", "2011-01-05", 1_00), Logs.row("b", "2011-03-31", 1_00)), RefundPolicy.NET, false);
        CohortTable table = CohortTable.of(gap, TimeStep.MONTHS);
        assertThat(table.size(1)).isZero();
        assertThat(table.active(1, 1)).isZero();
        assertThat(table.retention(1, 1).undefinedReason()).isEqualTo("the cohort has no customers");
        assertThat(table.retention(0, 1).value()).isZero();
    }

    @Test
    void aRefundBeforeTheFirstOrderIsInNoCell() {
        TransactionLog log = Logs.of(
                List.of(Logs.row("a", "2011-01-05", -2_00), Logs.row("a", "2011-02-28", 5_00)),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        CohortTable table = CohortTable.of(log, TimeStep.MONTHS);
        assertThat(table.size(0)).isZero();
        assertThat(table.revenueMinor(0, 0)).isZero();
        assertThat(table.revenueMinor(1, 0)).isEqualTo(5_00);
    }

    @Test
    void splitsByGroups() {
        CohortTable table = CohortTable.of(LOG, TimeStep.MONTHS, AS_OF, Grouping.byFirst(LOG, "channel"));
        assertThat(table.groups()).containsExactly("all", "shop", "web", "(none)");
        assertThat(table.size(1, 1)).isEqualTo(1);
        assertThat(table.active(1, 1, 2)).isEqualTo(1);
        assertThat(table.retention(1, 1, 1).value()).isZero();
        assertThat(table.revenueMinor(2, 0, 3)).isEqualTo(5_00);
        assertThat(table.toTable().rows()).isEqualTo(40);
    }

    @Test
    void refusesWhatIsImpossible() {
        assertThatThrownBy(() -> CohortTable.of(Logs.of(List.of(), RefundPolicy.NET, false), TimeStep.MONTHS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CohortTable.of(LOG, TimeStep.MONTHS, LocalDate.parse("2010-01-01")))
                .withMessage("as-of day is 2010-01-01; the log begins later, on 2010-12-24");
        TransactionLog tenYears = Logs.of(
                List.of(Logs.row("a", "2001-01-05", 1), Logs.row("a", "2011-01-05", 1)), RefundPolicy.NET, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CohortTable.of(tenYears, TimeStep.DAYS))
                .withMessageContaining("choose longer periods");
    }

    /** Rows of a day lie in the order of amounts, so a refund of the first day lies before the order that it is of. */
    @Test
    void aRefundOnTheDayOfTheFirstOrderCounts() {
        TransactionLog log = Logs.of(
                List.of(
                        Logs.row("a", "2011-01-04", -9_00),
                        Logs.row("a", "2011-01-05", 5_00),
                        Logs.row("a", "2011-01-05", -2_00)),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        CohortTable table = CohortTable.of(log, TimeStep.MONTHS, LocalDate.parse("2011-01-31"));
        assertThat(table.revenueMinor(0, 0)).isEqualTo(3_00);
        assertThat(table.orders(0, 0, 0)).isEqualTo(1);
    }
}
