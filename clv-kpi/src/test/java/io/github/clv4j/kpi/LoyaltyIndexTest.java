package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LoyaltyIndexTest {
    private static final double[] ORDERS = {0, 5, 20, 2, 10};
    private static final double[] IDLE_DAYS = {400, 30, 0, Double.NaN, Double.NaN};

    private static final LoyaltyComponent OFTEN = new LoyaltyComponent("orders", 3, 0, 10, c -> ORDERS[c]);
    /** Fewer days are better. */
    private static final LoyaltyComponent LATELY = new LoyaltyComponent("idle days", 1, 300, 0, c -> IDLE_DAYS[c]);

    private static LoyaltyIndex index(MissingComponents missing) {
        return LoyaltyIndex.of(5, missing, OFTEN, LATELY);
    }

    @Test
    void componentsAreScaledAndWeighted() {
        LoyaltyIndex index = index(MissingComponents.UNDEFINED);
        assertThat(index.weight(0)).isEqualTo(0.75);
        assertThat(index.scaled(1, 1)).isEqualTo(90);
        assertThat(index.get(0)).isEqualTo(0);
        assertThat(index.get(1)).isEqualTo(0.75 * 50 + 0.25 * 90);
        assertThat(index.get(2)).isEqualTo(100);
        assertThat(index).hasToString("loyalty index of [orders 0.75, idle days 0.25], missing components undefined");
    }

    @Test
    void missingComponentsFollowTheStatedRule() {
        assertThat(index(MissingComponents.UNDEFINED).get(3)).isNaN();
        assertThat(index(MissingComponents.REWEIGHTED).get(3)).isEqualTo(20);
        assertThat(index(MissingComponents.WORST).get(3)).isEqualTo(15);
        LoyaltyIndex nothing =
                LoyaltyIndex.of(1, MissingComponents.REWEIGHTED, new LoyaltyComponent("n", 1, 0, 1, c -> Double.NaN));
        assertThat(nothing.get(0)).isNaN();
    }

    @Test
    void groupsHaveMeansOfWhatIsKnown() {
        LoyaltyIndex index = index(MissingComponents.UNDEFINED);
        Grouping groups = Grouping.of("segment", List.of("x", "y", "z"), new int[] {0, 0, 1, 1, 2});
        List<ValueEstimate> means = index.means(groups, 0.9);
        assertThat(means.get(0).value().value()).isEqualTo(30);
        // Student's 0.95 quantile with one degree of freedom is tan(0.45 π); the standard error of 0 and 60 is 30.
        assertThat(means.get(0).upper()).isCloseTo(30 + 30 * Math.tan(0.45 * Math.PI), within(1e-6));
        assertThat(means.get(1).value().value()).isEqualTo(100);
        assertThat(means.get(1).hasInterval()).isFalse();
        assertThat(means.get(2).value().undefinedReason()).isEqualTo("no customers whose index is known");
    }

    @Test
    void theTableIsInIdOrder() {
        CustomerIndex ids =
                Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false).index();
        assertThat(index(MissingComponents.WORST).toTable(ids).column("orders").doubleAt(1))
                .isEqualTo(OFTEN.scaled(ids.indexOf("b")));
        assertThat(index(MissingComponents.WORST).toTable(ids).rows()).isEqualTo(5);
    }

    @Property(tries = 300)
    void theIndexStaysOnItsScale(
            @ForAll @DoubleRange(min = 0.01, max = 1e3) double one,
            @ForAll @DoubleRange(min = 0.01, max = 1e3) double two,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double value,
            @ForAll MissingComponents missing) {
        LoyaltyIndex index = LoyaltyIndex.of(
                1,
                missing,
                new LoyaltyComponent("a", one, -1, 7, c -> value),
                new LoyaltyComponent("b", two, 5, -5, c -> -value));
        assertThat(index.get(0)).isBetween(0.0, 100.0);
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoyaltyComponent("a", Double.NaN, 0, 1, c -> 0))
                .withMessage("component 'a': weight is NaN; it must be above 0 and finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoyaltyComponent("a", 1, 2, 2, c -> 0))
                .withMessage("component 'a': worst is 2.0 and best 2.0; they must be finite and differ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoyaltyIndex.of(1, MissingComponents.WORST))
                .withMessageContaining("no components");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoyaltyIndex.of(1, MissingComponents.WORST, OFTEN, OFTEN))
                .withMessage("two components have the same name: [orders, orders]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index(MissingComponents.WORST).means(Grouping.everyone(2), 0.9))
                .withMessage("grouping 'all' is of 2 customers, the index of 5");
    }
}
