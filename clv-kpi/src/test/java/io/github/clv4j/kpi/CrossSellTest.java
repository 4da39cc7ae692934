package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossSellTest {
    private static final OrderWindow FEBRUARY =
            new OrderWindow(LocalDate.parse("2011-02-01"), LocalDate.parse("2011-02-28"));

    private static Logs.Row row(String customer, String date, long amount, String category) {
        return Logs.row(customer, date, amount, 0, category);
    }

    /**
     * By customer, before and in February:
     *
     * <pre>
     * a  tea 10 12     tea 11, cup 5      a further category; tea at its mean price before
     * b  tea 10        tea 12             no further one; tea dearer by 20 %
     * c                tea 10 | cup 4     new, a further category on a second day
     * d                tea 1 and cup 1    new, both on the first day: all sold that is in the base
     * e  tea 9 cup 9                      not active
     * f  tea 10 cup 4  pot 3, cup 3       third category; cup cheaper
     * </pre>
     */
    private static final List<Logs.Row> ROWS = List.of(
            row("a", "2011-01-05", 10_00, "tea"),
            row("a", "2011-01-06", 12_00, "tea"),
            row("a", "2011-02-03", 11_00, "tea"),
            row("a", "2011-02-03", 5_00, "cup"),
            row("b", "2011-01-10", 10_00, "tea"),
            row("b", "2011-02-10", 12_00, "tea"),
            row("c", "2011-02-10", 10_00, "tea"),
            row("c", "2011-02-11", 4_00, "cup"),
            row("d", "2011-02-12", 1_00, "tea"),
            row("d", "2011-02-12", 1_00, "cup"),
            row("e", "2011-01-12", 9_00, "tea"),
            row("e", "2011-01-12", 9_00, "cup"),
            row("f", "2011-01-12", 10_00, "tea"),
            row("f", "2011-01-13", 4_00, "cup"),
            row("f", "2011-02-20", 3_00, "pot"),
            row("f", "2011-02-20", 3_00, "cup"),
            // None of these counts: a refund, an order without category, what came after.
            Logs.row("b", "2011-02-11", -1_00, 0, "cup"),
            Logs.row("b", "2011-02-11", 1_00, 0, null),
            row("b", "2011-03-01", 1_00, "lid"));

    private static TransactionLog log() {
        return Logs.of(ROWS, RefundPolicy.KEEP_NEGATIVE, false);
    }

    @Test
    void opportunitiesAndSuccessesAreThoseOfTheTable() {
        CrossSell sales = CrossSell.of(log(), "channel", FEBRUARY, Grouping.everyone(6));
        assertThat(sales.activeCustomers(0)).isEqualTo(5);
        // tea, cup and pot are known by then: nobody active has all before.
        assertThat(sales.crossSellOpportunities(0)).isEqualTo(5);
        assertThat(sales.crossSellSuccesses(0)).isEqualTo(3);
        assertThat(sales.crossSellRate(0, 0.95).rate().value()).isEqualTo(0.6);
        assertThat(sales.upSellOpportunities(0)).isEqualTo(3);
        assertThat(sales.upSellSuccesses(0)).isEqualTo(1);
        assertThat(sales.productsInWindow(0).value()).isEqualTo((2 + 1 + 2 + 2 + 2) / 5.0);
        assertThat(sales.productsToDate(0).value()).isEqualTo((2 + 1 + 2 + 2 + 3) / 5.0);
        assertThat(sales.products(log().index().indexOf("e"))).isEqualTo(2);
        assertThat(sales.unlabelledOrders()).isEqualTo(1);
        assertThat(sales.toTable(0.95).column("up_sell_rate").doubleAt(0)).isCloseTo(1 / 3.0, within(1e-15));
    }

    @Test
    void anUpSellExceedsTheStatedIncrease() {
        Grouping all = Grouping.everyone(6);
        assertThat(CrossSell.of(log(), "channel", FEBRUARY, all, 0.19).upSellSuccesses(0))
                .isEqualTo(1);
        assertThat(CrossSell.of(log(), "channel", FEBRUARY, all, 0.2).upSellSuccesses(0))
                .isEqualTo(0);
    }

    @Test
    void aThirdOfACentIsNoRise() {
        // Before 1.00 in three orders, 1/3 each, in each of two categories; in the window three orders of 1.00 in all.
        List<Logs.Row> rows = List.of(
                row("a", "2011-01-05", 33, "tea"),
                row("a", "2011-01-06", 33, "tea"),
                row("a", "2011-01-07", 34, "tea"),
                row("a", "2011-01-05", 33, "cup"),
                row("a", "2011-01-06", 33, "cup"),
                row("a", "2011-01-07", 34, "cup"),
                row("a", "2011-02-05", 33, "tea"),
                row("a", "2011-02-06", 33, "tea"),
                row("a", "2011-02-07", 34, "cup"));
        CrossSell sales = CrossSell.of(
                Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false), "channel", FEBRUARY, Grouping.everyone(1));
        assertThat(sales.upSellOpportunities(0)).isEqualTo(1);
        assertThat(sales.upSellSuccesses(0)).isEqualTo(0);
        assertThat(sales.crossSellOpportunities(0)).isEqualTo(0);
        assertThat(sales.crossSellRate(0, 0.9).rate().undefinedReason()).isEqualTo("no cross-sell opportunities");
    }

    @Test
    void groupsAddUp() {
        TransactionLog log = log();
        Grouping segments = Grouping.of("segment", 6, c -> log.index().id(c).compareTo("c") < 0 ? "early" : null);
        CrossSell sales = CrossSell.of(log, "channel", FEBRUARY, segments);
        assertThat(sales.groups()).containsExactly("all", "early", "(none)");
        assertThat(sales.crossSellSuccesses(1)).isEqualTo(1);
        assertThat(sales.crossSellSuccesses(2)).isEqualTo(2);
        assertThat(sales.activeCustomers(1) + sales.activeCustomers(2)).isEqualTo(5);
    }

    @Test
    void whatComesNext() {
        CategoryTransitions next = CategoryTransitions.of(
                log(), "channel", new OrderWindow(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-02-28")));
        assertThat(next.categories()).containsExactly("cup", "lid", "pot", "tea");
        int cup = next.indexOf("cup");
        int pot = next.indexOf("pot");
        int tea = next.indexOf("tea");
        // a: tea → tea → {tea, cup}; b: tea → tea; c: tea → cup; f: tea → cup → {pot, cup}.
        assertThat(next.count(tea, tea)).isEqualTo(3);
        assertThat(next.count(tea, cup)).isEqualTo(3);
        assertThat(next.count(cup, pot)).isEqualTo(1);
        assertThat(next.count(cup, cup)).isEqualTo(1);
        assertThat(next.steps(tea)).isEqualTo(5);
        assertThat(next.steps(cup)).isEqualTo(1);
        assertThat(next.ends(tea)).isEqualTo(4);
        assertThat(next.ends(cup)).isEqualTo(5);
        assertThat(next.probability(tea, cup, 0.9).rate().value()).isEqualTo(0.6);
        assertThat(next.probability(pot, cup, 0.9).rate().undefinedReason()).contains("had a next one");
        Table table = next.toTable(0.9);
        assertThat(table.rows()).isEqualTo(4);
        assertThat(table.column("to").textAt(3)).isEqualTo("tea");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> next.indexOf("milk"))
                .withMessage("there is no channel 'milk'; there are [cup, lid, pot, tea]");
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderWindow(LocalDate.parse("2011-02-02"), LocalDate.parse("2011-02-01")))
                .withMessage("window from 2011-02-02 ends on 2011-02-01, before it starts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossSell.of(log(), "channel", FEBRUARY, Grouping.everyone(6), Double.NaN))
                .withMessageContaining("up-sell increase is NaN; it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossSell.of(log(), "category", FEBRUARY, Grouping.everyone(6)))
                .withMessageContaining("the log has no dimension 'category'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossSell.of(log(), "channel", FEBRUARY, Grouping.everyone(5)))
                .withMessage("grouping 'all' is of 5 customers, the log has 6; make the grouping from this log");
        OrderWindow early = new OrderWindow(LocalDate.parse("2010-01-01"), LocalDate.parse("2010-01-02"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CategoryTransitions.of(log(), "channel", early))
                .withMessageContaining("as-of day is 2010-01-02; the log begins later, on 2011-01-05");
        TransactionLog netted = Logs.of(
                List.of(row("a", "2011-02-03", 5_00, "tea"), row("a", "2011-03-05", -5_00, "tea")),
                RefundPolicy.NET,
                false);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CrossSell.of(netted, "channel", FEBRUARY, Grouping.everyone(1)))
                .withMessageContaining("a refund after 2011-02-28 was netted");
    }
}
