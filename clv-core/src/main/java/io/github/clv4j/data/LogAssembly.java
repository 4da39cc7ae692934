package io.github.clv4j.data;

import io.github.clv4j.internal.Parallel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows in order of arrival into rows in order of customer and day, applies the policies that need all rows of a
 * customer (duplicates, netting), and merges them with the rows of an earlier log. Hot: one scatter of the new rows, one
 * pass over the customers.
 */
final class LogAssembly {
    /** Told of each row that {@link DuplicatePolicy} removes, with its place in its source (0 if places are not kept). */
    interface DuplicateListener {
        void duplicate(int customer, long place);
    }

    /** Parts of the columns that are written one after the other, or on several threads. */
    private static final int PIECES = 8;

    /** Below this many rows all columns fit the cache anyway. */
    private static final int SMALL = 1 << 16;

    private final LogOptions options;
    private final RowShape shape;
    private final int customers;
    private final List<DimensionLabels> labels;
    private final DuplicateListener duplicates;

    private final int[] start;
    private final RowColumns rows;
    private final Originals originals;
    private int written;

    /**
     * Assembles the rows of a buffer, after those of an earlier log if there is one.
     *
     * @param customers number of customers, those of the earlier log first
     */
    LogAssembly(
            LogOptions options,
            int customers,
            List<DimensionLabels> labels,
            @Nullable TransactionLog earlier,
            RowBuffer buffer,
            DuplicateListener duplicates) {
        this.options = options;
        this.shape = RowShape.of(options);
        this.customers = customers;
        this.labels = labels;
        this.duplicates = duplicates;
        this.originals = new Originals(shape);

        int[] batchStart = new int[customers + 1];
        RowColumns batch = scatter(buffer, batchStart);
        if (earlier == null) {
            start = batchStart;
            rows = batch;
            applyPolicies(buffer.hasNegative());
        } else if (isOnlyMoreRows(earlier, buffer)) {
            start = new int[customers + 1];
            int known = earlier.customers();
            for (int c = 0; c <= customers; c++) {
                start[c] = Math.addExact(c <= known ? earlier.start(c) : earlier.rows(), batchStart[c]);
            }
            rows = new RowColumns(start[customers], shape, false);
            int[] cuts = cuts(start, customers);
            Parallel.pieces(cuts.length - 1, p -> append(earlier, batch, batchStart, cuts[p], cuts[p + 1]));
            written = start[customers];
        } else {
            start = new int[customers + 1];
            long most = (long) earlier.rows() + earlier.originals().rows().day.length + batch.day.length;
            rows = new RowColumns((int) Math.min(most, RowBuffer.MAX_ROWS), shape, buffer.withPlace());
            merge(earlier, batch, batchStart);
        }
        end();
    }

    /**
     * Finishes rows that are in order of customer and day already.
     *
     * @param start first row of each customer, and the end of the last; changed
     * @param rows changed
     */
    LogAssembly(LogOptions options, int[] start, RowColumns rows, boolean hasNegative, DuplicateListener duplicates) {
        this.options = options;
        this.shape = RowShape.of(options);
        this.customers = start.length - 1;
        this.labels = List.of();
        this.duplicates = duplicates;
        this.originals = new Originals(shape);
        this.start = start;
        this.rows = rows;
        applyPolicies(hasNegative);
        end();
    }

    private void end() {
        start[customers] = written;
        rows.resize(written);
        rows.place = null;
        originals.trim();
    }

    int[] start() {
        return start;
    }

    RowColumns rows() {
        return rows;
    }

    Originals originals() {
        return originals;
    }

    private RowColumns scatter(RowBuffer buffer, int[] start) {
        for (RowBuffer.Block block : buffer.blocks()) {
            for (int i = 0; i < block.rows; i++) {
                start[block.customer[i] + 1]++;
            }
        }
        for (int c = 0; c < customers; c++) {
            start[c + 1] += start[c];
        }
        RowColumns rows = new RowColumns((int) buffer.rows(), shape, buffer.withPlace());
        int[] next = start.clone();
        int[] cuts = cuts(start, customers);
        // Each piece reads all rows and writes those of its own customers: reading in order is cheap, writing all over
        // memory is not, and a piece's part of the columns is small enough for the cache to help.
        Parallel.pieces(cuts.length - 1, p -> {
            for (RowBuffer.Block block : buffer.blocks()) {
                scatter(block, cuts[p], cuts[p + 1], next, rows);
            }
            for (int c = cuts[p]; c < cuts[p + 1]; c++) {
                RunSort.sort(rows, start[c], start[c + 1], labels);
            }
        });
        return rows;
    }

