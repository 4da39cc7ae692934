package io.github.clv4j.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The suite's two commands: {@code report} for the whole run, {@code gate} for continuous integration. */
@Command(
        name = "benchmark-suite",
        mixinStandardHelpOptions = true,
        description = "Times the library beside rivals and floors, in one run, and tells ratios.",
        subcommands = {BenchmarkSuite.Report.class, BenchmarkSuite.GateCommand.class})
public final class BenchmarkSuite {
    /** What the gate exits with if a ratio has regressed. */
    static final int REGRESSED = 1;

    private BenchmarkSuite() {}

    /** Runs a command and exits with 0, 1 (a ratio has regressed), or 2 (it was asked wrongly or could not run). */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchmarkSuite())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(args));
    }

    private static Suite suite(int warmups, int shots) {
        return new Suite(new JmhBench(1, warmups, shots), System.err::println);
    }

    /** The whole run. */
    @Command(
            name = "report",
            mixinStandardHelpOptions = true,
            description = "Runs all comparisons and sizes; writes benchmarks.json, benchmarks.md and scaling.png.")
    static final class Report implements Callable<Integer> {
        @Option(names = "--output", required = true, description = "Folder for the files.")
        Path output = Path.of("");

        @Option(names = "--rows", defaultValue = "20000000", description = "Rows compared (default: ${DEFAULT-VALUE}).")
        int rows;

        @Option(
                names = "--file-rows",
                defaultValue = "10000000",
                description = "Rows of the CSV file (default: ${DEFAULT-VALUE}).")
        int fileRows;

        @Option(
                names = "--customers",
                defaultValue = "1000000",
                description = "Customers of the fit (default: ${DEFAULT-VALUE}).")
        int customers;

        @Option(
                names = "--sizes",
                split = ",",
                defaultValue = "1000000,10000000,50000000",
                description = "Rows of the picture of cost against size (default: ${DEFAULT-VALUE}).")
        List<Integer> sizes = List.of();

        @Option(
                names = "--warmups",
                defaultValue = "4",
                description = "Shots before measuring (default: ${DEFAULT-VALUE}).")
        int warmups;

        @Option(names = "--shots", defaultValue = "5", description = "Shots measured (default: ${DEFAULT-VALUE}).")
        int shots;

        @Override
        public Integer call() throws IOException {
            List<Comparison> comparisons = Comparisons.of(rows, fileRows, customers);
            Times times = new Times();
            Suite suite = suite(warmups, shots);
            suite.run(comparisons, 1, times);
            Map<String, Scaling> scalings = scalings(suite, times);
            write(output, Machine.here(), comparisons, times, scalings);
            return CommandLine.ExitCode.OK;
        }

        private Map<String, Scaling> scalings(Suite suite, Times times) {
            Map<String, Scaling> scalings = new LinkedHashMap<>();
            if (sizes.size() < 2) {
                return scalings;
            }
            Comparisons.SCALED.forEach((work, method) -> {
                Map<Integer, Double> cost = new TreeMap<>();
                for (int size : sizes) {
                    Body body = new Body(method, Map.of("rows", Integer.toString(size)));
                    if (times.of(body).isEmpty()) {
                        suite.runBodies(List.of(body), 1, times);
                    }
                    cost.put(size, times.median(body));
                }
                scalings.put(work, new Scaling(cost));
            });
            return scalings;
        }
    }

    static void write(
            Path folder, Machine machine, List<Comparison> comparisons, Times times, Map<String, Scaling> scalings)
            throws IOException {
        Files.createDirectories(folder);
        recorded(machine, comparisons, times).write(folder.resolve("benchmarks.json"));
        Files.writeString(folder.resolve("benchmarks.md"), Markdown.report(machine, comparisons, times, scalings));
        if (!scalings.isEmpty()) {
            ScalePicture.write(scalings, folder.resolve("scaling.png"));
        }
    }

    static Recorded recorded(Machine machine, List<Comparison> comparisons, Times times) {
        return new Recorded(machine, comparisons.stream().collect(Collectors.toMap(Comparison::id, times::ratio)));
    }

    /** The quick run, held against recorded ratios. */
    @Command(
            name = "gate",
            mixinStandardHelpOptions = true,
            description =
                    "Runs the comparisons small, in rounds, and fails if a ratio is worse than the recorded one by"
                            + " more than the noise of both, or than a factor of two.")
    static final class GateCommand implements Callable<Integer> {
        private static final int ROWS = 1_000_000;
        private static final int CUSTOMERS = 50_000;
        /** More than for the report: bodies are short, and compiling them would be most of what is measured. */
        private static final int WARMUPS = 10;

        private static final int SHOTS = 8;

        @Option(names = "--baseline", required = true, description = "File of recorded ratios.")
        Path baseline = Path.of("");

        @Option(names = "--record", description = "Write the file instead of reading it.")
        boolean record;

        @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
        int rounds;

        @Override
        public Integer call() throws IOException {
            // Goals are for the sizes of the report.
            List<Comparison> comparisons = Comparisons.of(ROWS, ROWS, CUSTOMERS).stream()
                    .map(Comparison::withoutGoal)
                    .toList();
            Suite suite = suite(WARMUPS, SHOTS);
            Times times = new Times();
            if (record) {
                suite.run(comparisons, rounds, times);
                recorded(Machine.here(), comparisons, times).write(baseline);
                System.out.print(Markdown.report(Machine.here(), comparisons, times, Map.of()));
                return CommandLine.ExitCode.OK;
            }
            List<Gate.Finding> findings = check(suite, comparisons, Recorded.read(baseline), rounds, times);
            System.out.print(Markdown.findings(findings));
            return findings.stream().anyMatch(Gate.Finding::regressed) ? REGRESSED : CommandLine.ExitCode.OK;
        }
    }

    /** What looks regressed is measured again, by itself, and called so if it does so again. */
    static List<Gate.Finding> check(
            Suite suite, List<Comparison> comparisons, Recorded recorded, int rounds, Times times) {
        suite.run(comparisons, rounds, times);
        List<Gate.Finding> findings = Gate.check(comparisons, recorded, times);
        List<Comparison> suspects = findings.stream()
                .filter(Gate.Finding::regressed)
                .map(Gate.Finding::comparison)
                .toList();
        Times again = new Times();
        suite.run(suspects, rounds, again);
        Iterator<Gate.Finding> second = Gate.check(suspects, recorded, again).iterator();
        return findings.stream()
                .map(finding -> finding.regressed() ? second.next() : finding)
                .toList();
    }
}
