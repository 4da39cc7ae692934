package io.github.clv4j.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;
import org.jspecify.annotations.Nullable;

/**
 * Small logs full of ties: few customers, days, amounts and labels, so that refunds, duplicates and equal keys meet all
 * the time. Ids are numbers written as text, so that each log can also be built with {@code long} ids.
 */
final class LogArbitraries extends DomainContextBase {
    /** The customers that arise, bad ones aside. */
    static final List<String> CUSTOMERS = List.of("1", "2", "3", "-40");

    /** What a log is built under; a record, so that a failing sample can be read. */
    record Setup(
            RefundPolicy refunds,
            DuplicatePolicy duplicates,
            ZeroAmountPolicy zeroAmounts,
            boolean cost,
            boolean quantity,
            int dimensions,
            boolean untilDayTwo) {
        LogOptions options() {
            LogOptions options = LogOptions.of(MoneyScale.of("EUR"))
                    .withRefunds(refunds)
                    .withDuplicates(duplicates)
                    .withZeroAmounts(zeroAmounts)
                    .withBadRows(BadRowPolicy.skip());
            options = cost ? options.withCost() : options;
            options = quantity ? options.withQuantity() : options;
            options = switch (dimensions) {
                case 0 -> options;
                case 1 -> options.withDimensions("channel");
                default -> options.withDimensions("channel", "category");
            };
            return untilDayTwo ? options.withLastDay(LocalDate.ofEpochDay(2)) : options;
        }
    }

    /** A step in the life of a log. */
    sealed interface Step {
        /** A later batch. */
        record Append(List<Row> rows) implements Step {}

        /** An erasure of whichever known id the number picks. */
        record Erase(int pick) implements Step {}

        /** A merge of whichever known ids the numbers pick. */
        record Merge(int pickKept, int pickOther) implements Step {}
    }

    @Provide
    Arbitrary<Setup> setups() {
        // NET twice as often: it is the policy with the most to go wrong.
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(RefundPolicy.NET)),
                                Tuple.of(2, Arbitraries.of(RefundPolicy.class))),
                        Arbitraries.of(DuplicatePolicy.class),
                        Arbitraries.of(ZeroAmountPolicy.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)))
                .as(Setup::new);
    }

    @Provide
    Arbitrary<Row> rows() {
        Arbitrary<@Nullable String> customer = Arbitraries.frequencyOf(
                Tuple.of(40, Arbitraries.of(CUSTOMERS)),
                Tuple.of(1, Arbitraries.of("", " \t").injectNull(0.4)));
        Arbitrary<Integer> day = Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.of(-1, 0, 1, 2, 3)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                TimeGrid.MIN_DAY,
                                TimeGrid.MAX_DAY,
                                TimeGrid.MIN_DAY - 1,
                                TimeGrid.MAX_DAY + 1,
                                Integer.MIN_VALUE,
                                Integer.MAX_VALUE)));
        Arbitrary<Long> amount = Arbitraries.frequencyOf(
                Tuple.of(50, Arbitraries.of(1L, 2L, 3L, 5L)),
                Tuple.of(40, Arbitraries.of(-1L, -2L, -3L, -4L, -8L)),
                Tuple.of(6, Arbitraries.just(0L)),
                Tuple.of(1, Arbitraries.just(Long.MIN_VALUE)));
        Arbitrary<Long> cost = Arbitraries.of(-2L, -1L, 0L, 1L, 2L);
        Arbitrary<Integer> quantity = Arbitraries.of(-3, -1, 0, 1, 2, 12);
        // "Z" before "a" before "ä" in UTF-16 order, which no locale's collation gives.
        Arbitrary<@Nullable String> label = Arbitraries.of("", "a", "Z", "ä").injectNull(0.2);
        return Combinators.combine(customer, day, amount, cost, quantity, label, label)
                .as(Row::new);
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Integer> pick = Arbitraries.integers().between(0, 7);
        return Arbitraries.frequencyOf(
                Tuple.of(3, rows().list().ofMaxSize(15).map(Step.Append::new)),
                Tuple.of(1, pick.map(Step.Erase::new)),
                Tuple.of(2, Combinators.combine(pick, pick).as(Step.Merge::new)));
    }

    /** The same rows cut into batches at the given places. */
    static List<List<Row>> cut(List<Row> rows, List<Integer> places) {
        List<Integer> sorted =
                places.stream().map(p -> p % (rows.size() + 1)).sorted().toList();
        List<List<Row>> batches = new ArrayList<>();
        int from = 0;
        for (int to : sorted) {
            batches.add(rows.subList(from, to));
            from = to;
        }
        batches.add(rows.subList(from, rows.size()));
        return batches;
    }
}
