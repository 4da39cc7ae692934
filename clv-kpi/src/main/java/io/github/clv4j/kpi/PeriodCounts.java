package io.github.clv4j.kpi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one thread counts, or all together: of each kind one number for each group and slot. Hot: {@link #count} sees each
 * row once.
 *
 * <p>All money that is added is zero or positive, so whether a sum overflows does not depend on the order of adding. Units
 * have signs, but a log has too few rows of 32 bits for their sum to overflow.
 */
final class PeriodCounts {
    private static final int NEVER = -1;

    private final int slots;
    private final int firstSlot;
    private final boolean withCost;
    private final boolean withQuantity;
    private final int cells;
    private final List<long[]> all = new ArrayList<>();
    private final Map<CustomerSums.Pair, CustomerProducts> pairs = new EnumMap<>(CustomerSums.Pair.class);

    final long[] orders;
    final long[] present;
    final long[] active;
    final long[] gross;
    final long[] refunded;
    final long[] costs;
    final long[] costBack;
    final long[] items;
    final long[] newCustomers;
    final long[] retained;
    final long[] lapsed;
    final long[] reactivated;
    final long[] secondOrders;
    final long[] gapCustomers;
    final long[] gaps;
    final long[] gapDays;
    final long[] newGross;
    final long[] newRefunded;
    final long[] newCost;
    final long[] newCostBack;
    final GapLists gapLists;

    private final CustomerProducts ordersOrders;
    private final CustomerProducts ordersGross;
    private final CustomerProducts grossGross;
    private final CustomerProducts gapsGaps;
    private final CustomerProducts gapsDays;
    private final CustomerProducts daysDays;

    /** The rows of the customer at hand. */
    private int[] slot = new int[0];

    private int[] day = new int[0];
    private long[] amount = new long[0];
    private long[] cost = new long[0];
    private int[] quantity = new int[0];

    /**
     * Nothing yet.
     *
     * @param firstSlot the slot of the first period; gaps that end before it are not listed
     */
    PeriodCounts(int groups, int slots, int firstSlot, boolean withCost, boolean withQuantity) {
        this.slots = slots;
        this.firstSlot = firstSlot;
        this.withCost = withCost;
        this.withQuantity = withQuantity;
        this.cells = groups * slots;
        orders = cells();
        present = cells();
        active = cells();
        gross = cells();
        refunded = cells();
        costs = cells();
        costBack = cells();
        items = cells();
        newCustomers = cells();
        retained = cells();
        lapsed = cells();
        reactivated = cells();
        secondOrders = cells();
        gapCustomers = cells();
        gaps = cells();
        gapDays = cells();
        newGross = cells();
        newRefunded = cells();
        newCost = cells();
        newCostBack = cells();
        gapLists = new GapLists(cells);
        for (CustomerSums.Pair pair : CustomerSums.Pair.values()) {
            pairs.put(pair, new CustomerProducts(cells));
        }
        ordersOrders = products(CustomerSums.Pair.ORDERS_ORDERS);
        ordersGross = products(CustomerSums.Pair.ORDERS_GROSS);
        grossGross = products(CustomerSums.Pair.GROSS_GROSS);
        gapsGaps = products(CustomerSums.Pair.GAPS_GAPS);
        gapsDays = products(CustomerSums.Pair.GAPS_DAYS);
        daysDays = products(CustomerSums.Pair.DAYS_DAYS);
    }

    private long[] cells() {
        long[] made = new long[cells];
        all.add(made);
        return made;
    }

    /** Sums of products of one kind. */
    CustomerProducts products(CustomerSums.Pair pair) {
        CustomerProducts found = pairs.get(pair);
        if (found == null) {
            throw new IllegalStateException("no products " + pair);
        }
        return found;
    }

    /** Adds what another thread has counted, but for the gaps one by one. */
    void add(PeriodCounts other) {
        for (int kind = 0; kind < all.size(); kind++) {
            for (int cell = 0; cell < cells; cell++) {
                add(all.get(kind), cell, other.all.get(kind)[cell]);
            }
        }
        pairs.forEach((pair, products) -> products.add(other.products(pair)));
    }

    /** Adds what was counted elsewhere, gaps and all; those may have more cells. */
    void addAll(PeriodCounts other) {
        add(other);
        gapLists.add(other.gapLists);
    }

    void write(DataOutput out) throws IOException {
        for (long[] kind : all) {
            for (long count : kind) {
                out.writeLong(count);
            }
        }
        for (CustomerSums.Pair pair : CustomerSums.Pair.values()) {
            products(pair).write(out);
        }
        gapLists.write(out);
    }

    void read(DataInput in) throws IOException {
        for (long[] kind : all) {
            for (int cell = 0; cell < cells; cell++) {
                kind[cell] = in.readLong();
            }
        }
        for (CustomerSums.Pair pair : CustomerSums.Pair.values()) {
            products(pair).read(in);
        }
        gapLists.read(in);
    }

    /** Adds the groups, each customer being in one, to those of all. */
    void sumGroups() {
        for (long[] kind : all) {
            for (int cell = slots; cell < cells; cell++) {
                add(kind, cell % slots, kind[cell]);
            }
        }
        pairs.values().forEach(products -> products.fold(slots));
    }

    private static void add(long[] kind, int cell, long amount) {
        kind[cell] = Math.addExact(kind[cell], amount);
    }

    void ensure(int rows) {
        if (rows > slot.length) {
            int room = (int) Math.min(Integer.MAX_VALUE - 8, 2L * rows);
            slot = new int[room];
            day = new int[room];
            amount = new long[room];
            cost = new long[withCost ? room : 0];
            quantity = new int[withQuantity ? room : 0];
        }
    }

    /** Takes a row of the customer at hand. */
    void put(int place, int slotOfRow, int dayOfRow, long amountMinor) {
        slot[place] = slotOfRow;
        day[place] = dayOfRow;
        amount[place] = amountMinor;
    }

    void putCost(int place, long costMinor) {
        cost[place] = costMinor;
    }

    void putQuantity(int place, int units) {
        quantity[place] = units;
    }

    /** Counts the rows {@code from..to-1}, in order of day, of one customer into the cells that begin at a base. */
    void count(int base, int from, int to) {
        int ordersSoFar = 0;
        int slotOfFirst = NEVER;
        int lastSlot = NEVER;
        int lastDay = Integer.MIN_VALUE;
        long grossSoFar = 0;
        long refundedSoFar = 0;
        int row = from;
        while (row < to) {
            int current = slot[row];
            int cell = base + current;
            int start = row;
            int slotOrders = 0;
            int slotGaps = 0;
            int slotDays = 0;
            long slotGross = 0;
            long slotRefunded = 0;
            for (; row < to && slot[row] == current; row++) {
                if (amount[row] >= 0) {
                    slotGross = Math.addExact(slotGross, amount[row]);
                    int today = day[row];
                    if (today != lastDay) {
                        if (ordersSoFar + slotOrders > 0) {
                            slotGaps++;
                            slotDays += today - lastDay;
                            if (current >= firstSlot) {
                                gapLists.add(cell, today - lastDay);
                            }
                        }
                        lastDay = today;
                    }
                    slotOrders++;
                } else {
                    slotRefunded = Math.subtractExact(slotRefunded, amount[row]);
                }
            }
            present[cell]++;
            add(gross, cell, slotGross);
            add(refunded, cell, slotRefunded);
            grossSoFar = Math.addExact(grossSoFar, slotGross);
            refundedSoFar = Math.addExact(refundedSoFar, slotRefunded);
            if (slotOrders > 0) {
                orders[cell] += slotOrders;
                secondOrders[cell] += ordersSoFar < 2 && ordersSoFar + slotOrders >= 2 ? 1 : 0;
                ordersSoFar += slotOrders;
                active[cell]++;
                if (lastSlot == NEVER) {
                    slotOfFirst = current;
                    newCustomers[cell]++;
                } else if (current == lastSlot + 1) {
                    retained[cell]++;
                } else {
                    reactivated[cell]++;
                    lapsed[base + lastSlot + 1]++;
                }
                lastSlot = current;
                ordersOrders.addProduct(cell, slotOrders, slotOrders);
                ordersGross.addProduct(cell, slotOrders, slotGross);
                grossGross.addProduct(cell, slotGross, slotGross);
                if (slotGaps > 0) {
                    gapCustomers[cell]++;
                    gaps[cell] += slotGaps;
                    gapDays[cell] += slotDays;
                    gapsGaps.addProduct(cell, slotGaps, slotGaps);
                    gapsDays.addProduct(cell, slotGaps, slotDays);
                    daysDays.addProduct(cell, slotDays, slotDays);
                }
            }
            if (slotRefunded > 0) {
                multiplyRefunds(cell, slotOrders, slotGross, slotRefunded);
            }
            if (withCost) {
                countCost(cell, start, row, slotOrders, slotGross, slotRefunded);
            }
            if (withQuantity && slotOrders > 0) {
                countItems(cell, start, row, slotOrders, slotGross, slotRefunded);
            }
        }
        if (lastSlot != NEVER) {
            if (lastSlot + 1 < slots) {
                lapsed[base + lastSlot + 1]++;
            }
            int first = firstDayWithAnOrder(from);
            for (int r = from; r < first; r++) {
                refundedSoFar = Math.addExact(refundedSoFar, amount[r]);
            }
            add(newGross, base + slotOfFirst, grossSoFar);
            add(newRefunded, base + slotOfFirst, refundedSoFar);
            for (int r = first; withCost && r < to; r++) {
                addCost(newCost, newCostBack, base + slotOfFirst, cost[r]);
            }
        }
    }

    /** The first row, be it a refund, of the day of the first order of a customer who has one. */
    private int firstDayWithAnOrder(int from) {
        int order = from;
        while (amount[order] < 0) {
            order++;
        }
        int first = order;
        while (first > from && day[first - 1] == day[order]) {
            first--;
        }
        return first;
    }

    private void multiplyRefunds(int cell, long slotOrders, long slotGross, long slotRefunded) {
        products(CustomerSums.Pair.ACTIVE_REFUNDED).addProduct(cell, slotOrders > 0 ? 1 : 0, slotRefunded);
        products(CustomerSums.Pair.ORDERS_REFUNDED).addProduct(cell, slotOrders, slotRefunded);
        products(CustomerSums.Pair.GROSS_REFUNDED).addProduct(cell, slotGross, slotRefunded);
        products(CustomerSums.Pair.REFUNDED_REFUNDED).addProduct(cell, slotRefunded, slotRefunded);
    }

    private void countCost(int cell, int from, int to, long slotOrders, long slotGross, long slotRefunded) {
        long net = 0;
        for (int row = from; row < to; row++) {
            net = Math.addExact(net, cost[row]);
            addCost(costs, costBack, cell, cost[row]);
        }
        products(CustomerSums.Pair.ACTIVE_COST).addProduct(cell, slotOrders > 0 ? 1 : 0, net);
        products(CustomerSums.Pair.ORDERS_COST).addProduct(cell, slotOrders, net);
        products(CustomerSums.Pair.GROSS_COST).addProduct(cell, slotGross, net);
        products(CustomerSums.Pair.REFUNDED_COST).addProduct(cell, slotRefunded, net);
        products(CustomerSums.Pair.COST_COST).addProduct(cell, net, net);
    }

    /** Counts the units of orders; refunds that were kept as rows have theirs apart, as their amounts are. */
    private void countItems(int cell, int from, int to, long slotOrders, long slotGross, long slotRefunded) {
        long units = 0;
        long net = 0;
        for (int row = from; row < to; row++) {
            units += amount[row] >= 0 ? quantity[row] : 0;
            net = withCost ? Math.addExact(net, cost[row]) : 0;
        }
        items[cell] += units;
        products(CustomerSums.Pair.ORDERS_ITEMS).addProduct(cell, slotOrders, units);
        products(CustomerSums.Pair.GROSS_ITEMS).addProduct(cell, slotGross, units);
        products(CustomerSums.Pair.REFUNDED_ITEMS).addProduct(cell, slotRefunded, units);
        products(CustomerSums.Pair.COST_ITEMS).addProduct(cell, net, units);
        products(CustomerSums.Pair.ITEMS_ITEMS).addProduct(cell, units, units);
    }

    private static void addCost(long[] paid, long[] back, int cell, long cost) {
        if (cost >= 0) {
            add(paid, cell, cost);
        } else {
            add(back, cell, Math.negateExact(cost));
        }
    }
}
