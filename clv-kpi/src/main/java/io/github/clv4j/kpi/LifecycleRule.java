package io.github.clv4j.kpi;

import java.util.function.IntToDoubleFunction;

/**
 * What tells active customers from those at risk, lapsed and lost: days since the last order, that time as a multiple of
 * the customer's own pace, or the probability of still being a customer. Immutable.
 */
public final class LifecycleRule {
    private enum Measure {
        DAYS("days"),
        PERSONAL_GAP("personal gap"),
        ALIVE("P(alive)");

        private final String text;

        Measure(String text) {
            this.text = text;
        }
    }

    private final Measure measured;
    private final double active;
    private final double atRisk;
    private final double lapsed;
    private final int typicalGapDays;
    private final IntToDoubleFunction pAlive;

    private LifecycleRule(
            Measure measured,
            double active,
            double atRisk,
            double lapsed,
            int typicalGapDays,
            IntToDoubleFunction pAlive) {
        this.measured = measured;
        this.active = active;
        this.atRisk = atRisk;
        this.lapsed = lapsed;
        this.typicalGapDays = typicalGapDays;
        this.pAlive = pAlive;
    }

    /**
     * By days since the last order: active up to the first number, at risk up to the second, lapsed up to the third, lost
     * beyond.
     *
     * @param activeDays 0 or more
     * @param atRiskDays not less than {@code activeDays}
     * @param lapsedDays not less than {@code atRiskDays}
     */
    public static LifecycleRule byDays(int activeDays, int atRiskDays, int lapsedDays) {
        requireAscending("days", activeDays, atRiskDays, lapsedDays);
        return new LifecycleRule(Measure.DAYS, activeDays, atRiskDays, lapsedDays, 0, c -> Double.NaN);
    }

    /**
     * By days since the last order as a multiple of the customer's own mean time between days with an order: active up to
     * the first multiple, at risk up to the second, lapsed up to the third, lost beyond. Customers with orders on one day
     * only have no time of their own and are measured by a typical one.
     *
     * @param activeGaps 0 or more
     * @param atRiskGaps not less than {@code activeGaps}
     * @param lapsedGaps not less than {@code atRiskGaps}, finite
     * @param typicalGapDays days, 1 or more
     */
    public static LifecycleRule byPersonalGap(
            double activeGaps, double atRiskGaps, double lapsedGaps, int typicalGapDays) {
        requireAscending("multiples", activeGaps, atRiskGaps, lapsedGaps);
        if (typicalGapDays < 1) {
            throw new IllegalArgumentException("typical gap is " + typicalGapDays + " days; it must be 1 or more");
        }
        return new LifecycleRule(
                Measure.PERSONAL_GAP, activeGaps, atRiskGaps, lapsedGaps, typicalGapDays, c -> Double.NaN);
    }

    /**
     * By the probability of still being a customer as of the same day: active from the first probability on, at risk from
     * the second on, lapsed from the third on, lost below.
     *
     * @param pAlive the probability, 0 to 1, of each customer with an order, by the log's customer number
     * @param activeFrom 0 to 1
     * @param atRiskFrom not more than {@code activeFrom}
     * @param lapsedFrom not more than {@code atRiskFrom}, 0 or more
     */
    public static LifecycleRule byAlive(
            IntToDoubleFunction pAlive, double activeFrom, double atRiskFrom, double lapsedFrom) {
        if (!(1 >= activeFrom && activeFrom >= atRiskFrom && atRiskFrom >= lapsedFrom && lapsedFrom >= 0)) {
            throw new IllegalArgumentException("probabilities are " + activeFrom + ", " + atRiskFrom + " and "
                    + lapsedFrom + "; they must be 1 or less, each not more than the one before, and 0 or more");
        }
        return new LifecycleRule(Measure.ALIVE, -activeFrom, -atRiskFrom, -lapsedFrom, 0, pAlive);
    }

    private static void requireAscending(String what, double active, double atRisk, double lapsed) {
        if (!(0 <= active && active <= atRisk && atRisk <= lapsed && lapsed < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " are " + active + ", " + atRisk + " and " + lapsed
                    + "; they must be 0 or more, each not less than the one before, and finite");
        }
    }

    /**
     * The stage of a customer with an order, new and returning ones aside.
     *
     * @param id for messages
     * @param silentDays days since the last order
     * @param purchaseDays days with an order
     * @param spanDays days from the first order to the last one
     */
    LifecycleStage stage(int customer, String id, int silentDays, int purchaseDays, int spanDays) {
        double measure = switch (measured) {
            case DAYS -> silentDays;
            case PERSONAL_GAP ->
                silentDays / (purchaseDays > 1 ? (double) spanDays / (purchaseDays - 1) : typicalGapDays);
            // Negative, so that less is better as with the other measures.
            case ALIVE -> -alive(customer, id);
        };
        if (measure <= active) {
            return LifecycleStage.ACTIVE;
        }
        return measure <= atRisk
                ? LifecycleStage.AT_RISK
                : measure <= lapsed ? LifecycleStage.LAPSED : LifecycleStage.LOST;
    }

    private double alive(int customer, String id) {
        double alive = pAlive.applyAsDouble(customer);
        if (alive >= 0 && alive <= 1) {
            return alive;
        }
        throw new IllegalArgumentException("P(alive) of customer '" + id + "' is " + alive + "; it must be 0 to 1");
    }

    @Override
    public String toString() {
        return "by " + measured.text + " " + Math.abs(active) + "/" + Math.abs(atRisk) + "/" + Math.abs(lapsed);
    }
}
