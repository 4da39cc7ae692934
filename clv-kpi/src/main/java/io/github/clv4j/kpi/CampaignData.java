package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.Arrays;
import java.util.List;

/**
 * The customers of a campaign as columns: who was treated and who was held out as control, in which window orders count,
 * and what the contact cost. Each customer is once. Immutable.
 *
 * <p>What is computed from it takes the arms for drawn at random within each segment; nothing can check that.
 */
public final class CampaignData {
    private final CustomerIndex index;
    private final MoneyScale money;
    private final int[] customer;
    private final byte[] arm;
    private final int[] from;
    private final int[] to;
    private final long[] cost;
    private final RowReport report;

    CampaignData(CampaignOptions options, List<CampaignDataBuilder.Kept> sorted, RowReport report) {
        this.index = options.customers();
        this.money = options.money();
        this.report = report;
        int n = sorted.size();
        this.customer = new int[n];
        this.arm = new byte[n];
        this.from = new int[n];
        this.to = new int[n];
        this.cost = new long[n];
        for (int i = 0; i < n; i++) {
            CampaignDataBuilder.Kept row = sorted.get(i);
            customer[i] = row.customer();
            arm[i] = (byte) row.arm().code();
            from[i] = row.from();
            to[i] = row.to();
            cost[i] = row.cost();
        }
    }

    /** A builder that takes customers one by one. */
    public static CampaignDataBuilder builder(CampaignOptions options) {
        return new CampaignDataBuilder(options);
    }

    /**
     * A campaign from rows.
     *
     * @throws io.github.clv4j.data.DataException if a row is bad and the options do not let it pass
     */
    public static CampaignData of(CampaignOptions options, List<CampaignRow> rows) {
        CampaignDataBuilder builder = builder(options);
        rows.forEach(builder::add);
        return builder.build();
    }

    /** Number of customers in the campaign. */
    public int count() {
        return customer.length;
    }

    /** The number, in the log, of an entry's customer. */
    public int customer(int entry) {
        return customer[entry];
    }

    /** Whether an entry's customer was contacted. */
    public CampaignArm arm(int entry) {
        return CampaignArm.ofCode(arm[entry]);
    }

    /** The first day of an entry's window, in days since 1970-01-01. */
    public int fromDay(int entry) {
        return from[entry];
    }

    /** The last day of an entry's window, in days since 1970-01-01. */
    public int toDay(int entry) {
        return to[entry];
    }

    /** What the contact cost, in minor units. */
    public long costMinor(int entry) {
        return cost[entry];
    }

    /** Currency and digits of the costs. */
    public MoneyScale money() {
        return money;
    }

    /** The ids of the customers. */
    CustomerIndex index() {
        return index;
    }

    /** What became of every row that was read. */
    public RowReport report() {
        return report;
    }

    /**
     * One row a customer, in id order: {@code customer_id}, {@code arm}, {@code from}, {@code to}, {@code cost}.
     */
    public Table toTable() {
        int[] order = Arrays.stream(index.inIdOrder())
                .map(c -> Arrays.binarySearch(customer, c))
                .filter(entry -> entry >= 0)
                .toArray();
        return Table.of(
                        "campaign",
                        count(),
                        List.of(
                                Column.text("customer_id", entry -> index.id(customer[entry])),
                                Column.text("arm", entry -> Texts.lowerCase(arm(entry))),
                                Column.date("from", entry -> from[entry]),
                                Column.date("to", entry -> to[entry]),
                                Column.money("cost", money, entry -> cost[entry])))
                .rows(order);
    }

    @Override
    public String toString() {
        return "campaign of " + count() + " customers";
    }
}
