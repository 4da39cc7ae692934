package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigrationSeriesTest {
    /** 0 stays; 1 moves; 2 drops out of all segments and returns; 3 is called Gone and returns; 4 and 5 come; 6 never does. */
    private static final MigrationSeries SERIES = Paths.series("AAA", "ABB", "A-B", "B.A", "-AB", "--B", "---");

    private static int[] column(MigrationSeries series, String name) {
        Table table = series.toTable();
        int[] values = new int[table.rows()];
        Arrays.setAll(values, row -> (int) table.column(name).longAt(row));
        return values;
    }

    /** Each snapshot has few groups, all of them together have many, and each step would have a cell for each pair. */
    @Test
    void tooManyGroupsTogether() {
        List<SegmentSnapshot> snapshots = IntStream.range(0, 3)
                .mapToObj(t -> new SegmentSnapshot(
                        Paths.FIRST.plusMonths(t),
                        Grouping.of(
                                "micro",
                                IntStream.range(700 * t, 700 * (t + 1))
                                        .mapToObj(g -> "g" + g)
                                        .toList(),
                                new int[] {0})))
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSeries.of(snapshots))
                .withMessage(
                        "the snapshots have 2100 groups together; moves are told between at most 2000, take coarser"
                                + " ones");
    }

    @Test
    void countsEachStep() {
        assertThat(SERIES.segments()).containsExactly("A", "B");
        assertThat(SERIES.steps()).isEqualTo(2);
        assertThat(SERIES.matrix(0).from()).containsExactly("A", "B", "Gone", "New");
        assertThat(SERIES.matrix(0).to()).containsExactly("A", "B", "Gone");
        assertThat(SERIES.matrix(0).counts()).isDeepEqualTo(new long[][] {
            {1, 1, 1},
            {0, 0, 1},
            {0, 0, 0},
            {1, 0, 0}
        });
        // Customers 2 and 3 return from Gone; only customer 5 is new.
        assertThat(SERIES.matrix(1).counts()).isDeepEqualTo(new long[][] {
            {1, 1, 0},
            {0, 1, 0},
            {1, 1, 0},
            {0, 1, 0}
        });
        assertThat(SERIES.pooled().counts()).isDeepEqualTo(new long[][] {
            {2, 2, 1},
            {0, 1, 1},
            {1, 1, 0},
            {1, 1, 0}
        });
        assertThat(SERIES)
                .hasToString("2 steps from 2025-01-31 to 2025-03-31: 11 customers: 3 stayed, 2 moved, 2 new, 2 left, "
                        + "2 returned");
    }

    @Test
    void ratesOfFlow() {
        SegmentFlow first = SERIES.flow(0, "A");
        assertThat(first).isEqualTo(new SegmentFlow(0, "A", 3, 2, 1, 2, 1, 1, 1));
        assertThat(first.stayRate()).hasValue(1 / 3.0);
        assertThat(first.outflowRate()).hasValue(2 / 3.0);
        assertThat(first.inflowRate()).hasValue(0.5);
        SegmentFlow nobody = Paths.series("A-", "AB").flow(0, "B");
        assertThat(nobody.stayRate()).isEmpty();
        assertThat(nobody.outflowRate()).isEmpty();
        assertThat(nobody.inflowRate()).hasValue(1);
    }

    @Test
    void namesTheMovers() {
        assertThat(SERIES.movers(0, 1, "A", "B")).containsExactly(1);
        assertThat(SERIES.movers(1, 2, "Gone", "B")).containsExactly(2);
        assertThat(SERIES.movers(0, 1, "New", "A")).containsExactly(4);
        assertThat(SERIES.movers(0, 1, "A", "Gone")).containsExactly(2);
        // Over two steps, whatever lay between.
        assertThat(SERIES.movers(0, 2, "A", "B")).containsExactly(1, 2);
        assertThat(SERIES.movers(0, 2, "New", "B")).containsExactly(4, 5);
        assertThat(SERIES.movers(0, 2, "New", "Gone")).isEmpty();
    }

    @Test
    void laterSnapshotsMayHaveMoreCustomersAndOtherSegments() {
        Grouping small = Grouping.of("segment", List.of("A"), new int[] {0});
        Grouping large = Grouping.of("segment", List.of("C", "A"), new int[] {0, 1});
        MigrationSeries series = MigrationSeries.of(List.of(
                new SegmentSnapshot(LocalDate.of(2025, 1, 1), small),
                new SegmentSnapshot(LocalDate.of(2025, 2, 1), large)));
        assertThat(series.segments()).containsExactly("A", "C");
        assertThat(series.matrix(0).count("A", "C")).isEqualTo(1);
        assertThat(series.matrix(0).count("New", "A")).isEqualTo(1);
        assertThat(series.movers(0, 1, "New", "A")).containsExactly(1);
    }

    @Test
    void tableIsLong() {
        assertThat(column(SERIES, "step")).containsExactly(0, 0, 1, 1);
        assertThat(column(SERIES, "before")).containsExactly(3, 1, 2, 1);
        assertThat(column(SERIES, "after")).containsExactly(2, 1, 2, 4);
        assertThat(column(SERIES, "gone")).containsExactly(1, 1, 0, 0);
        assertThat(SERIES.toTable().columns().stream().map(c -> c.textAt(1)))
                .containsExactly(
                        "0", "2025-01-31", "2025-02-28", "B", "1", "1", "0", "1", "1", "1", "0", "0.0", "1.0", "1.0");
    }

    @Test
    void badInput() {
        SegmentSnapshot two = new SegmentSnapshot(LocalDate.of(2025, 1, 1), Grouping.everyone(2));
        SegmentSnapshot one = new SegmentSnapshot(LocalDate.of(2025, 2, 1), Grouping.everyone(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSeries.of(List.of(two)))
                .withMessage("there are 1 snapshots; a series needs two or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSeries.of(List.of(two, one)))
                .withMessageContaining("after has 1 customers, the one before 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MigrationSeries.of(List.of(two, two)))
                .withMessage("snapshot 1 is as of 2025-01-01, the one before of 2025-01-01; dates must rise");
        Grouping clash = Grouping.of("channel", List.of("New"), new int[] {0, 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MigrationSeries.of(List.of(two, new SegmentSnapshot(LocalDate.of(2025, 2, 1), clash))))
                .withMessageContaining("grouping 'channel' has a group named 'New'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SERIES.flow(0, "Z"))
                .withMessage("the series has no segment 'Z'; it has [A, B]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SERIES.movers(1, 1, "A", "B"))
                .withMessageContaining("the snapshot before is 1, the one after 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SERIES.movers(0, 1, "A", "New"))
                .withMessageContaining("no column 'New'");
    }
}
