package io.github.clv4j.benchmarks.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * What a run was made on.
 *
 * @param date the day of the run, in UTC
 * @param processor its name as the system tells it, or its architecture
 * @param cores processors that the Java machine may use
 * @param java name and version of the Java machine
 * @param system name and version of the operating system
 */
public record Machine(String date, String processor, int cores, String java, String system) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** This machine, now. */
    static Machine here() {
        return new Machine(
                LocalDate.now(ZoneOffset.UTC).toString(),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name"));
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElseGet(Machine::architecture);
        } catch (IOException | UncheckedIOException e) {
            return architecture();
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch");
    }
}
