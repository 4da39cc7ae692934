package io.github.clv4j.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the results as a whole or not at all: into a folder aside first, then moved into place with {@code
 * summary.json} last. So a folder with a {@code summary.json} holds all results of one run, and none of another.
 */
final class OutputFolder implements AutoCloseable {
    static final String MARK = "summary.json";
    /** Key of the mark under which it lists the files of its run. */
    static final String FILES = "files";

    private static final int MARK_START = 20;

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
    static void requireNotAResult(String option, Path file, Path target) throws IOException {
        if (!Files.exists(file) || !Files.isDirectory(target)) {
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

    /**
     * Refuses a folder with a file of a result's name that no earlier run wrote, by the list in its mark: somebody else's
     * file. What is there under such a name and is no file is refused in any case.
     *
     * @throws IllegalArgumentException if there is such a file, or no file
     */
    static void requireOnlyOwnResults(Path target) throws IOException {
        for (String result : RESULTS) {
            Path path = target.resolve(result);
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new IllegalArgumentException(
                        "--output is " + target + ", where " + result
                                + " is no file, so the result of that name has no place; move it away or choose another --output");
            }
        }
        Set<String> own = resultsOfAnEarlierRun(target);
        for (String result : RESULTS) {
            if (Files.isRegularFile(target.resolve(result)) && !own.contains(result)) {
                throw new IllegalArgumentException("--output is " + target + ", which has a " + result
                        + " that no earlier run wrote by a " + MARK + " there, so the results would replace a file of"
                        + " somebody else; move it away or choose another --output");
            }
        }
    }

    /** The files that a mark lists; none without one, for other programs write a summary.json too. */
    private static Set<String> resultsOfAnEarlierRun(Path target) throws IOException {
        Path mark = target.resolve(MARK);
        if (!Files.isRegularFile(mark) || !startsWithFormat(mark)) {
            return Set.of();
        }
        Set<String> files = new HashSet<>();
        try {
            new ObjectMapper().readTree(Files.readAllBytes(mark)).path(FILES).forEach(file -> files.add(file.asText()));
        } catch (JsonProcessingException e) {
            // No run of ours leaves half a file, so it is somebody else's.
            return Set.of();
        }
        return files;
    }

    private static boolean startsWithFormat(Path mark) throws IOException {
        try (InputStream in = Files.newInputStream(mark)) {
            return new String(in.readNBytes(MARK_START), StandardCharsets.UTF_8).contains("\"format\"");
        }
    }

    /** Where to write a file of this run. */
    Path file(String name) {
        return aside.resolve(name);
    }

    /** Names of the files that this run has written so far, in order. */
    List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(aside)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    /** Moves all files into place, after those of an earlier run went aside; these come back if that fails. */
    void publish() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(aside)) {
            files = all.sorted(Comparator.comparing((Path file) -> file.endsWith(MARK))
                            .thenComparing(file -> file))
                    .toList();
        }
        Path earlier = Files.createDirectory(aside.resolve("earlier"));
        List<Path> moved = new ArrayList<>();
        try {
            // The mark goes first and comes last: a folder with it holds all results of one run.
            for (String result : RESULTS) {
                if (Files.isRegularFile(target.resolve(result))) {
                    Files.move(target.resolve(result), earlier.resolve(result));
                }
            }
            for (Path file : files) {
                moved.add(Files.move(file, target.resolve(file.getFileName())));
            }
        } catch (IOException e) {
            for (Path file : moved) {
                Files.delete(file);
            }
            restore(earlier);
            throw new IOException("the results could not be moved into " + target + ", which is as it was: " + e, e);
        }
    }

    private void restore(Path earlier) throws IOException {
        for (int i = RESULTS.size() - 1; i >= 0; i--) {
            Path file = earlier.resolve(RESULTS.get(i));
            if (Files.exists(file)) {
                Files.move(file, target.resolve(RESULTS.get(i)));
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
