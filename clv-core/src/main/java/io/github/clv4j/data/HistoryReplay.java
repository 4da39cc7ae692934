package io.github.clv4j.data;

/**
 * Goes through the transactions of one customer in order of time and shows what was known at the end of one day after
 * another, netting each refund once. For one thread.
 */
public final class HistoryReplay {
    private final RefundNetting netting;
    private int lastDay = Integer.MIN_VALUE;

    HistoryReplay(Originals originals, int position) {
        int first = originals.start(position);
        int count = originals.end(position) - first;
        RowColumns from = originals.rows();
        RowColumns rows = new RowColumns(count, from.shape(), false);
        rows.copy(from, first, 0, count);
        this.netting = new RefundNetting(rows, 0, count);
    }

    /**
     * The customer's rows as they were known at the end of a day; see {@link TransactionLog#historyAsOf}.
     *
     * @param day days since 1970-01-01, not before that of the call before
     */
    public CustomerHistory asOf(int day) {
        if (day < lastDay) {
            throw new IllegalArgumentException("day " + day + " is before " + lastDay + "; a replay goes forward");
        }
        lastDay = day;
        netting.advance(day);
        // Within a day the order may differ from the log's; what reads a history sums a day before it goes on.
        return CustomerHistory.of(netting.remaining());
    }
}
