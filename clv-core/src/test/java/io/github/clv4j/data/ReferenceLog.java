package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a log must hold, worked out the slow and obvious way from the documented rules: every admitted row is kept under
 * its customer, and whatever is asked is computed from all of them anew.
 */
final class ReferenceLog {
    /** A row of the log; an unknown label is the empty text, which sorts first as unknown labels do. */
    record Kept(int day, long amount, long cost, int quantity, List<String> labels) implements Comparable<Kept> {
        private static final Comparator<Kept> ORDER = Comparator.comparingInt(Kept::day)
                .thenComparingLong(Kept::amount)
                .thenComparingLong(Kept::cost)
                .thenComparingInt(Kept::quantity);

        @Override
        public int compareTo(Kept that) {
            int order = ORDER.compare(this, that);
            for (int d = 0; order == 0 && d < labels.size(); d++) {
                order = labels.get(d).compareTo(that.labels.get(d));
            }
            return order;
        }
    }

    /** What became of one customer's admitted rows. */
    static final class Outcome {
        final List<Kept> rows = new ArrayList<>();
        long duplicates;
        long nettedRefunds;
        long cancelledPurchases;
        long unmatchedRefunds;
        long unmatchedMinor;
        long cancelledCost;
        long lostRefundCost;
        long cancelledUnits;
        long lostRefundUnits;

        void plus(Outcome that) {
            rows.addAll(that.rows);
            duplicates += that.duplicates;
            nettedRefunds += that.nettedRefunds;
            cancelledPurchases += that.cancelledPurchases;
            unmatchedRefunds += that.unmatchedRefunds;
            unmatchedMinor += that.unmatchedMinor;
            cancelledCost += that.cancelledCost;
            lostRefundCost += that.lostRefundCost;
            cancelledUnits += that.cancelledUnits;
            lostRefundUnits += that.lostRefundUnits;
        }
    }

    private final LogOptions options;
    private final TreeMap<String, List<Kept>> admitted = new TreeMap<>();
    private final Map<String, String> alias = new HashMap<>();
    private final EnumMap<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final EnumMap<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final Outcome ofErased = new Outcome();
    private long read;
    private long zeroAmounts;

    private ReferenceLog(LogOptions options) {
        this.options = options;
    }

    static ReferenceLog of(LogOptions options, List<Row> rows) {
        ReferenceLog log = new ReferenceLog(options);
        log.append(rows);
        return log;
    }

    void append(List<Row> rows) {
        for (Row row : rows) {
            read++;
            admit(row);
        }
    }

    private void admit(Row row) {
        String customer = row.customer();
        LocalDate last = options.lastDay();
        if (customer == null || customer.isBlank()) {
            count(rejected, RejectReason.EMPTY_CUSTOMER_ID);
        } else if (row.day() < LocalDate.of(1, 1, 1).toEpochDay()
                || row.day() > LocalDate.of(9999, 12, 31).toEpochDay()) {
            count(rejected, RejectReason.DATE_OUT_OF_RANGE);
        } else if (last != null && row.day() > last.toEpochDay()) {
            count(rejected, RejectReason.DATE_AFTER_LAST_DAY);
        } else if (row.amount() == Long.MIN_VALUE) {
            count(rejected, RejectReason.AMOUNT_OUT_OF_RANGE);
        } else if (row.amount() == 0 && options.zeroAmounts() == ZeroAmountPolicy.REJECT) {
            count(rejected, RejectReason.ZERO_AMOUNT);
        } else if (row.amount() == 0 && options.zeroAmounts() == ZeroAmountPolicy.DROP) {
            count(dropped, DropReason.ZERO_AMOUNT);
        } else if (row.amount() < 0 && options.refunds() == RefundPolicy.REJECT) {
            count(rejected, RejectReason.REFUND);
        } else if (row.amount() < 0 && options.refunds() == RefundPolicy.DROP) {
            count(dropped, DropReason.REFUND);
        } else {
            zeroAmounts += row.amount() == 0 ? 1 : 0;
            List<String> labels = new ArrayList<>();
            for (String label : row.labels(options.dimensions().size())) {
                labels.add(label == null ? "" : label);
            }
            admitted.computeIfAbsent(kept(customer), id -> new ArrayList<>()).add(kept(options, row, labels));
        }
    }

