package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.Treatment;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

class CsvSegmentMapsPropertyTest {
    private static final Set<String> RESERVED = Set.of("New", "Gone", "No orders", "No group");

    private static SegmentMap.Builder header(int bins) {
        return SegmentMap.builder("Any").bins(bins);
    }

    /** Cells dealt to segments with names of any characters; a segment that gets none is left out. */
    private static SegmentMap map(List<String> names, String description, int bins, long seed) {
        Random random = new Random(seed);
        List<Treatment> treatments = List.of(Treatment.values());
        List<List<String>> cells = new ArrayList<>();
        names.forEach(name -> cells.add(new ArrayList<>()));
        for (String cell : new Segment("all", "any", Treatment.KEEP, "").cells(bins)) {
            cells.get(random.nextInt(names.size())).add(cell);
        }
        SegmentMap.Builder builder = header(bins);
        for (int s = 0; s < names.size(); s++) {
            if (!cells.get(s).isEmpty()) {
                Treatment treatment = treatments.get(random.nextInt(treatments.size()));
                builder.segment(names.get(s), String.join(" ", cells.get(s)), treatment, description);
            }
        }
        return builder.build();
    }

    @Property(tries = 200)
    void anyMapComesBackByRule(
            @ForAll @Size(min = 1, max = 5) @UniqueElements List<@NotBlank @StringLength(max = 8) String> names,
            @ForAll @StringLength(max = 12) String description,
            @ForAll @IntRange(min = 2, max = 10) int bins,
            @ForAll long seed)
            throws IOException {
        Assume.that(names.stream().noneMatch(name -> name.isBlank() || RESERVED.contains(name)));
        SegmentMap map = map(names, description, bins, seed);
        StringWriter text = new StringWriter();
        CsvSegmentMaps.write(map, text);
        assertThat(CsvSegmentMaps.read(new StringReader(text.toString()), "x", header(bins)))
                .isEqualTo(map);
    }

    /** The same cells, one a row, in any order of rows. */
    @Property(tries = 100)
    void anyMapComesBackByCell(
            @ForAll @IntRange(min = 1, max = 5) int segments,
            @ForAll @IntRange(min = 2, max = 10) int bins,
            @ForAll long seed)
            throws IOException {
        List<String> names = new ArrayList<>();
        for (int s = 0; s < segments; s++) {
            names.add("segment " + s);
        }
        SegmentMap map = map(names, "described", bins, seed);
        List<String> lines = new ArrayList<>();
        for (Segment segment : map.segments()) {
            for (String cell : segment.cells(bins)) {
                lines.add(
                        cell + "," + segment.name() + "," + segment.treatment().id() + ",described\n");
            }
        }
        Collections.shuffle(lines, new Random(seed));
        SegmentMap read = CsvSegmentMaps.read(
                new StringReader("cell,segment,treatment,description\n" + String.join("", lines)), "x", header(bins));
        for (Segment segment : map.segments()) {
            assertThat(read.cells(segment.name())).isEqualTo(map.cells(segment.name()));
            assertThat(read.segment(segment.name()).treatment()).isEqualTo(segment.treatment());
            assertThat(read.segment(segment.name()).description()).isEqualTo("described");
        }
        assertThat(read.segments()).hasSameSizeAs(map.segments());
    }
}
