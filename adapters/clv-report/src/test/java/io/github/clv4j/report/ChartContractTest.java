package io.github.clv4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What holds for every kind of chart; a kind takes part by its sample in {@link Samples#charts}. */
class ChartContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyKindOfChartHasASample() throws Exception {
        Set<String> kinds = new HashSet<>();
        Path classes = Path.of(
                Chart.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path folder = classes.resolve(Chart.class.getPackageName().replace('.', '/'));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.class")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(Chart.class.getPackageName() + "." + name);
                if (Chart.class.isAssignableFrom(type) && type != Chart.class) {
                    kinds.add(type.getSimpleName());
                }
            }
        }
        Set<String> sampled = Samples.charts().stream()
                .map(chart -> chart.getClass().getSimpleName())
                .collect(Collectors.toSet());
        assertThat(sampled).hasSizeGreaterThan(3).isEqualTo(kinds);
    }

    @TestFactory
    Stream<DynamicTest> pageHoldsTitleSummaryAndPlot() {
        return forEach(chart -> {
            Document page = page(chart);
            assertThat(Pages.texts(page, "h3")).containsExactly(chart.title());
            Element plot = plot(page);
            assertThat(plot.getAttribute("role")).isEqualTo("img");
            assertThat(plot.getAttribute("aria-label"))
                    .isEqualTo(chart.summary())
                    .contains(chart.title())
                    .containsIgnoringCase("not yet known");
            assertThat(plot.getAttribute("style")).isEqualTo("height:" + chart.height() + "px");
        });
    }

    /** Where no script runs nothing closes the tables. */
    @TestFactory
    Stream<DynamicTest> dataStandOpenWithoutScript() {
        return forEach(chart -> {
            Document page = page(chart);
            assertThat(Pages.elements(page, "details"))
                    .singleElement()
                    .satisfies(
                            details -> assertThat(details.hasAttribute("open")).isTrue());
            assertThat(Pages.texts(page, "thead").get(0))
                    .isEqualTo(String.join("", chart.data().header()));
            assertThat(Pages.elements(page, "tr")).hasSize(chart.data().rows().size() + 1);
            assertThat(Pages.texts(page, "table").get(0)).contains(Samples.HOSTILE);
        });
    }

    @TestFactory
    Stream<DynamicTest> unknownIsAGapAndNeverZero() {
        return forEach(chart -> {
            List<String> cells =
                    chart.data().rows().stream().flatMap(List::stream).toList();
            assertThat(cells).contains("\u2013").doesNotContain("0", "0.00 USD");
            assertThat(chart.data().note()).isEqualTo("\u2013 is not yet known.");
            assertThat(chart.option().toString()).doesNotContain("NaN");
            assertThat(chart.option().findValuesAsText("value"))
                    .allSatisfy(value -> assertThat(value).isNotEqualTo("0"));
        });
    }

    @TestFactory
    Stream<DynamicTest> noteStandsBelow() {
        return forEach(chart -> {
            Chart noted =
                    (Chart) chart.getClass().getMethod("withNote", String.class).invoke(chart, Samples.HOSTILE);
            assertThat(Pages.texts(page(noted), "p")).contains(Samples.HOSTILE);
            assertThat(chart.note()).isNull();
        });
    }

    /** The script of the page has a layout for the chart and a function for each hook of its option. */
    @TestFactory
    Stream<DynamicTest> scriptKnowsLayoutAndHooks() {
        String script = script();
        return forEach(chart -> {
            String layout = chart.layout().get("name").asText();
            assertThat(script).containsPattern("\\b" + layout + ": function");
            Set<String> hooks = new HashSet<>(chart.option().findValuesAsText("$hook"));
            assertThat(hooks).isNotEmpty();
            for (String hook : hooks) {
                assertThat(script).containsPattern("\\b" + hook + ": function");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> optionSurvivesThePage() {
        return forEach(chart -> {
            JsonNode read = JSON.readTree(Pages.texts(page(chart), "script").get(0));
            assertThat(read.get("option"))
                    .isEqualTo(JSON.readTree(chart.option().toString()));
            assertThat(read.toString()).contains("</script><b>");
            assertThat(Pages.render(section(chart))).doesNotContain("<b>");
        });
    }

    private static Stream<DynamicTest> forEach(ThrowingConsumer check) {
        List<Chart> charts = Samples.charts();
        return charts.stream().map(chart -> dynamicTest(chart.toString(), () -> check.accept(chart)));
    }

    private interface ThrowingConsumer {
        void accept(Chart chart) throws Exception;
    }

    private static Section section(Chart chart) {
        return Section.of("Section", "", chart);
    }

    private static Document page(Chart chart) {
        return Pages.parse(section(chart));
    }

    private static Element plot(Document page) {
        return Pages.elements(page, "div").stream()
                .filter(div -> div.getAttribute("class").equals("plot"))
                .findFirst()
                .orElseThrow();
    }

    private static String script() {
        try (InputStream stream = Objects.requireNonNull(Chart.class.getResourceAsStream("report.js"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
