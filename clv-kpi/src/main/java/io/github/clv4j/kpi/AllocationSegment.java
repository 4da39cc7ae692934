package io.github.clv4j.kpi;

import java.util.Objects;

/**
 * A segment that may be contacted.
 *
 * @param label its name
 * @param customers how many there are to contact, 0 or more
 * @param costMinor what one contact costs in minor units, 0 or more
 * @param marginUplift margin that a contact adds for each customer, in major units, before its cost, such as
 *     {@link CampaignReport#marginUplift} of an earlier campaign
 */
public record AllocationSegment(String label, long customers, long costMinor, ValueEstimate marginUplift) {
    /** Checks the numbers. */
    public AllocationSegment {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(marginUplift, "marginUplift");
        if (customers < 0) {
            throw new IllegalArgumentException(
                    "segment '" + label + "': customers are " + customers + "; there must be 0 or more");
        }
        if (costMinor < 0) {
            throw new IllegalArgumentException(
                    "segment '" + label + "': cost is " + costMinor + " minor units; it must be 0 or more");
        }
    }

    /** The figure that decides; NaN if it is not known. */
    double gain(AllocationStatistic statistic) {
        return switch (statistic) {
            case ESTIMATE -> marginUplift.value().value();
            case LOWER_BOUND -> marginUplift.lower();
        };
    }
}
