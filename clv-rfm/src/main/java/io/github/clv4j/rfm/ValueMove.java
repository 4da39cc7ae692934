package io.github.clv4j.rfm;

import org.jspecify.annotations.Nullable;

/**
 * The money of the customers who went from one segment to another.
 *
 * @param from the segment before, {@value MigrationMatrix#GONE} or {@value MigrationMatrix#NEW}; null for customers who
 *     were in no segment before and are in none after
 * @param to the segment after or {@value MigrationMatrix#GONE}; null for the same customers
 * @param customers how many
 * @param beforeMinor exact sum of their values before, in minor units
 * @param afterMinor exact sum of their values after, in minor units
 * @param changeMinor after − before
 */
public record ValueMove(
        @Nullable String from,
        @Nullable String to,
        long customers,
        long beforeMinor,
        long afterMinor,
        long changeMinor) {}
