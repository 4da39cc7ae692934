package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * How often each score of a kind of survey was given, and what follows from that. Immutable.
 *
 * <p>The net promoter score is p − d in points, with p the proportion of promoters and d that of detractors among all n
 * responses. As the mean of n variables that are 1, 0 or −1 it has the variance
 *
 * <pre>  Var = 100² (p + d − (p − d)²) / n</pre>
 *
 * <p>Responses are taken for independent; who answers is taken for who was asked.
 */
public final class ScoreCounts {
    /** Most draws of a bootstrap. */
    public static final int MAX_DRAWS = 1_000_000;

    private static final String NONE = "no responses";
    private static final int POINTS = 100;

    private final SurveyKind kind;
    private final long[] counts;

    private ScoreCounts(SurveyKind kind, long[] counts) {
        this.kind = kind;
        this.counts = counts;
    }

    /**
     * Counts of scores.
     *
     * @param kind what was asked
     * @param counts responses with each score from {@link SurveyKind#lowest} to {@link SurveyKind#highest}, 0 or more;
     *     copied
     */
    public static ScoreCounts of(SurveyKind kind, long... counts) {
        int scores = Objects.requireNonNull(kind, "kind").highest() - kind.lowest() + 1;
        if (counts.length != scores) {
            throw new IllegalArgumentException(
                    "there are " + counts.length + " counts; " + kind + " has " + scores + " scores");
        }
        long responses = 0;
        for (int i = 0; i < scores; i++) {
            if (!(counts[i] >= 0 && counts[i] <= Integer.MAX_VALUE - responses)) {
                throw new IllegalArgumentException("count of score " + (kind.lowest() + i) + " is " + counts[i]
                        + "; it must be 0 or more, and all together at most " + Integer.MAX_VALUE);
            }
            responses += counts[i];
        }
        return new ScoreCounts(kind, counts.clone());
    }

    /** What was asked. */
    public SurveyKind kind() {
        return kind;
    }

    /** Responses. */
    public long responses() {
        return Arrays.stream(counts).sum();
    }

    /** Responses with a score. */
    public long count(int score) {
        if (kind.has(score)) {
            return counts[score - kind.lowest()];
        }
        throw new IllegalArgumentException(
                "score is " + score + "; " + kind + " must be " + kind.lowest() + " to " + kind.highest());
    }

