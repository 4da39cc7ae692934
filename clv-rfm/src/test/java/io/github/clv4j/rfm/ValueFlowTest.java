package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueFlowTest {
    private static final Grouping BEFORE = Grouping.of("segment", List.of("A", "B"), new int[] {0, 0, 1, -1});
    private static final Grouping AFTER = Grouping.of("segment", List.of("A", "B"), new int[] {0, 1, -1, -1, 1});
    private static final long[] OLD = {100, 250, 40, -7};
    private static final long[] NOW = {130, 250, 0, -9, 500};
    private static final ValueFlow FLOW = ValueFlow.between(BEFORE, c -> OLD[c], AFTER, c -> NOW[c], TestBase.EUR);

    @Test
    void sumsByCell() {
        assertThat(FLOW.move("A", "A")).isEqualTo(new ValueMove("A", "A", 1, 100, 130, 30));
        assertThat(FLOW.move("A", "B")).isEqualTo(new ValueMove("A", "B", 1, 250, 250, 0));
        assertThat(FLOW.move("B", "Gone")).isEqualTo(new ValueMove("B", "Gone", 1, 40, 0, -40));
        assertThat(FLOW.move("New", "B")).isEqualTo(new ValueMove("New", "B", 1, 0, 500, 500));
        assertThat(FLOW.outside()).isEqualTo(new ValueMove(null, null, 1, -7, -9, -2));
        assertThat(FLOW.total()).isEqualTo(new ValueMove(null, null, 5, 383, 871, 488));
        assertThat(FLOW.meanChange("A")).hasValue(0.15);
        assertThat(FLOW.meanChange("New")).hasValue(5);
        assertThat(FLOW).hasToString("5 customers: 3.83 before, 8.71 after");
    }

    @Test
    void tableEndsWithThoseOutside() {
        assertThat(FLOW.toTable().rows()).isEqualTo(10);
        assertThat(FLOW.toTable().columns().stream().map(c -> c.textAt(1)))
                .containsExactly("A", "B", "1", "2.50", "2.50", "0.00");
        assertThat(FLOW.toTable().columns().stream().map(c -> c.textAt(9)))
                .containsExactly(null, null, "1", "-0.07", "-0.09", "-0.02");
    }

    @Test
    void ofSpendTakesSummaries() {
        TransactionLog log = new TestBase()
                .row("a", 60, 100)
                .row("a", 10, 30)
                .row("b", 5, 70)
                .log();
        SummaryOptions options = SummaryOptions.withDefaults();
        CustomerSummary old = CustomerSummary.of(log, options.until(TestBase.AS_OF.minusDays(30)));
        CustomerSummary now = CustomerSummary.of(log, options.until(TestBase.AS_OF));
        Grouping before = Grouping.of("segment", List.of("A"), new int[] {0, -1});
        Grouping after = Grouping.of("segment", List.of("A"), new int[] {0, 0});
        ValueFlow flow = ValueFlow.ofSpend(before, old, after, now);
        assertThat(flow.move("A", "A")).isEqualTo(new ValueMove("A", "A", 1, 100, 130, 30));
        assertThat(flow.move("New", "A")).isEqualTo(new ValueMove("New", "A", 1, 0, 70, 70));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueFlow.ofSpend(Grouping.everyone(1), old, after, now))
                .withMessage("the grouping before has 1 customers, its summary 2");
    }

    @Test
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueFlow.between(AFTER, c -> 0, BEFORE, c -> 0, TestBase.EUR))
                .withMessageContaining("after has 4 customers, the one before 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FLOW.move("C", "A"))
                .withMessage("the matrix has no row 'C'; it has [A, B, New]");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ValueFlow.between(BEFORE, c -> Long.MAX_VALUE, AFTER, c -> 0, TestBase.EUR))
                .withMessageContaining("does not fit 64 bits");
        assertThat(FLOW.meanChange("B")).hasValue(-0.4);
        assertThat(ValueFlow.between(AFTER, c -> 0, AFTER, c -> 0, TestBase.EUR).meanChange("New"))
                .isEmpty();
    }
}
