package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiscountShareTest {
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, true);

    @Test
    void theShareIsOfWhatIsKnown() {
        DiscountShare share = DiscountShare.of(LOG, "channel", Set.of("web"));
        assertThat(Contracts.lines(share.toTable()))
                .containsExactly(
                        "a,40.00,20.00,0.00," + 40.0 / 60 + ",",
                        "b,0.00,45.00,0.00,0.0,",
                        "c,0.00,0.00,8.00,,no orders are known to be with or without a discount",
                        "d,100.00,0.00,0.00,1.0,",
                        "e,1.00,7.00,0.00,0.125,");
        assertThat(share.totalShare().value()).isEqualTo(141.0 / 213);
        assertThat(share.totalShare().note()).isEqualTo("without orders of 8.00 that have no label");
        assertThat(share.share(0).note()).isNull();
        assertThat(share.orderShare(0.95).rate().value()).isEqualTo(0.5);
        assertThat(share.orderShare(0.95).lower()).isBetween(0.2, 0.25);
        assertThat(share.unknownOrders()).isEqualTo(1);
        assertThat(share.totalDiscountedMinor() + share.totalFullPriceMinor() + share.totalUnknownMinor())
                .isEqualTo(221_00);
    }

    @Test
    void anOrderThatCostNothingIsAnOrder() {
        TransactionLog log = Logs.of(
                List.of(Logs.row("a", "2011-01-05", 0, 0, "web"), Logs.row("a", "2011-01-06", 5_00, 0, "shop")),
                RefundPolicy.KEEP_NEGATIVE,
                false);
        DiscountShare share = DiscountShare.of(log, "channel", Set.of("web"));
        assertThat(share.orderShare(0.95).rate().value()).isEqualTo(0.5);
        assertThat(share.totalShare().value()).isZero();
    }

    @Test
    void isAsOfADay() {
        DiscountShare share = DiscountShare.of(LOG, "channel", Set.of("web"), LocalDate.parse("2011-01-31"));
        assertThat(share.totalShare().value()).isEqualTo(11.0 / 78);
        TransactionLog netted = Logs.of(Logs.quarter(), RefundPolicy.NET, false);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DiscountShare.of(netted, "channel", Set.of("web"), LocalDate.parse("2011-02-15")))
                .withMessageStartingWith("customer 'c': a refund after 2011-02-15 was netted against earlier purchases,"
                        + " so what they were by channel as of that day is not known");
        assertThat(DiscountShare.of(netted, "channel", Set.of("web")).totalUnknownMinor())
                .isEqualTo(5_00);
    }

    @Test
    void aLabelThatNoOrderHasIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountShare.of(LOG, "channel", Set.of("coupon")))
                .withMessage("no order has the channel 'coupon'; there are [shop, web]");
    }
}
