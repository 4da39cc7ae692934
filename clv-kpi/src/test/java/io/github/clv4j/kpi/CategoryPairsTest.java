package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CategoryPairsTest {
    private static final OrderWindow WINDOW =
            new OrderWindow(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-12-31"));

    /** Baskets on a day each: {tea, cup} three times, {tea} twice, {cup}, {pot, cup}, {pot}, {lid} and {lid}. */
    private static final List<Logs.Row> ROWS = rows("tc", "tc", "tc", "t", "t", "c", "pc", "p", "l", "l");

    private static List<Logs.Row> rows(String... baskets) {
        List<Logs.Row> rows = new ArrayList<>();
        for (int i = 0; i < baskets.length; i++) {
            int day = i;
            baskets[i]
                    .chars()
                    .forEach(c -> rows.add(new Logs.Row(
                            "customer " + day % 5, Logs.day("2011-03-01") + day, 1_00, 0, String.valueOf((char) c))));
        }
        return rows;
    }

    private static CategoryPairs pairs(BasketKind kind, double minimumSupport) {
        return CategoryPairs.of(
                Logs.of(ROWS, RefundPolicy.KEEP_NEGATIVE, false), "channel", WINDOW, kind, minimumSupport);
    }

    @Test
    void pairsOfOrderDays() {
        CategoryPairs pairs = pairs(BasketKind.ORDER_DAY, 0);
        assertThat(pairs.baskets()).isEqualTo(10);
        assertThat(pairs.pairs())
                .containsExactly(new CategoryPair("c", "t", 3, 5, 5, 10), new CategoryPair("c", "p", 1, 5, 2, 10));
        CategoryPair pair = pairs.pair("t", "c");
        assertThat(pair.support(0.9).rate().value()).isEqualTo(0.3);
        assertThat(pair.confidence(0.9).rate().value()).isEqualTo(0.6);
        assertThat(pair.lift().value()).isEqualTo(1.2);
        assertThat(pairs.pair("t", "p").lift().value()).isEqualTo(0);
        assertThat(pairs.toTable(0.9).rows()).isEqualTo(4);
        assertThat(pairs.toTable(0.9).column("confidence").doubleAt(3)).isEqualTo(0.5);
    }

    @Test
    void pairsOfCustomers() {
        // Customers have the baskets i and i + 5: {t, c}, {t, c, p}, {t, c, p}, {t, l}, {t, l}.
        CategoryPairs pairs = pairs(BasketKind.CUSTOMER, 0.6);
        assertThat(pairs.baskets()).isEqualTo(5);
        assertThat(pairs.pairs()).containsExactly(new CategoryPair("c", "t", 3, 3, 5, 5));
        assertThat(pairs(BasketKind.CUSTOMER, 0.4).pairs())
                .extracting(CategoryPair::second)
                .containsExactly("t", "p", "t", "t");
    }

    @Test
    void badInputIsNamed() {
        CategoryPairs pairs = pairs(BasketKind.CUSTOMER, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pairs(BasketKind.CUSTOMER, Double.NaN))
                .withMessage("minimum support is NaN; it must be 0 to 1 (0.01 is 1 % of baskets)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pairs.pair("t", "x"))
                .withMessage("there is no channel 'x'; there are [c, l, p, t]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pairs.pair("t", "t"))
                .withMessage("a pair is of two categories; both are 't'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoryPair("a", "b", 3, 2, 4, 9))
                .withMessageContaining("counts are 3 together, 2 and 4 apart, of 9 baskets");
    }

    private static List<Logs.Row> random(List<Integer> seeds) {
        List<Logs.Row> rows = new ArrayList<>();
        for (int seed : seeds) {
            rows.add(new Logs.Row(
                    "customer " + seed % 4,
                    Logs.day("2010-12-30") + seed / 4 % 6,
                    seed / 24 % 9 - 1,
                    0,
                    List.of("c", "t", "p", "x").get(seed / 216 % 4)));
        }
        return rows;
    }

    /** Against sets of labels made row by row. */
    @Property(tries = 200)
    void countsAreThoseOfSetsAndLiftIsSymmetric(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 99_999) Integer> seeds,
            @ForAll BasketKind kind,
            @ForAll Random random) {
        List<Logs.Row> rows = random(seeds);
        rows.add(new Logs.Row("customer 0", Logs.day("2010-12-01"), 1, 0, "c"));
        rows.add(new Logs.Row("customer 0", Logs.day("2010-12-01"), 1, 0, "t"));
        rows.add(new Logs.Row("customer 0", Logs.day("2010-12-01"), 1, 0, "p"));
        Map<String, TreeSet<String>> baskets = new TreeMap<>();
        for (Logs.Row row : rows) {
            if (row.day() >= WINDOW.firstDay() && row.amount() >= 0) {
                String key = row.customer() + (kind == BasketKind.ORDER_DAY ? " " + row.day() : "");
                baskets.computeIfAbsent(key, k -> new TreeSet<>()).add("" + row.channel());
            }
        }
        Collections.shuffle(rows, random);
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        CategoryPairs pairs = CategoryPairs.of(log, "channel", WINDOW, kind, 0);
        assertThat(pairs.baskets()).isEqualTo(baskets.size());
        for (List<String> two : List.of(List.of("c", "t"), List.of("p", "c"), List.of("p", "t"))) {
            CategoryPair pair = pairs.pair(two.get(0), two.get(1));
            assertThat(pair.together())
                    .isEqualTo(baskets.values().stream()
                            .filter(set -> set.containsAll(two))
                            .count());
            assertThat(pair.firstCount())
                    .isEqualTo(baskets.values().stream()
                            .filter(set -> set.contains(two.get(0)))
                            .count());
            CategoryPair back = pairs.pair(two.get(1), two.get(0));
            assertThat(back).isEqualTo(pair.reversed());
            assertThat(back.lift()).isEqualTo(pair.lift());
        }
    }

    /** Against pairs of neighbouring days made of maps. */
    @Property(tries = 200)
    void transitionsAreThoseOfMaps(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 99_999) Integer> seeds, @ForAll Random random) {
        List<Logs.Row> rows = random(seeds);
        rows.add(new Logs.Row("customer 0", Logs.day("2010-12-01"), 1, 0, "c"));
        Map<String, TreeMap<Integer, TreeSet<String>>> days = new TreeMap<>();
        for (Logs.Row row : rows) {
            if (row.day() >= WINDOW.firstDay() && row.amount() >= 0) {
                days.computeIfAbsent(row.customer(), k -> new TreeMap<>())
                        .computeIfAbsent(row.day(), k -> new TreeSet<>())
                        .add("" + row.channel());
            }
        }
        Map<String, Long> expected = new TreeMap<>();
        for (TreeMap<Integer, TreeSet<String>> own : days.values()) {
            List<TreeSet<String>> sets = List.copyOf(own.values());
            for (int i = 0; i + 1 < sets.size(); i++) {
                for (String from : sets.get(i)) {
                    sets.get(i + 1).forEach(to -> expected.merge(from + to, 1L, Long::sum));
                    expected.merge(from, 1L, Long::sum);
                }
            }
        }
        Collections.shuffle(rows, random);
        CategoryTransitions next =
                CategoryTransitions.of(Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false), "channel", WINDOW);
        for (int from = 0; from < next.categories().size(); from++) {
            String label = next.categories().get(from);
            assertThat(next.steps(from)).isEqualTo(expected.getOrDefault(label, 0L));
            for (int to = 0; to < next.categories().size(); to++) {
                assertThat(next.count(from, to))
                        .isEqualTo(
                                expected.getOrDefault(label + next.categories().get(to), 0L));
            }
        }
    }
}
