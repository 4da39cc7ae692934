package io.github.clv4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bars of one or two series over the same labels, such as the size and the value of segments.
 *
 * <p>Two series of one format share an axis and stand side by side. Two of different formats (customers and dollars) are
 * drawn in two panels over the same labels, each with its own axis, as one axis cannot carry two units. A value that is
 * not yet known or undefined (NaN) has no bar, and the tooltip and the data table say why. Bars start at zero. Immutable.
 */
public final class BarChart extends Chart {
    private static final int MAX_SERIES = 2;

    private final List<String> labels;
    private final List<Series> series;
    private final String labelName;
    private final boolean horizontal;

    private BarChart(
            String title,
            @Nullable String note,
            List<String> labels,
            List<Series> series,
            String labelName,
            boolean horizontal) {
        super(title, note);
        this.labels = labels;
        this.series = series;
        this.labelName = labelName;
        this.horizontal = horizontal;
    }

    /**
     * Upright bars.
     *
     * @param title what is shown and in which unit, not blank
     * @param labels what each bar stands for, in drawing order, at least one
     * @param series one or two series with one value a label
     * @throws IllegalArgumentException if the title is blank, labels are missing, there are no or more than two series, or
     *     a series has another number of values than there are labels
     */
    public static BarChart of(String title, List<String> labels, Series... series) {
        List<String> names = Checks.labels("labels", labels);
        if (series.length < 1 || series.length > MAX_SERIES) {
            throw new IllegalArgumentException("a bar chart of " + series.length + " series: must have 1 or 2");
        }
        List<Series> copy = List.of(series);
        copy.forEach(s -> s.requireSize(names.size()));
        return new BarChart(title, null, names, copy, "", false);
    }

    /** The same chart with lying bars, the first label at the top; for long labels or many of them. */
    public BarChart horizontal() {
        return new BarChart(title(), note(), labels, series, labelName, true);
    }

    /**
     * The same chart with a name for what the labels are, for the data table.
     *
     * @throws IllegalArgumentException if {@code labelName} is blank
     */
    public BarChart withLabelName(String labelName) {
        return new BarChart(title(), note(), labels, series, Checks.text("labelName", labelName), horizontal);
    }

    /**
     * The same chart with a small note below it.
     *
     * @throws IllegalArgumentException if {@code note} is blank
     */
    public BarChart withNote(String note) {
        return new BarChart(title(), Objects.requireNonNull(note, "note"), labels, series, labelName, horizontal);
    }

    private int panels() {
        return series.stream().map(Series::format).distinct().toList().size();
    }

    @Override
    ObjectNode option() {
        int panels = panels();
        ObjectNode option = Json.object();
        option.putObject("tooltip").set("formatter", Json.hook("tip"));
        ArrayNode grids = option.putArray("grid");
        ArrayNode titles = option.putArray("title");
        ArrayNode labelAxes = option.putArray(horizontal ? "yAxis" : "xAxis");
        ArrayNode valueAxes = option.putArray(horizontal ? "xAxis" : "yAxis");
        for (int panel = 0; panel < panels; panel++) {
            ValueFormat format = series.get(panel).format();
            grids.addObject();
            if (panels > 1) {
                titles.addObject().put("text", panelTitle(series.get(panel)));
            }
            boolean labelled = horizontal ? panel == 0 : panel == panels - 1;
            ObjectNode labelAxis = labelAxes.addObject().put("type", "category").put("gridIndex", panel);
            labelAxis.put("inverse", horizontal).set("data", Json.texts(labels));
            labelAxis.putObject("axisLabel").put("show", labelled);
            ObjectNode valueAxis = valueAxes.addObject().put("type", "value").put("gridIndex", panel);
            valueAxis.put("show", !horizontal).put("splitNumber", 4);
            if (format.isInteger()) {
                valueAxis.put("minInterval", 1);
            }
            valueAxis.putObject("axisLabel").set("formatter", Json.hook("tick").setAll(format.toJson()));
        }
        ArrayNode drawn = option.putArray("series");
        for (int i = 0; i < series.size(); i++) {
            int axis = panels > 1 ? i : 0;
            ObjectNode bars = drawn.addObject()
                    .put("type", "bar")
                    .put("name", series.get(i).name());
            bars.put("xAxisIndex", axis).put("yAxisIndex", axis);
            bars.putObject("itemStyle").set("color", Json.hook("bar").put("index", i));
            bars.putObject("label").set("formatter", Json.hook("text"));
            bars.set("data", bars(series.get(i)));
        }
        return option;
    }

    private static String panelTitle(Series series) {
        String unit = series.format().unit();
        return unit.isEmpty() || series.name().contains(unit) ? series.name() : series.name() + " (" + unit + ")";
    }

    private ArrayNode bars(Series series) {
        ArrayNode bars = Json.array();
        for (int i = 0; i < labels.size(); i++) {
            double value = series.value(i);
            ObjectNode bar = Json.putValue(bars.addObject(), "value", value);
            bar.put("text", Double.isNaN(value) ? "" : series.format().shortFormat(value));
            bar.putArray("tip")
                    .add(labels.get(i))
                    .add(series.name() + ": "
                            + (Double.isNaN(value)
                                    ? series.gap(i)
                                    : series.format().format(value)));
            if (value < 0) {
                bar.putObject("label").put("position", horizontal ? "left" : "bottom");
            }
        }
        return bars;
    }

    @Override
    ObjectNode layout() {
        return Json.object()
                .put("name", horizontal ? "lyingBars" : "uprightBars")
                .put("panels", panels());
    }

    @Override
    void renderLegend(Html html) {
        String gaps = Series.gaps(series);
        boolean named = series.size() > panels();
        if (gaps == null && !named) {
            return;
        }
        html.raw("<p class=\"legend\">");
        for (int i = 0; i < series.size() && named; i++) {
            html.raw("<span><span class=\"swatch\" style=\"--colour:var(--bar-" + i + ")\"></span>");
            html.text(series.get(i).name()).raw("</span> ");
        }
        html.raw(gaps == null ? "</p>\n" : "<span>No bar: " + gaps + "</span></p>\n");
    }

    @Override
    String summary() {
        StringBuilder text = new StringBuilder("Bar chart: " + title() + ". " + labels.size() + " labels.");
        series.forEach(s -> text.append(' ').append(describe(s, labels)));
        return text.toString();
    }

    @Override
    ReportTable data() {
        return seriesTable(title(), labelName, labels, series);
    }

    @Override
    int height() {
        int panels = panels();
        if (!horizontal) {
            return panels > 1 ? 460 : 320;
        }
        int perLabel = series.size() > panels ? 44 : 30;
        return labels.size() * perLabel + (panels > 1 ? 38 : 8);
    }
}