    /** A row as a log under these options keeps it. */
    static Kept kept(LogOptions options, Row row, List<String> labels) {
        return new Kept(
                row.day(),
                row.amount(),
                options.hasCost() ? row.cost() : 0,
                options.hasQuantity() ? row.quantity() : 0,
                labels);
    }

    /** Forgets a customer and all its ids; what became of its rows stays counted. */
    void erase(String id) {
        String erased = kept(id);
        ofErased.plus(outcome(erased));
        admitted.remove(erased);
        alias.values().removeIf(erased::equals);
    }

    void merge(String keptId, String otherId) {
        String keep = kept(keptId);
        String other = kept(otherId);
        customer(keep).addAll(customer(other));
        admitted.remove(other);
        alias.replaceAll((from, to) -> to.equals(other) ? keep : to);
        alias.put(other, keep);
    }

    List<String> ids() {
        return List.copyOf(admitted.keySet());
    }

    /** The ids that lead to a customer, aliases included. */
    List<String> knownIds() {
        List<String> known = new ArrayList<>(admitted.keySet());
        alias.keySet().stream().sorted().forEach(known::add);
        return known;
    }

    private String kept(String id) {
        return alias.getOrDefault(id, id);
    }

    private List<Kept> customer(String id) {
        return Objects.requireNonNull(admitted.get(id), id);
    }

