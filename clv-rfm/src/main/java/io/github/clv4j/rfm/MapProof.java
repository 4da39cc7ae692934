package io.github.clv4j.rfm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lays the rules of a segment map over all cells, first rule first, and finds what is wrong with it. */
final class MapProof {
    private static final int NOBODY = -1;

    private final List<Segment> segments;
    private final Cells cells;
    private final int[] segmentOf;
    private final List<String> unreached = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private MapProof(List<Segment> segments, Cells cells) {
        this.segments = segments;
        this.cells = cells;
        this.segmentOf = new int[cells.size()];
        Arrays.fill(segmentOf, NOBODY);
    }

    /** Lays the segments' rules, which must be readable. */
    static MapProof of(List<Segment> segments, Cells cells) {
        MapProof proof = new MapProof(segments, cells);
        for (int s = 0; s < segments.size(); s++) {
            proof.lay(s, CellRule.parse(segments.get(s).rule(), cells));
        }
        return proof;
    }

    /**
     * The segment of each cell.
     *
     * @throws IllegalArgumentException if a cell has none, a segment or a part of its rule gets no cell, or rules overlap
     *     that must not; the message names them all
     */
    int[] proved(String mapName, OverlapPolicy policy) {
        List<String> all = new ArrayList<>(faults);
        BitSet holes = holes();
        if (!holes.isEmpty()) {
            all.add(number(holes.cardinality(), " cell has", " cells have") + " no segment: " + codes(holes));
        }
        List<CellOverlap> overlaps = policy == OverlapPolicy.FORBIDDEN ? overlaps() : List.of();
        if (!overlaps.isEmpty()) {
            all.add(number(overlaps.size(), " cell is", " cells are")
                    + " matched by more than one segment, which the map forbids: " + told(overlaps));
        }
        if (all.isEmpty()) {
            return segmentOf.clone();
        }
        throw new IllegalArgumentException("segment map '" + mapName + "' does not give each of the " + cells.size()
                + " cells one segment and each segment a cell: " + String.join("; ", all));
    }

    /** The cells that no rule matches. */
    BitSet holes() {
        BitSet holes = new BitSet();
        for (int cell = 0; cell < segmentOf.length; cell++) {
            if (segmentOf[cell] == NOBODY) {
                holes.set(cell);
            }
        }
        return holes;
    }

    /** The segments that get no cell. */
    List<String> unreached() {
        return unreached;
    }

    /** The cells that rules of more than one segment match, ascending. */
    List<CellOverlap> overlaps() {
        List<BitSet> matched =
                segments.stream().map(segment -> segment.matched(cells)).toList();
        List<CellOverlap> overlaps = new ArrayList<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            List<String> names = new ArrayList<>();
            for (int s = 0; s < segments.size(); s++) {
                if (matched.get(s).get(cell)) {
                    names.add(segments.get(s).name());
                }
            }
            if (names.size() > 1) {
                overlaps.add(new CellOverlap(cells.code(cell), names, names.get(0)));
            }
        }
        return overlaps;
    }

    private static String told(List<CellOverlap> overlaps) {
        Map<String, List<String>> bySegments = new LinkedHashMap<>();
        for (CellOverlap overlap : overlaps) {
            bySegments
                    .computeIfAbsent(
                            overlap.segments().stream()
                                    .map(name -> "'" + name + "'")
                                    .collect(Collectors.joining(" and ")),
                            names -> new ArrayList<>())
                    .add(overlap.cell());
        }
        return bySegments.entrySet().stream()
                .map(entry -> String.join(" ", entry.getValue()) + " by " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String number(int count, String one, String many) {
        return count + (count == 1 ? one : many);
    }

    private void lay(int segment, CellRule rule) {
        boolean reached = false;
        List<String> shadowedParts = new ArrayList<>();
        for (CellRule.Part part : rule.parts()) {
            TreeSet<String> takenBy = new TreeSet<>();
            boolean partReached = false;
            for (int cell = part.cells().nextSetBit(0);
                    cell >= 0;
                    cell = part.cells().nextSetBit(cell + 1)) {
                if (segmentOf[cell] == NOBODY) {
                    segmentOf[cell] = segment;
                    partReached = true;
                } else {
                    takenBy.add("'" + segments.get(segmentOf[cell]).name() + "'");
                }
            }
            reached |= partReached;
            if (!partReached) {
                shadowedParts.add("'" + part.text() + "' of segment '"
                        + segments.get(segment).name() + "' "
                        + (takenBy.isEmpty()
                                ? "matches no cell"
                                : "is shadowed: all its cells " + codes(part.cells()) + " are taken by "
                                        + String.join(", ", takenBy)));
            }
        }
        if (!reached) {
            unreached.add(segments.get(segment).name());
            faults.add("segment '" + segments.get(segment).name() + "' is never reached");
        }
        shadowedParts.forEach(text -> faults.add("rule " + text));
    }

    private String codes(BitSet some) {
        return some.stream().mapToObj(cells::code).collect(Collectors.joining(" "));
    }
}
