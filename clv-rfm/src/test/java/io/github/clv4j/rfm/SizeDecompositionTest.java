package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeDecompositionTest {
    /** Words are: before, after by frozen edges, after by fresh edges. */
    private static final List<String> PATHS =
            List.of("AAA", "AAB", "ABB", "BBA", "BAA", "A..", "B--", "-AB", "-BB", ".AA", "---", "..A");

    private static final SizeDecomposition PARTS =
            SizeDecomposition.of(Paths.grouping(PATHS, 0), Paths.grouping(PATHS, 1), Paths.grouping(PATHS, 2));

    @Test
    void partsByHand() {
        // Fresh A: customers 0, 3, 4, 9 and 11. Frozen A: 0, 1, 4, 7, 9; of these 1 and 7 are B by fresh edges.
        assertThat(PARTS.change("A")).isEqualTo(new SizeChange("A", 4, 5, 1, 1, 1, 1, 1, 2, 2));
        assertThat(PARTS.change("B")).isEqualTo(new SizeChange("B", 3, 4, 1, 1, 1, 0, 1, 2, 1));
        assertThat(PARTS.total()).isEqualTo(new SizeChange("Total", 7, 9, 2, 2, 2, 1, 2, 4, 3));
        assertThat(PARTS.total().behaviour()).isZero();
        assertThat(PARTS.total().rebinning()).isEqualTo(1);
        assertThat(PARTS.total().change()).isEqualTo(2);
        assertThat(PARTS.toTable().rows()).isEqualTo(3);
        assertThat(PARTS.toTable().columns().stream().map(c -> c.textAt(1)))
                .containsExactly("B", "3", "0", "1", "0", "1", "1", "4", "1", "1", "2", "1");
    }

    @Test
    void badInput() {
        Grouping two = Grouping.everyone(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SizeDecomposition.of(two, two, Grouping.everyone(3)))
                .withMessageContaining("by frozen edges has 2 customers, the one by fresh edges 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SizeDecomposition.of(Grouping.everyone(3), two, two))
                .withMessageContaining("after has 2 customers, the one before 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PARTS.change("Gone"))
                .withMessage("there is no segment 'Gone'; there are [A, B]");
    }
}