    private static <R extends Enum<R>> void count(Map<R, Long> counts, R reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    /** Applies the policies for duplicates and refunds to all rows of a customer. */
    Outcome outcome(String id) {
        Outcome outcome = new Outcome();
        List<Kept> sorted = new ArrayList<>(customer(id));
        Collections.sort(sorted);
        List<Kept> distinct = new ArrayList<>();
        for (Kept row : sorted) {
            if (options.duplicates() != DuplicatePolicy.KEEP && distinct.contains(row)) {
                outcome.duplicates++;
            } else {
                distinct.add(row);
            }
        }
        if (options.refunds() == RefundPolicy.NET) {
            net(distinct, outcome);
        } else {
            outcome.rows.addAll(distinct);
        }
        return outcome;
    }

    /** {@link RefundPolicy#NET} word by word; "latest" and the refunds' turn follow the log's order of rows. */
    private static void net(List<Kept> sorted, Outcome outcome) {
        int n = sorted.size();
        long[] left = new long[n];
        long[] cost = new long[n];
        int[] units = new int[n];
        boolean[] netted = new boolean[n];
        for (int i = 0; i < n; i++) {
            left[i] = sorted.get(i).amount();
            cost[i] = sorted.get(i).cost();
            units[i] = sorted.get(i).quantity();
        }
        for (int r = 0; r < n; r++) {
            Kept refund = sorted.get(r);
            if (refund.amount() >= 0) {
                continue;
            }
            long open = -refund.amount();
            int first = -1;
            for (int p = n - 1; p >= 0 && first < 0; p--) {
                if (sorted.get(p).day() <= refund.day() && sorted.get(p).amount() == open && !netted[p]) {
                    first = p;
                    netted[p] = true;
                    left[p] = 0;
                    open = 0;
                }
            }
            for (int p = n - 1; p >= 0 && open > 0; p--) {
                if (sorted.get(p).day() <= refund.day() && left[p] > 0) {
                    long taken = Math.min(open, left[p]);
                    first = first < 0 ? p : first;
                    netted[p] = true;
                    left[p] -= taken;
                    open -= taken;
                }
            }
            outcome.unmatchedMinor += open;
            if (first < 0) {
                outcome.unmatchedRefunds++;
                outcome.lostRefundCost += refund.cost();
                outcome.lostRefundUnits += refund.quantity();
            } else {
                outcome.nettedRefunds++;
                cost[first] += refund.cost();
                units[first] += refund.quantity();
            }
        }
        for (int i = 0; i < n; i++) {
            Kept row = sorted.get(i);
            if (row.amount() >= 0 && !(netted[i] && left[i] == 0)) {
                outcome.rows.add(new Kept(row.day(), left[i], cost[i], units[i], row.labels()));
            } else if (row.amount() > 0) {
                outcome.cancelledPurchases++;
                outcome.cancelledCost += cost[i];
                outcome.cancelledUnits += units[i];
            }
        }
        Collections.sort(outcome.rows);
    }

    /** All that became of the rows of all customers, those erased included. */
    Outcome total() {
        Outcome total = new Outcome();
        total.plus(ofErased);
        for (String id : ids()) {
            total.plus(outcome(id));
        }
        return total;
    }

    long admittedRows() {
        return admitted.values().stream().mapToLong(List::size).sum();
    }

    /** The rows of a customer of a log, in the log's order. */
    static List<Kept> rowsOf(TransactionLog log, String id) {
        int customer = log.index().indexOf(id);
        List<Kept> rows = new ArrayList<>();
        for (int row = log.start(customer); row < log.end(customer); row++) {
            List<String> labels = new ArrayList<>();
            for (String name : log.options().dimensions()) {
                Dimension dimension = log.dimension(name);
                int code = dimension.code(row);
                labels.add(code == Dimension.UNKNOWN ? "" : dimension.labels().get(code));
            }
            rows.add(new Kept(log.day(row), log.amountMinor(row), log.costMinor(row), log.quantity(row), labels));
        }
        return rows;
    }

    /** Asserts that the log holds the rows and tells the counts that are expected here. */
    void assertMatches(TransactionLog log) {
        assertThat(log.customers()).as("customers").isEqualTo(admitted.size());
        assertThat(log.index().size()).as("ids").isEqualTo(admitted.size());
        Outcome total = total();
        long rows = 0;
        for (String id : ids()) {
            int customer = log.index().indexOf(id);
            assertThat(customer).as("customer " + id).isNotNegative();
            assertThat(log.index().id(customer)).isEqualTo(id);
            List<Kept> expected = outcome(id).rows;
            assertThat(rowsOf(log, id)).as("rows of " + id).isEqualTo(expected);
            rows += expected.size();
        }
        alias.forEach((from, to) -> assertThat(log.index().indexOf(from))
                .as(from + " leads to " + to)
                .isEqualTo(log.index().indexOf(to)));
        assertThat(log.rows()).as("rows").isEqualTo(rows);

        EnumMap<DropReason, Long> allDropped = new EnumMap<>(dropped);
        EnumMap<RejectReason, Long> allRejected = new EnumMap<>(rejected);
        if (total.unmatchedRefunds > 0) {
            allDropped.put(DropReason.REFUND_WITHOUT_PURCHASE, total.unmatchedRefunds);
        }
        if (total.duplicates > 0 && options.duplicates() == DuplicatePolicy.DROP) {
            allDropped.put(DropReason.DUPLICATE, total.duplicates);
        } else if (total.duplicates > 0) {
            allRejected.put(RejectReason.DUPLICATE, total.duplicates);
        }
        IngestReport report = log.report();
        assertThat(report.read()).as("read").isEqualTo(read);
        assertThat(report.dropped()).as("dropped").isEqualTo(allDropped);
        assertThat(report.rejected()).as("rejected").isEqualTo(allRejected);
        assertThat(report.droppedRows()).as("dropped rows").isEqualTo(sum(allDropped));
        assertThat(report.rejectedRows()).as("rejected rows").isEqualTo(sum(allRejected));
        assertThat(report.nettedRefunds()).as("netted refunds").isEqualTo(total.nettedRefunds);
        assertThat(report.cancelledPurchases()).as("cancelled purchases").isEqualTo(total.cancelledPurchases);
        assertThat(report.netted()).as("netted").isEqualTo(total.nettedRefunds + total.cancelledPurchases);
        assertThat(report.unmatchedRefundMinor()).as("unmatched money").isEqualTo(total.unmatchedMinor);
        assertThat(report.cancelledCostMinor()).as("cancelled cost").isEqualTo(total.cancelledCost);
        assertThat(report.cancelledUnits()).as("cancelled units").isEqualTo(total.cancelledUnits);
        assertThat(report.zeroAmounts()).as("zero amounts").isEqualTo(zeroAmounts);
        assertThat(report.erased()).as("erased").isEqualTo(ofErased.rows.size());
        assertThat(report.accepted()).as("accepted").isEqualTo(total.rows.size());
        assertBalanced(log);
    }

    /** Nothing is lost: every row read is told once, and every row accepted is in the log or was erased. */
    static void assertBalanced(TransactionLog log) {
        IngestReport report = log.report();
        assertThat(report.accepted() + report.netted() + report.droppedRows() + report.rejectedRows())
                .as("read = accepted + netted + dropped + rejected")
                .isEqualTo(report.read());
        assertThat(report.accepted()).as("accepted = rows + erased").isEqualTo(log.rows() + report.erased());
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
