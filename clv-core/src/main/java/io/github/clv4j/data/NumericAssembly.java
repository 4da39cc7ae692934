package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the customers of {@link NumericRows} their numbers and brings the rows into the order of customer, day and amount,
 * partition by partition. Hot: within a partition, ids are looked up in a table of its own, and rows are dealt out by day
 * and then by customer, both in order of arrival, so that no run needs sorting by day.
 */
final class NumericAssembly {
    /** Work that shares scratch arrays; depends on nothing but the number of partitions. */
    private static final int LANES = 8;

    /** Days may be dealt out if they span no more than this many times the rows. */
    private static final int SPARSE = 4;

    private final List<NumericRows.Chunk> chunks;
    private final int partitions;
    private final int[] rowStart;
    private final RowColumns rows;
    /** For each partition, the first row of each of its customers from the partition's own first, and the end. */
    private final int[][] customerStart;

    private final long[][] ids;

    private final LongCustomerIndex index;
    private final int[] start;

    NumericAssembly(NumericRows source) {
        chunks = source.chunks();
        partitions = chunks.get(0).start.length - 1;
        rowStart = new int[partitions + 1];
        for (NumericRows.Chunk chunk : chunks) {
            for (int p = 0; p < partitions; p++) {
                rowStart[p + 1] += chunk.start[p + 1] - chunk.start[p];
            }
        }
        for (int p = 0; p < partitions; p++) {
            rowStart[p + 1] += rowStart[p];
        }
        rows = new RowColumns((int) source.rows(), RowShape.PLAIN, false);
        customerStart = new int[partitions][];
        ids = new long[partitions][];
        int lanes = Math.min(LANES, partitions);
        Parallel.pieces(lanes, lane -> {
            Scratch scratch = new Scratch();
            for (int p = partitions * lane / lanes; p < partitions * (lane + 1) / lanes; p++) {
                assemble(p, scratch);
            }
        });
        int customers = Arrays.stream(ids).mapToInt(part -> part.length).sum();
        start = new int[customers + 1];
        index = number(customers);
    }

    private LongCustomerIndex number(int customers) {
        long[] all = new long[customers];
        int customer = 0;
        for (int p = 0; p < partitions; p++) {
            System.arraycopy(ids[p], 0, all, customer, ids[p].length);
            for (int c = 0; c < ids[p].length; c++) {
                start[customer++] = rowStart[p] + customerStart[p][c];
            }
        }
        start[customers] = rowStart[partitions];
        return LongCustomerIndex.of(all);
    }

    /** The customers. */
    LongCustomerIndex index() {
        return index;
    }

    /** The first row of each customer, and the end of the last. */
    int[] start() {
        return start;
    }

    /** The rows in order. */
    RowColumns rows() {
        return rows;
    }

    /** Arrays that one lane uses again and again. */
    private static final class Scratch {
        int[] customer = new int[0];
        int[] dealtCustomer = new int[0];
        int[] dealtDay = new int[0];
        long[] dealtAmount = new long[0];

        void room(int rows) {
            if (customer.length < rows) {
                int capacity = rows + (rows >> 2);
                customer = new int[capacity];
                dealtCustomer = new int[capacity];
                dealtDay = new int[capacity];
                dealtAmount = new long[capacity];
            }
        }
    }

    private void assemble(int p, Scratch scratch) {
        int base = rowStart[p];
        int count = rowStart[p + 1] - base;
        scratch.room(count);
        NumericCustomers customers = new NumericCustomers(count);
        int firstDay = Integer.MAX_VALUE;
        int lastDay = Integer.MIN_VALUE;
        int row = 0;
        for (NumericRows.Chunk chunk : chunks) {
            for (int i = chunk.start[p]; i < chunk.start[p + 1]; i++) {
                scratch.customer[row++] = customers.count(chunk.id[i]);
                firstDay = Math.min(firstDay, chunk.day[i]);
                lastDay = Math.max(lastDay, chunk.day[i]);
            }
        }
        int[] start = customers.starts();
        if (count > 0) {
            long days = (long) lastDay - firstDay + 1;
            if (days <= (long) SPARSE * count) {
                dealByDay(p, firstDay, (int) days, count, start, scratch);
            } else {
                dealByCustomer(p, start, scratch);
            }
        }
        customerStart[p] = start;
        ids[p] = customers.ids();
    }

    private void dealByDay(int p, int firstDay, int days, int count, int[] start, Scratch scratch) {
        int[] next = new int[days + 1];
        for (NumericRows.Chunk chunk : chunks) {
            for (int i = chunk.start[p]; i < chunk.start[p + 1]; i++) {
                next[chunk.day[i] - firstDay + 1]++;
            }
        }
        for (int d = 0; d < days; d++) {
            next[d + 1] += next[d];
        }
        int row = 0;
        for (NumericRows.Chunk chunk : chunks) {
            for (int i = chunk.start[p]; i < chunk.start[p + 1]; i++) {
                int at = next[chunk.day[i] - firstDay]++;
                scratch.dealtCustomer[at] = scratch.customer[row++];
                scratch.dealtDay[at] = chunk.day[i];
                scratch.dealtAmount[at] = chunk.amount[i];
            }
        }
        int base = rowStart[p];
        int[] to = start.clone();
        for (int i = 0; i < count; i++) {
            int at = base + to[scratch.dealtCustomer[i]]++;
            rows.day[at] = scratch.dealtDay[i];
            rows.amount[at] = scratch.dealtAmount[i];
        }
        for (int c = 0; c < start.length - 1; c++) {
            RunSort.sortAmounts(rows.day, rows.amount, base + start[c], base + start[c + 1]);
        }
    }

    /** For few rows over many days: by customer alone, each customer's run sorted afterwards. */
    private void dealByCustomer(int p, int[] start, Scratch scratch) {
        int base = rowStart[p];
        int[] to = start.clone();
        int row = 0;
        for (NumericRows.Chunk chunk : chunks) {
            for (int i = chunk.start[p]; i < chunk.start[p + 1]; i++) {
                int at = base + to[scratch.customer[row++]]++;
                rows.day[at] = chunk.day[i];
                rows.amount[at] = chunk.amount[i];
            }
        }
        for (int c = 0; c < start.length - 1; c++) {
            RunSort.sort(rows, base + start[c], base + start[c + 1], List.of());
        }
    }
}
