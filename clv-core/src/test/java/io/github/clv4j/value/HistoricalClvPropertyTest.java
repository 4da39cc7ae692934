package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.Cells;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.KnownRows;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.summary.TestRow;
import io.github.clv4j.summary.World;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class HistoricalClvPropertyTest {
    /** What is assumed of a customer base; costs by position in {@link World#IDS}. */
    record Terms(
            boolean costColumn,
            int marginPercent,
            long servePerOrder,
            List<Long> serve,
            List<Long> acquisition,
            int yearlyPercent,
            ValuationDate valuation) {

        TransactionLog log(RefundPolicy policy, List<TestRow> rows) {
            return costColumn ? TestRow.log(policy, rows) : TestRow.log(TestRow.options(policy), rows, false);
        }

        HistoricalClvOptions options(CustomerIndex index) {
            HistoricalClvOptions options = HistoricalClvOptions.withDefaults()
                    .withCostToServePerOrder(servePerOrder)
                    .withCostToServe(of(index, serve))
                    .withAcquisitionCost(of(index, acquisition))
                    .withDiscount(DiscountRate.annual(yearlyPercent / 100.0), valuation);
            return costColumn ? options : options.withGrossMargin(marginPercent / 100.0);
        }

        private static long[] of(CustomerIndex index, List<Long> byId) {
            return IntStream.range(0, index.size())
                    .mapToLong(c -> byId.get(World.IDS.indexOf(index.id(c))))
                    .toArray();
        }
    }

    @Property(tries = 1000, seed = "51")
    void isWhatTheRowsSay(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf,
            @ForAll("terms") Terms terms) {
        TransactionLog log = terms.log(policy, world.rows());

        HistoricalClv clv = HistoricalClv.of(log, terms.options(log.index()).until(world.date(asOf)));

        Map<String, List<TestRow>> known = KnownRows.asOf(world.rows(), policy, world.day(asOf));
        for (int c = 0; c < clv.customers(); c++) {
            String id = log.index().id(c);
            List<TestRow> rows = known.getOrDefault(id, List.of());
            int orders = (int) rows.stream().filter(row -> row.amount() >= 0).count();
            long revenue = rows.stream().mapToLong(TestRow::amount).sum();
            long margin = terms.costColumn
                    ? revenue - rows.stream().mapToLong(TestRow::cost).sum()
                    : BigDecimal.valueOf(revenue)
                            .multiply(BigDecimal.valueOf(terms.marginPercent, 2))
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .longValueExact();
            long serve = orders * terms.servePerOrder + terms.serve.get(World.IDS.indexOf(id));
            long acquisition = orders == 0 ? 0 : terms.acquisition.get(World.IDS.indexOf(id));
            assertThat(clv.orders(c)).isEqualTo(orders);
            assertThat(clv.isPresent(c)).isEqualTo(orders > 0);
            assertThat(clv.revenueMinor(c)).isEqualTo(revenue);
            assertThat(clv.marginMinor(c)).isEqualTo(margin);
            assertThat(clv.costToServeMinor(c)).isEqualTo(serve);
            assertThat(clv.acquisitionCostMinor(c)).isEqualTo(acquisition);
            assertThat(clv.netMinor(c)).isEqualTo(margin - serve - acquisition);
            if (terms.yearlyPercent == 0) {
                assertThat(clv.valueMinor(c)).isEqualTo(margin - serve - acquisition);
            } else {
                double exact = discounted(rows, world.day(asOf), terms, id, acquisition);
                assertThat((double) clv.valueMinor(c)).isCloseTo(exact, within(0.5 + 1e-6));
            }
        }
    }

    private static double discounted(List<TestRow> rows, int asOf, Terms terms, String id, long acquisition) {
        int first = rows.stream()
                .filter(row -> row.amount() >= 0)
                .mapToInt(TestRow::day)
                .min()
                .orElse(asOf);
        int valuation = terms.valuation == ValuationDate.AS_OF ? asOf : first;
        double value = -acquisition * growth(terms, first, valuation)
                - terms.serve.get(World.IDS.indexOf(id)) * growth(terms, asOf, valuation);
        for (TestRow row : rows) {
            double flow = terms.costColumn ? row.amount() - row.cost() : row.amount() * terms.marginPercent / 100.0;
            flow -= row.amount() >= 0 ? terms.servePerOrder : 0;
            value += flow * growth(terms, row.day(), valuation);
        }
        return value;
    }

    private static double growth(Terms terms, int from, int to) {
        return Math.pow(1 + terms.yearlyPercent / 100.0, (to - from) / 365.25);
    }

    @Property(tries = 300, seed = "52")
    void revenueAndOrdersAreThoseOfTheSummary(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf) {
        TransactionLog log = TestRow.log(policy, world.rows());
        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.daily().until(world.date(asOf)));
        HistoricalClv clv =
                HistoricalClv.of(log, HistoricalClvOptions.withDefaults().until(world.date(asOf)));

        for (int c = 0; c < clv.customers(); c++) {
            assertThat(clv.orders(c)).isEqualTo(summary.orders(c));
            assertThat(clv.revenueMinor(c)).isEqualTo(summary.spendMinor(c));
            assertThat(clv.marginMinor(c)).isEqualTo(summary.spendMinor(c) - summary.costMinor(c));
        }
    }

    @Property(tries = 300, seed = "53")
    void laterRowsPlayNoPart(
            @ForAll("worlds") World world,
            @ForAll("worlds") World other,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf,
            @ForAll("terms") Terms terms) {
        int day = world.day(asOf);
        List<TestRow> rewritten = new ArrayList<>(world.until(day));
        for (TestRow row : other.rows()) {
            rewritten.add(new TestRow(row.id(), day + 1 + row.day() - other.base(), row.amount(), row.cost()));
        }

        List<List<List<String>>> tables = new ArrayList<>();
        for (List<TestRow> rows : List.of(world.until(day), world.rows(), rewritten)) {
            TransactionLog log = terms.log(policy, large(rows));
            HistoricalClv clv = HistoricalClv.of(log, terms.options(log.index()).until(world.date(asOf)));
            tables.add(Cells.of(clv.toTable()));
        }

        assertThat(tables.get(1)).isEqualTo(tables.get(0));
        assertThat(tables.get(2)).isEqualTo(tables.get(0));
    }

    @Property(tries = 500, seed = "54")
    void discountedValuesDoNotDependOnTheOrderOfTheInput(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf,
            @ForAll("terms") Terms terms,
            @ForAll long seed) {
        List<TestRow> rows = large(world.rows());
        List<TestRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        TransactionLog one = terms.log(policy, rows);
        TransactionLog other = terms.log(policy, shuffled);

        assertThat(values(HistoricalClv.of(other, terms.options(other.index()).until(world.date(asOf))), other))
                .isEqualTo(
                        values(HistoricalClv.of(one, terms.options(one.index()).until(world.date(asOf))), one));
    }

    /** Amounts so large that doubles round: any change of the order of additions would show. */
    private static List<TestRow> large(List<TestRow> rows) {
        return rows.stream()
                .map(row -> new TestRow(
                        row.id(), row.day(), row.amount() * 10_000_000_000_007L, row.cost() * 99_999_999_983L))
                .toList();
    }

    private static Map<String, Long> values(HistoricalClv clv, TransactionLog log) {
        Map<String, Long> values = new TreeMap<>();
        for (int c = 0; c < clv.customers(); c++) {
            values.put(log.index().id(c), clv.valueMinor(c));
        }
        return values;
    }

    @Property(tries = 500, seed = "55")
    void totalsByAnyGroupingAddUpToTheCustomers(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int asOf,
            @ForAll("terms") Terms terms,
            @ForAll long seed) {
        TransactionLog log = terms.log(policy, world.rows());
        HistoricalClv clv = HistoricalClv.of(log, terms.options(log.index()).until(world.date(asOf)));
        int[] groupOf = new Random(seed).ints(clv.customers(), -1, 3).toArray();
        ValueTotals totals = clv.totals(Grouping.of("segment", List.of("a", "b", "c"), groupOf));

        boolean withNone = totals.labels().size() == 4;
        assertThat(totals.labels())
                .isEqualTo(withNone ? List.of("a", "b", "c", ValueTotals.NONE) : List.of("a", "b", "c"));
        for (int group = 0; group < totals.labels().size(); group++) {
            int own = group == 3 ? Grouping.NONE : group;
            int[] members = IntStream.range(0, clv.customers())
                    .filter(c -> groupOf[c] == own)
                    .toArray();
            assertThat(totals.customers(group))
                    .isEqualTo(IntStream.of(members).filter(clv::isPresent).count());
            assertThat(totals.revenueMinor(group)).isEqualTo(sum(members, clv::revenueMinor));
            assertThat(totals.marginMinor(group)).isEqualTo(sum(members, clv::marginMinor));
            assertThat(totals.costToServeMinor(group)).isEqualTo(sum(members, clv::costToServeMinor));
            assertThat(totals.acquisitionCostMinor(group)).isEqualTo(sum(members, clv::acquisitionCostMinor));
            assertThat(totals.valueMinor(group)).isEqualTo(sum(members, clv::valueMinor));
        }
        int[] everyone = IntStream.range(0, clv.customers()).toArray();
        int[] groups = IntStream.range(0, totals.labels().size()).toArray();
        assertThat(sum(groups, totals::customers))
                .isEqualTo(IntStream.of(everyone).filter(clv::isPresent).count());
        assertThat(sum(groups, totals::revenueMinor)).isEqualTo(sum(everyone, clv::revenueMinor));
        assertThat(sum(groups, totals::marginMinor)).isEqualTo(sum(everyone, clv::marginMinor));
        assertThat(sum(groups, totals::costToServeMinor)).isEqualTo(sum(everyone, clv::costToServeMinor));
        assertThat(sum(groups, totals::acquisitionCostMinor)).isEqualTo(sum(everyone, clv::acquisitionCostMinor));
        assertThat(sum(groups, totals::valueMinor)).isEqualTo(sum(everyone, clv::valueMinor));
    }

    private static long sum(int[] members, IntToLongFunction amount) {
        return IntStream.of(members).mapToLong(amount).sum();
    }

    @Provide
    Arbitrary<World> worlds() {
        return World.worlds();
    }

    @Provide
    Arbitrary<RefundPolicy> policies() {
        return World.policies();
    }

    @Provide
    Arbitrary<Terms> terms() {
        Arbitrary<List<Long>> costs = Arbitraries.of(0L, 0L, 1L, 250L).list().ofSize(World.IDS.size());
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(-50, 100),
                        Arbitraries.of(0L, 33L),
                        costs,
                        costs,
                        Arbitraries.of(0, 1, 10, 100),
                        Arbitraries.of(ValuationDate.class))
                .as(Terms::new);
    }
}
