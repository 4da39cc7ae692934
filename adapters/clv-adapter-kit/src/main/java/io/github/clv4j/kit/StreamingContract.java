package io.github.clv4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * That an adapter streams: ten million rows are read in a heap that holds the finished log and 256 MB more. That takes
 * minutes, so it is tested with {@code -Dclv.streaming=true} alone. An adapter's test extends this, has a constructor
 * without parameters, and tells how the orders are stored and read.
 */
public abstract class StreamingContract {
    private static final long MEGABYTE = 1 << 20;
    private static final long MORE = 256;
    /** For measuring, where the heap must not be what limits. */
    private static final long PLENTY = 4_096;

    /** Stores the orders in a folder. */
    protected abstract void store(Path folder, Table orders) throws Exception;

    /** Reads what was stored in a folder with the adapter, in another JVM. */
    protected abstract void read(Path folder, TransactionColumns columns, TransactionSink sink) throws Exception;

    @Test
    @EnabledIfSystemProperty(named = "clv.streaming", matches = "true")
    void tenMillionRowsAreReadInTheHeapOfTheirLogAnd256MegabytesMore(@TempDir Path folder) throws Exception {
        store(folder, ManyOrders.table());
        long log = Long.parseLong(run(folder, PLENTY, "-XX:+UseSerialGC").strip());
        long megabytes = (log + MEGABYTE - 1) / MEGABYTE + MORE;
        String told =
                run(folder, megabytes, "-XX:+ExitOnOutOfMemoryError", getClass().getName(), folder.toString());
        System.out.println(getClass().getSimpleName() + ": log " + log / MEGABYTE + " MB, -Xmx" + megabytes + "m, "
                + told.strip());
    }

    /** What the program printed, started with a heap of so many megabytes, an option and arguments. */
    private static String run(Path folder, long megabytes, String option, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String own : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (own.startsWith("--") || own.startsWith("-XX:")) {
                command.add(own);
            }
        }
        command.addAll(List.of("-Xmx" + megabytes + "m", option, "-cp", classPath(), StreamingChild.class.getName()));
        command.addAll(List.of(args));
        Path out = folder.resolve("child.out");
        Path err = folder.resolve("child.err");
        Process child = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(child.waitFor())
                .as("%s, which said: %s", command, Files.readString(err, StandardCharsets.UTF_8))
                .isZero();
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /** Surefire's own is that of its launcher. */
    private static String classPath() {
        String tests = System.getProperty("surefire.test.class.path");
        return tests == null ? System.getProperty("java.class.path") : tests;
    }
}
