package io.github.clv4j.rfm;

import io.github.clv4j.data.CustomerIndex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Each scoring rule in its own words, slow and plain: sort everything, then count. Values rise from worst to best. */
final class SlowScores {
    /** A customer's value, negative where low is best, and its place in id order. */
    record Ranked(int customer, double goodness, int idPlace) {}

    private SlowScores() {}

    /**
     * The score of each customer that is given; under {@link ScoringRule#MEAN} without those whose value is a quotient that
     * equals the mean but for rounding: 8/3 among 2, 3, 3 and 8/3 is not better than the mean, its double may be.
     */
    static Map<Integer, Integer> score(
            ScoringRule rule, RfmDimension dimension, RfmScores scores, List<Integer> customers, int bins) {
        CustomerIndex index = scores.summary().index();
        List<Integer> byId =
                new ArrayList<>(Arrays.stream(index.inIdOrder()).boxed().toList());
        List<Ranked> sorted = new ArrayList<>();
        for (int c : customers) {
            double value = scores.value(dimension, c);
            sorted.add(new Ranked(c, (dimension.isLowBest() ? -value : value) + 0.0, byId.indexOf(c)));
        }
        sorted.sort(Comparator.comparingDouble(Ranked::goodness).thenComparingInt(Ranked::idPlace));
        Map<Integer, Integer> result = new TreeMap<>();
        int n = sorted.size();
        for (int place = 1; place <= n; place++) {
            Ranked one = sorted.get(place - 1);
            long worse = sorted.stream()
                    .filter(other -> other.goodness() < one.goodness())
                    .count();
            long noBetter = sorted.stream()
                    .filter(other -> other.goodness() <= one.goodness())
                    .count();
            if (rule == ScoringRule.MEAN && isMeanButForRounding(sorted, one)) {
                continue;
            }
            result.put(
                    one.customer(),
                    switch (rule) {
                        case NTILE -> ntile(place, n, bins);
                        case PERCENT_RANK -> percentRank(worse, n, bins);
                        case CUME_DIST -> ceiling(BigDecimal.valueOf(noBetter), n, bins);
                        case AVERAGE_RANK ->
                            ceiling(
                                    BigDecimal.valueOf(worse + 1 + noBetter)
                                            .divide(BigDecimal.valueOf(2))
                                            .subtract(new BigDecimal("0.5")),
                                    n,
                                    bins);
                        case MEAN -> aboveMean(sorted, one);
                        default -> throw new IllegalArgumentException(rule + " has its own test");
                    });
        }
        return result;
    }

    /** Deals out places bucket by bucket, the first ones one larger. */
    private static int ntile(int place, int n, int bins) {
        int end = 0;
        for (int bucket = 1; bucket <= bins; bucket++) {
            end += n / bins + (bucket <= n % bins ? 1 : 0);
            if (place <= end) {
                return bucket;
            }
        }
        throw new IllegalStateException();
    }

    private static int percentRank(long worse, int n, int bins) {
        return n == 1 ? 1 : (int) Math.min(bins, 1 + bins * worse / (n - 1));
    }

    private static int ceiling(BigDecimal part, int n, int bins) {
        return part.multiply(BigDecimal.valueOf(bins))
                .divide(BigDecimal.valueOf(n), 0, java.math.RoundingMode.CEILING)
                .intValueExact();
    }

    private static int aboveMean(List<Ranked> all, Ranked one) {
        return timesAboveMean(all, one).signum() > 0 ? 2 : 1;
    }

    private static boolean isMeanButForRounding(List<Ranked> all, Ranked one) {
        double value = one.goodness();
        BigDecimal rounding = new BigDecimal(2 * Math.ulp(value)).multiply(BigDecimal.valueOf(all.size()));
        return value != Math.rint(value) && timesAboveMean(all, one).abs().compareTo(rounding) <= 0;
    }

    /** The number of values times what one is above their mean, exactly. */
    private static BigDecimal timesAboveMean(List<Ranked> all, Ranked one) {
        BigDecimal sum =
                all.stream().map(other -> new BigDecimal(other.goodness())).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new BigDecimal(one.goodness())
                .multiply(BigDecimal.valueOf(all.size()))
                .subtract(sum);
    }
}
