package io.github.clv4j.benchmarks.suite;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The run as Markdown: the machine, a row a comparison, a row a size. */
final class Markdown {
    private Markdown() {}

    static String report(Machine machine, List<Comparison> comparisons, Times times, Map<String, Scaling> scalings) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "%s, %s, %d cores, %s, %s.\n\n",
                machine.date(),
                machine.processor(),
                machine.cores(),
                machine.java(),
                machine.system()));
        out.append("| work | against | ours, ms | other, ms | ratio, median (range) | goal | met |\n");
        out.append("|---|---|---|---|---|---|---|\n");
        for (Comparison comparison : comparisons) {
            Ratio ratio = times.ratio(comparison);
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s (%s to %s) %s | %s | %s |\n",
                    comparison.work(),
                    comparison.against(),
                    number(times.median(comparison.ours())),
                    number(times.median(comparison.other())),
                    number(ratio.median()),
                    number(ratio.low()),
                    number(ratio.high()),
                    comparison.measure().label(),
                    comparison.goal().isPresent() ? goal(comparison) : "",
                    met(comparison, ratio)));
        }
        if (!scalings.isEmpty()) {
            out.append("\n| work | rows | median ms | ns a row |\n|---|---|---|---|\n");
            scalings.forEach((work, scaling) -> scaling.milliseconds()
                    .forEach((rows, ms) -> out.append(String.format(
                            Locale.ROOT,
                            "| %s | %,d | %s | %s |\n",
                            work,
                            rows,
                            number(ms),
                            number(1e6 * ms / rows)))));
            out.append("\nSlope of the logarithm of time over that of rows, 1 where cost is linear: ");
            out.append(String.join(
                    "; ",
                    scalings.entrySet().stream()
                            .map(entry -> entry.getKey() + " "
                                    + number(entry.getValue().slope()))
                            .toList()));
            out.append(".\n");
        }
        return out.toString();
    }

    static String findings(List<Gate.Finding> findings) {
        StringBuilder out =
                new StringBuilder("| comparison | recorded | now (range) | worse by | noise explains | |\n");
        out.append("|---|---|---|---|---|---|\n");
        for (Gate.Finding finding : findings) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s (%s to %s) %s | %s | %s | %s |\n",
                    finding.comparison().id(),
                    number(finding.before().median()),
                    number(finding.now().median()),
                    number(finding.now().low()),
                    number(finding.now().high()),
                    finding.comparison().measure().label(),
                    number(finding.worsening()),
                    number(finding.allowed()),
                    finding.regressed() ? "**regressed**" : "ok"));
        }
        return out.toString();
    }

    private static String goal(Comparison comparison) {
        return (comparison.measure() == Measure.TIMES_FASTER ? "≥ " : "≤ ")
                + number(comparison.goal().getAsDouble());
    }

    private static String met(Comparison comparison, Ratio ratio) {
        if (comparison.goal().isEmpty()) {
            return "";
        }
        return comparison.measure().meets(ratio.median(), comparison.goal().getAsDouble()) ? "yes" : "no";
    }

    /** Three digits, or all of a whole number. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
