package io.github.clv4j.data;

import java.math.BigInteger;

/**
 * What netting refunds did to some customers' rows; totals add up over customers.
 *
 * @param cancelledCost of any size, for costs may be negative: whether the total fits must not depend on the order
 */
record NettingTotals(
        long refunds,
        long cancelledPurchases,
        long unmatchedRefunds,
        long unmatchedMinor,
        BigInteger cancelledCost,
        long cancelledUnits) {
    static final NettingTotals NONE = new NettingTotals(0, 0, 0, 0, BigInteger.ZERO, 0);

    NettingTotals plus(NettingTotals more) {
        return new NettingTotals(
                refunds + more.refunds,
                cancelledPurchases + more.cancelledPurchases,
                unmatchedRefunds + more.unmatchedRefunds,
                Math.addExact(unmatchedMinor, more.unmatchedMinor),
                cancelledCost.add(more.cancelledCost),
                Math.addExact(cancelledUnits, more.cancelledUnits));
    }

    NettingTotals minus(NettingTotals less) {
        return new NettingTotals(
                refunds - less.refunds,
                cancelledPurchases - less.cancelledPurchases,
                unmatchedRefunds - less.unmatchedRefunds,
                Math.subtractExact(unmatchedMinor, less.unmatchedMinor),
                cancelledCost.subtract(less.cancelledCost),
                Math.subtractExact(cancelledUnits, less.cancelledUnits));
    }

    /** The cost in minor units; an {@link ArithmeticException} if it does not fit 64 bits. */
    long cancelledCostMinor() {
        return cancelledCost.longValueExact();
    }
}
