package io.github.clv4j.data;

/** What netting refunds did to some customers' rows; totals add up over customers. */
record NettingTotals(
        long refunds, long cancelledPurchases, long unmatchedRefunds, long unmatchedMinor, long cancelledCostMinor) {
    static final NettingTotals NONE = new NettingTotals(0, 0, 0, 0, 0);

    NettingTotals plus(NettingTotals more) {
        return new NettingTotals(
                refunds + more.refunds,
                cancelledPurchases + more.cancelledPurchases,
                unmatchedRefunds + more.unmatchedRefunds,
                Math.addExact(unmatchedMinor, more.unmatchedMinor),
                Math.addExact(cancelledCostMinor, more.cancelledCostMinor));
    }

    NettingTotals minus(NettingTotals less) {
        return new NettingTotals(
                refunds - less.refunds,
                cancelledPurchases - less.cancelledPurchases,
                unmatchedRefunds - less.unmatchedRefunds,
                Math.subtractExact(unmatchedMinor, less.unmatchedMinor),
                Math.subtractExact(cancelledCostMinor, less.cancelledCostMinor));
    }
}
