package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Holes, overlaps and segments that are never reached, against a walk over all cells that reads no rule. */
class MapProofPropertyTest {
    /** Ranges of r, f and m, both ends included. */
    private static final class Box {
        private final int[] low = {1, 1, 1};
        private final int[] high;

        Box(int bins) {
            high = new int[] {bins, bins, bins};
        }

        static Box random(Random random, int bins) {
            Box box = new Box(bins);
            for (int d = 0; d < 3; d++) {
                int one = 1 + random.nextInt(bins);
                int other = 1 + random.nextInt(bins);
                box.low[d] = Math.min(one, other);
                box.high[d] = Math.max(one, other);
            }
            return box;
        }

        boolean holds(int... scores) {
            for (int d = 0; d < 3; d++) {
                if (scores[d] < low[d] || scores[d] > high[d]) {
                    return false;
                }
            }
            return true;
        }

        String rule() {
            return "R" + low[0] + "-" + high[0] + " F" + low[1] + "-" + high[1] + " M" + low[2] + "-" + high[2];
        }
    }

    @Property(tries = 500)
    void findsWhatAWalkFinds(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 5) int bins,
            @ForAll @IntRange(min = 1, max = 6) int segments,
            @ForAll boolean closed,
            @ForAll boolean forbidden) {
        Random random = new Random(seed);
        List<Box> boxes = new ArrayList<>();
        for (int s = 0; s < segments; s++) {
            boxes.add(Box.random(random, bins));
        }
        if (closed) {
            boxes.add(new Box(bins));
        }
        SegmentMap.Builder builder = SegmentMap.builder("Boxes")
                .bins(bins)
                .overlaps(forbidden ? OverlapPolicy.FORBIDDEN : OverlapPolicy.FIRST_WINS);
        List<Segment> laid = new ArrayList<>();
        for (int s = 0; s < boxes.size(); s++) {
            laid.add(new Segment("s" + s, boxes.get(s).rule(), Treatment.UNDECIDED, ""));
            builder.segment("s" + s, boxes.get(s).rule(), Treatment.UNDECIDED, "");
        }

        List<String> holes = new ArrayList<>();
        List<CellOverlap> overlaps = new ArrayList<>();
        TreeMap<String, String> winners = new TreeMap<>();
        for (int r = 1; r <= bins; r++) {
            for (int f = 1; f <= bins; f++) {
                for (int m = 1; m <= bins; m++) {
                    String cell = "" + r + f + m;
                    List<String> names = new ArrayList<>();
                    for (int s = 0; s < boxes.size(); s++) {
                        if (boxes.get(s).holds(r, f, m)) {
                            names.add("s" + s);
                        }
                    }
                    if (names.isEmpty()) {
                        holes.add(cell);
                    } else {
                        winners.put(cell, names.get(0));
                    }
                    if (names.size() > 1) {
                        overlaps.add(new CellOverlap(cell, names, names.get(0)));
                    }
                }
            }
        }
        List<String> unreached = laid.stream()
                .map(Segment::name)
                .filter(name -> !winners.containsValue(name))
                .toList();

        Cells cells = new Cells(bins);
        MapProof proof = MapProof.of(laid, cells);
        assertThat(proof.holes().stream().mapToObj(cells::code)).containsExactlyElementsOf(holes);
        assertThat(proof.overlaps()).isEqualTo(overlaps);
        assertThat(proof.unreached()).isEqualTo(unreached);
        if (holes.isEmpty() && unreached.isEmpty() && !(forbidden && !overlaps.isEmpty())) {
            SegmentMap map = builder.build();
            assertThat(map.overlaps().cells()).isEqualTo(overlaps);
            winners.forEach((cell, name) -> assertThat(map.cells(name)).contains(cell));
        } else {
            assertThatIllegalArgumentException().isThrownBy(builder::build);
        }
    }
}
