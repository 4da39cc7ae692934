package io.github.clv4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Flows from groups on the left to groups on the right, such as customers that moved between segments, over two stages or
 * more.
 *
 * <p>The same name in several stages is several nodes of one colour. Stages keep the given order from top to bottom; a
 * group without any flow is left out. Ribbons have the colour of the group they come from, or, after {@link #withRanking},
 * that of their direction. A flow that is not yet known (NaN) is not drawn; the data table names it. Immutable.
 */
public final class SankeyChart extends Chart {
    private static final ValueFormat COUNT = ValueFormat.integer();
    private static final ValueFormat SHARE = ValueFormat.percent(1);

    private final List<String> stages;
    private final List<List<String>> groups;
    /** For each step from a stage to the next, the counts by group on the left and on the right. */
    private final List<double[][]> steps;

    private final List<String> ranking;

    private SankeyChart(
            String title,
            @Nullable String note,
            List<String> stages,
            List<List<String>> groups,
            List<double[][]> steps,
            List<String> ranking) {
        super(title, note);
        this.stages = stages;
        this.groups = groups;
        this.steps = steps;
        this.ranking = ranking;
    }

    /**
     * A flow chart of two sides.
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
        double[][] copy = checked("counts", counts, left, right);
        return new SankeyChart(
                title, null, List.of("From", "To"), List.of(left, right), List.<double[][]>of(copy), List.of());
    }

    /**
     * A flow chart over several stages, such as dates. About five are readable. Groups in the middle may have more flow on
     * one side than on the other, as those do that come or go there.
     *
     * @param title what is shown and in which unit, not blank
     * @param stageNames names of the stages from left to right, at least two
     * @param groups for each stage its groups from top to bottom, at least one
     * @param counts for each stage but the last {@code counts[from][to]}, from its groups to those of the next stage, zero
     *     or more; NaN is not yet known
     * @throws IllegalArgumentException if a text is blank, there are fewer than two stages, lists differ in length, or
     *     counts do not fit the groups, are negative or infinite
     */
    public static SankeyChart ofStages(
            String title, List<String> stageNames, List<List<String>> groups, List<double[][]> counts) {
        List<String> names = Checks.labels("stageNames", stageNames);
        if (names.size() < 2) {
            throw new IllegalArgumentException("there is 1 stage: must be at least 2");
        }
        names.forEach(name -> Checks.text("stage name", name));
        if (groups.size() != names.size() || counts.size() != names.size() - 1) {
            throw new IllegalArgumentException(names.size() + " stages with " + groups.size() + " lists of groups and "
                    + counts.size() + " matrices of counts: must have one list a stage and one matrix a step");
        }
        List<List<String>> ownGroups = new ArrayList<>();
        for (List<String> stage : groups) {
            ownGroups.add(Checks.labels("groups[" + ownGroups.size() + "]", stage));
        }
        List<double[][]> steps = new ArrayList<>();
        for (double[][] step : counts) {
            int s = steps.size();
            steps.add(checked("counts[" + s + "]", step, ownGroups.get(s), ownGroups.get(s + 1)));
        }
        return new SankeyChart(title, null, names, List.copyOf(ownGroups), List.copyOf(steps), List.of());
    }

    private static double[][] checked(String name, double[][] counts, List<String> left, List<String> right) {
        double[][] copy = Checks.matrix(name, counts, left.size(), right.size());
        for (int i = 0; i < copy.length; i++) {
            for (int j = 0; j < copy[i].length; j++) {
                if (copy[i][j] < 0) {
                    throw new IllegalArgumentException(
                            name + "[" + i + "][" + j + "] is " + copy[i][j] + ": must be zero or more");
                }
            }
        }
        return copy;
    }

    /**
     * The same chart with names for its two sides, such as two dates.
     *
     * @throws IllegalArgumentException if a name is blank or the chart has more than two stages
     */
    public SankeyChart withSideNames(String fromName, String toName) {
        if (stages.size() != 2) {
            throw new IllegalArgumentException(
                    "the chart has the stages " + stages + ": must be two to have names of sides");
        }
        List<String> names = List.of(Checks.text("fromName", fromName), Checks.text("toName", toName));
        return new SankeyChart(title(), note(), names, groups, steps, ranking);
    }

    /**
     * The same chart with ribbons coloured by direction: to a better group, to a worse one, or neither. A group that is
     * not in the ranking is neither better nor worse than any other.
     *
     * @param bestFirst group names from the best to the worst
     */
    public SankeyChart withRanking(List<String> bestFirst) {
        List<String> copy = Checks.labels("bestFirst", bestFirst);
        return new SankeyChart(title(), note(), stages, groups, steps, copy);
    }

    /**
     * The same chart with a small note below it.
     *
     * @throws IllegalArgumentException if {@code note} is blank
     */
    public SankeyChart withNote(String note) {
        Objects.requireNonNull(note, "note");
        return new SankeyChart(title(), note, stages, groups, steps, ranking);
    }

    @Override
    ObjectNode option() {
        ObjectNode option = Json.object();
        option.putObject("tooltip").set("formatter", Json.hook("tip"));
        if (stages.size() > 2) {
            ArrayNode titles = option.putArray("title");
            stages.forEach(stage -> titles.addObject().put("text", stage));
        }
        ObjectNode flow = option.putArray("series").addObject().put("type", "sankey");
        flow.put("layoutIterations", 0).put("nodeAlign", "justify");
        flow.putObject("label").set("formatter", Json.hook("text"));
        ArrayNode nodes = flow.putArray("data");
        for (int stage = 0; stage < stages.size(); stage++) {
            for (int i = 0; i < groups.get(stage).size(); i++) {
                addNode(nodes, stage, i);
            }
        }
        ArrayNode links = flow.putArray("links");
        for (int step = 0; step < steps.size(); step++) {
            double[][] counts = steps.get(step);
            for (int i = 0; i < counts.length; i++) {
                for (int j = 0; j < counts[i].length; j++) {
                    if (counts[i][j] > 0) {
                        addLink(links, step, i, j);
                    }
                }
            }
        }
        return option;
    }

    /** Nodes are identified by stage and position, so that one name can stand in several stages. */
    private static String nodeId(int stage, int index) {
        return stage + ":" + index;
    }

    private void addNode(ArrayNode nodes, int stage, int index) {
        double in = stage == 0 ? 0 : columnSum(stage - 1, index);
        double out = stage == steps.size() ? 0 : rowSum(stage, index);
        double sum = Math.max(in, out);
        if (!(sum > 0)) {
            return;
        }
        String name = groups.get(stage).get(index);
        ObjectNode node = nodes.addObject().put("name", nodeId(stage, index)).put("depth", stage);
        node.put("text", name + "  " + COUNT.format(sum)).put("shortText", name);
        node.putArray("tip").add(stages.get(stage) + ": " + name).add(COUNT.format(sum));
        node.putObject("itemStyle").set("color", nodeColour(name));
        node.putObject("label").put("position", stage == 0 ? "left" : "right");
    }

    private void addLink(ArrayNode links, int step, int i, int j) {
        String from = groups.get(step).get(i);
        String to = groups.get(step + 1).get(j);
        double count = steps.get(step)[i][j];
        double share = count / rowSum(step, i);
        ObjectNode link = links.addObject().put("source", nodeId(step, i)).put("target", nodeId(step + 1, j));
        Json.putValue(link, "value", count);
        ArrayNode tip = link.putArray("tip");
        if (stages.size() > 2) {
            tip.add(stepName(step));
        }
        tip.add(from + " \u2192 " + to).add(COUNT.format(count)).add(SHARE.format(share) + " of " + from);
        ObjectNode colour = ranking.isEmpty() ? nodeColour(from) : Json.hook(direction(from, to));
        link.putObject("lineStyle").set("color", colour);
    }

    private String stepName(int step) {
        return stages.get(step) + " \u2192 " + stages.get(step + 1);
    }

    private ObjectNode nodeColour(String name) {
        if (!ranking.isEmpty()) {
            return Json.hook("node");
        }
        List<String> names = groups.stream().flatMap(List::stream).distinct().toList();
        return Json.hook("category").put("index", names.indexOf(name));
    }

    private String direction(String fromGroup, String toGroup) {
        int before = ranking.indexOf(fromGroup);
        int after = ranking.indexOf(toGroup);
        if (before < 0 || after < 0 || before == after) {
            return "neutral";
        }
        return after < before ? "better" : "worse";
    }

    private double rowSum(int step, int row) {
        double sum = 0;
        for (double count : steps.get(step)[row]) {
            sum += count > 0 ? count : 0;
        }
        return sum;
    }

    private double columnSum(int step, int column) {
        double sum = 0;
        for (double[] row : steps.get(step)) {
            sum += row[column] > 0 ? row[column] : 0;
        }
        return sum;
    }

    @Override
    ObjectNode layout() {
        return Json.object().put("name", "sankey").put("stages", stages.size());
    }

    @Override
    void renderLegend(Html html) {
        html.raw("<p class=\"legend\">");
        if (stages.size() == 2) {
            html.raw("<span>Left: ").text(stages.get(0)).raw("</span> <span>Right: ");
            html.text(stages.get(1)).raw("</span>");
        } else {
            html.raw("<span>From left to right: ")
                    .text(String.join(", ", stages))
                    .raw("</span>");
        }
        if (!ranking.isEmpty()) {
            html.raw(" <span><span class=\"swatch\" style=\"--colour:var(--better)\"></span>to a better group</span>");
            html.raw(" <span><span class=\"swatch\" style=\"--colour:var(--worse)\"></span>to a worse group</span>");
            html.raw(" <span><span class=\"swatch\" style=\"--colour:var(--neutral)\"></span>neither</span>");
        }
        html.raw("</p>\n");
    }

    @Override
    String summary() {
        double[] totals = new double[steps.size()];
        double best = 0;
        String largest = "";
        int unknown = 0;
        for (int step = 0; step < steps.size(); step++) {
            double[][] counts = steps.get(step);
            for (int i = 0; i < counts.length; i++) {
                totals[step] += rowSum(step, i);
                for (int j = 0; j < counts[i].length; j++) {
                    String from = groups.get(step).get(i);
                    String to = groups.get(step + 1).get(j);
                    unknown += Double.isNaN(counts[i][j]) ? 1 : 0;
                    if (counts[i][j] > best && !from.equals(to)) {
                        best = counts[i][j];
                        largest = " Largest move: " + from + " to " + to + ", " + COUNT.format(best)
                                + (stages.size() > 2 ? " (" + stepName(step) + ")." : ".");
                    }
                }
            }
        }
        return "Flow chart: " + title() + ". " + extent(totals) + largest
                + (unknown == 0 ? "" : " Flows not yet known: " + unknown + ".");
    }

    private String extent(double[] totals) {
        if (stages.size() == 2) {
            return COUNT.format(totals[0]) + " in all, from " + groups.get(0).size() + " groups (" + stages.get(0)
                    + ") to " + groups.get(1).size() + " groups (" + stages.get(1) + ").";
        }
        return stages.size() + " stages: " + String.join(", ", stages) + ". " + COUNT.format(totals[0])
                + " in the first step, " + COUNT.format(totals[totals.length - 1]) + " in the last.";
    }

    @Override
    ReportTable data() {
        boolean isTwoSided = stages.size() == 2;
        List<List<String>> rows = new ArrayList<>();
        boolean unknown = false;
        for (int step = 0; step < steps.size(); step++) {
            double[][] counts = steps.get(step);
            for (int i = 0; i < counts.length; i++) {
                for (int j = 0; j < counts[i].length; j++) {
                    double count = counts[i][j];
                    if (count != 0) {
                        String share =
                                Double.isNaN(count) ? ValueFormat.UNKNOWN : SHARE.format(count / rowSum(step, i));
                        List<String> row = new ArrayList<>(isTwoSided ? List.of() : List.of(stepName(step)));
                        row.add(groups.get(step).get(i));
                        row.add(groups.get(step + 1).get(j));
                        row.add(COUNT.format(count));
                        row.add(share);
                        rows.add(row);
                        unknown |= Double.isNaN(count);
                    }
                }
            }
        }
        List<String> header = isTwoSided
                ? List.of(stages.get(0), stages.get(1), "Count", "Share of left group")
                : List.of("Step", "From", "To", "Count", "Share of left group");
        ReportTable table = ReportTable.of(title(), header, rows).withNumericColumns("Count", "Share of left group");
        return unknown ? table.withNote(UNKNOWN_NOTE) : table;
    }

    @Override
    int height() {
        int most = groups.stream().mapToInt(List::size).max().orElseThrow();
        return most * 46 + 40 + (stages.size() > 2 ? 24 : 0);
    }
}
