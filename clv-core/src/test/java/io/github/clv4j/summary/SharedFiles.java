package io.github.clv4j.summary;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Real data and reference values that are too large or not free to be kept with the code. They are looked for in a
 * folder {@code shared} beside a folder above this module; tests that need them are skipped without it.
 */
public final class SharedFiles {
    private SharedFiles() {}

    /** The lines of a CSV file after its header, split at commas; skips the test if the file is absent. */
    public static List<String[]> csv(String file) throws IOException {
        return Files.readAllLines(path(file)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** The text of a file; skips the test if the file is absent. */
    public static String text(String file) throws IOException {
        return Files.readString(path(file));
    }

    private static Path path(String file) {
        @Nullable Path found = null;
        for (@Nullable Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared").resolve(file);
            if (found == null && Files.isRegularFile(candidate)) {
                found = candidate;
            }
        }
        assumeThat(found).as("skipped: no shared/%s above the module", file).isNotNull();
        return Objects.requireNonNull(found);
    }
}
