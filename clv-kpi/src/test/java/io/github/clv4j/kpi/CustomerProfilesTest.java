package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.Touches.lines;
import static io.github.clv4j.kpi.Touches.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.IdLinks;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CustomerProfilesTest {
    private static final LocalDate END = LocalDate.of(2011, 3, 10);
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true)
            .withLinks(IdLinks.builder().link("a", "cookie-1").link("b", "e").build());
    private static final CustomerSummary SUMMARY = CustomerSummary.of(LOG, SummaryOptions.daily());

    private static CustomerProfile profile(CustomerProfiles profiles, String id) {
        return Objects.requireNonNull(profiles.find(id));
    }

    private static CustomerProfiles full() {
        LifecycleStages stages = LifecycleStages.of(LOG, END, LifecycleOptions.of(LifecycleRule.byDays(10, 30, 60)));
        Grouping segments =
                Grouping.of("segment", LOG.customers(), c -> LOG.index().id(c).equals("c") ? null : "best");
        return CustomerProfiles.builder(SUMMARY)
                .rfmScores(c -> c + 1, c -> 2, c -> c == 0 ? 0 : 3)
                .segments(segments)
                .treatments(Map.of("best", "keep"))
                .pAlive(c -> LOG.index().id(c).equals("d") ? Double.NaN : 0.5)
                .clv(c -> 1_000L + c, c -> LOG.index().id(c).equals("d"))
                .profit(CustomerProfit.of(
                        LOG,
                        ProfitOptions.withDefaults()
                                .withCostToServe(CostToServe.withDefaults().withPerOrder(10))))
                .lifecycleStages(stages)
                .channels(LOG, "channel")
                .surveyScores(c -> LOG.index().id(c).equals("a") ? 0 : Double.NaN)
                .build();
    }

    @Test
    void aProfileTellsAllThatWasGiven() {
        CustomerProfiles profiles = full();
        CustomerProfile a = profile(profiles, "cookie-1");
        assertThat(a.id()).isEqualTo("a");
        assertThat(a.asOf()).isEqualTo(END);
        assertThat(a.orders()).isEqualTo(3);
        assertThat(a.firstOrder()).isEqualTo(LocalDate.of(2011, 1, 5));
        assertThat(a.lastOrder()).isEqualTo(LocalDate.of(2011, 2, 3));
        assertThat(a.spendMinor()).isEqualTo(60_00);
        assertThat(a.x()).isEqualTo(2);
        assertThat(a.tx()).isEqualTo(29);
        assertThat(a.age()).isEqualTo(64);
        assertThat(a.recencyScore()).hasValue(LOG.index().indexOf("a") + 1);
        assertThat(a.frequencyScore()).hasValue(2);
        assertThat(a.segment()).isEqualTo("best");
        assertThat(a.treatment()).isEqualTo("keep");
        assertThat(a.pAlive()).hasValue(0.5);
        assertThat(a.clvMinor()).hasValue(1_000L + LOG.index().indexOf("a"));
        assertThat(a.costToServeMinor()).hasValue(30);
        // 60.00 less 36.00 less 0.30.
        assertThat(a.profitMinor()).hasValue(23_70);
        assertThat(a.lifecycleStage()).isEqualTo(LifecycleStage.LAPSED);
        assertThat(a.channels()).containsExactly("shop", "web");
        assertThat(a.surveyScore()).hasValue(0);
        assertThat(a).hasToString("customer 'a' as of 2011-03-10");
        assertThat(profile(profiles, "e").spendMinor()).isEqualTo(53_00);
        assertThat(profiles.find("nobody")).isNull();
        assertThat(profiles.given()).isEqualTo(EnumSet.allOf(ProfileField.class));
        assertThat(profiles).hasToString("profiles of 4 customers as of 2011-03-10");
    }

    @Test
    void whatIsNotKnownOfACustomerIsUnknown() {
        CustomerProfiles profiles = full();
        CustomerProfile d = profile(profiles, "d");
        assertThat(d.pAlive()).isEmpty();
        assertThat(d.clvMinor()).isEmpty();
        assertThat(d.surveyScore()).isEmpty();
        CustomerProfile c = profile(profiles, "c");
        assertThat(c.segment()).isNull();
        assertThat(c.treatment()).isNull();
        assertThat(c.channels()).isEmpty();
        assertThat(profiles.at(0).monetaryScore()).isEmpty();
        assertThat(lines(profiles.toTable()).get(3))
                .startsWith("d|1|2011-03-10|2011-03-10|100.00|0|0.0|0.0|")
                .endsWith("|best|-|-|0.10|49.90|new|web|-|keep");
    }

    @Test
    void theSummaryAloneIsEnough() {
        CustomerProfiles profiles = CustomerProfiles.builder(SUMMARY).build();
        CustomerProfile a = profile(profiles, "a");
        assertThat(a.spendMinor()).isEqualTo(60_00);
        assertThat(a.recencyScore()).isEmpty();
        assertThat(a.segment()).isNull();
        assertThat(a.pAlive()).isEmpty();
        assertThat(a.clvMinor()).isEmpty();
        assertThat(a.costToServeMinor()).isEmpty();
        assertThat(a.profitMinor()).isEmpty();
        assertThat(a.lifecycleStage()).isNull();
        assertThat(a.channels()).isNull();
        assertThat(a.surveyScore()).isEmpty();
        assertThat(a.treatment()).isNull();
        assertThat(profiles.given()).isEmpty();
        assertThat(profiles)
                .hasToString(
                        "profiles of 4 customers as of 2011-03-10; unknown: RFM scores, segment, P(alive), CLV, cost to"
                                + " serve, profit, lifecycle stage, channels, survey score, treatment");
        assertThat(lines(profiles.toTable()).get(0))
                .isEqualTo("a|3|2011-01-05|2011-02-03|60.00|2|29.0|64.0|-|-|-|-|-|-|-|-|-|-|-|-");
    }

    @Test
    void customersWithoutAnOrderHaveNoDays() {
        CustomerSummary early = CustomerSummary.of(LOG, SummaryOptions.daily().until(LocalDate.of(2011, 1, 1)));
        CustomerProfile a =
                profile(CustomerProfiles.builder(early).pAlive(c -> 1).build(), "a");
        assertThat(a.hasOrdered()).isFalse();
        assertThat(a.firstOrder()).isNull();
        assertThat(a.lastOrder()).isNull();
        assertThat(a.orders()).isZero();
        assertThat(a.pAlive()).isEmpty();
    }

    @Test
    void channelsMayComeFromTouchpoints() {
        Touchpoints touches = Touches.of(
                LOG,
                List.of(
                        touch("cookie-1", Logs.day("2011-03-10"), "mail"),
                        touch("a", Logs.day("2011-03-11"), "tv"),
                        touch("a", Logs.day("2010-03-10"), "ads")));
        CustomerProfiles profiles =
                CustomerProfiles.builder(SUMMARY).channels(touches).build();
        assertThat(profile(profiles, "a").channels()).containsExactly("ads", "mail");
        assertThat(profile(profiles, "b").channels()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        CustomerProfilesBuilder builder = CustomerProfiles.builder(SUMMARY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.segments(Grouping.everyone(3)))
                .withMessage("segments are of 3 customers; the summary has 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.pAlive(c -> 1.5))
                .withMessage("P(alive) of customer 'a' is 1.5; it must be 0 to 1, or NaN if unknown");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.rfmScores(c -> 1, c -> -1, c -> 1))
                .withMessage("score f of customer 'a' is -1; it must be 0 (unknown) to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.profit(
                        CustomerProfit.of(LOG, ProfitOptions.withDefaults().until(LocalDate.of(2011, 3, 9)))))
                .withMessage("profit are as of 2011-03-09; profiles are as of the summary's day, 2011-03-10");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        CustomerProfiles.builder(SUMMARY).treatments(Map.of()).build())
                .withMessage("treatments are by segment; give the segments too");
        builder.segments(Grouping.everyone(4));
        builder.build();
        assertThatIllegalStateException().isThrownBy(() -> builder.pAlive(c -> 1));
    }

    @Test
    void treatmentsAndSegmentsMayComeInAnyOrder() {
        Grouping segments = Grouping.of("segment", LOG.customers(), c -> "best");
        Grouping others = Grouping.of("segment", LOG.customers(), c -> c == 0 ? "first" : "best");
        CustomerProfiles before = CustomerProfiles.builder(SUMMARY)
                .treatments(Map.of("best", "keep"))
                .segments(segments)
                .build();
        assertThat(profile(before, "a").treatment()).isEqualTo("keep");
        CustomerProfiles again = CustomerProfiles.builder(SUMMARY)
                .segments(segments)
                .treatments(Map.of("best", "keep"))
                .segments(others)
                .build();
        assertThat(again.at(0).treatment()).isNull();
        assertThat(again.at(1).treatment()).isEqualTo("keep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerProfiles.builder(SUMMARY)
                        .treatments(Map.of("worst", "call"))
                        .segments(segments)
                        .build())
                .withMessageContaining("worst");
    }
}
