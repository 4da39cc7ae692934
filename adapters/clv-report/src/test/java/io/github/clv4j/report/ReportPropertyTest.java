package io.github.clv4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.w3c.dom.Document;

class ReportPropertyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whatever the texts, the page parses, and printable texts come back as they were. */
    @Property(tries = 300)
    void textsNeverBecomeMarkup(@ForAll("texts") String label, @ForAll("texts") String other) throws Exception {
        BarChart chart = BarChart.of("t", List.of(label, other), Series.of("s", ValueFormat.integer(), 1, Double.NaN));
        Document page = Pages.parse(Section.of("s", "", chart));
        List<String> names = Pages.texts(page, "th");
        assertThat(names).hasSize(4);
        assertThat(names.get(2)).isEqualTo(printable(label));
        JsonNode data = JSON.readTree(Pages.texts(page, "script").get(0));
        assertThat(data.get("option").get("xAxis").get(0).get("data")).hasSize(2);
        assertThat(Pages.elements(page, "script")).hasSize(1);
    }

    /** The text of any number is the number to half a unit of its last digit. */
    @Property
    void formattedNumberIsTheNumber(
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double value, @ForAll @IntRange(max = 6) int digits) {
        String text = ValueFormat.decimals(digits).format(value);
        assertThat(text).matches("\u2212?\\d{1,3}(,\\d{3})*(\\.\\d{" + Math.max(1, digits) + "})?");
        BigDecimal read = new BigDecimal(text.replace(",", "").replace('\u2212', '-'));
        BigDecimal half = BigDecimal.ONE.movePointLeft(digits).divide(BigDecimal.valueOf(2));
        assertThat(read.subtract(new BigDecimal(value)).abs()).isLessThanOrEqualTo(half);
    }

    /** A heat map draws every cell once: on the ramp if it is known, hatched if not. */
    @Property(tries = 300)
    void everyCellIsDrawnOnce(
            @ForAll @Size(6) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
            @ForAll @Size(6) List<Boolean> known,
            @ForAll HeatMap.Scale scale) {
        double[][] cells = new double[2][3];
        int unknown = 0;
        for (int i = 0; i < 6; i++) {
            cells[i / 3][i % 3] = known.get(i) ? values.get(i) : Double.NaN;
            unknown += known.get(i) ? 0 : 1;
        }
        HeatMap map = HeatMap.of("t", List.of("a", "b", "c"), List.of("d", "e"), cells, ValueFormat.decimals(1))
                .withScale(scale);
        JsonNode series = map.option().get("series");
        assertThat(series.get(0).get("data")).hasSize(6 - unknown);
        assertThat(series.get(1).get("data")).hasSize(unknown);
        for (JsonNode cell : series.get(0).get("data")) {
            assertThat(cell.get("value").get(2).asDouble()).isBetween(0.0, 1.0);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.oneOf(
                Arbitraries.of(
                        "</script>", "<!--", "-->", "]]>", "<b>", "&amp;", "\"", "'", "\\u003c", "$hook", "\u2028"),
                Arbitraries.strings().ofMaxLength(4));
        return parts.list().ofMaxSize(6).map(list -> String.join("", list));
    }

    /** The text as an XML parser gives it back. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean control = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            printable.appendCodePoint(control || lone || c == 0xfffe || c == 0xffff ? 0xfffd : c);
        });
        return printable.toString().replace("\r\n", "\n").replace('\r', '\n');
    }
}
