package io.github.clv4j.examples;

import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.SegmentMap;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How customers are scored, put into segments and followed between them.
 *
 * @param map the segment map
 * @param rfm how customers are scored; with thresholds if these come from a file
 * @param thresholdsFile that file, or null
 * @param compareTo the earlier date that migration starts from, or null if it was not given
 * @param snapshots the series of days, or null if it was not given
 */
record SegmentSettings(
        SegmentMap map,
        RfmOptions rfm,
        @Nullable Path thresholdsFile,
        @Nullable LocalDate compareTo,
        @Nullable SnapshotDates snapshots) {}
