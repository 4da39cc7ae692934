package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.rfm.MigrationMatrix;
import io.github.clv4j.rfm.MigrationSeries;
import io.github.clv4j.rfm.RateInterval;
import io.github.clv4j.rfm.RateIntervals;
import io.github.clv4j.rfm.SankeyFlow;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The table of all moves of a series of snapshots, with intervals of their rates and what the customers had spent. */
final class MigrationTable {
    static final double LEVEL = 0.95;

    private record Cell(int step, String from, String to) {}

    private record Line(
            LocalDate fromDay,
            LocalDate toDay,
            Cell cell,
            long customers,
            Optional<RateInterval> rate,
            long beforeMinor,
            long afterMinor) {}

    private MigrationTable() {}

    /**
     * One row for each step and cell, step by step: {@code from_date}, {@code to_date}, {@code from}, {@code to}, {@code
     * customers}, {@code rate}, {@code lower}, {@code upper} (Wilson, 95 %; unknown where nobody was), {@code
     * spend_before}, {@code spend_after}: what these customers had spent in all on either day.
     */
    static Table of(@Nullable MigrationSeries series, List<CustomerSummary> summaries, MoneyScale money) {
        List<Line> lines = series == null ? List.of() : lines(series, summaries, money);
        return Table.of(
                "migration_series",
                lines.size(),
                List.of(
                        Column.date("from_date", i -> lines.get(i).fromDay().toEpochDay()),
                        Column.date("to_date", i -> lines.get(i).toDay().toEpochDay()),
                        Column.text("from", i -> lines.get(i).cell().from()),
                        Column.text("to", i -> lines.get(i).cell().to()),
                        Column.integer("customers", i -> lines.get(i).customers()),
                        rate("rate", lines, RateInterval::rate),
                        rate("lower", lines, RateInterval::lower),
                        rate("upper", lines, RateInterval::upper),
                        Column.money("spend_before", money, i -> lines.get(i).beforeMinor()),
                        Column.money("spend_after", money, i -> lines.get(i).afterMinor())));
    }

    private static Column rate(String name, List<Line> lines, ToDoubleFunction<RateInterval> end) {
        return Column.decimal(
                name, i -> lines.get(i).rate().map(end::applyAsDouble).orElse(Double.NaN));
    }

    private static List<Line> lines(MigrationSeries series, List<CustomerSummary> summaries, MoneyScale money) {
        Map<Cell, long[]> spend = spend(series, summaries, money);
        List<Line> lines = new ArrayList<>();
        for (int step = 0; step < series.steps(); step++) {
            MigrationMatrix matrix = series.matrix(step);
            RateIntervals rates = RateIntervals.wilson(matrix, LEVEL);
            for (int row = 0; row < matrix.from().size(); row++) {
                for (int column = 0; column < matrix.to().size(); column++) {
                    Cell cell =
                            new Cell(step, matrix.from().get(row), matrix.to().get(column));
                    long[] minor = spend.getOrDefault(cell, new long[2]);
                    lines.add(new Line(
                            series.snapshots().get(step).asOf(),
                            series.snapshots().get(step + 1).asOf(),
                            cell,
                            matrix.count(row, column),
                            rates.interval(row, column),
                            minor[0],
                            minor[1]));
                }
            }
        }
        return lines;
    }

    /** Spend before and after of each cell that has customers. */
    private static Map<Cell, long[]> spend(MigrationSeries series, List<CustomerSummary> summaries, MoneyScale money) {
        List<IntToLongFunction> values = summaries.stream()
                .map(summary -> (IntToLongFunction) summary::spendMinor)
                .toList();
        SankeyFlow flow = SankeyFlow.of(series, values, money);
        Column segment = flow.nodes().column("segment");
        Column snapshot = flow.nodes().column("snapshot");
        Table links = flow.links();
        Map<Cell, long[]> spend = new HashMap<>();
        for (int link = 0; link < links.rows(); link++) {
            int from = Math.toIntExact(links.column("from_node").longAt(link));
            int to = Math.toIntExact(links.column("to_node").longAt(link));
            spend.put(
                    new Cell(
                            Math.toIntExact(snapshot.longAt(from)),
                            String.valueOf(segment.textAt(from)),
                            String.valueOf(segment.textAt(to))),
                    new long[] {
                        links.column("value_before").longAt(link),
                        links.column("value_after").longAt(link)
                    });
        }
        return spend;
    }
}
