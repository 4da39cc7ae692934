package io.github.clv4j.kpi;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A snapshot and its number in the order of publication.
 *
 * @param version 1 for the first snapshot, one more for each next one
 * @param profiles the snapshot
 */
public record ProfileVersion(long version, CustomerProfiles profiles) {
    /** Checks that the snapshot is there. */
    public ProfileVersion {
        Objects.requireNonNull(profiles, "profiles");
    }

    /** The day as of which the snapshot is. */
    public LocalDate asOf() {
        return profiles.asOf();
    }
}
