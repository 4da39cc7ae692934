package io.github.clv4j.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table of texts under a title; a long one scrolls under its header. The first column names the rows. Immutable.
 *
 * <p>Columns are left-aligned unless {@link #withNumericColumns} names them.
 */
public final class ReportTable extends Block {
    private final String title;
    private final List<String> header;
    private final List<List<String>> rows;
    private final Set<Integer> numeric;
    private final @Nullable String note;

    private ReportTable(
            String title, List<String> header, List<List<String>> rows, Set<Integer> numeric, @Nullable String note) {
        this.title = title;
        this.header = header;
        this.rows = rows;
        this.numeric = numeric;
        this.note = note;
    }

    /**
     * A table.
     *
     * @param title what the table shows, not blank
     * @param header the column names, at least one
     * @param rows the cells as text, row by row; no rows is a table that says so
     * @throws IllegalArgumentException if the title is blank, the header empty, or a row has another width than it
     */
    public static ReportTable of(String title, List<String> header, List<List<String>> rows) {
        Checks.text("title", title);
        List<String> names = Checks.labels("header", header);
        Objects.requireNonNull(rows, "rows");
        List<List<String>> copy = new ArrayList<>(rows.size());
        for (List<String> row : rows) {
            String rowName = "rows[" + copy.size() + "]";
            List<String> cells = Checks.strings(rowName, row);
            if (cells.size() != names.size()) {
                throw new IllegalArgumentException(rowName + " has " + cells.size()
                        + " cells: must have one for each of the " + names.size() + " columns " + names);
            }
            copy.add(cells);
        }
        return new ReportTable(title, names, List.copyOf(copy), Set.of(), null);
    }

    /**
     * The same table with these columns, and no others, right-aligned.
     *
     * @param columns names out of the header
     * @throws IllegalArgumentException if the header has no such name
     */
    public ReportTable withNumericColumns(String... columns) {
        Set<Integer> indices = new HashSet<>();
        for (String column : columns) {
            if (!header.contains(column)) {
                throw new IllegalArgumentException("no column \"" + column + "\": must be one of " + header);
            }
            for (int i = 0; i < header.size(); i++) {
                if (header.get(i).equals(column)) {
                    indices.add(i);
                }
            }
        }
        return new ReportTable(title, header, rows, Set.copyOf(indices), note);
    }

    /** The same table with every column but the first right-aligned. */
    public ReportTable withNumericColumnsAfterFirst() {
        Set<Integer> indices = IntStream.range(1, header.size()).boxed().collect(Collectors.toUnmodifiableSet());
        return new ReportTable(title, header, rows, indices, note);
    }

    /**
     * The same table with a small note below it.
     *
     * @throws IllegalArgumentException if {@code note} is blank
     */
    public ReportTable withNote(String note) {
        return new ReportTable(title, header, rows, numeric, Checks.text("note", note));
    }

    List<String> header() {
        return header;
    }

    List<List<String>> rows() {
        return rows;
    }

    @Nullable
    String note() {
        return note;
    }

    @Override
    void render(Html html, String id) {
        html.raw("<figure class=\"table\" id=\"").raw(id).raw("\">\n<figcaption>");
        html.element("h3", title).raw("</figcaption>\n");
        renderBody(html, title);
        html.raw("</figure>\n");
    }

    /** Appends the table itself, with its note, but without its title. */
    void renderBody(Html html, String accessibleName) {
        if (rows.isEmpty()) {
            html.raw("<p class=\"note\">No rows.</p>\n");
        } else {
            html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
            html.text(accessibleName).raw("\"><table>\n<thead><tr>");
            for (int i = 0; i < header.size(); i++) {
                html.raw("<th scope=\"col\"").raw(numericClass(i)).raw(">");
                html.text(header.get(i)).raw("</th>");
            }
            html.raw("</tr></thead>\n<tbody>\n");
            for (List<String> row : rows) {
                renderRow(html, row);
            }
            html.raw("</tbody>\n</table></div>\n");
        }
        if (note != null) {
            html.raw("<p class=\"note\">").text(note).raw("</p>\n");
        }
    }

    private void renderRow(Html html, List<String> row) {
        html.raw("<tr><th scope=\"row\"")
                .raw(numericClass(0))
                .raw(">")
                .text(row.get(0))
                .raw("</th>");
        for (int i = 1; i < row.size(); i++) {
            html.raw("<td").raw(numericClass(i)).raw(">").text(row.get(i)).raw("</td>");
        }
        html.raw("</tr>\n");
    }

    private String numericClass(int column) {
        return numeric.contains(column) ? " class=\"n\"" : "";
    }

    @Override
    public String toString() {
        return "ReportTable[" + title + ", " + header + ", " + rows.size() + " rows]";
    }
}
