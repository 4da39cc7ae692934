package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.SharedFiles;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BgBbTest {
    private static final TimeStep YEARS = TimeStep.YEARS;

    /** BTYD 2.4.3, bgbb.EstimateParameters driven to the maximum on the donations: btyd_donations_bgbb.json, fit.params. */
    private static final BgBb DONORS =
            BgBb.of(1.2035223459320588, 0.7497163557435818, 0.6567182096015499, 2.7834422432152945, YEARS);

    /**
     * Each cell (x, t_x, n = 6) of the donations at DONORS by BTYD 2.4.3: bgbb.LL, bgbb.PAlive (which is alive at n + 1),
     * bgbb.ConditionalExpectedTransactions(n.star = 5), bgbb.DERT(d = 0.1).
     */
    @ParameterizedTest
    @CsvSource({
        "6, 6, -2.1816734914508951, 0.93043357547957806, 3.7525442222978604, 5.9098942449969405",
        "1, 6, -4.883701205128494, 0.9304335754795788, 1.1478849722179432, 1.8078078203366792",
        "5, 5, -3.716820904483981, 0.5219754276782949, 1.8129421536006505, 2.855208563942245",
        "3, 5, -5.615767445844555, 0.7668259955817326, 1.8047029362695965, 2.842232593453013",
        "4, 4, -3.848294604960717, 0.20017903391823225, 0.5831919897435658, 0.9184709838817822",
        "2, 4, -5.195619598221872, 0.5896571848872005, 1.0576035253066365, 1.6656232724875915",
        "1, 3, -4.224657152781864, 0.4813557661875999, 0.5938533011476939, 0.9352615182976018",
        "2, 2, -3.0119975921511632, 0.06641475989758186, 0.1191208824386888, 0.1876038697692619",
        "1, 1, -2.2888275876660056, 0.0694618075755266, 0.08569570914070208, 0.13496245434289433",
        "0, 0, -1.167517102679704, 0.10813328254412274, 0.0728633412331891, 0.11475271589513389",
    })
    void donorsAreThoseOfBtyd(int x, int tx, double logLikelihood, double aliveNext, double expected, double dert) {
        assertThat(DONORS.logLikelihood(x, tx, 6)).isCloseTo(logLikelihood, within(1e-10));
        assertThat(DONORS.pAlive(x, tx, 6, 1)).isCloseTo(aliveNext, within(1e-10));
        assertThat(DONORS.expectedPurchases(x, tx, 6, 5)).isCloseTo(expected, within(1e-10));
        assertThat(DONORS.dert(x, tx, 6, DiscountRate.annual(0.1))).isCloseTo(dert, within(1e-9));
    }

    /**
     * Sums over a million opportunities whose terms rise beyond the range of numbers before they fall: mpmath 1.3, 40
     * digits, the sum of Fader, Hardie and Shang's eq. for P(X(n) = x) term by term.
     */
    @ParameterizedTest
    @CsvSource({
        "1.0000001, 0.001, 0.001, 1000, 1, 9990, 10000, 1.24737487341209e-301",
        "20, 0.5, 0.5, 400, 0, 0, 0, 7.24145732018571e-98",
        "1000, 0.5, 0.5, 1000, 0, 0, 0, 5.1745638209337e-6",
    })
    void manyPurchasesInAMillionOpportunities(
            double alpha, double gamma, double delta, int n, int x, double tx, double age, double ofSurvivor) {
        BgBb model = BgBb.of(alpha, 1e6, gamma, delta, TimeStep.WEEKS);
        double expected = ofSurvivor * model.pAlive(x, tx, age);
        assertThat(model.probability(n, x, tx, age, 1e6) / expected).isCloseTo(1, within(1e-10));
    }

    /** The same file: unconditional_expectation, pmf_calibration. */
    @Test
    void newCustomersAreThoseOfBtyd() {
        double[] expected = {
            0.49854268976239, 0.9233488409222216, 1.2968737959781855, 1.6323095385800364, 1.9381374841841275
        };
        double[] probability = {
            0.3111385079763427,
            0.1700877489067702,
            0.12147715626936906,
            0.10026823994502668,
            0.09167168644448674,
            0.09250414565037522,
            0.11285251480762985
        };
        for (int n = 1; n <= expected.length; n++) {
            assertThat(DONORS.expectedPurchases(n)).isCloseTo(expected[n - 1], within(1e-11));
        }
        assertThat(DONORS.expectedPurchases(11)).isCloseTo(3.3886542318943835, within(1e-11));
        for (int x = 0; x <= 6; x++) {
            assertThat(DONORS.probability(x, 6)).isCloseTo(probability[x], within(1e-11));
        }
    }

    /** Fader, Hardie and Shang (2010): rounded parameters of their table, P(alive in 2002), expected donors by x, DERT. */
    @Test
    void donorsAreThoseOfThePaper() {
        BgBb paper = BgBb.of(1.204, 0.750, 0.657, 2.783, YEARS);

        assertThat(paper.pAlive(0, 0, 6, 1)).isCloseTo(0.11, within(0.005));
        assertThat(paper.pAlive(2, 4, 6, 1)).isCloseTo(0.59, within(0.005));
        assertThat(paper.pAlive(6, 6, 6, 1)).isCloseTo(0.93, within(0.005));
        assertThat(11_104 * DONORS.probability(0, 6)).isCloseTo(3454.9, within(0.05));
        assertThat(11_104 * DONORS.probability(6, 6)).isCloseTo(1253.1, within(0.05));
        // mpmath: the closed form of the paper with its Gauss function.
        assertThat(paper.dert(3, 5, 6, DiscountRate.annual(0.1))).isCloseTo(2.841536322, within(5e-10));
    }

    @Test
    void theFitIsThatOfBtyd() throws IOException {
        DistinctHistories donors = donations();
        Fitted<BgBb> fitted = BgBb.fit(donors, FitOptions.withDefaults());

        assertThat(fitted.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fitted.report().logLikelihood()).isCloseTo(-33225.58127, within(1e-5));
        assertThat(fitted.model().logLikelihood(donors)).isCloseTo(-33225.58127, within(1e-5));
        for (int i = 0; i < 4; i++) {
            assertThat(fitted.model().parameters()[i]).isCloseTo(DONORS.parameters()[i], within(1e-4));
        }
        double expected = 0;
        double aliveNext = 0;
        double dert = 0;
        for (int i = 0; i < donors.size(); i++) {
            int x = donors.x(i);
            double tx = donors.tx(i);
            expected += donors.weight(i) * fitted.model().expectedPurchases(x, tx, 6, 5);
            aliveNext += donors.weight(i) * fitted.model().pAlive(x, tx, 6, 1);
            dert += donors.weight(i) * fitted.model().dert(x, tx, 6, DiscountRate.annual(0.1));
        }
        // totals of btyd_donations_bgbb.json
        assertThat(expected).isCloseTo(12884.156846582457, within(0.01));
        assertThat(aliveNext).isCloseTo(4728.594405147711, within(0.01));
        assertThat(dert).isCloseTo(20291.301018333907, within(0.02));
    }

    @Test
    void aWarmStartAndAPriorLeadToTheSamePlace() throws IOException {
        DistinctHistories donors = donations();
        Fitted<BgBb> warm = BgBb.fit(donors, FitOptions.withDefaults().withStart(1, 1, 1, 1));
        Fitted<BgBb> held = BgBb.fit(donors, FitOptions.withDefaults().withPrior(2));

        assertThat(warm.report().logLikelihood()).isCloseTo(-33225.58127, within(1e-5));
        assertThat(held.report().logLikelihood()).isBetween(-33225.7, -33225.58127);
        assertThat(held.report().objective()).isLessThan(held.report().logLikelihood());
    }

    /**
     * name, alpha, beta, gamma, delta, x, t_x, n, further arguments = value. By mpmath 1.3.0 with 40 digits from the
     * definitions: sums of beta functions term by term, the Gauss function for discounted purchases; for t = 1e6 the closed
     * form of the expectation, at gamma = 1 with digammas. The last rows, of the next purchase, from integrals over the
     * dropout probability of Gauss functions, the one with alpha = 1e-6 as 20,000 terms and an integral with its first correction.
     */
    private static final String HOSTILE = """
            logLikelihood 1e-6 0.3 1000 0.3 1 1 40 = -20.724568625846909125
            logLikelihood 0.3 0.3 2.5 1e-3 1000 1000 1500 = -32.656596099159818184
            logLikelihood 0.3 1e6 1e-3 1e-3 5 1999 2000 = -67.245611244368231555
            logLikelihood 0.3 1e6 1e-3 1e6 700 900 1000 = -5787.0430514293014566
            logLikelihood 0.3 1000 1e-3 2.5 0 0 0 = 0.0
            logLikelihood 1e-3 1e6 1e-6 1000 3 5 6 = -47.659652407905291455
            logLikelihood 1.204 .750 .657 2.783 3 5 6 = -5.6158947463614153626
            logLikelihood 1 1e-6 1e-3 1000 5 1999 2000 = -54.627025301962905563
            alive 1 1000 1e-3 1e-6 1 1 40 = 0.99549271712679804512
            alive 1 1000 0.3 1e-3 700 900 1000 = 4.8210677824599178231e-17
            alive 1e6 1 0.3 1e6 1 1 40 = 6.7936503137405873109e-182
            alive 1000 2.5 1000 1e-6 1 1 40 = 1.5591141467555515768e-140
            alive 1e-3 1000 1e-3 1 1 1 40 = 0.99663265413569066412
            survivorAlive 1e-3 1 0.3 1e-3 0 0 0 200 = 0.00060890466704277008054
            survivorAlive 1e6 1 1e-6 2.5 20 30 52 1000000 = 0.99999017348206798298
            survivorAlive 1e-3 1000 1e-3 1 1 1 40 1000000 = 0.98993676528928940725
            survivorAlive 2.5 2.5 1 1e-3 3 5 6 1000000 = 6.0009639882151067211e-6
            survivorAlive 1e-6 1 0.3 2.5 1000 1000 1500 1000000 = 0.14217342539575274046
            survivorPurchases 1000 0.3 1 0.3 1000 1000 1500 1000000 = 7804.532201095089642
            survivorPurchases 1e-3 1e-3 1e6 0.3 700 900 1000 1000000 = 0.0007002103000911003295
            survivorPurchases 1e-6 1 0.3 2.5 1000 1000 1500 5 = 3.3291199458660094957
            survivorPurchases 1 1000 1000 0.3 700 900 1000 200 = 0.35078071574823199011
            survivorPurchases 1000 1e-6 1e-3 1e-6 20 30 52 200 = 193.72290441162213021
            survivorPurchases 1e6 1 0.3 1e-3 700 900 1000 1 = 0.99939948145508232092
            survivorPurchases 1e6 0.3 1e-6 1 0 0 6 5 = 4.9999666616824027654
            survivorPurchases 1e-6 0.3 1000 0.3 1 1 40 1000000 = 0.0010010019771632432635
            survivorNextWithin 0.3 0.3 2.5 1e-3 1000 1000 1500 200 = 0.99750598772267045482
            survivorNextWithin 1000 1000 1e6 0.3 20 30 52 5 = 0.000025996412927117779239
            survivorNextWithin 0.3 0.3 2.5 1e-3 1000 1000 1500 5 = 0.99337650609392082105
            survivorNextWithin 0.3 1e-6 0.3 0.3 5 1999 2000 5 = 0.013159003098869377281
            survivorNextWithin 0.3 1000 0.3 1000 0 0 1000 1 = 0.00014995501012297537962
            survivorProbability 1e-6 1e6 1 1e6 6 6 6 0 5 = 0.99997000068498721521
            survivorProbability 1e6 2.5 0.3 1e-6 20 30 52 0 5 = 0.0057363306237900199303
            survivorProbability 1 0.3 1e-3 1e6 0 0 1000 3 5 = 5.9114473972148407538e-8
            survivorProbability 1 0.3 1e-3 1e6 0 0 1000 0 5 = 0.9950263603053467331
            survivorProbability 1 1e6 1e-3 1 1000 1000 1500 0 5 = 0.99501250115616195939
            survivorProbability 1 1000 0.3 1e-3 700 900 1000 0 5 = 0.11663358858450181995
            survivorProbability 1 2.5 1e6 1e-6 700 900 1000 3 5 = 3.4138715273629633449e-10
            survivorProbability 1000 0.3 1 0.3 1000 1000 1500 0 5 = 0.0011570846812579794419
            survivorProbability 1 1e6 1e-6 1e-3 0 0 0 150 1000000 = 3.4804556537543527544e-46
            survivorProbability 1e-6 1e6 1e-3 1e6 0 0 0 150 1000000 = 4.6421494068760172354e-54
            survivorProbability 1 1e6 1e-6 1e-3 0 0 0 100 100000 = 6.3006975540718813389e-105
            survivorProbability 1 1e6 1 1e-3 0 0 0 95 120000 = 5.1151447195581310886e-101
            survivorProbability 1 1e6 1 1 3 900 1000 150 500000 = 5.6319919831560646218e-70
            survivorProbability 2.5 1000 1e-6 0.3 0 0 6 40 1000000 = 6.1659391062210763038e-6
            survivorDert 1000 1e-6 1e-3 1e-6 20 30 52 1.0e-6 = 960609.41326240398653
            survivorDert 1000 1000 1e6 0.3 20 30 52 1.0e-6 = 0.000025997076022019165182
            survivorDert 1000 1e-6 1e-6 2.5 1000 1000 1500 1.0e-6 = 799994.85237487914796
            survivorDert 1e-6 1e6 1e-3 1e6 700 900 1000 1.0e-6 = 698.88379213760357213
            survivorDert 1e-3 1e6 1e-6 1000 3 5 6 0.09531017980432486 = 0.000030009819586127310368
            survivorDert 2.5 1e6 1e-3 2.5 700 900 1000 0.09531017980432486 = 0.007017888238847306022
            survivorDert 1e-3 1e-3 1e6 0.3 700 900 1000 0.002 = 0.00069880988093741452277
            survivorDert 0.3 1e-6 0.3 0.3 5 1999 2000 1.0e-6 = 526.55123177696101725
            survivorNextWithin 1.204 .75 .657 2.783 3 5 6 Infinity = 0.875109596121243749
            survivorMeanToNext 1.204 .75 .657 2.783 3 5 6 = 1.9825837959669438
            survivorNextWithin 0.3 0.3 0.3 0.3 0 0 0 Infinity = 0.368291342627078317
            survivorNextWithin 1e-6 1 0.3 2.5 0 0 6 Infinity = 3.49350718208971246e-6
            survivorNextWithin 0.3 1000 1 1000 1 1 40 Infinity = 0.56516796540917862
            survivorMeanToNext 0.3 1000 1 1000 1 1 40 = 800.160914370023604
            survivorNextWithin 0.3 0.3 2.5 1000 1 30 52 Infinity = 0.843211694552681199
            survivorMeanToNext 0.3 0.3 2.5 1000 1 30 52 = 63.1764336011660432
            survivorNextWithin 1e-3 0.3 0.5 2 0 0 2 Infinity = 0.00244328376934040402
            survivorNextWithin 2.5 1e3 0.3 1e3 0 0 6 Infinity = 0.892681963034478374
            survivorMeanToNext 2.5 1e3 0.3 1e3 0 0 6 = 559.779315867221969
            """;

    static Stream<String> hostile() {
        return HOSTILE.lines();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileParametersKeepTheirDigits(String line) {
        String[] sides = line.split(" = ", -1);
        String[] word = sides[0].split(" ", -1);
        double[] p = new double[word.length];
        for (int i = 1; i < word.length; i++) {
            p[i] = Double.parseDouble(word[i]);
        }
        BgBb model = BgBb.of(p[1], p[2], p[3], p[4], YEARS);
        int x = (int) p[5];
        double tx = p[6];
        double n = p[7];
        double value = switch (word[0]) {
            case "logLikelihood" -> model.logLikelihood(x, tx, n);
            case "alive" -> model.pAlive(x, tx, n);
            case "survivorAlive" -> model.survivorAlive(x, tx, n, p[8]);
            case "survivorPurchases" -> model.survivorPurchases(x, tx, n, p[8]);
            case "survivorNextWithin" -> model.survivorNextWithin(x, tx, n, p[8]);
            case "survivorProbability" -> model.survivorProbability((int) p[8], x, tx, n, p[9]);
            case "survivorDert" -> model.survivorDert(x, tx, n, p[8]);
            case "survivorMeanToNext" -> model.survivorMeanToNext(x, tx, n);
            default -> throw new IllegalArgumentException(word[0]);
        };
        double expected = Double.parseDouble(sides[1]);
        assertThat(value)
                .isCloseTo(expected, within(2e-12 * Math.abs(expected) + (word[0].startsWith("log") ? 1e-15 : 0)));
    }

    /** Each sequence of purchases, as likely as the courses of buying and dropping out that lead to it. */
    @Test
    void aHistoryIsAsLikelyAsItsCourses() {
        int n = 7;
        // The sum over the last opportunity alive of E p^x (1−p)^(last−x) E θ (1−θ)^last.
        double[] p = {0.7, 1.9, 0.4, 2.2};
        BgBb model = BgBb.of(p[0], p[1], p[2], p[3], YEARS);
        double total = 0;
        for (int pattern = 0; pattern < 1 << n; pattern++) {
            int x = Integer.bitCount(pattern);
            int tx = 32 - Integer.numberOfLeadingZeros(pattern);
            double likelihood = 0;
            for (int last = tx; last <= n; last++) {
                double left = last == n ? moment(p[2], p[3], 0, n) : moment(p[2], p[3], 1, last);
                likelihood += moment(p[0], p[1], x, last - x) * left;
            }
            assertThat(Math.exp(model.logLikelihood(x, tx, n))).isCloseTo(likelihood, within(1e-14));
            assertThat(model.pAlive(x, tx, n))
                    .isCloseTo(moment(p[0], p[1], x, n - x) * moment(p[2], p[3], 0, n) / likelihood, within(1e-13));
            total += likelihood;
        }
        assertThat(total).isCloseTo(1, within(1e-13));
    }

    /** The future of a history is the share of the courses that begin with it: purchases, next purchase, distribution. */
    @Test
    void theFutureIsThatOfTheCoursesThatBeginSo() {
        BgBb model = BgBb.of(0.7, 1.9, 0.4, 2.2, YEARS);
        int n = 4;
        int t = 5;
        for (int past = 0; past < 1 << n; past++) {
            int x = Integer.bitCount(past);
            int tx = 32 - Integer.numberOfLeadingZeros(past);
            double[] probability = new double[t + 1];
            double[] next = new double[t + 1];
            for (int future = 0; future < 1 << t; future++) {
                int all = past | future << n;
                int allTx = 32 - Integer.numberOfLeadingZeros(all);
                double share = Math.exp(
                        model.logLikelihood(Integer.bitCount(all), allTx, n + t) - model.logLikelihood(x, tx, n));
                probability[Integer.bitCount(future)] += share;
                if (future != 0) {
                    next[1 + Integer.numberOfTrailingZeros(future)] += share;
                }
            }
            double mean = 0;
            double within = 0;
            for (int k = 0; k <= t; k++) {
                assertThat(model.probability(k, x, tx, n, t)).isCloseTo(probability[k], within(1e-13));
                mean += k * probability[k];
                within += next[k];
                assertThat(model.pNoPurchase(x, tx, n, k)).isCloseTo(1 - within, within(1e-13));
            }
            assertThat(model.probability(t + 1, x, tx, n, t)).isZero();
            assertThat(model.expectedPurchases(x, tx, n, t)).isCloseTo(mean, within(1e-13));
        }
    }

    /** E θ^a (1−θ)^b, θ ~ Beta(first, second). */
    private static double moment(double first, double second, int a, int b) {
        double product = 1;
        for (int i = 0; i < a + b; i++) {
            product *= (i < a ? first + i : second + i - a) / (first + second + i);
        }
        return product;
    }

    @Test
    void dertIsTheSumOfDiscountedIncrements() {
        DiscountRate rate = DiscountRate.annual(0.25);
        double sum = 0;
        for (int i = 1; i <= 400; i++) {
            sum += (DONORS.expectedPurchases(2, 4, 6, i) - DONORS.expectedPurchases(2, 4, 6, i - 1))
                    / Math.pow(1.25, i);
        }
        assertThat(DONORS.dert(2, 4, 6, rate)).isCloseTo(sum, within(1e-12));
        assertThat(DONORS.dert(2, 4, 6, DiscountRate.none())).isInfinite();
        BgBb leaving = BgBb.of(1.2, 0.75, 3, 2.8, YEARS);
        assertThat(leaving.dert(2, 4, 6, DiscountRate.none()))
                .isCloseTo(leaving.expectedPurchases(2, 4, 6, 1e9), withinPercentage(1e-10));
    }

    @Test
    void nextOrderIsAtAWholeNumberOfOpportunities() {
        BgBb monthly = BgBb.of(1.2, 0.75, 0.66, 2.8, TimeStep.DAYS);
        NextOrder next = monthly.nextOrder(2, 9, 12, 0.8);
        double ever = monthly.survivorNextWithin(2, 9, 12, Double.POSITIVE_INFINITY);

        assertThat(next.probability()).isCloseTo(monthly.pAlive(2, 9, 12) * ever, within(1e-15));
        assertQuantile(monthly, next.medianDays(), 0.5 * ever);
        assertQuantile(monthly, next.lowerDays(), 0.1 * ever);
        assertQuantile(monthly, next.upperDays(), 0.9 * ever);
        assertThat(next.lowerDays()).isEqualTo(1);
        assertThat(next.expectedDays()).isFinite().isGreaterThan(next.medianDays());
        assertThat(BgBb.of(0.2, 3, 0.3, 2, TimeStep.DAYS)
                        .nextOrder(0, 0, 3, 0.8)
                        .expectedDays())
                .as("alpha + x + gamma is not above 1")
                .isInfinite();
    }

    private static void assertQuantile(BgBb model, double days, double target) {
        assertThat(days).isEqualTo(Math.rint(days)).isGreaterThanOrEqualTo(1);
        assertThat(model.survivorNextWithin(2, 9, 12, days)).isGreaterThanOrEqualTo(target);
        assertThat(model.survivorNextWithin(2, 9, 12, days - 1)).isLessThan(target);
    }

    @Test
    void hugeSpansAndShapesGiveNoNaN() {
        double[] shapes = {1e-300, 0.1, 1e6};
        for (double a : shapes) {
            for (double b : shapes) {
                for (double g : shapes) {
                    for (double d : shapes) {
                        BgBb model = BgBb.of(a, b, g, d, TimeStep.WEEKS);
                        assertSound(model, 0, 0, 0);
                        assertSound(model, 2, 3, 5);
                    }
                }
            }
        }
    }

    private static void assertSound(BgBb model, int x, double tx, double n) {
        assertThat(model.logLikelihood(x, tx, n)).isNotNaN();
        assertThat(model.pAlive(x, tx, n)).isBetween(0.0, 1.0);
        for (double t : new double[] {0, 1, 1e6, 1e300}) {
            assertThat(model.pAlive(x, tx, n, t)).isBetween(0.0, 1.0);
            assertThat(model.pNoPurchase(x, tx, n, t)).isBetween(0.0, 1.0);
            assertThat(model.expectedPurchases(x, tx, n, t)).isGreaterThanOrEqualTo(0);
        }
        assertThat(model.probability(1, x, tx, n, 1e6)).isBetween(0.0, 1.0);
        assertThat(model.dert(x, tx, n, DiscountRate.annual(0.1))).isGreaterThanOrEqualTo(0);
        NextOrder next = model.nextOrder(x, tx, n, 0.8);
        assertThat(next.probability()).isBetween(0.0, 1.0);
        assertThat(next.expectedDays()).isGreaterThan(0);
        assertThat(next.upperDays()).isGreaterThanOrEqualTo(next.lowerDays());
    }

    @Test
    void theGradientIsThatOfTheValue() {
        // Ages differ, some rows share x and t_x, and one is long enough for its sum to end early.
        DistinctHistories histories = DistinctHistories.of(
                new int[] {0, 0, 0, 1, 1, 2, 2, 3, 6, 40, 5},
                new double[] {0, 0, 0, 1, 4, 3, 3, 5, 6, 52, 7},
                new double[] {1, 6, 900, 6, 4, 5, 9, 6, 6, 60, 2000},
                TimeStep.WEEKS);
        BgBbLikelihood likelihood = new BgBbLikelihood(HistoryColumns.of(histories));
        for (double[] p :
                new double[][] {{1.2, 0.75, 0.66, 2.8}, {0.01, 30, 1, 4}, {50, 3, 1e-3, 1e-2}, {9, 9, 9, 900}}) {
            double[] theta = likelihood.theta(p);
            DerivativeCheck.gradient(likelihood, theta, 1e-8);
            double value = BgBb.of(p[0], p[1], p[2], p[3], TimeStep.WEEKS).logLikelihood(histories);
            assertThat(likelihood.value(theta, null)).isCloseTo(-value, within(1e-12 * Math.abs(value)));
        }
    }

    @Test
    void limitsAreToldInWords() {
        BgBbLikelihood likelihood = new BgBbLikelihood(HistoryColumns.of(histories(2, 3, 5)));

        assertThat(likelihood.limit(new double[] {1, 1, 1e-5, 1})).contains("beta-binomial");
        assertThat(likelihood.limit(new double[] {1, 1, 1, 1e-5})).contains("before the first opportunity");
        assertThat(likelihood.limit(new double[] {1, 1e-6, 1, 1})).contains("every opportunity while alive");
        assertThat(likelihood.limit(new double[] {1, 1, 1e4, 1e4})).contains("same dropout probability");
        assertThat(likelihood.limit(new double[] {1e4, 1e4, 1, 1})).contains("same purchase probability");
        assertThat(likelihood.limit(new double[] {1, 1, 1e-5, 1e-5})).contains("at once or never");
        assertThat(likelihood.limit(new double[] {1e-5, 1e-5, 1, 1})).contains("always or never");
        assertThat(likelihood.limit(new double[] {1, 1, 1, 1})).isNull();
    }

    @Test
    void customersWhoNeverLeaveFitTheLimitWithoutDropout() {
        // Ten opportunities each, as a beta-binomial would have it, the last purchase at or near the end.
        int[] x = new int[400];
        double[] tx = new double[x.length];
        double[] age = new double[x.length];
        for (int c = 0; c < x.length; c++) {
            x[c] = 1 + c % 10;
            tx[c] = 10;
            age[c] = 10;
        }
        Fitted<BgBb> fitted = BgBb.fit(DistinctHistories.of(x, tx, age, TimeStep.WEEKS), FitOptions.withDefaults());

        assertThat(fitted.report().status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(fitted.report().message()).contains("drop out");
        assertThat(fitted.model().pAlive(5, 10, 10)).isEqualTo(1);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> BgBb.of(1, 1, Double.NaN, 1, YEARS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gamma is NaN");
        assertThatThrownBy(() -> DONORS.pAlive(2, 2.5, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t_x is 2.5; BG/BB counts opportunities, it must be a whole number");
        assertThatThrownBy(() -> DONORS.pAlive(2, 3, 6.5)).hasMessageContaining("T is 6.5");
        assertThatThrownBy(() -> DONORS.expectedPurchases(0.5)).hasMessageContaining("t is 0.5");
        assertThatThrownBy(() -> DONORS.pAlive(4, 3, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x is 4 and t_x is 3.0");
        assertThatThrownBy(() -> DONORS.pAlive(0, 3, 6)).hasMessageContaining("though x is 0");
        assertThatThrownBy(() -> DONORS.pAlive(1, Double.NaN, 6)).hasMessageContaining("t_x is NaN");
        assertThatThrownBy(() -> BgBb.fit(histories(1, 2.5, 4), FitOptions.withDefaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SAME_PERIOD");
        assertThatThrownBy(() -> BgBb.fit(histories(5, 3, 4), FitOptions.withDefaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x is 5 and t_x is 3.0");
        DistinctHistories nobody = DistinctHistories.of(new int[5], new double[5], new double[] {1, 2, 3, 4, 5}, YEARS);
        assertThatThrownBy(() -> BgBb.fit(nobody, FitOptions.withDefaults()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("none of the 5 customers has a repeat purchase");
    }

    @Test
    void theFamilyMakesIt() {
        assertThat(ModelFamily.BG_BB.of(DONORS.parameters(), YEARS)).isEqualTo(DONORS);
        assertThat(ModelFamily.BG_BB.parameterNames()).isEqualTo(List.of("alpha", "beta", "gamma", "delta"));
        assertThat(List.of(DONORS.alpha(), DONORS.beta(), DONORS.gamma(), DONORS.delta()))
                .containsExactly(1.2035223459320588, 0.7497163557435818, 0.6567182096015499, 2.7834422432152945);
        assertThat(DONORS.in(YEARS)).isEqualTo(DONORS);
        assertThatThrownBy(() -> DONORS.in(TimeStep.DAYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be told in DAYS");
    }

    private static DistinctHistories histories(int x, double tx, double age) {
        return DistinctHistories.of(new int[] {x}, new double[] {tx}, new double[] {age}, YEARS);
    }

    /** The cells of 11,104 donors (Fader, Hardie and Shang 2010) as one history each. */
    private static DistinctHistories donations() throws IOException {
        // x,t_x,n_cal,customers,holdout_transactions
        List<String[]> cells = SharedFiles.csv("datasets/donations.csv");
        int customers =
                cells.stream().mapToInt(cell -> Integer.parseInt(cell[3])).sum();
        int[] x = new int[customers];
        double[] tx = new double[customers];
        double[] age = new double[customers];
        int c = 0;
        for (String[] cell : cells) {
            for (int i = 0; i < Integer.parseInt(cell[3]); i++) {
                x[c] = Integer.parseInt(cell[0]);
                tx[c] = Double.parseDouble(cell[1]);
                age[c++] = Double.parseDouble(cell[2]);
            }
        }
        return DistinctHistories.of(x, tx, age, YEARS);
    }

    @Test
    void agesThatNoFitCanWalkAreRefused() {
        DistinctHistories old =
                DistinctHistories.of(new int[] {1, 0}, new double[] {5, 0}, new double[] {1e9, 3}, TimeStep.WEEKS);
        assertThatThrownBy(() -> BgBb.fit(old, FitOptions.withDefaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("T = 1.0E9")
                .hasMessageContaining("100000");
    }
}
