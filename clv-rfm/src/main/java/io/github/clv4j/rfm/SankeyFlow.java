package io.github.clv4j.rfm;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToLongFunction;

/**
 * A {@link MigrationSeries} as nodes and links for a Sankey picture. Immutable.
 *
 * <p>A node is a segment in a snapshot, or {@value MigrationMatrix#GONE}: who had a segment before. {@value
 * MigrationMatrix#NEW} is a node in front of each step, of those who get their first segment in it. At each node in
 * between, as many customers come in as go out, and both are the node's; the same is true of their value, which links tell
 * for their beginning and their end. Nodes and links without customers are left out.
 */
public final class SankeyFlow {
    private final MoneyScale money;
    private final List<Node> nodes;
    private final List<Link> links;
    private final MigrationSeries series;

    private record Node(int snapshot, String segment, long customers, long valueMinor) {}

    private record Link(int from, int to, long customers, long beforeMinor, long afterMinor) {}

    private SankeyFlow(MoneyScale money, MigrationSeries series, List<Node> nodes, List<Link> links) {
        this.money = money;
        this.series = series;
        this.nodes = nodes;
        this.links = links;
    }

    /**
     * The picture's data.
     *
     * @param values for each snapshot the amount of a customer, in minor units; asked for the customers of its grouping,
     *     others have 0
     * @param money currency and digits of the amounts
     * @throws IllegalArgumentException if there is not one function for each snapshot
     * @throws DataException if a sum does not fit 64 bits
     */
    public static SankeyFlow of(MigrationSeries series, List<IntToLongFunction> values, MoneyScale money) {
        Objects.requireNonNull(money, "money");
        series.requireValues(values);
        Cell[][][] cells = count(series, values);
        try {
            return draw(series, cells, money);
        } catch (ArithmeticException e) {
            throw new DataException("a sum of the flow does not fit 64 bits of minor units", e);
        }
    }

    private static final class Cell {
        private long customers;
        private final LongSum before = new LongSum();
        private final LongSum after = new LongSum();
    }

    private static Cell[][][] count(MigrationSeries series, List<IntToLongFunction> values) {
        int states = series.newcomer() + 1;
        Cell[][][] cells = new Cell[series.steps()][states][states - 1];
        for (Cell[][] step : cells) {
            for (Cell[] row : step) {
                Arrays.setAll(row, column -> new Cell());
            }
        }
        int last = series.snapshots().get(series.steps()).segments().customers();
        for (int c = 0; c < last; c++) {
            int before = series.stateNow(0, c, series.newcomer());
            long old = series.value(values, 0, c);
            for (int step = 0; step < series.steps(); step++) {
                int after = series.stateNow(step + 1, c, before);
                long now = series.value(values, step + 1, c);
                if (after != series.newcomer()) {
                    Cell cell = cells[step][before][after];
                    cell.customers++;
                    cell.before.add(old);
                    cell.after.add(now);
                }
                before = after;
                old = now;
            }
        }
        return cells;
    }

    private static SankeyFlow draw(MigrationSeries series, Cell[][][] cells, MoneyScale money) {
        int states = series.newcomer() + 1;
        int steps = series.steps();
        List<Node> nodes = new ArrayList<>();
        int[][] nodeOf = new int[steps + 1][states];
        for (int t = 0; t <= steps; t++) {
            for (int state = 0; state < states && (t < steps || state < states - 1); state++) {
                // The last snapshot has no step after it; its nodes are the ends of the step before.
                long customers = 0;
                LongSum value = new LongSum();
                for (int other = 0; other < (t < steps ? states - 1 : states); other++) {
                    Cell cell = t < steps ? cells[t][state][other] : cells[t - 1][other][state];
                    customers += cell.customers;
                    value.add((t < steps ? cell.before : cell.after).toLong());
                }
                nodeOf[t][state] = nodes.size();
                if (customers > 0) {
                    nodes.add(new Node(t, series.pooled().from().get(state), customers, value.toLong()));
                }
            }
        }
        List<Link> links = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            for (int from = 0; from < states; from++) {
                for (int to = 0; to < states - 1; to++) {
                    Cell cell = cells[step][from][to];
                    if (cell.customers > 0) {
                        links.add(new Link(
                                nodeOf[step][from],
                                nodeOf[step + 1][to],
                                cell.customers,
                                cell.before.toLong(),
                                cell.after.toLong()));
                    }
                }
            }
        }
        return new SankeyFlow(money, series, List.copyOf(nodes), List.copyOf(links));
    }

    /**
     * One row for each node, snapshot by snapshot: {@code node} (its number, 0, 1, 2 …), {@code snapshot}, {@code date},
     * {@code segment}, {@code customers}, {@code value} as of the snapshot.
     */
    public Table nodes() {
        return Table.of(
                "sankey_nodes",
                nodes.size(),
                List.of(
                        Column.integer("node", i -> i),
                        Column.integer("snapshot", i -> nodes.get(i).snapshot()),
                        Column.date(
                                "date",
                                i -> series.asOf(nodes.get(i).snapshot()).toEpochDay()),
                        Column.text("segment", i -> nodes.get(i).segment()),
                        Column.integer("customers", i -> nodes.get(i).customers()),
                        Column.money("value", money, i -> nodes.get(i).valueMinor())));
    }

    /**
     * One row for each link, step by step: {@code from_node}, {@code to_node}, {@code customers}, {@code value_before},
     * which adds up over the links out of a node, and {@code value_after}, which adds up over the links into one.
     */
    public Table links() {
        return Table.of(
                "sankey_links",
                links.size(),
                List.of(
                        Column.integer("from_node", i -> links.get(i).from()),
                        Column.integer("to_node", i -> links.get(i).to()),
                        Column.integer("customers", i -> links.get(i).customers()),
                        Column.money("value_before", money, i -> links.get(i).beforeMinor()),
                        Column.money("value_after", money, i -> links.get(i).afterMinor())));
    }

    @Override
    public String toString() {
        return nodes.size() + " nodes and " + links.size() + " links along " + series;
    }
}
