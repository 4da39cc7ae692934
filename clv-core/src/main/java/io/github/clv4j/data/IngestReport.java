package io.github.clv4j.data;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of every row that was read: {@code read = accepted + netted + dropped + rejected}, always. Immutable.
 *
 * <p>Of a log that was appended to, it covers all its batches and is the report that one build from all rows gives.
 */
public final class IngestReport {
    /** How many rejected rows are kept with their place and fault. */
    public static final int KEPT_PROBLEMS = 20;

    static final IngestReport EMPTY = new IngestReport(
            0,
            new EnumMap<>(DropReason.class),
            new EnumMap<>(RejectReason.class),
            NettingTotals.NONE,
            0,
            0,
            0,
            List.of());

    private final long read;
    private final EnumMap<DropReason, Long> dropped;
    private final EnumMap<RejectReason, Long> rejected;
    private final NettingTotals netting;
    private final long zeroAmounts;
    private final long roundedAmounts;
    private final long erased;
    private final List<RowProblem> firstProblems;

    IngestReport(
            long read,
            EnumMap<DropReason, Long> dropped,
            EnumMap<RejectReason, Long> rejected,
            NettingTotals netting,
            long zeroAmounts,
            long roundedAmounts,
            long erased,
            List<RowProblem> firstProblems) {
        this.read = read;
        this.dropped = dropped;
        this.rejected = rejected;
        this.netting = netting;
        this.zeroAmounts = zeroAmounts;
        this.roundedAmounts = roundedAmounts;
        this.erased = erased;
        this.firstProblems = List.copyOf(firstProblems);
    }

    /** Rows read. */
    public long read() {
        return read;
    }

    /** Rows that became rows of the log. */
    public long accepted() {
        return read - netted() - droppedRows() - rejectedRows();
    }

    /** Rows that are in the log only through their effect: refunds taken from purchases, and purchases they cancelled. */
    public long netted() {
        return netting.refunds() + netting.cancelledPurchases();
    }

    /** Refund rows of which at least a part was taken from purchases. */
    public long nettedRefunds() {
        return netting.refunds();
    }

    /** Purchase rows that refunds lowered to zero. */
    public long cancelledPurchases() {
        return netting.cancelledPurchases();
    }

    /** Rows left out by a policy, by reason; reasons without rows are absent. */
    public Map<DropReason, Long> dropped() {
        EnumMap<DropReason, Long> all = new EnumMap<>(dropped);
        if (netting.unmatchedRefunds() > 0) {
            all.put(DropReason.REFUND_WITHOUT_PURCHASE, netting.unmatchedRefunds());
        }
        return Collections.unmodifiableMap(all);
    }

    /** Bad rows, by reason; reasons without rows are absent. */
    public Map<RejectReason, Long> rejected() {
        return Collections.unmodifiableMap(rejected);
    }

    /** All rows left out by a policy. */
    public long droppedRows() {
        return netting.unmatchedRefunds()
                + dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All bad rows. */
    public long rejectedRows() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Refunded money, in minor units and positive, that found no purchase to be taken from: dropped rows and leftovers. */
    public long unmatchedRefundMinor() {
        return netting.unmatchedMinor();
    }

    /** Cost, in minor units, that left the log with cancelled purchases, less what their refunds gave back. */
    public long cancelledCostMinor() {
        return netting.cancelledCostMinor();
    }

    /** Units that left the log with cancelled purchases, less what their refunds gave back; 0 if the log has no quantity. */
    public long cancelledUnits() {
        return netting.cancelledUnits();
    }

    /** Rows of amount zero among the rows that were not rejected or dropped for it. */
    public long zeroAmounts() {
        return zeroAmounts;
    }

    /** Rows whose amount was rounded to the currency's digits, as quantity times price may need. */
    public long roundedAmounts() {
        return roundedAmounts;
    }

    /** Accepted rows that later left the log because their customer was erased. */
    public long erased() {
        return erased;
    }

    /** The first {@value #KEPT_PROBLEMS} bad rows, in the order in which they were found. */
    public List<RowProblem> firstProblems() {
        return firstProblems;
    }

    NettingTotals netting() {
        return netting;
    }

    EnumMap<DropReason, Long> droppedByRow() {
        return dropped;
    }

    EnumMap<RejectReason, Long> rejectedByRow() {
        return rejected;
    }

    IngestReport withNetting(NettingTotals totals) {
        return new IngestReport(read, dropped, rejected, totals, zeroAmounts, roundedAmounts, erased, firstProblems);
    }

    IngestReport withErased(long more) {
        return new IngestReport(
                read, dropped, rejected, netting, zeroAmounts, roundedAmounts, erased + more, List.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IngestReport that
                && read == that.read
                && erased == that.erased
                && zeroAmounts == that.zeroAmounts
                && roundedAmounts == that.roundedAmounts
                && netting.equals(that.netting)
                && dropped.equals(that.dropped)
                && rejected.equals(that.rejected);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(read) * 31 + rejected.hashCode();
    }

    @Override
    public String toString() {
        String text = "read " + read + " = accepted " + accepted() + " + netted " + netted() + " + dropped "
                + droppedRows() + " + rejected " + rejectedRows();
        String reasons = dropped().entrySet().stream()
                .map(e -> "dropped " + e.getKey().id() + ": " + e.getValue())
                .collect(Collectors.joining(", "));
        String faults = rejected.entrySet().stream()
                .map(e -> "rejected " + e.getKey().id() + ": " + e.getValue())
                .collect(Collectors.joining(", "));
        return text + (reasons.isEmpty() ? "" : "; " + reasons) + (faults.isEmpty() ? "" : "; " + faults);
    }
}
