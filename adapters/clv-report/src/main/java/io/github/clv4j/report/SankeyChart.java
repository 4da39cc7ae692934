package io.github.clv4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Flows from groups on the left to groups on the right, such as customers that moved between segments.
 *
 * <p>The same name on both sides is two nodes of one colour. Both sides keep the given order from top to bottom; a group
 * without any flow is left out. Ribbons have the colour of the group they come from, or, after {@link #withRanking},
 * that of their direction. A flow that is not yet known (NaN) is not drawn; the data table names it. Immutable.
 */
public final class SankeyChart extends Chart {
    private static final ValueFormat COUNT = ValueFormat.integer();
    private static final ValueFormat SHARE = ValueFormat.percent(1);

    private final List<String> from;
    private final List<String> to;
    private final double[][] counts;
    private final String fromName;
    private final String toName;
    private final List<String> ranking;

    private SankeyChart(
            String title,
            @Nullable String note,
            List<String> from,
            List<String> to,
            double[][] counts,
            String fromName,
            String toName,
            List<String> ranking) {
        super(title, note);
        this.from = from;
        this.to = to;
        this.counts = counts;
        this.fromName = fromName;
        this.toName = toName;
        this.ranking = ranking;
    }

    /**
     * A flow chart.
     *
     * @param title what is shown and in which unit, not blank
     * @param from the groups on the left from top to bottom, at least one
     * @param to the groups on the right from top to bottom, at least one
     * @param counts {@code counts[from][to]}, zero or more; NaN is not yet known
     * @throws IllegalArgumentException if the title is blank, groups are missing, the counts are not one row a group on
     *     the left and one value a group on the right, or a count is negative or infinite
     */
    public static SankeyChart of(String title, List<String> from, List<String> to, double[][] counts) {
        List<String> left = Checks.labels("from", from);
        List<String> right = Checks.labels("to", to);
        double[][] copy = Checks.matrix("counts", counts, left.size(), right.size());
        for (int i = 0; i < copy.length; i++) {
            for (int j = 0; j < copy[i].length; j++) {
                if (copy[i][j] < 0) {
                    throw new IllegalArgumentException(
                            "counts[" + i + "][" + j + "] is " + copy[i][j] + ": must be zero or more");
                }
            }
        }
        return new SankeyChart(title, null, left, right, copy, "From", "To", List.of());
    }

    /**
     * The same chart with names for its two sides, such as two dates.
     *
     * @throws IllegalArgumentException if a name is blank
     */
    public SankeyChart withSideNames(String fromName, String toName) {
        return new SankeyChart(
                title(),
                note(),
                from,
                to,
                counts,
                Checks.text("fromName", fromName),
                Checks.text("toName", toName),
                ranking);
    }

    /**
     * The same chart with ribbons coloured by direction: to a better group, to a worse one, or neither. A group that is
     * not in the ranking is neither better nor worse than any other.
     *
     * @param bestFirst group names from the best to the worst
     */
    public SankeyChart withRanking(List<String> bestFirst) {
        List<String> copy = Checks.labels("bestFirst", bestFirst);
        return new SankeyChart(title(), note(), from, to, counts, fromName, toName, copy);
    }

    /**
     * The same chart with a small note below it.
     *
     * @throws IllegalArgumentException if {@code note} is blank
     */
    public SankeyChart withNote(String note) {
        Objects.requireNonNull(note, "note");
        return new SankeyChart(title(), note, from, to, counts, fromName, toName, ranking);
    }

    @Override
    ObjectNode option() {
        ObjectNode option = Json.object();
        option.putObject("tooltip").set("formatter", Json.hook("tip"));
        ObjectNode flow = option.putArray("series").addObject().put("type", "sankey");
        flow.put("layoutIterations", 0).put("nodeAlign", "justify");
        flow.putObject("label").set("formatter", Json.hook("text"));
        ArrayNode nodes = flow.putArray("data");
        for (int i = 0; i < from.size(); i++) {
            addNode(nodes, 0, i, from.get(i), fromName, rowSum(i));
        }
        for (int j = 0; j < to.size(); j++) {
            addNode(nodes, 1, j, to.get(j), toName, columnSum(j));
        }
        ArrayNode links = flow.putArray("links");
        for (int i = 0; i < from.size(); i++) {
            for (int j = 0; j < to.size(); j++) {
                if (counts[i][j] > 0) {
                    addLink(links, i, j);
                }
            }
        }
        return option;
    }

    /** Nodes are identified by side and position, so that one name can stand on both sides. */
    private static String nodeId(int side, int index) {
        return side + ":" + index;
    }

    private void addNode(ArrayNode nodes, int side, int index, String name, String sideName, double sum) {
        if (!(sum > 0)) {
            return;
        }
        ObjectNode node = nodes.addObject().put("name", nodeId(side, index)).put("depth", side);
        node.put("text", name + "  " + COUNT.format(sum)).put("shortText", name);
        node.putArray("tip").add(sideName + ": " + name).add(COUNT.format(sum));
        node.putObject("itemStyle").set("color", nodeColour(name));
        node.putObject("label").put("position", side == 0 ? "left" : "right");
    }

    private void addLink(ArrayNode links, int i, int j) {
        double share = counts[i][j] / rowSum(i);
        ObjectNode link = links.addObject().put("source", nodeId(0, i)).put("target", nodeId(1, j));
        Json.putValue(link, "value", counts[i][j]);
        link.putArray("tip")
                .add(from.get(i) + " \u2192 " + to.get(j))
                .add(COUNT.format(counts[i][j]))
                .add(SHARE.format(share) + " of " + from.get(i));
        ObjectNode colour = ranking.isEmpty() ? nodeColour(from.get(i)) : Json.hook(direction(from.get(i), to.get(j)));
        link.putObject("lineStyle").set("color", colour);
    }

    private ObjectNode nodeColour(String name) {
        if (!ranking.isEmpty()) {
            return Json.hook("node");
        }
        List<String> groups =
                Stream.concat(from.stream(), to.stream()).distinct().toList();
        return Json.hook("category").put("index", groups.indexOf(name));
    }

    private String direction(String fromGroup, String toGroup) {
        int before = ranking.indexOf(fromGroup);
        int after = ranking.indexOf(toGroup);
        if (before < 0 || after < 0 || before == after) {
            return "neutral";
        }
        return after < before ? "better" : "worse";
    }

    private double rowSum(int row) {
        double sum = 0;
        for (double count : counts[row]) {
            sum += count > 0 ? count : 0;
        }
        return sum;
    }

    private double columnSum(int column) {
        double sum = 0;
        for (double[] row : counts) {
            sum += row[column] > 0 ? row[column] : 0;
        }
        return sum;
    }

    @Override
    ObjectNode layout() {
        return Json.object().put("name", "sankey");
    }

    @Override
    void renderLegend(Html html) {
        html.raw("<p class=\"legend\"><span>Left: ").text(fromName).raw("</span> <span>Right: ");
        html.text(toName).raw("</span>");
        if (!ranking.isEmpty()) {
            html.raw(" <span><span class=\"swatch\" style=\"--colour:var(--better)\"></span>to a better group</span>");
            html.raw(" <span><span class=\"swatch\" style=\"--colour:var(--worse)\"></span>to a worse group</span>");
            html.raw(" <span><span class=\"swatch\" style=\"--colour:var(--neutral)\"></span>neither</span>");
        }
        html.raw("</p>\n");
    }

    @Override
    String summary() {
        double total = 0;
        double best = 0;
        String largest = "";
        int unknown = 0;
        for (int i = 0; i < from.size(); i++) {
            total += rowSum(i);
            for (int j = 0; j < to.size(); j++) {
                unknown += Double.isNaN(counts[i][j]) ? 1 : 0;
                if (counts[i][j] > best && !from.get(i).equals(to.get(j))) {
                    best = counts[i][j];
                    largest = " Largest move: " + from.get(i) + " to " + to.get(j) + ", " + COUNT.format(best) + ".";
                }
            }
        }
        return "Flow chart: " + title() + ". " + COUNT.format(total) + " in all, from " + from.size() + " groups ("
                + fromName + ") to " + to.size() + " groups (" + toName + ")." + largest
                + (unknown == 0 ? "" : " Flows not yet known: " + unknown + ".");
    }

    @Override
    ReportTable data() {
        List<List<String>> rows = new ArrayList<>();
        boolean unknown = false;
        for (int i = 0; i < from.size(); i++) {
            for (int j = 0; j < to.size(); j++) {
                double count = counts[i][j];
                if (count != 0) {
                    String share = Double.isNaN(count) ? ValueFormat.UNKNOWN : SHARE.format(count / rowSum(i));
                    rows.add(List.of(from.get(i), to.get(j), COUNT.format(count), share));
                    unknown |= Double.isNaN(count);
                }
            }
        }
        ReportTable table = ReportTable.of(title(), List.of(fromName, toName, "Count", "Share of left group"), rows)
                .withNumericColumns("Count", "Share of left group");
        return unknown ? table.withNote(UNKNOWN_NOTE) : table;
    }

    @Override
    int height() {
        return Math.max(from.size(), to.size()) * 46 + 40;
    }
}
