package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationMatrixTest {
    private static final int NONE = Grouping.NONE;
    /** Customers: 0 and 1 in A, 2 in B, 3 gone, 4 in none. C is empty. */
    private static final Grouping BEFORE =
            Grouping.of("segment", List.of("A", "Gone", "B", "C"), new int[] {0, 0, 2, 1, NONE});
    /** 0 stays in A, 1 goes to D, 2 is in none any more, 3 is back in A, 4 comes to D; 5 is unknown before, 6 to both. */
    private static final Grouping AFTER =
            Grouping.of("segment", List.of("A", "D"), new int[] {0, 1, NONE, 0, 1, 0, NONE});

    @Test
    void countsMoves() {
        MigrationMatrix moves = MigrationMatrix.between(BEFORE, AFTER);
        assertThat(moves.from()).containsExactly("A", "B", "C", "Gone", "New");
        assertThat(moves.to()).containsExactly("A", "D", "Gone");
        assertThat(moves.counts()).isDeepEqualTo(new long[][] {
            {1, 1, 0},
            {0, 0, 1},
            {0, 0, 0},
            {1, 0, 0},
            {1, 1, 0}
        });
        assertThat(moves.customers()).isEqualTo(6);
        assertThat(moves.stayed()).isEqualTo(1);
        assertThat(moves.moved()).isEqualTo(1);
        assertThat(moves.left()).isEqualTo(1);
        assertThat(moves.returned()).isEqualTo(1);
        assertThat(moves.arrived()).isEqualTo(2);
        assertThat(moves.count("Gone", "A")).isEqualTo(1);
        assertThat(moves.columnTotal(1)).isEqualTo(2);
        assertThat(moves).hasToString("6 customers: 1 stayed, 1 moved, 2 new, 1 left, 1 returned");
        assertThat(moves)
                .isEqualTo(MigrationMatrix.between(BEFORE, AFTER))
                .hasSameHashCodeAs(MigrationMatrix.between(BEFORE, AFTER));
    }

    @Test
    void countsAreACopy() {
        MigrationMatrix moves = MigrationMatrix.between(BEFORE, AFTER);
        moves.counts()[0][0] = 99;
        assertThat(moves.count(0, 0)).isEqualTo(1);
    }

    @Test
    void ratesOfAnEmptyRowAreUndefined() {
        MigrationMatrix moves = MigrationMatrix.between(BEFORE, AFTER);
        assertThat(moves.rate("A", "D")).hasValue(0.5);
        assertThat(moves.rate("B", "A")).hasValue(0);
        assertThat(moves.rate("C", "A")).isEmpty();
    }

    @Test
    void goneBeforeAndAfterStayed() {
        Grouping gone = Grouping.of("segment", List.of("A", "Gone"), new int[] {1, 0});
        MigrationMatrix moves = MigrationMatrix.between(gone, gone);
        assertThat(moves.stayed()).isEqualTo(2);
        assertThat(moves.count("Gone", "Gone")).isEqualTo(1);
        // Neither moved nor left: the labels before may lack what the labels after have.
        Grouping lost = Grouping.of("segment", List.of("A"), new int[] {NONE, NONE});
        assertThat(MigrationMatrix.between(gone, lost).counts()).isDeepEqualTo(new long[][] {{0, 1}, {0, 1}, {0, 0}});
    }

    @Test
    void tableIsLong() {
        Table table = MigrationMatrix.between(BEFORE, AFTER).toTable();
        assertThat(table.rows()).isEqualTo(15);
        assertThat(table.columns().stream().map(column -> column.textAt(1))).containsExactly("A", "D", "1", "0.5");
        assertThat(table.columns().stream().map(column -> column.textAt(6))).containsExactly("C", "A", "0", null);
        assertThat(table.columns().stream().map(column -> column.textAt(13))).containsExactly("New", "D", "1", "0.5");
    }

    @Test
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationMatrix.between(AFTER, BEFORE))
                .withMessageContaining("after has 5 customers, the one before 7");
        Grouping clash = Grouping.of("channel", List.of("New"), new int[] {0, 0, 0, 0, 0, 0, 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationMatrix.between(BEFORE, clash))
                .withMessageContaining("grouping 'channel' has a group named 'New'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationMatrix.between(BEFORE, AFTER).count("D", "A"))
                .withMessage("the matrix has no row 'D'; it has [A, B, C, Gone, New]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationMatrix.between(BEFORE, AFTER).rate("A", "B"))
                .withMessage("the matrix has no column 'B'; it has [A, D, Gone]");
    }

    @Test
    void tooManyGroups() {
        List<String> labels = java.util.stream.IntStream.rangeClosed(0, 2_000)
                .mapToObj(g -> "g" + g)
                .toList();
        Grouping many = Grouping.of("micro", labels, new int[] {0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationMatrix.between(many, many))
                .withMessage(
                        "grouping 'micro' has 2001 groups; moves are told between at most 2000, take coarser ones");
    }
}
