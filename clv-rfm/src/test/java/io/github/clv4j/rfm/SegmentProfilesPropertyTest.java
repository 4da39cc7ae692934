package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class SegmentProfilesPropertyTest {
    /** Customers with orders, refunds, both, or rows after the as-of day only; costs of either sign. */
    private static CustomerSummary summary(Random random, int rows) {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(TestBase.EUR)
                .withRefunds(RefundPolicy.KEEP_NEGATIVE)
                .withCost());
        int day = (int) TestBase.AS_OF.toEpochDay();
        for (int row = 0; row < rows; row++) {
            builder.add(
                    "c" + random.nextInt(1 + rows / 2),
                    day - random.nextInt(40) + 5,
                    random.nextInt(-2, 8) * 100L + random.nextInt(3),
                    random.nextInt(300));
        }
        return CustomerSummary.of(builder.build(), SummaryOptions.withDefaults().until(TestBase.AS_OF));
    }

    private static Grouping grouping(Random random, String name, int customers, int groups) {
        return Grouping.of(
                name,
                IntStream.range(0, groups).mapToObj(g -> name + g).toList(),
                IntStream.range(0, customers)
                        .map(c -> random.nextInt(-1, groups))
                        .toArray());
    }

    @Property(tries = 300)
    void rowsOfAnyNestingAddUpToTheSummary(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(min = 1, max = 4) int groups) {
        Random random = new Random(seed);
        CustomerSummary summary = summary(random, rows);
        long[] value = random.longs(summary.customers(), -1000, 5000).toArray();
        Grouping segments = grouping(random, "s", summary.customers(), groups);
        Map<String, String> macroOf = new HashMap<>();
        segments.labels().forEach(label -> macroOf.put(label, "m" + random.nextInt(2)));
        Grouping macro = MacroSegments.of(segments, macroOf);
        Grouping micro = MicroSegments.of(segments, grouping(random, "x", summary.customers(), 2));

        SegmentProfiles bySegment = SegmentProfiles.of(segments, summary, c -> value[c]);
        for (Grouping nesting : new Grouping[] {segments, macro, micro}) {
            SegmentProfiles profiles = SegmentProfiles.of(nesting, summary, c -> value[c]);
            assertThat(profiles.total()).isEqualTo(bySegment.total());
            assertThat(sum(profiles, profile -> profile.clv().orElseThrow().totalMinor()))
                    .isEqualTo(Arrays.stream(value).sum())
                    .isEqualTo(profiles.total().clv().orElseThrow().totalMinor());
            assertThat(sum(profiles, SegmentProfile::revenueMinor))
                    .isEqualTo(all(summary, summary::spendMinor))
                    .isEqualTo(profiles.total().revenueMinor());
            assertThat(OptionalLong.of(
                            sum(profiles, profile -> profile.marginMinor().orElseThrow())))
                    .isEqualTo(OptionalLong.of(all(summary, c -> summary.spendMinor(c) - summary.costMinor(c))))
                    .isEqualTo(profiles.total().marginMinor());
            assertThat(sum(profiles, SegmentProfile::orders)).isEqualTo(all(summary, summary::orders));
            assertThat(sum(profiles, SegmentProfile::customers))
                    .isEqualTo(profiles.total().customers());
        }
        for (String label : macro.labels()) {
            long parts = segments.labels().stream()
                    .filter(segment -> label.equals(macroOf.get(segment)))
                    .mapToLong(segment -> bySegment.profile(segment).revenueMinor())
                    .sum();
            assertThat(SegmentProfiles.of(macro, summary).profile(label).revenueMinor())
                    .isEqualTo(parts);
        }
    }

    private static long sum(SegmentProfiles profiles, ToLongFunction<SegmentProfile> figure) {
        return profiles.profiles().stream().mapToLong(figure).sum();
    }

    private static long all(CustomerSummary summary, IntToLongFunction figure) {
        return IntStream.range(0, summary.customers()).mapToLong(figure).sum();
    }

    @Property(tries = 300)
    void spreadsAreThoseOfSortedValues(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(min = 1, max = 3) int groups) {
        Random random = new Random(seed);
        CustomerSummary summary = summary(random, rows);
        Grouping segments = grouping(random, "s", summary.customers(), groups);
        SegmentProfiles profiles = SegmentProfiles.of(segments, summary, c -> 3L * c);
        for (int g = 0; g < groups; g++) {
            int group = g;
            int[] members = IntStream.range(0, summary.customers())
                    .filter(c -> summary.isPresent(c) && segments.groupOf(c) == group)
                    .toArray();
            SegmentProfile profile = profiles.profile("s" + g);
            if (members.length == 0) {
                assertThat(profile.recencySpread()).isEmpty();
                assertThat(profile.spendSpread()).isEmpty();
                continue;
            }
            assertSpread(profile.recencySpread().orElseThrow(), members, summary::recencyDays, 1);
            assertSpread(profile.ordersSpread().orElseThrow(), members, summary::orders, 1);
            assertSpread(profile.spendSpread().orElseThrow(), members, summary::spendMinor, 100);
            assertSpread(profile.clv().orElseThrow().spread().orElseThrow(), members, c -> 3L * c, 100);
        }
        int[] present = IntStream.range(0, summary.customers())
                .filter(summary::isPresent)
                .toArray();
        if (present.length > 0) {
            assertSpread(profiles.total().recencySpread().orElseThrow(), present, summary::recencyDays, 1);
        }
    }

    private static void assertSpread(Spread spread, int[] members, IntToLongFunction figure, double unit) {
        double[] sorted = Arrays.stream(members)
                .mapToDouble(c -> (double) figure.applyAsLong(c) / unit)
                .sorted()
                .toArray();
        Offset<Double> rounding = Offset.offset(1e-9);
        assertThat(spread.p10()).isCloseTo(type7(sorted, 0.10), rounding);
        assertThat(spread.p25()).isCloseTo(type7(sorted, 0.25), rounding);
        assertThat(spread.p50()).isCloseTo(type7(sorted, 0.50), rounding);
        assertThat(spread.p75()).isCloseTo(type7(sorted, 0.75), rounding);
        assertThat(spread.p90()).isCloseTo(type7(sorted, 0.90), rounding);
    }

    /** R's default: h = (n − 1) p, linear between the order statistics beside it. */
    private static double type7(double[] sorted, double p) {
        double h = (sorted.length - 1) * p;
        int low = (int) Math.floor(h);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (h - low) * (sorted[high] - sorted[low]);
    }
}
