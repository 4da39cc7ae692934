package io.github.clv4j.kpi;

/**
 * For how long a customer may be silent before it counts as churned: its threshold T. Immutable; each {@code with} method
 * returns a changed copy.
 *
 * <p>T is the same for all ({@link #fixed}), or comes from the customer's own intervals between days with an order ({@link
 * #meanPlus}, {@link #quantile}). A customer with fewer intervals than {@link #withFewestIntervals} says gets the population's
 * T: the same rule applied to all intervals of all customers together, so that those who buy often weigh more in it. Where even
 * these are too few T is not known and infinite: nobody has crossed it. Intervals are those that were over on the as-of day.
 *
 * <p>Defaults: at least 3 intervals for a threshold of one's own, which is at least 1 day; at risk above T / 2, lost above 2 T;
 * intervals of rates at 95 %.
 */
public final class InactivityOptions {
    /** How a threshold is found. */
    enum Rule {
        FIXED,
        MEAN_PLUS,
        QUANTILE
    }

    private static final int FEWEST = 3;

    private final Rule rule;
    /** Days, deviations, or the part of intervals. */
    private final double figure;

    private final int fewestIntervals;
    private final int floorDays;
    private final double riskPart;
    private final double lostMultiple;
    private final double level;

    private InactivityOptions(
            Rule rule,
            double figure,
            int fewestIntervals,
            int floorDays,
            double riskPart,
            double lostMultiple,
            double level) {
        this.rule = rule;
        this.figure = figure;
        this.fewestIntervals = fewestIntervals;
        this.floorDays = floorDays;
        this.riskPart = riskPart;
        this.lostMultiple = lostMultiple;
        this.level = level;
    }

    private static InactivityOptions of(Rule rule, double figure) {
        return new InactivityOptions(rule, figure, FEWEST, 1, 0.5, 2, 0.95);
    }

    /**
     * The same threshold for all customers.
     *
     * @param days 1 or more
     */
    public static InactivityOptions fixed(int days) {
        if (days >= 1) {
            return of(Rule.FIXED, days);
        }
        throw new IllegalArgumentException("days of inactivity are " + days + "; they must be 1 or more");
    }

    /**
     * T = mean + z · standard deviation of the customer's intervals (the one with n − 1).
     *
     * @param deviations z, 0 or more and finite
     */
    public static InactivityOptions meanPlus(double deviations) {
        if (deviations >= 0 && deviations < Double.POSITIVE_INFINITY) {
            return of(Rule.MEAN_PLUS, deviations);
        }
        throw new IllegalArgumentException("deviations are " + deviations + "; they must be 0 or more and finite");
    }

    /**
     * T = a quantile of the customer's intervals, between two of them by a straight line (type 7 of Hyndman and Fan 1996).
     *
     * @param part above 0, at most 1: 0.9 takes a silence longer than 90 % of its own for churn
     */
    public static InactivityOptions quantile(double part) {
        if (part > 0 && part <= 1) {
            return of(Rule.QUANTILE, part);
        }
        throw new IllegalArgumentException("part of intervals is " + part + "; it must be above 0 and at most 1");
    }

    /**
     * Fewest intervals from which a threshold of one's own, and the population's, is told.
     *
     * @param intervals 2 or more; default 3
     */
    public InactivityOptions withFewestIntervals(int intervals) {
        requirePersonal("fewest intervals");
        if (intervals >= 2) {
            return new InactivityOptions(rule, figure, intervals, floorDays, riskPart, lostMultiple, level);
        }
        throw new IllegalArgumentException("fewest intervals are " + intervals + "; they must be 2 or more");
    }

    /**
     * The shortest threshold that intervals make: a customer who came every day for a week has not churned after two days.
     *
     * @param days 1 or more; default 1
     */
    public InactivityOptions withFloorDays(int days) {
        requirePersonal("a floor");
        if (days >= 1) {
            return new InactivityOptions(rule, figure, fewestIntervals, days, riskPart, lostMultiple, level);
        }
        throw new IllegalArgumentException("days of the floor are " + days + "; they must be 1 or more");
    }

    private void requirePersonal(String what) {
        if (rule == Rule.FIXED) {
            throw new IllegalArgumentException("the threshold is fixed, so " + what + " would change nothing");
        }
    }

    /**
     * From which part of the threshold on a customer is at risk.
     *
     * @param part above 0, at most 1; default 0.5; with 1 nobody is
     */
    public InactivityOptions withRiskPart(double part) {
        if (part > 0 && part <= 1) {
            return new InactivityOptions(rule, figure, fewestIntervals, floorDays, part, lostMultiple, level);
        }
        throw new IllegalArgumentException("part at risk is " + part + "; it must be above 0 and at most 1");
    }

    /**
     * From which multiple of the threshold on a customer is lost.
     *
     * @param multiple 1 or more; default 2; with 1 all who churned are lost
     */
    public InactivityOptions withLostMultiple(double multiple) {
        if (multiple >= 1) {
            return new InactivityOptions(rule, figure, fewestIntervals, floorDays, riskPart, multiple, level);
        }
        throw new IllegalArgumentException("multiple of the lost is " + multiple + "; it must be 1 or more");
    }

    /**
     * How often intervals of rates are to hold the truth.
     *
     * @param newLevel above 0 and below 1; default 0.95
     */
    public InactivityOptions withLevel(double newLevel) {
        return new InactivityOptions(
                rule, figure, fewestIntervals, floorDays, riskPart, lostMultiple, Intervals.checkedLevel(newLevel));
    }

    Rule rule() {
        return rule;
    }

    double figure() {
        return figure;
    }

    /** Fewest intervals of a threshold that is not fixed. */
    public int fewestIntervals() {
        return fewestIntervals;
    }

    /** The shortest threshold that intervals make, in days. */
    public int floorDays() {
        return floorDays;
    }

    /** From which part of the threshold on a customer is at risk. */
    public double riskPart() {
        return riskPart;
    }

    /** From which multiple of the threshold on a customer is lost. */
    public double lostMultiple() {
        return lostMultiple;
    }

    /** How often intervals of rates are to hold the truth. */
    public double level() {
        return level;
    }

    /** Where a customer stands so many days after its last order. */
    InactivityStatus status(int silentDays, double threshold) {
        if (silentDays > threshold) {
            return silentDays > lostMultiple * threshold ? InactivityStatus.LOST : InactivityStatus.LAPSED;
        }
        return silentDays > riskPart * threshold ? InactivityStatus.AT_RISK : InactivityStatus.ACTIVE;
    }

    @Override
    public String toString() {
        return switch (rule) {
            case FIXED -> (int) figure + " days of silence";
            case MEAN_PLUS -> "a silence above mean + " + figure + " deviations of own intervals";
            case QUANTILE -> "a silence above quantile " + figure + " of own intervals";
        };
    }
}
