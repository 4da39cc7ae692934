package io.github.clv4j.rfm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lays the rules of a segment map over all cells, first rule first, and finds what is wrong with it. */
final class MapProof {
    private static final int NOBODY = -1;

    private final List<Segment> segments;
    private final Cells cells;
    private final int[] segmentOf;
    private final List<String> faults = new ArrayList<>();

    private MapProof(List<Segment> segments, Cells cells) {
        this.segments = segments;
        this.cells = cells;
        this.segmentOf = new int[cells.size()];
        Arrays.fill(segmentOf, NOBODY);
    }

    /**
     * The segment of each cell.
     *
     * @throws IllegalArgumentException if a cell has none, or a segment or a part of its rule gets no cell; the message
     *     names them all
     */
    static int[] prove(String mapName, List<Segment> segments, List<CellRule> rules, Cells cells) {
        MapProof proof = new MapProof(segments, cells);
        for (int s = 0; s < rules.size(); s++) {
            proof.lay(s, rules.get(s));
        }
        proof.findHoles();
        if (proof.faults.isEmpty()) {
            return proof.segmentOf;
        }
        throw new IllegalArgumentException("segment map '" + mapName + "' does not give each of the " + cells.size()
                + " cells one segment and each segment a cell: " + String.join("; ", proof.faults));
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
            faults.add("segment '" + segments.get(segment).name() + "' is never reached");
        }
        shadowedParts.forEach(text -> faults.add("rule " + text));
    }

    private void findHoles() {
        BitSet holes = new BitSet();
        for (int cell = 0; cell < segmentOf.length; cell++) {
            if (segmentOf[cell] == NOBODY) {
                holes.set(cell);
            }
        }
        if (!holes.isEmpty()) {
            faults.add(holes.cardinality() + (holes.cardinality() == 1 ? " cell has" : " cells have") + " no segment: "
                    + codes(holes));
        }
    }

    private String codes(BitSet some) {
        return some.stream().mapToObj(cells::code).collect(Collectors.joining(" "));
    }
}
