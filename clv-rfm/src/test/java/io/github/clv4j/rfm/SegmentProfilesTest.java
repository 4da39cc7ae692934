package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SegmentProfilesTest {
    private static final CustomerSummary SUMMARY = new TestBase()
            .row("a1", 10, 1000)
            .row("a1", 4, 500)
            .row("a2", 7, 2500)
            .row("b", 30, 6000)
            .row("refunds only", 3, -400)
            .row("not yet", -1, 100)
            .row("ungrouped", 90, 400)
            .summary();
    private static final Grouping GROUPS = Grouping.of(
            "segment", List.of("A", "B", "Empty"), new int[] {0, 0, 1, Grouping.NONE, Grouping.NONE, Grouping.NONE});

    @Test
    void addsUpBySegment() {
        SegmentProfiles profiles = SegmentProfiles.of(GROUPS, SUMMARY);
        assertThat(profiles.profiles())
                .extracting(SegmentProfile::segment)
                .containsExactly("A", "B", "Empty", "No group", "No orders");
        assertThat(profiles.profile("A"))
                .isEqualTo(new SegmentProfile(
                        "A",
                        2,
                        OptionalDouble.of(2.0 / 5),
                        4000,
                        OptionalDouble.of(0.4),
                        3,
                        OptionalDouble.of(40.0 / 3),
                        OptionalDouble.of(1.5),
                        OptionalDouble.of(20),
                        OptionalDouble.of(5.5)));
        assertThat(profiles.profile("No orders"))
                .isEqualTo(new SegmentProfile(
                        "No orders",
                        1,
                        OptionalDouble.of(1.0 / 5),
                        -400,
                        OptionalDouble.of(-0.04),
                        0,
                        OptionalDouble.empty(),
                        OptionalDouble.of(0),
                        OptionalDouble.of(-4),
                        OptionalDouble.empty()));
        assertThat(profiles.profile("No group").revenueMinor()).isEqualTo(400);
        assertThat(profiles.total().revenueMinor()).isEqualTo(10_000);
        assertThat(profiles.total().customers()).isEqualTo(5);
        assertThat(profiles.total().orders()).isEqualTo(5);
        assertThat(profiles.total().medianRecencyDays())
                .as("of 4, 7, 30 and 90")
                .hasValue(18.5);
        assertThat(profiles).hasToString("5 segments of 5 customers with 100.00 EUR");
        assertThat(profiles).isEqualTo(SegmentProfiles.of(GROUPS, SUMMARY));
    }

    @Test
    void emptySegmentHasNoMeans() {
        assertThat(SegmentProfiles.of(GROUPS, SUMMARY).profile("Empty"))
                .isEqualTo(new SegmentProfile(
                        "Empty",
                        0,
                        OptionalDouble.of(0),
                        0,
                        OptionalDouble.of(0),
                        0,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    @Test
    void refundsOnlyAreApartWhateverTheGroupingSays() {
        SegmentProfiles profiles = SegmentProfiles.of(Grouping.everyone(6), SUMMARY);
        assertThat(profiles.profile("all").customers()).isEqualTo(4);
        assertThat(profiles.profile("No orders").customers()).isEqualTo(1);
        assertThat(profiles.total().revenueMinor()).isEqualTo(10_000);
    }

    @Test
    void sharesOfNoRevenueAreUndefined() {
        CustomerSummary refunds = new TestBase().row("a", 1, -100).summary();
        SegmentProfile total = SegmentProfiles.of(Grouping.everyone(1), refunds).total();
        assertThat(total.revenueShare()).isEmpty();
        assertThat(total.customerShare()).hasValue(1);
        assertThat(total.medianRecencyDays()).isEmpty();
    }

    @Test
    void tableHasUnknownCells() {
        Table table = SegmentProfiles.of(GROUPS, SUMMARY).toTable();
        assertThat(table.columns().stream().map(Column::name))
                .containsExactly(
                        "segment",
                        "customers",
                        "customer_share",
                        "revenue",
                        "revenue_share",
                        "orders",
                        "average_order_value",
                        "mean_orders",
                        "mean_spend",
                        "median_recency_days");
        assertThat(table.columns().stream().map(column -> column.textAt(1)))
                .containsExactly("B", "1", "0.2", "60.00", "0.6", "1", "60.0", "1.0", "60.0", "30.0");
        assertThat(table.columns().stream().map(column -> column.textAt(2)))
                .containsExactly("Empty", "0", "0.0", "0.00", "0.0", "0", null, null, null, null);
    }

    @Test
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentProfiles.of(Grouping.everyone(5), SUMMARY))
                .withMessageContaining("grouping 'all' has 5 customers, the summary 6");
        Grouping clash = Grouping.of("segment", List.of("No orders"), new int[6]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentProfiles.of(clash, SUMMARY))
                .withMessageContaining("a group named 'No orders'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentProfiles.of(GROUPS, SUMMARY).profile("C"))
                .withMessageContaining("there is no profile of 'C'; there are [A, B, Empty, No group, No orders]");
        CustomerSummary rich =
                new TestBase().row("a", 1, Long.MAX_VALUE).row("b", 1, 1).summary();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SegmentProfiles.of(Grouping.everyone(2), rich))
                .withMessageContaining("does not fit 64 bits");
    }
}