    /** Customers at which to cut so that the parts hold about as many rows each. Depends on the rows alone. */
    private static int[] cuts(int[] start, int customers) {
        int rows = start[customers];
        int pieces = rows < SMALL ? 1 : PIECES;
        int[] cuts = new int[pieces + 1];
        cuts[pieces] = customers;
        for (int p = 1; p < pieces; p++) {
            int found = Arrays.binarySearch(start, 0, customers + 1, (int) ((long) rows * p / pieces));
            cuts[p] = Math.min(customers, Math.max(cuts[p - 1], found >= 0 ? found : -found - 1));
        }
        return cuts;
    }

    private static void scatter(RowBuffer.Block block, int fromCustomer, int toCustomer, int[] next, RowColumns rows) {
        int[] customers = block.customer;
        RowColumns from = block.columns;
        int[] fromDay = from.day;
        long[] fromAmount = from.amount;
        int[] day = rows.day;
        long[] amount = rows.amount;
        boolean plain = rows.isPlain();
        for (int i = 0; i < block.rows; i++) {
            int customer = customers[i];
            if (customer >= fromCustomer && customer < toCustomer) {
                int row = next[customer]++;
                day[row] = fromDay[i];
                amount[row] = fromAmount[i];
                if (!plain) {
                    rows.copy(from, i, row, 1);
                }
            }
        }
    }

    private void applyPolicies(boolean hasNegative) {
        if (hasNegative || options.duplicates() != DuplicatePolicy.KEEP) {
            finishInPlace();
        } else {
            written = rows.day.length;
        }
    }

    /** Each run is moved to the front of what was written so far and finished there. */
    private void finishInPlace() {
        int runStart = 0;
        for (int c = 0; c < customers; c++) {
            int runEnd = start[c + 1];
            int length = runEnd - runStart;
            if (written != runStart && length > 0) {
                rows.copy(rows, runStart, written, length);
            }
            start[c] = written;
            finish(c, written + length);
            runStart = runEnd;
        }
    }

    /** True if nothing is netted or dropped, so that a customer's rows are those of both and their number is known. */
    private boolean isOnlyMoreRows(TransactionLog earlier, RowBuffer buffer) {
        boolean isNothingNetted = options.refunds() != RefundPolicy.NET
                || (!buffer.hasNegative() && earlier.originals().customers() == 0);
        return options.duplicates() == DuplicatePolicy.KEEP
                && isNothingNetted
                && earlier.rows() + buffer.rows() <= RowBuffer.MAX_ROWS;
    }

    /** Writes the rows of some customers, those of the earlier log and those of the batch. */
    private void append(TransactionLog earlier, RowColumns batch, int[] batchStart, int from, int to) {
        int known = Math.min(to, earlier.customers());
        int c = from;
        while (c < known) {
            int untouched = c;
            while (untouched < known && batchStart[untouched + 1] == batchStart[untouched]) {
                untouched++;
            }
            int last = Math.min(untouched + 1, known);
            // What was there comes in one go up to the end of the first customer with new rows, whose follow at once.
            int count = earlier.end(last - 1) - earlier.start(c);
            rows.copy(earlier.columns(), earlier.start(c), start[c], count);
            if (untouched < known) {
                int end = start[c] + count;
                mergeIn(start[untouched], end, batch, batchStart[untouched], batchStart[untouched + 1]);
            }
            c = last;
        }
        if (c < to) {
            rows.copy(batch, batchStart[c], start[c], batchStart[to] - batchStart[c]);
        }
    }

    /** Merges a sorted run of the batch into the sorted run {@code from..to-1}, after which there is room for it. */
    private void mergeIn(int from, int to, RowColumns batch, int batchStart, int batchEnd) {
        int end = to + (batchEnd - batchStart);
        if (!rows.isPlain()) {
            rows.copy(batch, batchStart, to, batchEnd - batchStart);
            RunSort.sort(rows, from, end, labels);
            return;
        }
        int[] day = rows.day;
        long[] amount = rows.amount;
        int kept = to - 1;
        int fresh = batchEnd - 1;
        for (int row = end - 1; fresh >= batchStart; row--) {
            boolean isKeptLater = kept >= from
                    && (day[kept] > batch.day[fresh]
                            || (day[kept] == batch.day[fresh] && amount[kept] > batch.amount[fresh]));
            day[row] = isKeptLater ? day[kept] : batch.day[fresh];
            amount[row] = isKeptLater ? amount[kept--] : batch.amount[fresh--];
        }
    }

