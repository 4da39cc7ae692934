package io.github.clv4j.rfm;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Series for tests, written as one word a customer: a letter a snapshot. {@code -} is no segment, {@code .} the group Gone,
 * a letter the segment of that name.
 */
final class Paths {
    static final LocalDate FIRST = LocalDate.of(2025, 1, 31);
    static final StepLength MONTH = StepLength.of(1, TimeStep.MONTHS);

    private Paths() {}

    static MigrationSeries series(List<String> paths) {
        return MigrationSeries.of(IntStream.range(0, paths.get(0).length())
                .mapToObj(t -> new SegmentSnapshot(FIRST.plusMonths(t), grouping(paths, t)))
                .toList());
    }

    static MigrationSeries series(String... paths) {
        return series(List.of(paths));
    }

    /** Each word as often as said; in the order of the words, so that a series does not depend on the map's order. */
    static MigrationSeries series(Map<String, Integer> paths) {
        List<String> all = new ArrayList<>();
        new TreeMap<>(paths).forEach((path, times) -> all.addAll(Collections.nCopies(times, path)));
        return series(all);
    }

    static Grouping grouping(List<String> paths, int t) {
        return Grouping.of("segment", paths.size(), c -> label(paths.get(c).charAt(t)));
    }

    static @Nullable String label(char letter) {
        return switch (letter) {
            case '-' -> null;
            case '.' -> "Gone";
            default -> String.valueOf(letter);
        };
    }
}
