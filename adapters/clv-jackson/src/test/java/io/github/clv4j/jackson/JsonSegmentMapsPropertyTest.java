package io.github.clv4j.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clv4j.data.DataException;
import io.github.clv4j.rfm.OverlapPolicy;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.Treatment;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
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

class JsonSegmentMapsPropertyTest {
    private static final Set<String> RESERVED = Set.of("New", "Gone", "No orders", "No group");

    /** Cells dealt to segments with names of any characters; a segment that gets none is left out. */
    private static String json(List<String> names, String text, int bins, long seed) throws IOException {
        StringWriter json = new StringWriter();
        JsonSegmentMaps.write(map(names, text, bins, seed), json);
        return json.toString();
    }

    private static SegmentMap map(List<String> names, String text, int bins, long seed) {
        Random random = new Random(seed);
        List<Treatment> treatments = List.of(Treatment.values());
        List<List<String>> cells = new ArrayList<>();
        names.forEach(name -> cells.add(new ArrayList<>()));
        for (String cell : new Segment("all", "any", Treatment.KEEP, "").cells(bins)) {
            cells.get(random.nextInt(names.size())).add(cell);
        }
        SegmentMap.Builder builder = SegmentMap.builder(names.get(0))
                .source(text)
                .precedence(text)
                .bins(bins)
                .overlaps(random.nextBoolean() ? OverlapPolicy.FORBIDDEN : OverlapPolicy.FIRST_WINS);
        for (int s = 0; s < names.size(); s++) {
            if (!cells.get(s).isEmpty()) {
                Treatment treatment = treatments.get(random.nextInt(treatments.size()));
                builder.segment(names.get(s), String.join(" ", cells.get(s)), treatment, text);
            }
        }
        return builder.build();
    }

    @Property(tries = 200)
    void anyMapComesBack(
            @ForAll @Size(min = 1, max = 5) @UniqueElements List<@NotBlank @StringLength(max = 8) String> names,
            @ForAll @StringLength(max = 12) String text,
            @ForAll @IntRange(min = 2, max = 10) int bins,
            @ForAll long seed)
            throws IOException {
        Assume.that(names.stream().noneMatch(name -> name.isBlank() || RESERVED.contains(name)));
        assertThat(JsonSegmentMaps.read(new StringReader(json(names, text, bins, seed)), "x"))
                .isEqualTo(map(names, text, bins, seed));
    }

    /** A text that ends too early is told as such, wherever it ends, never by another exception. */
    @Property(tries = 200)
    void aCutTextIsRefused(@ForAll long seed, @ForAll @IntRange(max = 999) int thousandths) throws IOException {
        String json = json(List.of("a", "b"), "text", 2, seed).strip();
        String cut = json.substring(0, json.length() * thousandths / 1000);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> JsonSegmentMaps.read(new StringReader(cut), "x"))
                .withMessageStartingWith("x");
    }
}
