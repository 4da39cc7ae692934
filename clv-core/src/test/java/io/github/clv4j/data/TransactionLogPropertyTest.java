package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogArbitraries.Setup;
import io.github.clv4j.data.LogArbitraries.Step;
import io.github.clv4j.data.ReferenceLog.Kept;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import org.jspecify.annotations.Nullable;

/** The log against {@link ReferenceLog}, and against itself built another way. Seeds are fixed: every run is the same. */
@Domain(LogArbitraries.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class TransactionLogPropertyTest {

    @Property(seed = "1", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void buildGivesTheRowsAndTheReportOfTheReference(@ForAll Setup setup, @ForAll List<Row> rows) {
        ReferenceLog.of(setup.options(), rows).assertMatches(Row.log(setup.options(), rows));
    }

    @Property(seed = "2", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfTheInputPlaysNoPart(@ForAll Setup setup, @ForAll List<Row> rows, @ForAll Random random) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        TransactionLog log = Row.log(setup.options(), rows);
        TransactionLog other = Row.log(setup.options(), shuffled);
        assertSame(other, log);
        int[] order = log.index().inIdOrder();
        int[] otherOrder = other.index().inIdOrder();
        for (int i = 0; i < order.length; i++) {
            assertThat(other.index().id(otherOrder[i])).isEqualTo(log.index().id(order[i]));
        }
    }

    @Property(seed = "3", tries = 600, edgeCases = EdgeCasesMode.NONE)
    void appendingBatchesGivesTheLogOfOneBuild(
            @ForAll Setup setup,
            @ForAll List<Row> rows,
            @ForAll @Size(max = 4) List<@IntRange(max = 300) Integer> places) {
        TransactionLog log = Row.log(setup.options(), List.of());
        for (List<Row> batch : LogArbitraries.cut(rows, places)) {
            CustomerIndex before = log.index();
            TransactionLog longer = Row.append(log, batch);
            for (int c = 0; c < before.size(); c++) {
                assertThat(longer.index().id(c)).as("number %s stays", c).isEqualTo(before.id(c));
            }
            log = longer;
        }
        assertSame(log, Row.log(setup.options(), rows));
        ReferenceLog.of(setup.options(), rows).assertMatches(log);
    }

    @Property(seed = "4", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anAppendedLogStaysAsItWas(
            @ForAll Setup setup, @ForAll List<Row> rows, @ForAll @Size(max = 20) List<Row> later) {
        TransactionLog log = Row.log(setup.options(), rows);
        Row.append(log, later);
        if (log.customers() > 1) {
            TransactionLog unused = log.withMerged(
                            log.index().id(0), log.index().id(1))
                    .without(log.index().id(0));
            assertThat(unused.customers()).isEqualTo(log.customers() - 2);
        }
        ReferenceLog.of(setup.options(), rows).assertMatches(log);
    }

    @Property(seed = "5", tries = 600, edgeCases = EdgeCasesMode.NONE)
    void anyRunOfAppendsErasuresAndMergesGivesTheReference(
            @ForAll Setup setup, @ForAll List<Row> rows, @ForAll @Size(min = 1, max = 7) List<Step> steps) {
        ReferenceLog reference = ReferenceLog.of(setup.options(), rows);
        TransactionLog log = Row.log(setup.options(), rows);
        for (Step step : steps) {
            List<String> ids = reference.knownIds();
            if (step instanceof Step.Append append) {
                reference.append(append.rows());
                log = Row.append(log, append.rows());
            } else if (step instanceof Step.Erase erase && !ids.isEmpty()) {
                String id = ids.get(erase.pick() % ids.size());
                reference.erase(id);
                log = log.without(id);
                assertThat(log.index().indexOf(id)).isEqualTo(-1);
            } else if (step instanceof Step.Merge merge && !ids.isEmpty()) {
                String keep = ids.get(merge.pickKept() % ids.size());
                String other = ids.get(merge.pickOther() % ids.size());
                if (log.index().indexOf(keep) != log.index().indexOf(other)) {
                    reference.merge(keep, other);
                    log = log.withMerged(keep, other);
                }
            }
            reference.assertMatches(log);
        }
    }

    @Property(seed = "6", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void erasingWhatWasInsertedGivesTheLogBefore(
            @ForAll Setup setup, @ForAll List<Row> rows, @ForAll @Size(min = 1, max = 30) List<Row> inserted) {
        List<Row> others =
                rows.stream().filter(row -> !"3".equals(row.customer())).toList();
        TransactionLog log = Row.log(setup.options(), others);
        TransactionLog longer = Row.append(
                log, inserted.stream().filter(row -> "3".equals(row.customer())).toList());
        if (longer.index().indexOf("3") >= 0) {
            TransactionLog erased = longer.without("3");
            assertThat(erased.sameRows(log)).isTrue();
            assertThat(log.sameRows(erased)).isTrue();
            assertThat(labels(erased)).isEqualTo(labels(log));
            assertThat(erased.index().indexOf("3")).isEqualTo(-1);
            ReferenceLog.assertBalanced(erased);
            // What comes later finds nothing of the erased rows, not even what was kept for netting.
            assertThat(Row.append(erased, inserted).sameRows(Row.append(log, inserted)))
                    .isTrue();
        }
    }

    @Property(seed = "7", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void erasingSeveralIsErasingOneByOne(@ForAll Setup setup, @ForAll List<Row> rows) {
        TransactionLog log = Row.log(setup.options(), rows);
        List<String> known = LogArbitraries.CUSTOMERS.stream()
                .filter(id -> log.index().indexOf(id) >= 0)
                .limit(2)
                .toList();
        TransactionLog oneByOne = log;
        for (String id : known) {
            oneByOne = oneByOne.without(id);
        }
        TransactionLog atOnce = log.without(known);
        assertSame(atOnce, oneByOne);
        assertThat(atOnce.report().firstProblems())
                .hasSize(known.isEmpty() ? atOnce.report().firstProblems().size() : 0);
    }

    @Property(seed = "8", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void mergingIdsGivesTheLogOfRenamedRows(
            @ForAll Setup setup, @ForAll List<Row> rows, @ForAll @Size(max = 20) List<Row> later) {
        TransactionLog log = Row.log(setup.options(), rows);
        if (log.index().indexOf("1") < 0 || log.index().indexOf("2") < 0) {
            return;
        }
        TransactionLog merged = log.withMerged("1", "2");
        List<Row> renamed =
                rows.stream().map(TransactionLogPropertyTest::renamed).toList();
        assertSame(merged, Row.log(setup.options(), renamed));
        assertThat(merged.index().indexOf("2")).isEqualTo(merged.index().indexOf("1"));
        assertThat(merged.index().indexOf(2)).isEqualTo(merged.index().indexOf(1));

        List<Row> renamedLater =
                later.stream().map(TransactionLogPropertyTest::renamed).toList();
        TransactionLog longer = Row.append(merged, later);
        assertSame(longer, Row.append(Row.log(setup.options(), renamed), renamedLater));
        assertThat(longer.index().indexOf("2")).isEqualTo(longer.index().indexOf("1"));
    }

    @Property(seed = "9", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whichOfTwoIdsIsKeptChangesTheNameAlone(@ForAll Setup setup, @ForAll List<Row> rows) {
        TransactionLog log = Row.log(setup.options(), rows);
        if (log.index().indexOf("1") >= 0 && log.index().indexOf("2") >= 0) {
            TransactionLog one = log.withMerged("1", "2");
            TransactionLog two = log.withMerged("2", "1");
            assertThat(ReferenceLog.rowsOf(two, "1")).isEqualTo(ReferenceLog.rowsOf(one, "1"));
            assertThat(two.report()).isEqualTo(one.report());
        }
    }

    private static Row renamed(Row row) {
        return "2".equals(row.customer()) ? row.under("1") : row;
    }

    @Property(seed = "10", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void moneyIsConserved(@ForAll Setup setup, @ForAll List<Row> rows) {
        TransactionLog log = Row.log(setup.options(), rows);
        ReferenceLog reference = ReferenceLog.of(setup.options(), rows);
        LogOptions kept = setup.options().withRefunds(RefundPolicy.KEEP_NEGATIVE);
        // All sound amounts, signed: what the log without netting adds up to.
        long signed = setup.refunds() == RefundPolicy.NET || setup.refunds() == RefundPolicy.KEEP_NEGATIVE
                ? Row.log(kept, rows).revenueMinor()
                : Row.log(setup.options(), rows).revenueMinor();
        assertThat(log.revenueMinor() - log.report().unmatchedRefundMinor()).isEqualTo(signed);
        assertThat(log.report().unmatchedRefundMinor()).isNotNegative();

        long cost = 0;
        long units = 0;
        for (int row = 0; row < log.rows(); row++) {
            cost += log.costMinor(row);
            units += log.quantity(row);
        }
        TransactionLog unnetted = setup.refunds() == RefundPolicy.NET ? Row.log(kept, rows) : log;
        long allCost = 0;
        long allUnits = 0;
        for (int row = 0; row < unnetted.rows(); row++) {
            allCost += unnetted.costMinor(row);
            allUnits += unnetted.quantity(row);
        }
        // The cost and the units of a refund that finds no purchase leave with it, as the refund does.
        assertThat(units + log.report().cancelledUnits() + reference.total().lostRefundUnits)
                .isEqualTo(allUnits);
        assertThat(cost + log.report().cancelledCostMinor() + reference.total().lostRefundCost)
                .isEqualTo(allCost);
    }

    @Property(seed = "11", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nettingLeavesNoRefundAndNoEmptiedPurchase(@ForAll Setup setup, @ForAll List<Row> rows) {
        TransactionLog log = Row.log(setup.options().withRefunds(RefundPolicy.NET), rows);
        long zeros = 0;
        long least = 0;
        for (int row = 0; row < log.rows(); row++) {
            least = Math.min(least, log.amountMinor(row));
            zeros += log.amountMinor(row) == 0 ? 1 : 0;
        }
        assertThat(least).isZero();
        assertThat(zeros).isLessThanOrEqualTo(log.report().zeroAmounts());
    }

    @Property(seed = "12", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void textAndLongIdsGiveTheSame(
            @ForAll Setup setup, @ForAll List<Row> rows, @ForAll @Size(max = 20) List<Row> later) {
        TransactionLogBuilder builder = TransactionLog.builder(setup.options());
        rows.forEach(row -> row.addAsNumberTo(builder));
        TransactionLog numeric = builder.build();
        TransactionLog text = Row.log(setup.options(), rows);
        assertSame(numeric, text);

        TransactionLogBuilder appender = numeric.appender();
        later.forEach(row -> row.addAsNumberTo(appender));
        TransactionLog longerNumeric = appender.build();
        TransactionLog longerText = Row.append(text, later);
        assertSame(longerNumeric, longerText);
        assertThat(longerNumeric.index().isNumeric()).isEqualTo(longerNumeric.customers() > 0);
        for (int c = 0; c < longerText.customers(); c++) {
            String id = longerText.index().id(c);
            assertThat(longerNumeric.index().id(c)).isEqualTo(id);
            assertThat(longerNumeric.index().indexOf(id)).isEqualTo(c);
            assertThat(longerNumeric.index().indexOf(Long.parseLong(id))).isEqualTo(c);
            assertThat(longerText.index().indexOf(Long.parseLong(id))).isEqualTo(c);
        }
        if (longerText.customers() > 1) {
            String kept = longerText.index().id(1);
            String other = longerText.index().id(0);
            assertSame(longerNumeric.withMerged(kept, other), longerText.withMerged(kept, other));
            assertSame(longerNumeric.without(kept), longerText.without(kept));
        }
    }

    @Property(seed = "13", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void arraysGiveTheSameAsRows(@ForAll Setup setup, @ForAll List<Row> rows) {
        int n = rows.size();
        @Nullable String[] ids = new @Nullable String[n];
        int[] days = new int[n];
        long[] amounts = new long[n];
        long[] costs = new long[n];
        int[] quantities = new int[n];
        @Nullable String[][] labels = new @Nullable String[setup.dimensions()][n];
        for (int i = 0; i < n; i++) {
            Row row = rows.get(i);
            ids[i] = row.customer();
            days[i] = row.day();
            amounts[i] = row.amount();
            costs[i] = row.cost();
            quantities[i] = row.quantity();
            for (int d = 0; d < labels.length; d++) {
                labels[d][i] = row.labels(labels.length)[d];
            }
        }
        TransactionLogBuilder builder = TransactionLog.builder(setup.options());
        if (setup.quantity()) {
            builder.addAll(ids, days, amounts, setup.cost() ? costs : null, quantities, labels);
        } else {
            builder.addAll(ids, days, amounts, setup.cost() ? costs : null, labels);
        }
        TransactionLog expected = Row.log(setup.options(), rows);
        assertSame(builder.build(), expected);
        if (!setup.cost() && !setup.quantity() && setup.dimensions() == 0) {
            TransactionLogBuilder plain = TransactionLog.builder(setup.options());
            plain.addAll(ids, days, amounts);
            assertSame(plain.build(), expected);
            assertSame(numericArrays(setup.options(), rows), expected);
        }
    }

    /** The log of the rows with an id, as arrays of numbers, and of the others by hand; in two halves. */
    private static TransactionLog numericArrays(LogOptions options, List<Row> rows) {
        List<Row> named = rows.stream()
                .filter(row -> row.customer() != null && !row.customer().isBlank())
                .toList();
        TransactionLogBuilder builder = TransactionLog.builder(options);
        for (List<Row> half :
                List.of(named.subList(0, named.size() / 2), named.subList(named.size() / 2, named.size()))) {
            builder.addAll(
                    half.stream()
                            .mapToLong(row -> Long.parseLong(String.valueOf(row.customer())))
                            .toArray(),
                    half.stream().mapToInt(Row::day).toArray(),
                    half.stream().mapToLong(Row::amount).toArray());
        }
        for (int i = named.size(); i < rows.size(); i++) {
            builder.reject(RejectReason.EMPTY_CUSTOMER_ID, "customer", null, "must be a number");
        }
        return builder.build();
    }

    @Property(seed = "14", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aHistoryAsOfADayIsTheLogOfTheRowsUpToThatDay(
            @ForAll Setup setup, @ForAll List<Row> rows, @ForAll @IntRange(min = -3, max = 5) int day) {
        TransactionLog log = Row.log(setup.options(), rows);
        TransactionLog known = Row.log(
                setup.options(), rows.stream().filter(row -> row.day() <= day).toList());
        for (int c = 0; c < log.customers(); c++) {
            int then = known.index().indexOf(log.index().id(c));
            List<Kept> expected = new ArrayList<>();
            for (int row = then < 0 ? 0 : known.start(then); then >= 0 && row < known.end(then); row++) {
                expected.add(new Kept(
                        known.day(row), known.amountMinor(row), known.costMinor(row), known.quantity(row), List.of()));
            }
            List<Kept> told = told(log.historyAsOf(c, day));
            Collections.sort(expected);
            assertThat(told).isEqualTo(expected);
            int restated = log.restatedAfter(c, day);
            assertThat(restated).isGreaterThan(day);
            List<Kept> later = told(log.historyAsOf(c, restated - 1));
            later.removeIf(row -> row.day() > day);
            assertThat(later)
                    .as("until day %s the history only grows", restated)
                    .isEqualTo(told);
            if (restated == Integer.MAX_VALUE) {
                List<Kept> now = new ArrayList<>();
                for (int row = log.start(c); row < log.end(c) && log.day(row) <= day; row++) {
                    now.add(new Kept(
                            log.day(row), log.amountMinor(row), log.costMinor(row), log.quantity(row), List.of()));
                }
                assertThat(told)
                        .as("never restated")
                        .isEqualTo(now.stream().sorted().toList());
            }
        }
    }

    @Property(seed = "16", tries = 400, edgeCases = EdgeCasesMode.NONE)
    void aReplayShowsTheHistoriesOfOneDayAfterAnother(
            @ForAll Setup setup,
            @ForAll List<Row> rows,
            @ForAll @Size(max = 8) List<@IntRange(min = -3, max = 5) Integer> someDays) {
        TransactionLog log = Row.log(setup.options().withRefunds(RefundPolicy.NET), rows);
        List<Integer> days = someDays.stream().sorted().toList();
        for (int c = 0; c < log.customers(); c++) {
            if (log.restatedAfter(c, Integer.MIN_VALUE) == Integer.MAX_VALUE) {
                continue;
            }
            HistoryReplay replay = log.replay(c);
            List<CustomerHistory> replayed = new ArrayList<>();
            for (int day : days) {
                replayed.add(replay.asOf(day));
            }
            for (int i = 0; i < days.size(); i++) {
                assertThat(told(replayed.get(i))).isEqualTo(told(log.historyAsOf(c, days.get(i))));
            }
        }
    }

    private static List<Kept> told(CustomerHistory history) {
        List<Kept> told = new ArrayList<>();
        for (int row = 0; row < history.rows(); row++) {
            assertThat(row == 0 || history.day(row - 1) <= history.day(row)).isTrue();
            told.add(new Kept(
                    history.day(row),
                    history.amountMinor(row),
                    history.costMinor(row),
                    history.quantity(row),
                    List.of()));
        }
        // The order within a day is not promised.
        Collections.sort(told);
        return told;
    }

    @Property(seed = "17", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void longRunsOfOneCustomerAreNettedLikeShortOnes(
            @ForAll Setup setup,
            @ForAll @Size(min = 60, max = 200) List<Row> rows,
            @ForAll @Size(max = 9) List<Row> later) {
        LogOptions options = setup.options().withRefunds(RefundPolicy.NET);
        List<Row> ofOne = rows.stream().map(row -> row.under("1")).toList();
        List<Row> laterOfOne = later.stream().map(row -> row.under("1")).toList();
        ReferenceLog reference = ReferenceLog.of(options, ofOne);
        TransactionLog log = Row.log(options, ofOne);
        reference.assertMatches(log);
        reference.append(laterOfOne);
        reference.assertMatches(Row.append(log, laterOfOne));
    }

    @Property(seed = "15", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void sameRowsIsSymmetricAndTellsWhatTheReferenceTells(
            @ForAll Setup setup, @ForAll @Size(max = 5) List<Row> rows, @ForAll @Size(max = 5) List<Row> others) {
        LogOptions options = setup.options();
        TransactionLog log = Row.log(options, rows);
        TransactionLog other = Row.log(options, others);
        boolean expected = contents(log).equals(contents(other));
        assertThat(log.sameRows(other)).isEqualTo(expected);
        assertThat(other.sameRows(log)).isEqualTo(expected);
    }

    private static List<Object> contents(TransactionLog log) {
        List<Object> contents = new ArrayList<>();
        for (int c : log.index().inIdOrder()) {
            String id = Objects.requireNonNull(log.index().id(c));
            contents.add(id);
            contents.add(ReferenceLog.rowsOf(log, id));
        }
        return contents;
    }

    private static void assertSame(TransactionLog actual, TransactionLog expected) {
        assertThat(actual.sameRows(expected))
                .as("rows of " + actual + " and " + expected)
                .isTrue();
        assertThat(expected.sameRows(actual)).isTrue();
        assertThat(labels(actual)).isEqualTo(labels(expected));
        assertThat(actual.report()).isEqualTo(expected.report());
        assertThat(actual.report().toString()).isEqualTo(expected.report().toString());
        assertThat(actual.report().unmatchedRefundMinor())
                .isEqualTo(expected.report().unmatchedRefundMinor());
        assertThat(actual.report().cancelledUnits()).isEqualTo(expected.report().cancelledUnits());
        assertThat(actual.report().cancelledCostMinor())
                .isEqualTo(expected.report().cancelledCostMinor());
        ReferenceLog.assertBalanced(actual);
    }

    private static List<List<String>> labels(TransactionLog log) {
        return log.options().dimensions().stream()
                .map(name -> log.dimension(name).labels().stream().sorted().toList())
                .toList();
    }
}