    private void merge(TransactionLog earlier, RowColumns batch, int[] batchStart) {
        int known = earlier.customers();
        int c = 0;
        while (c < customers) {
            int untouched = c;
            while (untouched < known && batchStart[untouched + 1] == batchStart[untouched]) {
                untouched++;
            }
            if (untouched > c) {
                keep(earlier, c, untouched);
                c = untouched;
            } else {
                start[c] = written;
                int batchRows = batchStart[c + 1] - batchStart[c];
                if (c < known) {
                    int position = earlier.originals().find(c);
                    RowColumns from = position >= 0 ? earlier.originals().rows() : earlier.columns();
                    int fromStart = position >= 0 ? earlier.originals().start(position) : earlier.start(c);
                    int fromEnd = position >= 0 ? earlier.originals().end(position) : earlier.end(c);
                    room((long) written + (fromEnd - fromStart) + batchRows);
                    finish(c, mergeRuns(from, fromStart, fromEnd, batch, batchStart[c], batchStart[c + 1]));
                } else {
                    room((long) written + batchRows);
                    rows.copy(batch, batchStart[c], written, batchRows);
                    finish(c, written + batchRows);
                }
                c++;
            }
        }
    }

    private void room(long rowsNeeded) {
        if (rowsNeeded > rows.day.length) {
            throw TransactionLogBuilder.tooManyRows();
        }
    }

    /** Copies the runs of customers that the batch does not touch, all in one go. */
    private void keep(TransactionLog earlier, int fromCustomer, int toCustomer) {
        int first = earlier.start(fromCustomer);
        int count = earlier.end(toCustomer - 1) - first;
        room((long) written + count);
        rows.copy(earlier.columns(), first, written, count);
        int shift = written - first;
        for (int c = fromCustomer; c < toCustomer; c++) {
            start[c] = earlier.start(c) + shift;
        }
        written += count;
        Originals kept = earlier.originals();
        int position = kept.find(fromCustomer);
        for (int i = position >= 0 ? position : -position - 1;
                i < kept.customers() && kept.customerAt(i) < toCustomer;
                i++) {
            originals.add(
                    kept.customerAt(i), kept.rows(), kept.start(i), kept.end(i) - kept.start(i), kept.totalsAt(i));
        }
    }

    /** Writes two sorted runs one after the other and sorts; runs of one customer are short, or already in order. */
    private int mergeRuns(RowColumns from, int fromStart, int fromEnd, RowColumns batch, int batchStart, int batchEnd) {
        int kept = fromEnd - fromStart;
        rows.copy(from, fromStart, written, kept);
        rows.copy(batch, batchStart, written + kept, batchEnd - batchStart);
        int end = written + kept + (batchEnd - batchStart);
        RunSort.sort(rows, written, end, labels);
        return end;
    }

    /** Applies the policies to one customer's sorted run, which begins at {@code written}. */
    private void finish(int customer, int runEnd) {
        int from = written;
        int end = runEnd;
        if (options.duplicates() != DuplicatePolicy.KEEP) {
            end = dropDuplicates(customer, from, end);
        }
        if (options.refunds() == RefundPolicy.NET && hasNegative(from, end)) {
            int count = end - from;
            RowColumns asTheyCame = new RowColumns(count, shape, false);
            asTheyCame.copy(rows, from, 0, count);
            RefundNetting.Result netted = net(customer, from, end);
            originals.add(customer, asTheyCame, 0, count, netted.totals());
            end = netted.end();
            RunSort.sort(rows, from, end, labels);
        }
        written = end;
    }

    private RefundNetting.Result net(int customer, int from, int to) {
        try {
            return RefundNetting.net(rows, from, to);
        } catch (ArithmeticException e) {
            throw new NettingOverflowException(customer, e);
        }
    }

    private int dropDuplicates(int customer, int from, int to) {
        int end = from;
        for (int i = from; i < to; i++) {
            if (end > from && rows.compareContent(end - 1, i, labels) == 0) {
                duplicates.duplicate(customer, rows.place == null ? 0 : rows.place[i]);
            } else {
                if (end != i) {
                    rows.move(i, end);
                }
                end++;
            }
        }
        return end;
    }

    private boolean hasNegative(int from, int to) {
        for (int i = from; i < to; i++) {
            if (rows.amount[i] < 0) {
                return true;
            }
        }
        return false;
    }
}
