package io.github.clv4j.summary;

/** Joins what two summaries tell of one customer. */
final class SummaryMerge {
    private SummaryMerge() {}

    /**
     * Writes row {@code to}.
     *
     * @param mine the customer in {@code one}, or -1
     * @param theirs the customer in {@code other}, or -1
     */
    static void row(CustomerSummary one, int mine, CustomerSummary other, int theirs, SummaryPass.Columns sum, int to) {
        boolean inOne = mine >= 0 && one.isPresent(mine);
        boolean inOther = theirs >= 0 && other.isPresent(theirs);
        if (inOne && inOther) {
            if (one.firstDay(mine) <= other.firstDay(theirs)) {
                spans(one, mine, other, theirs, sum, to);
            } else {
                spans(other, theirs, one, mine, sum, to);
            }
        } else if (inOne) {
            copy(one, mine, sum, to);
        } else if (inOther) {
            copy(other, theirs, sum, to);
        }
        // Money counts even of a customer who has refunds alone in one of them.
        sum.spend[to] = Math.addExact(mine < 0 ? 0 : one.spendMinor(mine), theirs < 0 ? 0 : other.spendMinor(theirs));
        if (sum.cost != null) {
            sum.cost[to] = Math.addExact(mine < 0 ? 0 : one.costMinor(mine), theirs < 0 ? 0 : other.costMinor(theirs));
        }
    }

    private static void copy(CustomerSummary from, int customer, SummaryPass.Columns sum, int to) {
        sum.orders[to] = from.orders(customer);
        sum.periods[to] = from.purchasePeriods(customer);
        sum.firstDay[to] = from.firstDay(customer);
        sum.lastDay[to] = from.lastDay(customer);
        sum.firstSpend[to] = from.firstSpendMinor(customer);
    }

    private static void spans(
            CustomerSummary early, int e, CustomerSummary late, int l, SummaryPass.Columns sum, int to) {
        int earlyEnd = early.periodOf(early.lastDay(e));
        int lateStart = late.periodOf(late.firstDay(l));
        if (earlyEnd > lateStart || early.lastDay(e) > late.firstDay(l)) {
            throw new IllegalArgumentException("customer '" + early.index().id(e)
                    + "' has purchases in overlapping spans of time; summaries merge exactly only if one ends before the"
                    + " other begins");
        }
        sum.orders[to] = Math.addExact(early.orders(e), late.orders(l));
        sum.periods[to] = early.purchasePeriods(e) + late.purchasePeriods(l) - (earlyEnd == lateStart ? 1 : 0);
        sum.firstDay[to] = early.firstDay(e);
        sum.lastDay[to] = late.lastDay(l);
        boolean sharesFirst = early.periodOf(early.firstDay(e)) == lateStart;
        sum.firstSpend[to] = Math.addExact(early.firstSpendMinor(e), sharesFirst ? late.firstSpendMinor(l) : 0);
    }
}
