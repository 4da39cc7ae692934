package io.github.clv4j.kpi;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One customer of a campaign as a source tells it. What is wrong with it is found by {@link CampaignDataBuilder}.
 *
 * @param customerId the customer; null or blank is a fault
 * @param arm contacted or held out
 * @param from first day of the window in which orders count as a response; null is a fault
 * @param to last day of the window; null or a day before the first is a fault
 * @param costMinor what the contact cost, in minor units; less than 0, or more than 0 for a control, is a fault
 * @param row number of the row that it came from, for messages: the line number for files; 0 if it is to be counted
 */
public record CampaignRow(
        @Nullable String customerId,
        CampaignArm arm,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        long costMinor,
        long row) {
    /** Checks that the arm is there. */
    public CampaignRow {
        Objects.requireNonNull(arm, "arm");
    }

    /** A customer who was contacted. */
    public static CampaignRow treated(
            @Nullable String customerId, @Nullable LocalDate from, @Nullable LocalDate to, long costMinor) {
        return new CampaignRow(customerId, CampaignArm.TREATED, from, to, costMinor, 0);
    }

    /** A customer who was held out. */
    public static CampaignRow control(@Nullable String customerId, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new CampaignRow(customerId, CampaignArm.CONTROL, from, to, 0, 0);
    }

    /** The same, with the number of the row that it came from. */
    public CampaignRow withRow(long number) {
        return new CampaignRow(customerId, arm, from, to, costMinor, number);
    }
}
