package io.github.clv4j.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the results as a whole or not at all: into a folder aside first, then moved into place with {@code
 * summary.json} last. So a folder with a {@code summary.json} holds all results of one run.
 */
final class OutputFolder implements AutoCloseable {
    private static final String MARK = "summary.json";

    private final Path target;
    private final Path aside;
    private final boolean created;

    OutputFolder(Path target) throws IOException {
        this.target = target;
        this.created = !Files.exists(target);
        Files.createDirectories(target);
        this.aside = Files.createTempDirectory(target, ".unfinished-");
    }

    /** Where to write a file of this run. */
    Path file(String name) {
        return aside.resolve(name);
    }

    /** Moves all files into place. */
    void publish() throws IOException {
        Files.deleteIfExists(target.resolve(MARK));
        try (Stream<Path> files = Files.list(aside)) {
            List<Path> markLast = files.sorted(Comparator.comparing((Path file) -> file.endsWith(MARK))
                            .thenComparing(file -> file))
                    .toList();
            for (Path file : markLast) {
                Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Removes what was not published, and the folder too if it is new and there is nothing in it. */
    @Override
    public void close() {
        try (Stream<Path> left = Files.walk(aside)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
            if (created && isEmpty(target)) {
                Files.delete(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