    /** Responses in a class, such as promoters; an index into {@link SurveyKind#classes()}. */
    public long inClass(int which) {
        Objects.checkIndex(which, kind.classes().size());
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += kind.classOf(kind.lowest() + i) == which ? counts[i] : 0;
        }
        return sum;
    }

    /** Responses in the most satisfied class. */
    public long top() {
        return inClass(kind.classes().size() - 1);
    }

    /** The proportion in the most satisfied class, with Wilson's interval: top-2-box of CSAT, 5 to 7 of CES. */
    public RateEstimate topShare(double level) {
        return RateEstimate.wilson(top(), responses(), level, NONE);
    }

    /** The proportion in a class, with Wilson's interval. */
    public RateEstimate share(int which, double level) {
        return RateEstimate.wilson(inClass(which), responses(), level, NONE);
    }

    /** The net promoter score in points, −100 to 100. */
    public KpiValue nps() {
        requireNps();
        return KpiValue.of(Math.multiplyExact(POINTS, inClass(2) - inClass(0))).over(responses(), NONE);
    }

    /** The standard error of the net promoter score in points; NaN without responses. */
    public double npsStandardError() {
        requireNps();
        double n = responses();
        double p = inClass(2) / n;
        double d = inClass(0) / n;
        // The variance written as a sum of terms that are not negative: p(1 − p) + d(1 − d) + 2pd.
        return POINTS * Math.sqrt((p * (1 - p) + d * (1 - d) + 2 * p * d) / n);
    }

    private void requireNps() {
        if (kind != SurveyKind.NPS) {
            throw new IllegalArgumentException("scores are of " + kind + "; a net promoter score is of NPS alone");
        }
    }

    /**
     * The net promoter score with the score interval (May and Johnson 1997, Tango 1998): the scores that a score test does not
     * reject, as Wilson's are for one proportion. Within −100 to 100, not symmetric, and not of width 0 where all responses
     * are in one class.
     *
     * @param level such as 0.95
     */
    public ValueEstimate npsInterval(double level) {
        double z = Intervals.z(Intervals.checkedLevel(level));
        KpiValue nps = nps();
        if (responses() == 0) {
            return ValueEstimate.without(nps, level);
        }
        double n = responses();
        double promoters = inClass(2);
        double detractors = inClass(0);
        return new ValueEstimate(
                nps,
                Math.min(nps.value(), POINTS * NetShareInterval.lower(promoters, detractors, n, z)),
                Math.max(nps.value(), POINTS * NetShareInterval.upper(promoters, detractors, n, z)),
                level);
    }

    /**
     * The net promoter score with the percentile interval of a multinomial bootstrap: the responses are drawn again, with
     * replacement, as often as told. Not symmetric; of no width where all are in one class, and too narrow where one has few
     * responses, which {@link #npsInterval} is not.
     *
     * @param level such as 0.95
     * @param draws 100 to {@value #MAX_DRAWS}
     * @param seed the same seed gives the same interval
     */
    public ValueEstimate npsBootstrap(double level, int draws, long seed) {
        Intervals.checkedLevel(level);
        if (!(draws >= 100 && draws <= MAX_DRAWS)) {
            throw new IllegalArgumentException("draws are " + draws + "; they must be 100 to " + MAX_DRAWS);
        }
        KpiValue nps = nps();
        int n = (int) responses();
        int promoters = (int) inClass(2);
        if (n == 0) {
            return ValueEstimate.without(nps, level);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double promoter = (double) promoters / n;
        // A drawn response is a promoter, or else a detractor with the proportion of those among the others.
        double detractor = n == promoters ? 0 : (double) inClass(0) / (n - promoters);
        double[] points = new double[draws];
        for (int i = 0; i < draws; i++) {
            int drawn = binomial(random, n, promoter);
            points[i] = (double) POINTS * (drawn - binomial(random, n - drawn, detractor)) / n;
        }
        Arrays.sort(points);
        // A whole number of draws in each tail, also where (1 − level) / 2 is a rounding error below it.
        int low = (int) Math.floor((1 - level) / 2 * draws + 1e-9);
        return new ValueEstimate(nps, points[low], points[draws - 1 - low], level);
    }

    private static int binomial(SplittableRandom random, int trials, double probability) {
        double uniform = random.nextDouble();
        return trials == 0 || probability == 0
                ? 0
                : new BinomialDistribution(null, trials, probability).inverseCumulativeProbability(uniform);
    }

    /** The mean score, with Student's interval; there is none for a single response. */
    public ValueEstimate mean(double level) {
        Intervals.checkedLevel(level);
        KpiValue mean = mean();
        long n = responses();
        if (n < 2) {
            return ValueEstimate.without(mean, level);
        }
        double t = Samples.studentQuantile((double) n - 1, level);
        return ValueEstimate.around(mean, t * meanStandardError(), level);
    }

    /** The mean score. */
    public KpiValue mean() {
        return KpiValue.of(total()).over(responses(), NONE);
    }

    /** The standard error of the mean score; NaN for fewer than two responses. */
    public double meanStandardError() {
        double n = responses();
        double sum = total();
        // Squares about a score in the middle of the scale, so that little cancels.
        double squares = squaresAbout(kind.top()) - (sum - n * kind.top()) * (sum - n * kind.top()) / n;
        return n < 2 ? Double.NaN : Math.sqrt(Math.max(0, squares) / (n - 1) / n);
    }

    private long total() {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] * (kind.lowest() + i);
        }
        return sum;
    }

    private long squaresAbout(int centre) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            long off = (long) kind.lowest() + i - centre;
            sum += counts[i] * off * off;
        }
        return sum;
    }

    /**
     * Whether the score changed since earlier responses to the same question: the net promoter score of NPS, the mean of
     * CSAT and CES; z is the difference over √(SE₁² + SE₂²).
     *
     * @param earlier responses of other customers, or of the same taken for independent
     */
    public DifferenceTest changeSince(ScoreCounts earlier) {
        if (earlier.kind != kind) {
            throw new IllegalArgumentException("scores are of " + kind + ", the earlier ones of " + earlier.kind);
        }
        if (responses() == 0 || earlier.responses() == 0) {
            String reason = responses() == 0 ? NONE : "no earlier responses";
            return DifferenceTest.undefined(KpiValue.undefined(reason), reason);
        }
        boolean nps = kind == SurveyKind.NPS;
        KpiValue difference = nps
                ? difference(
                        POINTS * (inClass(2) - inClass(0)), POINTS * (earlier.inClass(2) - earlier.inClass(0)), earlier)
                : difference(total(), earlier.total(), earlier);
        double error = nps
                ? Math.hypot(npsStandardError(), earlier.npsStandardError())
                : Math.hypot(meanStandardError(), earlier.meanStandardError());
        return DifferenceTest.normal(difference, error);
    }

    private KpiValue difference(long sum, long earlierSum, ScoreCounts earlier) {
        BigDecimal n = BigDecimal.valueOf(responses());
        BigDecimal m = BigDecimal.valueOf(earlier.responses());
        BigDecimal over = BigDecimal.valueOf(sum)
                .multiply(m)
                .subtract(BigDecimal.valueOf(earlierSum).multiply(n));
        return KpiValue.of(over).over(KpiValue.of(n.multiply(m)), NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreCounts that && kind == that.kind && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return kind + " " + Arrays.toString(counts) + " from " + kind.lowest();
    }
}
