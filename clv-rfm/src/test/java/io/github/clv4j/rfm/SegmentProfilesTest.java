package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.ClvScores;
import io.github.clv4j.value.PredictedClv;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
        // Customers a1 (two orders, 15.00, 4 days ago) and a2 (one, 25.00, 7 days ago).
        assertThat(profiles.profile("A"))
                .isEqualTo(new SegmentProfile(
                        "A",
                        2,
                        OptionalDouble.of(2.0 / 5),
                        4000,
                        OptionalDouble.of(0.4),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        3,
                        OptionalDouble.of(40.0 / 3),
                        OptionalDouble.of(1.5),
                        OptionalDouble.of(20),
                        Optional.of(new Spread(4.3, 4.75, 5.5, 6.25, 6.7)),
                        Optional.of(new Spread(1.1, 1.25, 1.5, 1.75, 1.9)),
                        Optional.of(new Spread(16, 17.5, 20, 22.5, 24)),
                        Optional.empty()));
        assertThat(profiles.profile("A").medianRecencyDays()).hasValue(5.5);
        assertThat(profiles.profile("No orders"))
                .isEqualTo(new SegmentProfile(
                        "No orders",
                        1,
                        OptionalDouble.of(1.0 / 5),
                        -400,
                        OptionalDouble.of(-0.04),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        0,
                        OptionalDouble.empty(),
                        OptionalDouble.of(0),
                        OptionalDouble.of(-4),
                        Optional.empty(),
                        Optional.of(new Spread(0, 0, 0, 0, 0)),
                        Optional.of(new Spread(-4, -4, -4, -4, -4)),
                        Optional.empty()));
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
        assertThat(SegmentProfiles.of(GROUPS, SUMMARY, c -> 7).profile("Empty"))
                .isEqualTo(new SegmentProfile(
                        "Empty",
                        0,
                        OptionalDouble.of(0),
                        0,
                        OptionalDouble.of(0),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        0,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                new SegmentValue(0, OptionalDouble.of(0), OptionalDouble.empty(), Optional.empty()))));
    }

    /** Values of 10, 20, 30, −5, 0 and 45 euros; the one without orders or spend counts because it has a value. */
    @Test
    void valuesAddUp() {
        long[] values = {1000, 2000, 3000, -500, 4500, 0};
        SegmentProfiles profiles = SegmentProfiles.of(GROUPS, SUMMARY, c -> values[c]);
        assertThat(profiles.profile("A").clv())
                .hasValue(new SegmentValue(
                        3000,
                        OptionalDouble.of(0.3),
                        OptionalDouble.of(15),
                        Optional.of(new Spread(11, 12.5, 15, 17.5, 19))));
        assertThat(profiles.profile("A").clv().orElseThrow().median()).hasValue(15);
        assertThat(profiles.profile("No orders").customers()).isEqualTo(2);
        assertThat(profiles.profile("No orders").clv().orElseThrow().totalMinor())
                .isEqualTo(4000);
        assertThat(profiles.profile("No group").clv().orElseThrow().totalMinor())
                .isZero();
        assertThat(profiles.total().clv().orElseThrow().totalMinor()).isEqualTo(10_000);
        assertThat(profiles.total().clv().orElseThrow().median())
                .as("of -5, 0, 10, 20, 30, 45")
                .hasValue(15);
        assertThat(profiles.toTable().columns().stream().skip(10).map(Column::name))
                .containsExactly("clv", "clv_share", "mean_clv", "median_clv");
        assertThat(profiles.toTable().columns().stream().skip(10).map(column -> column.textAt(2)))
                .containsExactly("0.00", "0.0", null, null);
    }

    /** Predicted values are taken as they are, so that segments add up to the customer equity. */
    @Test
    void predictedValues() {
        ClvScores clv = PredictedClv.of(
                        BgNbd.of(0.243, 4.414, 0.793, 2.426, TimeStep.WEEKS).in(TimeStep.DAYS),
                        GammaGamma.of(6.25, 3.74, 15.44),
                        TestBase.EUR,
                        ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.10)))
                .score(SUMMARY);
        SegmentProfiles profiles = SegmentProfiles.of(GROUPS, SUMMARY, clv::valueMinor);
        assertThat(profiles.total().clv().orElseThrow().totalMinor())
                .isPositive()
                .isEqualTo(clv.totalMinor());
        assertThat(profiles.profile("A").clv().orElseThrow().totalMinor())
                .isEqualTo(clv.valueMinor(0) + clv.valueMinor(1));
        assertThat(profiles.profile("No orders").clv().orElseThrow().totalMinor())
                .isZero();
    }

    @Test
    void marginIsRevenueLessCost() {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(TestBase.EUR)
                .withRefunds(RefundPolicy.KEEP_NEGATIVE)
                .withCost());
        int day = (int) TestBase.AS_OF.toEpochDay();
        builder.add("a", day, 1000, 600);
        builder.add("a", day - 1, 500, 700);
        builder.add("b", day - 2, 3000, 1000);
        builder.add("c", day - 2, -100, -50);
        CustomerSummary summary = CustomerSummary.of(
                builder.build(), SummaryOptions.withDefaults().until(TestBase.AS_OF));
        SegmentProfiles profiles =
                SegmentProfiles.of(Grouping.of("g", List.of("A", "B"), new int[] {0, 1, 1}), summary);
        assertThat(profiles.profile("A").marginMinor()).hasValue(200);
        assertThat(profiles.profile("B").marginMinor()).hasValue(2000);
        assertThat(profiles.profile("No orders").marginMinor()).hasValue(-50);
        assertThat(profiles.total().marginMinor()).hasValue(2150);
        assertThat(profiles.profile("A").marginShare()).hasValue(200.0 / 2150);
        assertThat(profiles.toTable().columns().stream().skip(10).map(Column::name))
                .containsExactly("margin", "margin_share");
        assertThat(profiles.toTable().columns().get(10).textAt(0)).isEqualTo("2.00");
    }

    @Test
    void spreadTable() {
        Table table = SegmentProfiles.of(GROUPS, SUMMARY).toSpreadTable();
        assertThat(table.columns().stream().map(Column::name))
                .containsExactly("segment", "figure", "p10", "p25", "p50", "p75", "p90");
        assertThat(table.rows()).isEqualTo(15);
        assertThat(table.columns().stream().map(column -> column.textAt(0)))
                .containsExactly("A", "recency_days", "4.3", "4.75", "5.5", "6.25", "6.7");
        assertThat(table.columns().stream().map(column -> column.textAt(5)))
                .containsExactly("B", "spend", "60.0", "60.0", "60.0", "60.0", "60.0");
        assertThat(table.columns().stream().map(column -> column.textAt(6)))
                .containsExactly("Empty", "recency_days", null, null, null, null, null);
        assertThat(SegmentProfiles.of(GROUPS, SUMMARY, c -> 1).toSpreadTable().rows())
                .isEqualTo(20);
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
