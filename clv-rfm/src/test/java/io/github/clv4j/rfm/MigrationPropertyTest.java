package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.table.Table;
import java.math.BigInteger;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Over random series of three segments with customers who come, go and return. */
class MigrationPropertyTest {
    private static final int SNAPSHOTS = 4;

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.strings()
                .withChars('A', 'B', 'C', '-', '.')
                .ofLength(SNAPSHOTS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    /** What a customer is in a snapshot, in words: the rule of the series, read off the customer's own word. */
    private static String state(String path, int t) {
        char now = path.charAt(t);
        if (now != '-') {
            return now == '.' ? "Gone" : String.valueOf(now);
        }
        return path.substring(0, t).chars().allMatch(c -> c == '-') ? "New" : "Gone";
    }

    private static long slowCount(List<String> paths, int before, int after, String from, String to) {
        return paths.stream()
                .filter(path ->
                        state(path, before).equals(from) && state(path, after).equals(to))
                .count();
    }

    @Property
    void stepsAreCountedAsTheirWordsSay(@ForAll("paths") List<String> paths) {
        MigrationSeries series = Paths.series(paths);
        MigrationMatrix pooled = series.pooled();
        for (String from : pooled.from()) {
            for (String to : pooled.to()) {
                long sum = 0;
                for (int step = 0; step < series.steps(); step++) {
                    long count = series.matrix(step).count(from, to);
                    assertThat(count).isEqualTo(slowCount(paths, step, step + 1, from, to));
                    assertThat(series.movers(step, step + 1, from, to)).hasSize((int) count);
                    sum += count;
                }
                assertThat(pooled.count(from, to)).isEqualTo(sum);
            }
        }
        for (int c : series.movers(0, 3, pooled.from().get(0), "Gone")) {
            assertThat(state(paths.get(c), 3)).isEqualTo("Gone");
        }
    }

    @Property
    void rowsSumToThePopulationAndFlowsToTheirSizes(@ForAll("paths") List<String> paths) {
        MigrationSeries series = Paths.series(paths);
        for (int step = 0; step < series.steps(); step++) {
            int t = step;
            long[] before = Paths.grouping(paths, t).sizes();
            Grouping now = Paths.grouping(paths, t);
            for (String segment : series.segments()) {
                SegmentFlow flow = series.flow(step, segment);
                int group = now.labels().indexOf(segment);
                assertThat(flow.before()).isEqualTo(group < 0 ? 0 : before[group]);
                assertThat(flow.stayed() + flow.outflow()).isEqualTo(flow.before());
                assertThat(flow.stayed() + flow.inflow()).isEqualTo(flow.after());
            }
            assertThat(series.matrix(step).customers())
                    .isEqualTo(paths.stream()
                            .filter(path -> !state(path, t + 1).equals("New"))
                            .count());
        }
    }

    /** Two snapshots know as much as a matrix of two groupings. */
    @Property
    void theFirstStepIsTheMatrixOfItsGroupings(@ForAll("paths") List<String> paths) {
        MigrationMatrix step = Paths.series(paths).matrix(0);
        MigrationMatrix matrix = MigrationMatrix.between(Paths.grouping(paths, 0), Paths.grouping(paths, 1));
        assertThat(step.customers()).isEqualTo(matrix.customers());
        for (String from : matrix.from()) {
            for (String to : matrix.to()) {
                assertThat(step.count(from, to)).isEqualTo(matrix.count(from, to));
            }
        }
    }

    @Property
    void valueFlowAddsUpToBothTotals(@ForAll("paths") List<String> paths, @ForAll long seed) {
        IntToLongFunction old = c -> (seed >> 4) / (3 * c + 50);
        IntToLongFunction now = c -> (seed >> 5) / (c + 50) - c;
        ValueFlow flow = ValueFlow.between(Paths.grouping(paths, 0), old, Paths.grouping(paths, 1), now, TestBase.EUR);
        BigInteger before = flow.moves().stream()
                .map(move -> BigInteger.valueOf(move.beforeMinor()))
                .reduce(BigInteger.valueOf(flow.outside().beforeMinor()), BigInteger::add);
        BigInteger change = flow.moves().stream()
                .map(move -> BigInteger.valueOf(move.changeMinor()))
                .reduce(BigInteger.valueOf(flow.outside().changeMinor()), BigInteger::add);
        assertThat(before.longValueExact())
                .isEqualTo(IntStream.range(0, paths.size()).mapToLong(old).sum());
        assertThat(before.add(change).longValueExact())
                .isEqualTo(IntStream.range(0, paths.size()).mapToLong(now).sum())
                .isEqualTo(flow.total().afterMinor());
        MigrationMatrix matrix = MigrationMatrix.between(Paths.grouping(paths, 0), Paths.grouping(paths, 1));
        flow.moves()
                .forEach(move -> assertThat(move.customers())
                        .isEqualTo(matrix.count(String.valueOf(move.from()), String.valueOf(move.to()))));
    }

    @Property
    void decompositionAddsUp(@ForAll("paths") List<String> paths) {
        Grouping before = Paths.grouping(paths, 0);
        Grouping frozen = Paths.grouping(paths, 1);
        Grouping fresh = Paths.grouping(paths, 2);
        SizeDecomposition parts = SizeDecomposition.of(before, frozen, fresh);
        for (SizeChange change : parts.changes()) {
            String segment = change.segment();
            assertThat(change.before()).isEqualTo(count(paths, p -> state(p, 0, segment)));
            assertThat(change.after()).isEqualTo(count(paths, p -> state(p, 2, segment)));
            // Each part in its own words, not as a rest.
            assertThat(change.movedIn())
                    .isEqualTo(
                            count(paths, p -> isSegment(p.charAt(0)) && !state(p, 0, segment) && state(p, 1, segment)));
            assertThat(change.movedOut())
                    .isEqualTo(
                            count(paths, p -> state(p, 0, segment) && isSegment(p.charAt(1)) && !state(p, 1, segment)));
            assertThat(change.births()).isEqualTo(count(paths, p -> p.charAt(0) == '-' && state(p, 1, segment)));
            assertThat(change.losses()).isEqualTo(count(paths, p -> state(p, 0, segment) && !isSegment(p.charAt(1))));
            assertThat(change.rebinning())
                    .isEqualTo(count(paths, p -> state(p, 2, segment)) - count(paths, p -> state(p, 1, segment)));
            assertAdds(change);
        }
        assertAdds(parts.total());
        assertThat(parts.total().behaviour()).isZero();
    }

    private static void assertAdds(SizeChange change) {
        assertThat(change.behaviour() + change.births() + change.returns() - change.losses() + change.rebinning())
                .isEqualTo(change.change());
    }

    private static boolean isSegment(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static boolean state(String path, int t, String segment) {
        return path.charAt(t) == segment.charAt(0);
    }

    private static long count(List<String> paths, Predicate<String> wanted) {
        return paths.stream().filter(wanted).count();
    }

    @Property
    void picturesConserveCustomersAndValueAtEachNode(@ForAll("paths") List<String> paths) {
        MigrationSeries series = Paths.series(paths);
        List<IntToLongFunction> values = IntStream.range(0, SNAPSHOTS)
                .mapToObj(t -> (IntToLongFunction) c -> 1_000L * t + 7L * c * c)
                .toList();
        SankeyFlow flow = SankeyFlow.of(series, values, TestBase.EUR);
        Table nodes = flow.nodes();
        Table links = flow.links();
        for (int node = 0; node < nodes.rows(); node++) {
            long customers = nodes.column("customers").longAt(node);
            long value = nodes.column("value").longAt(node);
            long snapshot = nodes.column("snapshot").longAt(node);
            assertThat(customers).isPositive();
            if (snapshot < SNAPSHOTS - 1) {
                assertThat(sum(links, "from_node", node, "customers")).isEqualTo(customers);
                assertThat(sum(links, "from_node", node, "value_before")).isEqualTo(value);
            }
            if (snapshot > 0 && !"New".equals(nodes.column("segment").textAt(node))) {
                assertThat(sum(links, "to_node", node, "customers")).isEqualTo(customers);
                assertThat(sum(links, "to_node", node, "value_after")).isEqualTo(value);
            }
        }
        long linked = IntStream.range(0, links.rows())
                .mapToLong(row -> links.column("customers").longAt(row))
                .sum();
        assertThat(linked).isEqualTo(series.pooled().customers());
    }

    private static long sum(Table links, String end, int node, String what) {
        return IntStream.range(0, links.rows())
                .filter(row -> links.column(end).longAt(row) == node)
                .mapToLong(row -> links.column(what).longAt(row))
                .sum();
    }
}
