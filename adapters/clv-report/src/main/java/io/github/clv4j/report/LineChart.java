package io.github.clv4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One or more series over time, such as revenue by month.
 *
 * <p>The value axis includes zero. A value that is not yet known or undefined (NaN) is a gap in its line. Lines differ in
 * colour and, where the colours come round again, in how they are broken; after 48 lines both come round. {@link
 * Series#dashed} draws dashes, {@link Series#withBand} a band. Immutable.
 */
public final class LineChart extends Chart {
    /** Shares above this are shown on an axis up to 100 %. */
    private static final double FULL_SCALE_FROM = 0.8;

    private static final int MAX_DOTS = 40;
    private static final int COLOURS = 12;
    /** Patterns of the script: whole and dashed, then for each further round of the colours one of either. */
    private static final int ROUNDS = 4;

    private final List<String> labels;
    private final List<Series> series;
    private final String labelName;
    private final @Nullable Mark mark;

    /** A point on the label axis and what it is. */
    private record Mark(int index, String text) {}

    private LineChart(
            String title,
            @Nullable String note,
            List<String> labels,
            List<Series> series,
            String labelName,
            @Nullable Mark mark) {
        super(title, note);
        this.labels = labels;
        this.series = series;
        this.labelName = labelName;
        this.mark = mark;
    }

    /**
     * A line chart.
     *
     * @param title what is shown and in which unit, not blank
     * @param labels the points in time in order, such as months, at least one
     * @param series one or more series of one format, with one value a label
     * @throws IllegalArgumentException if the title is blank, labels or series are missing, a series has another number of
     *     values than there are labels, or the series differ in format
     */
    public static LineChart of(String title, List<String> labels, Series... series) {
        List<String> names = Checks.labels("labels", labels);
        if (series.length < 1) {
            throw new IllegalArgumentException("a line chart of 0 series: must have at least 1");
        }
        List<Series> copy = List.of(series);
        for (Series s : copy) {
            s.requireSize(names.size());
            if (!s.format().equals(copy.get(0).format())) {
                throw new IllegalArgumentException("series \"" + s.name() + "\" has the format " + s.format()
                        + ": must have that of \"" + copy.get(0).name() + "\", "
                        + copy.get(0).format()
                        + ", as they share an axis");
            }
        }
        return new LineChart(title, null, names, copy, "", null);
    }

    /**
     * The same chart with a name for what the labels are, for the data table.
     *
     * @throws IllegalArgumentException if {@code labelName} is blank
     */
    public LineChart withLabelName(String labelName) {
        return new LineChart(title(), note(), labels, series, Checks.text("labelName", labelName), mark);
    }

    /**
     * The same chart with a small note below it.
     *
     * @throws IllegalArgumentException if {@code note} is blank
     */
    public LineChart withNote(String note) {
        return new LineChart(title(), Objects.requireNonNull(note, "note"), labels, series, labelName, mark);
    }

    /**
     * The same chart with an upright line at one of the labels, such as the end of a calibration.
     *
     * @param label one of the labels; the first that equals it
     * @param text what is there, not blank
     * @throws IllegalArgumentException if there is no such label or {@code text} is blank
     */
    public LineChart withMark(String label, String text) {
        int index = labels.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("mark at \"" + label + "\": must be one of the labels");
        }
        return new LineChart(title(), note(), labels, series, labelName, new Mark(index, Checks.text("text", text)));
    }

    @Override
    ObjectNode option() {
        ValueFormat format = series.get(0).format();
        ObjectNode option = Json.object();
        option.putObject("tooltip").put("trigger", "axis").set("formatter", Json.hook("axisTip"));
        option.putObject("xAxis").put("type", "category").set("data", Json.texts(labels));
        ObjectNode valueAxis = option.putObject("yAxis").put("type", "value").put("name", axisName());
        if (format.isInteger()) {
            valueAxis.put("minInterval", 1);
        }
        if (format.isPercent() && areMostlyWholeShares()) {
            // Left to itself the axis would go on to 120 %.
            valueAxis.put("min", 0).put("max", 1).put("interval", 0.25);
        }
        valueAxis.putObject("axisLabel").set("formatter", Json.hook("tick").setAll(format.toJson()));
        ArrayNode drawn = option.putArray("series");
        for (int i = 0; i < series.size(); i++) {
            Series line = series.get(i);
            ObjectNode node = drawn.addObject().put("type", "line").put("name", line.name());
            node.putObject("itemStyle").set("color", Json.hook("category").put("index", i));
            ObjectNode style = node.putObject("lineStyle");
            style.set("color", Json.hook("category").put("index", i));
            style.set("type", Json.hook("dash").put("index", dash(i)));
            node.set("data", points(line));
            if (i == 0 && mark != null) {
                node.set("markLine", markLine(mark));
            }
        }
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).hasBand()) {
                drawn.add(bandPart(i, false));
                drawn.add(bandPart(i, true));
            }
        }
        return option;
    }

    /** True if all values are shares of a whole, and some are near it. */
    private boolean areMostlyWholeShares() {
        double low = 0;
        double high = 0;
        for (Series line : series) {
            for (int i = 0; i < labels.size(); i++) {
                for (double value : new double[] {line.value(i), line.lower(i), line.upper(i)}) {
                    // Unknown values compare as neither.
                    low = value < low ? value : low;
                    high = value > high ? value : high;
                }
            }
        }
        return low >= 0 && high > FULL_SCALE_FROM && high <= 1;
    }

    /** A band is two lines that are not drawn, one stacked on the other, and the area between them. */
    private ObjectNode bandPart(int index, boolean isTop) {
        Series line = series.get(index);
        ObjectNode part = Json.object().put("type", "line").put("silent", true).put("symbol", "none");
        part.put("stack", "band " + index).put("stackStrategy", "all").put("z", 1);
        part.putObject("lineStyle").put("opacity", 0);
        if (isTop) {
            part.putObject("areaStyle")
                    .put("opacity", 0.16)
                    .set("color", Json.hook("category").put("index", index));
        }
        ArrayNode points = part.putArray("data");
        for (int i = 0; i < labels.size(); i++) {
            double end = isTop ? line.upper(i) - line.lower(i) : line.lower(i);
            Json.putValue(points.addObject(), "value", end);
        }
        return part;
    }

    private ObjectNode markLine(Mark mark) {
        ObjectNode line = Json.object().put("silent", true).put("animation", false);
        line.put("symbol", "none");
        line.putObject("lineStyle").put("type", "dashed").set("color", Json.hook("soft"));
        line.putObject("label")
                .put("position", "end")
                .put("align", 2 * mark.index() < labels.size() ? "left" : "right")
                .put("formatter", "{b}")
                .set("color", Json.hook("soft"));
        line.putArray("data").addObject().put("xAxis", mark.index()).put("name", mark.text());
        return line;
    }

    /** The unit, unless the title gives it already. */
    private String axisName() {
        String unit = series.get(0).format().unit();
        return title().contains(unit) ? "" : unit;
    }

    private ArrayNode points(Series line) {
        ArrayNode points = Json.array();
        boolean dotted = labels.size() <= MAX_DOTS && !line.isDashed();
        for (int i = 0; i < labels.size(); i++) {
            double value = line.value(i);
            boolean alone = (i == 0 || Double.isNaN(line.value(i - 1)))
                    && (i + 1 == labels.size() || Double.isNaN(line.value(i + 1)));
            Json.putValue(points.addObject(), "value", value)
                    .put("text", Double.isNaN(value) ? line.gap(i) : line.text(i))
                    .put("symbolSize", alone || dotted ? 5 : 0);
        }
        return points;
    }

    /** The dash pattern of a line: even for whole ones and their further rounds, odd for dashed ones. */
    private int dash(int index) {
        return 2 * (index / COLOURS % ROUNDS) + (series.get(index).isDashed() ? 1 : 0);
    }

    @Override
    void renderLegend(Html html) {
        String gaps = Series.gaps(series);
        boolean banded = series.stream().anyMatch(Series::hasBand);
        if (series.size() == 1 && gaps == null && !banded) {
            return;
        }
        html.raw("<p class=\"legend\">");
        for (int i = 0; i < series.size() && series.size() > 1; i++) {
            html.raw("<span><span class=\"stroke dash-" + dash(i) + "\" style=\"--colour:var(--c" + i % COLOURS);
            html.raw(")\"></span>").text(series.get(i).name()).raw("</span> ");
        }
        html.raw(banded ? "<span>Band: interval</span> " : "");
        html.raw(gaps == null ? "</p>\n" : "<span>Gap: " + gaps + "</span></p>\n");
    }

    @Override
    ObjectNode layout() {
        return Json.object()
                .put("name", "lines")
                .put("unit", !axisName().isEmpty())
                .put("mark", mark != null);
    }

    @Override
    String summary() {
        StringBuilder text = new StringBuilder(
                "Line chart: " + title() + ". " + labels.get(0) + " to " + labels.get(labels.size() - 1) + ".");
        series.forEach(s -> text.append(' ').append(describe(s, labels)));
        if (mark != null) {
            text.append(" Marked at ")
                    .append(labels.get(mark.index()))
                    .append(": ")
                    .append(mark.text())
                    .append('.');
        }
        return text.toString();
    }

    @Override
    ReportTable data() {
        return seriesTable(title(), labelName, labels, series);
    }

    @Override
    int height() {
        return 320;
    }
}
