package io.github.clv4j.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart under a title, with its data as a table that opens below it and stands in for it where no script runs.
 *
 * <p>The kinds of charts are the final classes beside this one. A kind says what it shows: the option tree, a sentence,
 * a table. Geometry that depends on the width of the page is a function in {@code report.js}, named by
 * {@link #layout}.
 */
public abstract class Chart extends Block {
    private final String title;
    private final @Nullable String note;

    Chart(String title, @Nullable String note) {
        this.title = Checks.text("title", title);
        this.note = note == null ? null : Checks.text("note", note);
    }

    String title() {
        return title;
    }

    @Nullable
    String note() {
        return note;
    }

    /** The ECharts option; objects with a {@code $hook} are filled by the page's script. */
    abstract ObjectNode option();

    /** The name of the layout function in the page's script under {@code name}, and what it wants to know. */
    abstract ObjectNode layout();

    /** One or two sentences that say what the chart shows, for readers who do not see it. */
    abstract String summary();

    /** All values of the chart, as text. */
    abstract ReportTable data();

    /** The height of the plot in CSS pixels. */
    abstract int height();

    /** The width in CSS pixels beyond which the chart does not gain, or 0 if it takes any width. */
    int maxWidth() {
        return 0;
    }

    /** Appends what stands between the title and the plot, if anything. */
    void renderLegend(Html html) {}

    @Override
    final void render(Html html, String id) {
        html.raw("<figure class=\"chart\" id=\"").raw(id).raw("\"");
        if (maxWidth() > 0) {
            html.raw(" style=\"--max:" + maxWidth() + "px\"");
        }
        html.raw(">\n<figcaption>").element("h3", title).raw("</figcaption>\n");
        renderLegend(html);
        html.raw("<div class=\"plot\" style=\"height:" + height() + "px\" role=\"img\" aria-label=\"");
        html.text(summary()).raw("\"></div>\n");
        ObjectNode chart = Json.object();
        chart.set("layout", layout());
        chart.set("option", option());
        html.raw("<script type=\"application/json\">")
                .raw(Html.scriptJson(chart.toString()))
                .raw("</script>\n");
        if (note != null) {
            html.raw("<p class=\"note\">").text(note).raw("</p>\n");
        }
        html.raw("<details open=\"open\"><summary>Data as a table</summary>\n");
        data().renderBody(html, "Data of: " + title);
        html.raw("</details>\n</figure>\n");
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + title + "]";
    }

    /** The table of one or more series: a row a label, a column a series. */
    static ReportTable seriesTable(String title, String labelName, List<String> labels, List<Series> series) {
        List<String> header = new ArrayList<>();
        header.add(labelName);
        series.forEach(s -> header.add(s.name()));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            List<String> row = new ArrayList<>();
            row.add(labels.get(i));
            for (Series s : series) {
                row.add(s.text(i));
            }
            rows.add(row);
        }
        ReportTable table = ReportTable.of(title, header, rows).withNumericColumnsAfterFirst();
        return series.stream().anyMatch(Series::hasUnknown) ? table.withNote(UNKNOWN_NOTE) : table;
    }

    /** Explains the dash in a table of data. */
    static final String UNKNOWN_NOTE = ValueFormat.UNKNOWN + " is not yet known.";

    /** One phrase on a series: its lowest and highest known value and how many are not. */
    static String describe(Series series, List<String> labels) {
        int low = -1;
        int high = -1;
        int gaps = 0;
        for (int i = 0; i < series.size(); i++) {
            double value = series.value(i);
            if (Double.isNaN(value)) {
                gaps++;
                continue;
            }
            low = low < 0 || value < series.value(low) ? i : low;
            high = high < 0 || value > series.value(high) ? i : high;
        }
        String why = Series.gaps(List.of(series));
        if (high < 0) {
            return series.name() + ": " + why + ".";
        }
        ValueFormat format = series.format();
        String text = series.name() + ": highest " + format.format(series.value(high)) + " (" + labels.get(high)
                + "), lowest " + format.format(series.value(low)) + " (" + labels.get(low) + ")";
        return gaps == 0 ? text + "." : text + ", " + gaps + " " + why + ".";
    }

    static int longest(List<String> labels) {
        return labels.stream().mapToInt(String::length).max().orElse(0);
    }
}
