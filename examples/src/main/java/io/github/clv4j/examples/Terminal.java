package io.github.clv4j.examples;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on a terminal, and nothing elsewhere: logs and pipes stay clean. */
final class Terminal implements AutoCloseable {
    /** Shorter input is read before a bar could be seen. */
    private static final long LONG_INPUT = 32L << 20;

    private final @Nullable ProgressBar bar;

    Terminal(String task, long bytes) {
        this.bar = bytes >= LONG_INPUT && isTerminal()
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(bytes)
                        .setUnit(" MB", 1 << 20)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build()
                : null;
    }

    void at(long bytes) {
        if (bar != null) {
            bar.stepTo(bytes);
        }
    }

    /** From Java 22 on there is a console even where there is no terminal, and it can tell. */
    @SuppressWarnings("SystemConsoleNull") // what follows is the answer to it
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
