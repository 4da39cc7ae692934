package io.github.clv4j.summary;

import io.github.clv4j.data.RefundPolicy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Random rows with heavy ties: few customers, days and amounts, refunds among them, around days on which calendars turn.
 *
 * @param base the first day that rows may have
 * @param span days from the first to the last that rows may have
 */
public record World(int base, int span, List<TestRow> rows) {
    /** Texts that are decimal numbers; in order of value another order than as texts. */
    public static final List<String> IDS = List.of("1", "2", "10", "-5", "9007199254740993");

    private static final List<LocalDate> BASES = List.of(
            LocalDate.of(1, 1, 5),
            LocalDate.of(1899, 12, 29),
            LocalDate.of(1969, 12, 26),
            LocalDate.of(2019, 12, 28),
            LocalDate.of(2020, 12, 25),
            LocalDate.of(2024, 2, 26));

    public static Arbitrary<World> worlds() {
        Arbitrary<Integer> bases = Arbitraries.of(BASES).map(date -> (int) date.toEpochDay());
        Arbitrary<Integer> spans = Arbitraries.of(0, 3, 12, 70, 800);
        Arbitrary<Boolean> crowded = Arbitraries.integers().between(1, 10).map(tenth -> tenth == 1);
        return Combinators.combine(bases, spans, crowded)
                .flatAs((base, span, busy) -> rows(base, base + span, busy).map(rows -> new World(base, span, rows)))
                .withoutEdgeCases();
    }

    /** Up to 40 rows of any customers, or more than a hundred of two, dated within the given days. */
    private static Arbitrary<List<TestRow>> rows(int firstDay, int lastDay, boolean busy) {
        Arbitrary<Long> amounts = Arbitraries.of(-3000L, -2000L, -1000L, -700L, -1L, 0L, 1L, 700L, 1000L, 2000L, 3000L);
        return Combinators.combine(
                        Arbitraries.of(busy ? IDS.subList(0, 2) : IDS),
                        Arbitraries.integers().between(firstDay, lastDay),
                        amounts,
                        Arbitraries.of(0L, 0L, 300L, 500L, -300L))
                .as(TestRow::new)
                .list()
                .ofMinSize(busy ? 120 : 0)
                .ofMaxSize(busy ? 250 : 40)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** Policies under which a log holds refunds, nets them, or has none. */
    public static Arbitrary<RefundPolicy> policies() {
        return Arbitraries.of(RefundPolicy.NET, RefundPolicy.KEEP_NEGATIVE, RefundPolicy.DROP);
    }

    /** A day from two days before the rows (0) to two days after them (100). */
    public int day(int percent) {
        return base - 2 + percent * (span + 4) / 100;
    }

    public LocalDate date(int percent) {
        return LocalDate.ofEpochDay(day(percent));
    }

    /** The rows dated on or before a day. */
    public List<TestRow> until(int day) {
        return rows.stream().filter(row -> row.day() <= day).toList();
    }

    /** The rows in another order. */
    public List<TestRow> shuffled(long seed) {
        List<TestRow> other = new ArrayList<>(rows);
        Collections.shuffle(other, new Random(seed));
        return other;
    }
}
