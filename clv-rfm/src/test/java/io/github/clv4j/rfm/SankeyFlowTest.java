package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.table.Table;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SankeyFlowTest {
    private static final MigrationSeries SERIES = Paths.series("AAB", "A..", "-BB", "---");
    private static final List<IntToLongFunction> VALUES = List.of(c -> 100 + c, c -> 200 + c, c -> 300 + c);
    private static final SankeyFlow FLOW = SankeyFlow.of(SERIES, VALUES, TestBase.EUR);

    private static List<String> rows(Table table) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> String.join(
                        " ", table.columns().stream().map(c -> c.textAt(row)).toList()))
                .toList();
    }

    @Test
    void nodesAndLinks() {
        assertThat(rows(FLOW.nodes()))
                .containsExactly(
                        "0 0 2025-01-31 A 2 2.01",
                        "1 0 2025-01-31 New 1 1.02",
                        "2 1 2025-02-28 A 1 2.00",
                        "3 1 2025-02-28 B 1 2.02",
                        "4 1 2025-02-28 Gone 1 2.01",
                        "5 2 2025-03-31 B 2 6.02",
                        "6 2 2025-03-31 Gone 1 3.01");
        assertThat(rows(FLOW.links()))
                .containsExactly(
                        "0 2 1 1.00 2.00",
                        "0 4 1 1.01 2.01",
                        "1 3 1 1.02 2.02",
                        "2 5 1 2.00 3.00",
                        "3 5 1 2.02 3.02",
                        "4 6 1 2.01 3.01");
    }

    @Test
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SankeyFlow.of(SERIES, VALUES.subList(0, 2), TestBase.EUR))
                .withMessage("there are values for 2 snapshots; the series has 3");
    }
}
