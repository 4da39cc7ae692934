package io.github.clv4j.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the results as a whole or not at all: into a folder aside first, then moved into place with {@code
 * summary.json} last. So a folder with a {@code summary.json} holds all results of one run, and none of another.
 */
final class OutputFolder implements AutoCloseable {
    private static final String MARK = "summary.json";

    /** All files that a run may write; what an earlier run left of them goes when a new one is published. */
    static final List<String> RESULTS = List.of(
            MARK,
            "report.html",
            "customers.csv",
            "segments.csv",
            "segment-spread.csv",
            "rfm-thresholds.json",
            "migration.csv",
            "migration-series.csv",
            "cohorts.csv",
            "kpis.csv",
            "kpis-by-channel.csv",
            "revenue-tree.csv",
            "gains-and-losses.csv",
            "concentration.csv",
            "acquisition.csv",
            "cohort-payback.csv",
            "cohort-payback-curves.csv",
            "profit.csv",
            "whale-curve.csv",
            "mrr.csv",
            "contract-churn.csv",
            "contract-survival.csv",
            "lifecycle.csv",
            "lifecycle-movement.csv",
            "surveys-by-segment.csv",
            "surveys-by-period.csv",
            "survey-value.csv",
            "uplift.csv",
            "allocation.csv",
            "channel-mix.csv",
            "journeys.csv",
            "attribution.csv",
            "attribution-by-segment.csv",
            "scorecard.csv",
            "models.json",
            "sample-transactions.csv",
            "sample-acquisition-spend.csv");

    private final Path target;
    private final Path aside;
    /** Folders that this run made, the innermost first. */
    private final List<Path> made = new ArrayList<>();

    OutputFolder(Path target) throws IOException {
        this.target = target;
        for (Path folder = target.toAbsolutePath().normalize();
                folder != null && !Files.exists(folder);
                folder = folder.getParent()) {
            made.add(folder);
        }
        Files.createDirectories(target);
        this.aside = Files.createTempDirectory(target, ".unfinished-");
    }

    /**
     * Refuses a file that the results would replace.
     *
     * @throws IllegalArgumentException if the file lies in the folder under the name of a result
     */
    static void requireNotAResult(String option, @Nullable Path file, Path target) throws IOException {
        if (file == null || !Files.exists(file) || !Files.isDirectory(target)) {
            return;
        }
        Path real = file.toRealPath();
        for (String result : RESULTS) {
            Path replaced = target.resolve(result);
            if (Files.exists(replaced) && Files.isSameFile(real, replaced)) {
                throw new IllegalArgumentException(
                        option + " is " + file + ", which the results would replace; choose another --output");
            }
        }
    }

    /** Where to write a file of this run. */
    Path file(String name) {
        return aside.resolve(name);
    }

    /** Moves all files into place, after those of an earlier run are gone. */
    void publish() throws IOException {
        for (String result : RESULTS) {
            if (Files.isRegularFile(target.resolve(result))) {
                Files.delete(target.resolve(result));
            }
        }
        try (Stream<Path> files = Files.list(aside)) {
            List<Path> markLast = files.sorted(Comparator.comparing((Path file) -> file.endsWith(MARK))
                            .thenComparing(file -> file))
                    .toList();
            for (Path file : markLast) {
                Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Removes what was not published, and the folders that this run made if there is nothing in them. */
    @Override
    public void close() {
        try (Stream<Path> left = Files.walk(aside)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
            for (Path folder : made) {
                if (isEmpty(folder)) {
                    Files.delete(folder);
                }
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
