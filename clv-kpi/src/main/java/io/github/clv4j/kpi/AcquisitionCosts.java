package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.List;
import java.util.Objects;

/**
 * What acquiring each customer cost: the spend of a period and channel shared equally by its new customers, and spend of no
 * channel by all new customers of the period. Immutable; customers have the numbers of the log.
 *
 * <p>Shares are whole minor units: the units that are left over go one each to the first customers in id order, so that the
 * costs and what {@link #unchargedMinor nobody could be charged} add up to the spend of all periods exactly.
 */
public final class AcquisitionCosts {
    private final TransactionLog log;
    private final long[] costs;
    private final long uncharged;
    private final long spent;

    private AcquisitionCosts(TransactionLog log, Periods periods, Grouping channels, AcquisitionSpend spend) {
        this.log = log;
        this.costs = new long[log.customers()];
        PeriodFacts facts = PeriodFacts.of(log, periods.requireApart(), channels);
        SpendTotals totals = SpendTotals.of(spend, facts);
        Groups groups = Groups.ofCustomers(log, channels);
        // Amounts that are still to share, and customers that they are still to be shared among.
        long[] amounts = new long[periods.count() * groups.count()];
        int[] customers = new int[amounts.length];
        int[] periodOf = new int[costs.length];
        for (int c = 0; c < costs.length; c++) {
            periodOf[c] = periods.indexOf(AcquisitionReport.firstOrderDay(log.historyAsOf(c, periods.asOfDay())));
            if (periodOf[c] != Periods.NONE) {
                int all = periodOf[c] * groups.count();
                int group = groups.ofCustomer(c);
                customers[all]++;
                customers[all + group] += group == 0 ? 0 : 1;
            }
        }
        LongSum left = new LongSum();
        LongSum all = new LongSum();
        try {
            for (int cell = 0; cell < amounts.length; cell++) {
                int p = cell / groups.count();
                int g = cell % groups.count();
                amounts[cell] += totals.get(p, g);
                if (g == 0) {
                    all.add(totals.get(p, g));
                } else {
                    amounts[cell - g] -= totals.get(p, g);
                }
            }
            for (int cell = 0; cell < amounts.length; cell++) {
                left.add(customers[cell] == 0 ? amounts[cell] : 0);
            }
            for (int c : log.index().inIdOrder()) {
                if (periodOf[c] != Periods.NONE) {
                    int cell = periodOf[c] * groups.count();
                    int group = groups.ofCustomer(c);
                    long own = group == 0 ? 0 : take(amounts, customers, cell + group);
                    costs[c] = Math.addExact(own, take(amounts, customers, cell));
                }
            }
            this.uncharged = left.toLong();
            this.spent = all.toLong();
        } catch (ArithmeticException e) {
            throw new DataException("a sum of acquisition spend does not fit 64 bits of minor units", e);
        }
    }

    /** The next customer's part of what is left, rounded up, so that the first ones take the units that are over. */
    private static long take(long[] amounts, int[] customers, int cell) {
        long part = amounts[cell] / customers[cell] + (amounts[cell] % customers[cell] == 0 ? 0 : 1);
        amounts[cell] -= part;
        customers[cell]--;
        return part;
    }

    /**
     * The costs of the customers whose first order is in the periods.
     *
     * @param channels groups of the log's customers; spend must be told by its labels
     * @throws DataException if spend is of an unknown channel (the message names row and rule), the log has no rows, or a
     *     sum does not fit 64 bits
     * @throws IllegalArgumentException if spend is in another currency than the log, the grouping is of another number of
     *     customers, or the log begins after the as-of day
     */
    public static AcquisitionCosts of(TransactionLog log, Periods periods, Grouping channels, AcquisitionSpend spend) {
        return new AcquisitionCosts(log, Objects.requireNonNull(periods, "periods"), channels, spend);
    }

    /** What acquiring a customer cost, in minor units; 0 if its first order is in none of the periods. */
    public long costMinor(int customer) {
        return costs[customer];
    }

    /** The costs by customer number, as {@link ProfitOptions#withAcquisitionCost(long[])} takes them. */
    public long[] minorByCustomer() {
        return costs.clone();
    }

    /** Spend of periods and channels without new customers, in minor units. */
    public long unchargedMinor() {
        return uncharged;
    }

    /** All spend of the periods, in minor units. */
    public long spentMinor() {
        return spent;
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return log.money();
    }

    /** One row a customer, in id order: {@code customer_id}, {@code acquisition_cost}. */
    public Table toTable() {
        return Table.of(
                        "acquisition_costs",
                        costs.length,
                        List.of(
                                Column.text("customer_id", log.index()::id),
                                Column.money("acquisition_cost", money(), this::costMinor)))
                .rows(log.index().inIdOrder());
    }

    @Override
    public String toString() {
        return "acquisition costs of " + costs.length + " customers, " + money().format(uncharged) + " of "
                + money().format(spent) + " " + money().currency() + " not charged";
    }
}
