package io.github.clv4j.csv;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** The days that a zone's calendar shows at points in time. */
final class ZoneDays {
    /** Beyond any date a log takes, and within what {@link Instant} takes. */
    private static final long MAX_SECONDS = 400_000_000_000L;

    private final ZoneRules rules;
    private final boolean fixed;
    private final int fixedOffset;

    ZoneDays(ZoneId zone) {
        this.rules = zone.getRules();
        this.fixed = rules.isFixedOffset();
        this.fixedOffset = rules.getOffset(Instant.EPOCH).getTotalSeconds();
    }

    /** The day at seconds since 1970-01-01T00:00Z, or {@link Days#OUT_OF_RANGE}. */
    int at(long epochSeconds) {
        if (!(epochSeconds > -MAX_SECONDS && epochSeconds < MAX_SECONDS)) {
            return Days.OUT_OF_RANGE;
        }
        int offset = fixed
                ? fixedOffset
                : rules.getOffset(Instant.ofEpochSecond(epochSeconds)).getTotalSeconds();
        return Days.ofSeconds(epochSeconds + offset);
    }
}
