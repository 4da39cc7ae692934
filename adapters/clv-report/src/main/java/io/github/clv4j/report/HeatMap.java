package io.github.clv4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * A grid of cells coloured by value: an RFM grid, cohort retention, a migration matrix.
 *
 * <p>The first row is drawn at the top. A cell that is not yet known (NaN) is hatched, has no number and takes no part
 * in the colour scale. The scale runs from zero (or the lowest value, if that is negative) to the highest value unless
 * {@link #withRange} sets it. Immutable.
 */
public final class HeatMap extends Chart {
    /** How a value becomes a colour. */
    public enum Scale {
        /** Equal steps of value are equal steps of colour. */
        LINEAR,
        /**
         * Equal steps of the square root of the distance from the low end are equal steps of colour; for counts of
         * which a few are very large.
         */
        SQUARE_ROOT
    }

    private static final int MAX_CELL_WIDTH = 76;
    private static final int FEW_ROWS = 6;
    private static final int TALL_ROWS = 12;
    /** Labels of more characters may have to slant, which takes height. */
    private static final int SHORT_LABEL = 6;

    /** Finer than an eye tells apart; keeps the page small. */
    private static final double RAMP_STEPS = 1e4;

    private final List<String> xLabels;
    private final List<String> yLabels;
    private final double[][] values;
    private final ValueFormat format;
    private final Look look;

    private HeatMap(
            String title,
            @Nullable String note,
            List<String> xLabels,
            List<String> yLabels,
            double[][] values,
            ValueFormat format,
            Look look) {
        super(title, note);
        this.xLabels = xLabels;
        this.yLabels = yLabels;
        this.values = values;
        this.format = format;
        this.look = look;
    }

    /** How it is shown; each {@code with} method changes a copy that nobody else has seen. */
    private static final class Look {
        private String xName = "";
        private String yName = "";
        private Scale scale = Scale.LINEAR;
        private double low;
        private double high;
        private boolean rowShares;
        private boolean cellText = true;
        private @Nullable List<List<String>> texts;
        private @Nullable List<List<String>> notes;

        Look(double low, double high) {
            this.low = low;
            this.high = high;
        }

        Look(Look other) {
            xName = other.xName;
            yName = other.yName;
            scale = other.scale;
            low = other.low;
            high = other.high;
            rowShares = other.rowShares;
            cellText = other.cellText;
            texts = other.texts;
            notes = other.notes;
        }
    }

    /**
     * A heat map on a linear scale, with the value of each cell written in it where there is room.
     *
     * @param title what is shown and in which unit, not blank
     * @param xLabels the columns from left to right, at least one
     * @param yLabels the rows from top to bottom, at least one
     * @param values {@code values[row][column]}; NaN is not yet known
     * @param format how the values are written
     * @throws IllegalArgumentException if a text is blank, labels are missing, the values are not one row a row label
     *     and one value a column label, or a value is infinite
     */
    public static HeatMap of(
            String title, List<String> xLabels, List<String> yLabels, double[][] values, ValueFormat format) {
        List<String> columns = Checks.labels("xLabels", xLabels);
        List<String> rows = Checks.labels("yLabels", yLabels);
        double[][] copy = Checks.matrix("values", values, rows.size(), columns.size());
        Objects.requireNonNull(format, "format");
        double low = 0;
        double high = 0;
        for (double[] row : copy) {
            for (double value : row) {
                low = value < low ? value : low;
                high = value > high ? value : high;
            }
        }
        return new HeatMap(title, null, columns, rows, copy, format, new Look(low, high));
    }

    /**
     * The same heat map with names for what its columns and its rows are.
     *
     * @throws IllegalArgumentException if a name is blank
     */
    public HeatMap withAxisNames(String xName, String yName) {
        Checks.text("xName", xName);
        Checks.text("yName", yName);
        return with(copy -> {
            copy.xName = xName;
            copy.yName = yName;
        });
    }

    /** The same heat map on another colour scale. */
    public HeatMap withScale(Scale scale) {
        Objects.requireNonNull(scale, "scale");
        return with(copy -> copy.scale = scale);
    }

    /**
     * The same heat map with the colour scale between these values. A value beyond an end has the colour of that end,
     * and the legend says so; its text does not change.
     *
     * @throws IllegalArgumentException unless both are finite and {@code low < high}
     */
    public HeatMap withRange(double low, double high) {
        if (low < high && Double.isFinite(high - low)) {
            return with(copy -> {
                copy.low = low;
                copy.high = high;
            });
        }
        throw new IllegalArgumentException(
                "range is " + low + " to " + high + ": must be finite with the low end below the high end");
    }

    /**
     * The same heat map whose tooltips and data table give the share of each cell in the sum of its row, as a migration
     * matrix wants it. A row with a cell that is not yet known, or with the sum zero, has no shares.
     */
    public HeatMap withRowShares() {
        return with(copy -> copy.rowShares = true);
    }

    /** The same heat map with nothing written in the cells. */
    public HeatMap withoutCellText() {
        return with(copy -> copy.cellText = false);
    }

    /**
     * The same heat map with these texts in the cells instead of the values; where there is no room for the longest,
     * none is drawn.
     *
     * @param texts {@code texts[row][column]}
     * @throws IllegalArgumentException if the texts are not one row a row label and one text a column label
     */
    public HeatMap withCellText(List<List<String>> texts) {
        List<List<String>> checked = Checks.texts("texts", texts, yLabels.size(), xLabels.size());
        return with(copy -> {
            copy.cellText = true;
            copy.texts = checked;
        });
    }

    /**
     * The same heat map with one more line in each tooltip and in each cell of the data table, such as the segment of
     * an RFM cell; an empty text is no line.
     *
     * @param notes {@code notes[row][column]}
     * @throws IllegalArgumentException if the notes are not one row a row label and one text a column label
     */
    public HeatMap withCellNotes(List<List<String>> notes) {
        List<List<String>> checked = Checks.texts("notes", notes, yLabels.size(), xLabels.size());
        return with(copy -> copy.notes = checked);
    }

    /**
     * The same heat map with a small note below it.
     *
     * @throws IllegalArgumentException if {@code note} is blank
     */
    public HeatMap withNote(String note) {
        return new HeatMap(title(), Objects.requireNonNull(note, "note"), xLabels, yLabels, values, format, look);
    }

    private HeatMap with(Consumer<Look> change) {
        Look copy = new Look(look);
        change.accept(copy);
        return new HeatMap(title(), note(), xLabels, yLabels, values, format, copy);
    }

    @Override
    ObjectNode option() {
        ArrayNode known = Json.array();
        ArrayNode unknown = Json.array();
        for (int y = 0; y < yLabels.size(); y++) {
            for (int x = 0; x < xLabels.size(); x++) {
                double value = values[y][x];
                ObjectNode cell = Json.object();
                ArrayNode place = cell.putArray("value").add(x).add(y);
                cell.set("tip", tip(x, y));
                if (Double.isNaN(value)) {
                    unknown.add(cell);
                } else {
                    place.add(Json.number(Math.rint(colour(value) * RAMP_STEPS) / RAMP_STEPS));
                    known.add(cell.put("text", cellText(x, y)));
                }
            }
        }
        ObjectNode option = Json.object();
        option.putObject("tooltip").set("formatter", Json.hook("tip"));
        option.putObject("xAxis").put("type", "category").put("position", "top").set("data", Json.texts(xLabels));
        option.putObject("yAxis").put("type", "category").put("inverse", true).set("data", Json.texts(yLabels));
        ObjectNode colours = option.putObject("visualMap");
        colours.put("show", false).put("type", "continuous").put("dimension", 2).put("seriesIndex", 0);
        colours.put("min", 0).put("max", 1);
        colours.putObject("inRange").set("color", Json.hook("ramp"));
        ArrayNode series = option.putArray("series");
        ObjectNode cells = series.addObject().put("type", "heatmap");
        cells.putObject("label").put("show", look.cellText).set("formatter", Json.hook("text"));
        cells.set("data", known);
        ObjectNode hatched = series.addObject().put("type", "custom");
        hatched.set("renderItem", Json.hook("hatched"));
        hatched.set("data", unknown);
        return option;
    }

    @Override
    ObjectNode layout() {
        return Json.object().put("name", "heatMap");
    }

    @Override
    void renderLegend(Html html) {
        html.raw("<p class=\"legend\">");
        if (!look.xName.isEmpty()) {
            html.raw("<span>Rows: ").text(look.yName).raw("</span> <span>Columns: ");
            html.text(look.xName).raw("</span> ");
        }
        if (look.low < look.high) {
            renderScale(html);
        }
        if (unknownCells() > 0) {
            html.raw(" <span><span class=\"unknown\"></span>not yet known</span>");
        }
        html.raw("</p>\n");
    }

    private void renderScale(Html html) {
        html.raw("<span class=\"scale\">").text((hasBelow() ? "\u2264\u202f" : "") + format.format(look.low));
        if (look.scale == Scale.SQUARE_ROOT) {
            double middle = look.low + (look.high - look.low) / 4;
            html.raw("<span class=\"ramp lower\"></span>").text(format.format(middle));
            html.raw("<span class=\"ramp upper\"></span>");
        } else {
            html.raw("<span class=\"ramp\"></span>");
        }
        html.text((hasAbove() ? "\u2265\u202f" : "") + format.format(look.high)).raw("</span>");
    }

    @Override
    String summary() {
        int highX = -1;
        int highY = -1;
        for (int y = 0; y < yLabels.size(); y++) {
            for (int x = 0; x < xLabels.size(); x++) {
                if (!Double.isNaN(values[y][x]) && (highX < 0 || values[y][x] > values[highY][highX])) {
                    highX = x;
                    highY = y;
                }
            }
        }
        String text = "Heat map: " + title() + ". " + yLabels.size() + " rows, " + xLabels.size() + " columns.";
        if (highX >= 0) {
            text += " Highest: " + format.format(values[highY][highX]) + " at " + place(highX, highY) + ".";
        }
        return unknownCells() == 0 ? text : text + " Cells not yet known: " + unknownCells() + ".";
    }

    @Override
    ReportTable data() {
        List<String> header = new ArrayList<>();
        header.add(look.xName.isEmpty() ? "" : look.yName + " \\ " + look.xName);
        header.addAll(xLabels);
        List<List<String>> rows = new ArrayList<>();
        for (int y = 0; y < yLabels.size(); y++) {
            List<String> row = new ArrayList<>();
            row.add(yLabels.get(y));
            for (int x = 0; x < xLabels.size(); x++) {
                row.add(dataText(x, y));
            }
            rows.add(row);
        }
        ReportTable table = ReportTable.of(title(), header, rows).withNumericColumnsAfterFirst();
        return unknownCells() == 0 ? table : table.withNote(UNKNOWN_NOTE);
    }

    @Override
    int height() {
        int rows = yLabels.size();
        int cell = rows <= FEW_ROWS ? 48 : rows <= TALL_ROWS ? 36 : 25;
        return rows * cell + (longest(xLabels) <= SHORT_LABEL ? 30 : 100);
    }

    @Override
    int maxWidth() {
        return Math.max(340, xLabels.size() * MAX_CELL_WIDTH + longest(yLabels) * 7 + 24);
    }

    private ArrayNode tip(int x, int y) {
        double value = values[y][x];
        ArrayNode lines = Json.array().add(place(x, y));
        lines.add(Double.isNaN(value) ? "not yet known" : format.format(value));
        double share = rowShare(x, y);
        if (!Double.isNaN(share)) {
            lines.add(ValueFormat.percent(1).format(share) + " of row");
        }
        String note = noteOf(x, y);
        return note.isEmpty() ? lines : lines.add(note);
    }

    private String dataText(int x, int y) {
        double share = rowShare(x, y);
        String text = format.format(values[y][x]);
        String note = noteOf(x, y);
        text = Double.isNaN(share) ? text : text + " (" + ValueFormat.percent(1).format(share) + ")";
        return note.isEmpty() ? text : text + " " + note;
    }

    private String cellText(int x, int y) {
        if (!look.cellText) {
            return "";
        }
        return look.texts == null
                ? format.shortFormat(values[y][x])
                : look.texts.get(y).get(x);
    }

    private String noteOf(int x, int y) {
        return look.notes == null ? "" : look.notes.get(y).get(x);
    }

    /** The share of a cell in its row, or NaN if there is none. */
    private double rowShare(int x, int y) {
        double sum = 0;
        for (double value : values[y]) {
            sum += value;
        }
        return look.rowShares && sum != 0 ? values[y][x] / sum : Double.NaN;
    }

    private String place(int x, int y) {
        String row = yLabels.get(y);
        String column = xLabels.get(x);
        return look.xName.isEmpty()
                ? row + " \u00d7 " + column
                : look.yName + ": " + row + ", " + look.xName + ": " + column;
    }

    /** The place of a known value on the ramp, from 0 to 1. */
    private double colour(double value) {
        if (!(look.low < look.high)) {
            return 0;
        }
        double fraction = Math.min(1, Math.max(0, (value - look.low) / (look.high - look.low)));
        return look.scale == Scale.SQUARE_ROOT ? Math.sqrt(fraction) : fraction;
    }

    private int unknownCells() {
        return count(Double::isNaN);
    }

    private boolean hasBelow() {
        return count(value -> value < look.low) > 0;
    }

    private boolean hasAbove() {
        return count(value -> value > look.high) > 0;
    }

    private int count(DoublePredicate condition) {
        int cells = 0;
        for (double[] row : values) {
            for (double value : row) {
                cells += condition.test(value) ? 1 : 0;
            }
        }
        return cells;
    }
}
