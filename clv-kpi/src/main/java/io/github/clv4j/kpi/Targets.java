package io.github.clv4j.kpi;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;

/** Targets that were checked against a catalogue. Immutable. */
public final class Targets {
    private final String source;
    private final KpiCatalogue catalogue;
    private final List<Target> rows;
    private final RowReport report;

    Targets(String source, KpiCatalogue catalogue, List<Target> rows, RowReport report) {
        this.source = source;
        this.catalogue = catalogue;
        this.rows = List.copyOf(rows);
        this.report = report;
    }

    /**
     * A builder whose first bad row ends the reading.
     *
     * @param catalogue the KPIs that there are, and their directions and owners
     * @param source what the source is called in messages, such as a file's name
     */
    public static TargetsBuilder builder(KpiCatalogue catalogue, String source) {
        return builder(catalogue, source, BadRowPolicy.fail());
    }

    /** As {@link #builder(KpiCatalogue, String)}, with a policy for bad rows. */
    public static TargetsBuilder builder(KpiCatalogue catalogue, String source, BadRowPolicy badRows) {
        return new TargetsBuilder(catalogue, source, badRows);
    }

    /** The targets, in the order of the source, each with the number of its row. */
    public List<Target> rows() {
        return rows;
    }

    /** What became of the rows. */
    public RowReport report() {
        return report;
    }

    /** The KPIs that targets were checked against. */
    public KpiCatalogue catalogue() {
        return catalogue;
    }

    /** What the source is called in messages. */
    public String source() {
        return source;
    }

    /** One row a target: {@code row}, {@code kpi}, {@code group}, {@code department}, {@code target}, {@code warning}. */
    public Table toTable() {
        return Table.of(
                "targets",
                rows.size(),
                List.of(
                        Column.integer("row", i -> rows.get(i).row()),
                        Column.text("kpi", i -> rows.get(i).kpi()),
                        Column.text("group", i -> rows.get(i).group()),
                        Column.text("department", i -> {
                            Department department = rows.get(i).department();
                            return department == null ? null : Texts.lowerCase(department);
                        }),
                        Column.decimal("target", i -> rows.get(i).target()),
                        Column.decimal("warning", i -> rows.get(i).warning())));
    }

    @Override
    public String toString() {
        return rows.size() + " targets from " + source;
    }
}
