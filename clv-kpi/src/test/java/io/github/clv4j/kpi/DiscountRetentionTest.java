package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.Touches.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.DiscountRetention.Part;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiscountRetentionTest {
    private static Logs.Row buys(String customer, int day, long amount, @Nullable String coupon) {
        return new Logs.Row(customer, day, amount, 0, coupon);
    }

    private static final TransactionLog LOG = Logs.of(
            List.of(
                    buys("none", 1, 10, "list"),
                    buys("none", 30, 10, "list"),
                    buys("half", 1, 20, "list"),
                    buys("half", 2, 10, "sale"),
                    buys("half", 10, 10, "sale"),
                    buys("most", 1, 10, "list"),
                    buys("most", 2, 11, "sale"),
                    buys("most", 40, 11, "sale"),
                    buys("all", 2, 11, "sale"),
                    buys("all", 11, -5, "sale"),
                    buys("all2", 2, 11, "sale"),
                    buys("all2", 11, 0, "sale"),
                    buys("free", 3, 0, "sale"),
                    buys("unlabelled", 3, 9, null),
                    buys("later", 20, 9, "sale")),
            RefundPolicy.KEEP_NEGATIVE,
            false);

    private static DiscountRetention until(int day) {
        return DiscountRetention.of(
                LOG, "channel", Set.of("sale"), LocalDate.ofEpochDay(10), LocalDate.ofEpochDay(day));
    }

    @Test
    void customersAreParted() {
        DiscountRetention retention = until(30);
        assertThat(lines(retention.toTable(0.95)).stream()
                        .map(line -> line.substring(0, line.lastIndexOf('|', line.lastIndexOf('|') - 1)))
                        .toList())
                .containsExactly("none|1|1|1.0", "some|1|0|0.0", "most|1|0|0.0", "all|2|1|0.5", "unknown|2|0|0.0");
        assertThat(until(40).retained(Part.MOST)).isEqualTo(1);
        assertThat(retention.rate(Part.ALL, 0.95).lower()).isBetween(0.09, 0.1);
    }

    @Test
    void returnsAreCountedWithinTheLog() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> until(10))
                .withMessage("returns are counted until 1970-01-11; it must be after 1970-01-11 and not after the log's"
                        + " last day, 1970-02-10");
        assertThatIllegalArgumentException().isThrownBy(() -> until(41));
    }
}
