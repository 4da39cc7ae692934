package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Journeys and attribution against slow twins that look at each order by itself. */
@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class JourneysPropertyTest {
    private static final List<AttributionRule> RULES = List.of(
            AttributionRule.firstTouch(),
            AttributionRule.lastTouch(),
            AttributionRule.linear(),
            AttributionRule.positionBased(),
            AttributionRule.positionBased(0.7, 0.3),
            AttributionRule.timeDecay(3),
            AttributionRule.shapley(),
            AttributionRule.markov());

    @Provide
    Arbitrary<List<Touchpoint>> touches() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", "p", "q"),
                        Arbitraries.integers().between(RandomLogs.FIRST_DAY - 5, RandomLogs.LAST_DAY + 5),
                        Arbitraries.of("web", "mail", "tv", "shop"),
                        Arbitraries.integers().between(-1, 3),
                        Arbitraries.longs().between(0, 2))
                .as((customer, day, channel, hour, cost) -> {
                    Touchpoint touch = Touchpoint.of(customer, LocalDate.ofEpochDay(day), channel)
                            .withCost(cost);
                    return hour < 0 ? touch : touch.at(LocalTime.of(hour, 0));
                })
                .list()
                .ofMaxSize(40)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<JourneyOptions> options() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(TouchReuse.class),
                        Arbitraries.integers().between(-40, 70))
                .as((days, reuse, asOf) -> JourneyOptions.withDefaults()
                        .withLookBackDays(days)
                        .withReuse(reuse)
                        .until(LocalDate.ofEpochDay(asOf)));
    }

    private static TransactionLog log(List<Logs.Row> rows) {
        return Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
    }

    /** Paths of conversions, day by day: every touchpoint is asked whether it belongs. */
    private static List<String> slowPaths(TransactionLog log, Touchpoints touches, JourneyOptions options) {
        int asOf = (int) Objects.requireNonNull(options.asOf()).toEpochDay();
        List<String> paths = new ArrayList<>();
        for (int c = 0; c < log.customers(); c++) {
            TreeMap<Integer, Long> days = new TreeMap<>();
            TreeSet<Integer> withOrder = new TreeSet<>();
            for (int row = log.start(c); row < log.end(c); row++) {
                if (log.day(row) <= asOf) {
                    days.merge(log.day(row), log.amountMinor(row), Long::sum);
                    if (log.amountMinor(row) >= 0) {
                        withOrder.add(log.day(row));
                    }
                }
            }
            for (int day : withOrder) {
                Integer before = withOrder.lower(day);
                List<String> channels = new ArrayList<>();
                for (int i = 0; i < touches.count(); i++) {
                    int at = touches.day(i);
                    boolean free = options.reuse() == TouchReuse.EVERY_ORDER || before == null || at > before;
                    if (touches.customer(i) == c && at <= day && at >= day - options.lookBackDays() && free) {
                        channels.add(touches.channel(i));
                    }
                }
                paths.add(c + " " + day + " " + days.get(day) + " " + channels);
            }
        }
        return paths;
    }

    private static List<String> paths(Journeys journeys) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < journeys.conversions(); i++) {
            paths.add(journeys.customer(i) + " " + journeys.day(i) + " " + journeys.revenueMinor(i) + " "
                    + journeys.path(i));
        }
        return paths;
    }

    @Property(tries = 500)
    void pathsAreWhatEachOrderSees(
            @ForAll List<Logs.Row> rows,
            @ForAll("touches") List<Touchpoint> touches,
            @ForAll("options") JourneyOptions options) {
        TransactionLog log = log(rows);
        Touchpoints all = Touches.of(log, touches);
        Journeys journeys = Journeys.of(log, all, options);
        assertThat(paths(journeys)).isEqualTo(slowPaths(log, all, options));
        // Every touchpoint up to the day is in a path, in one without an order, or open.
        boolean[] seen = new boolean[all.count()];
        for (int i = 0; i < journeys.conversions(); i++) {
            Arrays.fill(seen, journeys.from(i), journeys.to(i), true);
        }
        long inNone = 0;
        for (int i = 0; i < journeys.pathsWithoutOrder(); i++) {
            for (int touch = journeys.fromWithoutOrder(i); touch < journeys.toWithoutOrder(i); touch++) {
                assertThat(seen[touch]).isFalse();
                seen[touch] = true;
            }
        }
        for (int i = 0; i < seen.length; i++) {
            inNone += !seen[i] && all.day(i) <= journeys.asOf().toEpochDay() ? 1 : 0;
        }
        assertThat(journeys.openTouchpoints()).isEqualTo(inNone);
    }

    @Property(tries = 200)
    void theOrderOfRowsDoesNotMatter(
            @ForAll List<Logs.Row> rows,
            @ForAll("touches") List<Touchpoint> touches,
            @ForAll("options") JourneyOptions options,
            @ForAll Random random) {
        List<Logs.Row> otherRows = new ArrayList<>(rows);
        List<Touchpoint> otherTouches = new ArrayList<>(touches);
        Collections.shuffle(otherRows, random);
        Collections.shuffle(otherTouches, random);
        TransactionLog log = log(rows);
        TransactionLog other = log(otherRows);
        Journeys journeys = Journeys.of(log, Touches.of(log, touches), options);
        Journeys others = Journeys.of(other, Touches.of(other, otherTouches), options);
        assertThat(others.paths()).isEqualTo(journeys.paths());
        assertThat(Touches.lines(others.touchpoints().toTable()))
                .isEqualTo(Touches.lines(journeys.touchpoints().toTable()));
        for (AttributionRule rule : RULES) {
            assertThat(Touches.lines(Attribution.ofRevenue(others, rule).toTable()))
                    .isEqualTo(
                            Touches.lines(Attribution.ofRevenue(journeys, rule).toTable()));
        }
    }

    @Property(tries = 300)
    void everyRuleAddsUpToTheRevenue(
            @ForAll List<Logs.Row> rows,
            @ForAll("touches") List<Touchpoint> touches,
            @ForAll("options") JourneyOptions options) {
        TransactionLog log = log(rows);
        Journeys journeys = Journeys.of(log, Touches.of(log, touches), options);
        long revenue = 0;
        for (int row = 0; row < log.rows(); row++) {
            revenue += log.day(row) <= journeys.asOf().toEpochDay() ? log.amountMinor(row) : 0;
        }
        long withPath = 0;
        for (int i = 0; i < journeys.conversions(); i++) {
            withPath += journeys.to(i) > journeys.from(i) ? journeys.revenueMinor(i) : 0;
        }
        assertThat(journeys.totalRevenueMinor()).isEqualTo(revenue);
        for (AttributionRule rule : RULES) {
            Attribution of = Attribution.ofRevenue(journeys, rule);
            long sum = of.unattributedMinor();
            for (int channel = 0; channel < of.channels().size(); channel++) {
                sum += of.minor(channel);
            }
            assertThat(sum).as(rule.name()).isEqualTo(revenue).isEqualTo(of.totalMinor());
            assertThat(of.unattributedMinor()).isEqualTo(revenue - withPath);
            Attribution values = Attribution.ofValues(journeys, rule, c -> 7L * c - 10);
            assertThat(values.totalMinor())
                    .isEqualTo(7L * log.customers() * (log.customers() - 1) / 2 - 10L * log.customers());
        }
    }

    /** Shapley's value as it is defined: the mean over all orders in which channels may join. */
    @Property(tries = 200)
    void shapleyIsTheMeanOverAllOrdersOfJoining(
            @ForAll List<Logs.Row> rows,
            @ForAll("touches") List<Touchpoint> touches,
            @ForAll("options") JourneyOptions options) {
        TransactionLog log = log(rows);
        Journeys journeys = Journeys.of(log, Touches.of(log, touches), options);
        int n = journeys.touchpoints().channels().size();
        double[] expected = new double[n];
        List<List<Integer>> orders = new ArrayList<>();
        permute(n, new ArrayList<>(), orders);
        for (List<Integer> order : orders) {
            for (int k = 0; k < n; k++) {
                expected[order.get(k)] +=
                        (worth(journeys, order.subList(0, k + 1)) - worth(journeys, order.subList(0, k)))
                                / (double) orders.size();
            }
        }
        Attribution shapley = Attribution.ofRevenue(journeys, AttributionRule.shapley());
        for (int channel = 0; channel < n; channel++) {
            assertThat((double) shapley.minor(channel)).isEqualTo(expected[channel], within(1.0));
        }
    }

    private static void permute(int n, List<Integer> begun, List<List<Integer>> all) {
        if (begun.size() == n) {
            all.add(List.copyOf(begun));
        }
        for (int next = 0; next < n; next++) {
            if (!begun.contains(next)) {
                begun.add(next);
                permute(n, begun, all);
                begun.remove(begun.size() - 1);
            }
        }
    }

    private static long worth(Journeys journeys, List<Integer> channels) {
        long worth = 0;
        for (int i = 0; i < journeys.conversions(); i++) {
            boolean covered = journeys.to(i) > journeys.from(i);
            for (int touch = journeys.from(i); touch < journeys.to(i); touch++) {
                covered &= channels.contains(journeys.touchpoints().channelCode(touch));
            }
            worth += covered ? journeys.revenueMinor(i) : 0;
        }
        return worth;
    }

    /** The chain walked step by step without a channel, until nothing is left on the way. */
    @Property(tries = 100)
    void removalEffectsAreWhatAChainWithoutTheChannelLoses(
            @ForAll List<Logs.Row> rows,
            @ForAll("touches") List<Touchpoint> touches,
            @ForAll("options") JourneyOptions options) {
        TransactionLog log = log(rows);
        MarkovRemoval markov = MarkovRemoval.of(Journeys.of(log, Touches.of(log, touches), options));
        double all = walked(markov, -1);
        if (Double.isNaN(markov.conversionProbability())) {
            return;
        }
        assertThat(markov.conversionProbability()).isEqualTo(all, within(1e-9));
        for (int channel = 0; channel < markov.channels().size() && all > 0; channel++) {
            assertThat(markov.removalEffect(channel)).isEqualTo(1 - walked(markov, channel) / all, within(1e-8));
        }
    }

    private static double walked(MarkovRemoval markov, int without) {
        int n = markov.channels().size();
        double[] at = new double[n];
        double starts = 0;
        for (int c = 0; c < n; c++) {
            at[c] = markov.starts(c);
            starts += at[c];
        }
        double converted = 0;
        for (int step = 0; step < 3000; step++) {
            double[] next = new double[n];
            for (int c = 0; c < n; c++) {
                double out = markov.conversionsAfter(c) + markov.endsAfter(c);
                for (int to = 0; to < n; to++) {
                    out += markov.transitions(c, to);
                }
                if (c != without && out > 0) {
                    converted += at[c] * markov.conversionsAfter(c) / out;
                    for (int to = 0; to < n; to++) {
                        next[to] += at[c] * markov.transitions(c, to) / out;
                    }
                }
            }
            at = next;
        }
        return converted / starts;
    }
}
