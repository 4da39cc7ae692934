package io.github.clv4j.rfm;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;

/** The cells of a {@link SegmentMap} that the rules of more than one segment match. Immutable. */
public final class MapOverlaps {
    private final String map;
    private final List<CellOverlap> cells;

    MapOverlaps(String map, List<CellOverlap> cells) {
        this.map = map;
        this.cells = List.copyOf(cells);
    }

    /** The cells, ascending; empty if the order of the map's segments plays no part. */
    public List<CellOverlap> cells() {
        return cells;
    }

    /**
     * One row for each cell, ascending: {@code cell}, {@code winner}, {@code segments} (all that match, in order of
     * precedence, joined by {@code " | "}).
     */
    public Table toTable() {
        return Table.of(
                "segment_overlaps",
                cells.size(),
                List.of(
                        Column.text("cell", row -> cells.get(row).cell()),
                        Column.text("winner", row -> cells.get(row).winner()),
                        Column.text(
                                "segments",
                                row -> String.join(" | ", cells.get(row).segments()))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MapOverlaps that && map.equals(that.map) && cells.equals(that.cells);
    }

    @Override
    public int hashCode() {
        return 31 * map.hashCode() + cells.hashCode();
    }

    @Override
    public String toString() {
        return "segment map '" + map + "': " + cells.size() + " cells are matched by more than one segment";
    }
}
