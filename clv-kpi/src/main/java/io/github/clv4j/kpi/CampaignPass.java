package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import java.math.BigInteger;

/** One pass over the customers of a campaign, each as known at the end of its window. */
final class CampaignPass {
    private final Groups groups;
    private final ArmTotals[][] arms;
    private final long unfinished;

    CampaignPass(TransactionLog log, CampaignData campaign, Groups groups) {
        this.groups = groups;
        this.arms = new ArmTotals[groups.count()][CampaignArm.values().length];
        for (ArmTotals[] both : arms) {
            for (int i = 0; i < both.length; i++) {
                both[i] = new ArmTotals();
            }
        }
        long open = 0;
        for (int entry = 0; entry < campaign.count(); entry++) {
            if (campaign.toDay(entry) < log.firstDay() || campaign.fromDay(entry) > log.lastDay()) {
                // Without a day in common there is no order to be seen, which is not the same as that there was none.
                arms[0][campaign.arm(entry).code()].addUnobserved();
                int group = groups.ofCustomer(campaign.customer(entry));
                if (group != 0) {
                    arms[group][campaign.arm(entry).code()].addUnobserved();
                }
            } else {
                open += campaign.toDay(entry) > log.lastDay() ? 1 : 0;
                add(log, campaign, entry);
            }
        }
        this.unfinished = open;
    }

    /** The segments of the log's customers, after a check that campaign and log are of the same. */
    static Groups groups(TransactionLog log, CampaignData campaign, Grouping segments) {
        if (!campaign.money().equals(log.money())) {
            throw new IllegalArgumentException(
                    "the campaign's costs are in " + campaign.money() + ", the log is in " + log.money());
        }
        for (int entry = 0; entry < campaign.count(); entry++) {
            int customer = campaign.customer(entry);
            String id = campaign.index().id(customer);
            if (log.index().indexOf(id) != customer) {
                throw new IllegalArgumentException("customer '" + id + "' has number " + customer
                        + " in the campaign and " + log.index().indexOf(id)
                        + " in the log; make the campaign from this log");
            }
        }
        return Groups.ofCustomers(log, segments);
    }

    private void add(TransactionLog log, CampaignData campaign, int entry) {
        CustomerHistory history = log.historyAsOf(campaign.customer(entry), campaign.toDay(entry));
        BigInteger revenue = BigInteger.ZERO;
        BigInteger cost = BigInteger.ZERO;
        long orders = 0;
        for (int row = history.rows() - 1; row >= 0 && history.day(row) >= campaign.fromDay(entry); row--) {
            orders += history.amountMinor(row) >= 0 ? 1 : 0;
            revenue = revenue.add(BigInteger.valueOf(history.amountMinor(row)));
            cost = cost.add(BigInteger.valueOf(history.costMinor(row)));
        }
        int arm = campaign.arm(entry).code();
        BigInteger margin = revenue.subtract(cost);
        arms[0][arm].add(orders, revenue, margin, campaign.costMinor(entry));
        int group = groups.ofCustomer(campaign.customer(entry));
        if (group != 0) {
            arms[group][arm].add(orders, revenue, margin, campaign.costMinor(entry));
        }
    }

    /** Totals by group and arm. */
    ArmTotals[][] arms() {
        return arms;
    }

    /** Customers whose window has days of the log and goes on after its last. */
    long unfinished() {
        return unfinished;
    }
}
