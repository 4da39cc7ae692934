package io.github.clv4j.kpi;

import java.util.Objects;

/**
 * The rules of {@link LifecycleStages}. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults beside the given rule: new for 30 days, back for 30 days after a pause of more than 180.
 */
public final class LifecycleOptions {
    private final LifecycleRule rule;
    private final int newDays;
    private final int pauseDays;
    private final int backDays;

    private LifecycleOptions(LifecycleRule rule, int newDays, int pauseDays, int backDays) {
        this.rule = rule;
        this.newDays = newDays;
        this.pauseDays = pauseDays;
        this.backDays = backDays;
    }

    /** The defaults named above, with a rule for the other stages. */
    public static LifecycleOptions of(LifecycleRule rule) {
        return new LifecycleOptions(Objects.requireNonNull(rule, "rule"), 30, 180, 30);
    }

    /**
     * How long a customer is new. Default: 30 days.
     *
     * @param days days since the first order, 0 or more
     */
    public LifecycleOptions withNewDays(int days) {
        return new LifecycleOptions(rule, notNegative("days of being new", days), pauseDays, backDays);
    }

    /**
     * After which pause a customer is back, and for how long. Default: after more than 180 days, for 30.
     *
     * @param moreThanDays days between two orders that the pause must exceed, 0 or more
     * @param forDays days since the order that ended it, 0 or more
     */
    public LifecycleOptions withReactivation(int moreThanDays, int forDays) {
        return new LifecycleOptions(
                rule,
                newDays,
                notNegative("days of a pause", moreThanDays),
                notNegative("days of being back", forDays));
    }

    private static int notNegative(String name, int days) {
        if (days >= 0) {
            return days;
        }
        throw new IllegalArgumentException(name + " are " + days + "; they must be 0 or more");
    }

    /** What tells active customers from those at risk, lapsed and lost. */
    public LifecycleRule rule() {
        return rule;
    }

    /** Days since the first order for which a customer is new. */
    public int newDays() {
        return newDays;
    }

    /** Days between two orders that a pause must exceed. */
    public int pauseDays() {
        return pauseDays;
    }

    /** Days since the order that ended a pause for which a customer is back. */
    public int backDays() {
        return backDays;
    }

    @Override
    public String toString() {
        return "new for " + newDays + " days, " + rule + ", back for " + backDays + " days after more than "
                + pauseDays;
    }
}
