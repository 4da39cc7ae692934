package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Purchases and time alive up to a horizon, held against integrals that share no code, and against their own limits. */
class DiscountedPurchasesTest {
    private static final DiscountRate RATE = DiscountRate.annual(0.1);
    private static final ForecastHorizon YEAR = ForecastHorizon.of(52, TimeStep.WEEKS, RATE);

    record Case(PurchaseModel model, int x, double tx, double age) {
        double purchases(ForecastHorizon horizon) {
            return model.discountedPurchases(x, tx, age, horizon);
        }

        double lifetime(ForecastHorizon horizon) {
            return model.discountedLifetime(x, tx, age, horizon);
        }
    }

    static List<PurchaseModel> models() {
        return List.of(
                Nbd.of(0.55, 10.57, TimeStep.WEEKS),
                ParetoNbd.of(0.5531, 10.578, 0.6061, 11.669, TimeStep.WEEKS),
                BgNbd.of(0.243, 4.414, 0.793, 2.426, TimeStep.WEEKS),
                MbgNbd.of(0.525, 6.183, 0.891, 1.614, TimeStep.WEEKS),
                BgCnbdK.of(2, 0.4, 3, 0.8, 2.5, TimeStep.WEEKS),
                MbgCnbdK.of(3, 0.4, 3, 0.8, 2.5, TimeStep.WEEKS),
                GgompertzNbd.of(0.55, 10, 0.05, 0.6, 1.4, TimeStep.WEEKS),
                BgBb.of(1.2, 0.75, 0.66, 2.78, TimeStep.WEEKS));
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (PurchaseModel model : models()) {
            cases.add(new Case(model, 0, 0, 0));
            cases.add(new Case(model, 0, 0, 30));
            cases.add(new Case(model, 3, 20, 30));
            cases.add(new Case(model, 200, 230, 240));
        }
        return cases;
    }

    /**
     * ∫ of the discounted purchase rate and of the discounted probability of being alive over 52 weeks at 10 % a year of
     * 365.25 days, continuous, then with a week's cash at its end; by mpmath 1.3 with 25 digits, P(alive) from the definition
     * of each model.
     */
    @ParameterizedTest
    @CsvSource({
        "BG_NBD, 0, 0, 0, 1.3909492447561125, 42.127855593092373, 1.3896737541692829, 42.089356949062954",
        "BG_NBD, 3, 20, 30, 2.2602221580877725, 25.422104322429681, 2.2581547344952424, 25.398859349941978",
        "BG_NBD, 200, 230, 240, 2.1033408881402764, 2.5682116200754658, 2.1014195392974371, 2.5658656287550733",
        "MBG_NBD, 0, 0, 0, 1.3663721707406494, 24.109149906489333, 1.3651190206943317, 24.087101411125697",
        "MBG_NBD, 3, 20, 30, 2.1913846730897423, 23.87168880994733, 2.1893798378500435, 23.849857686212111",
        "MBG_NBD, 200, 230, 240, 1.9477661586944817, 2.3921906189495456, 1.9459868224308071, 2.390005294520624",
        "PARETO_NBD, 0, 0, 0, 1.4162158762577276, 27.085032614453522, 1.4149178574554693, 27.060208092865583",
        "PARETO_NBD, 3, 20, 30, 2.5334028196422688, 28.932599593437839, 2.5310859647084966, 28.906140068093039",
        "PARETO_NBD, 200, 230, 240, 3.168264929872124, 3.958540105326206, 3.165371151825877, 3.954924518654784",
        "GGOMPERTZ_NBD, 0, 0, 0, 1.5474463053325981, 28.135387369683602, 1.5460274284202141, 28.109589607640256",
        "GGOMPERTZ_NBD, 3, 20, 30, 1.5106697663449398, 17.021631170083829, 1.5092838620258886, 17.006015346770576",
        "GGOMPERTZ_NBD, 200, 230, 240, 0.12003687182445885, 0.14963459464529899, 0.11992672696166982, 0.14949729115142087"
    })
    void agreesWithIntegrals(
            ModelFamily family,
            int x,
            double tx,
            double age,
            double purchases,
            double lifetime,
            double purchasesByWeek,
            double lifetimeByWeek) {
        PurchaseModel model = models().stream()
                .filter(each -> each.family() == family)
                .findFirst()
                .orElseThrow();
        Case one = new Case(model, x, tx, age);
        ForecastHorizon byWeek = YEAR.withPeriods(TimeStep.WEEKS);
        assertThat(one.purchases(YEAR)).isCloseTo(purchases, within(1e-12 * purchases));
        assertThat(one.lifetime(YEAR)).isCloseTo(lifetime, within(1e-12 * lifetime));
        assertThat(one.purchases(byWeek)).isCloseTo(purchasesByWeek, within(1e-12 * purchasesByWeek));
        assertThat(one.lifetime(byWeek)).isCloseTo(lifetimeByWeek, within(1e-12 * lifetimeByWeek));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withoutDiscountTheyAreThePurchases(Case one) {
        ForecastHorizon plain = ForecastHorizon.of(52, TimeStep.WEEKS, DiscountRate.none());
        double expected = one.model.expectedPurchases(one.x, one.tx, one.age, 52);
        assertThat(one.purchases(plain)).isEqualTo(expected);
        assertThat(one.purchases(plain.withPeriods(TimeStep.WEEKS))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withoutEndTheyAreTheResidualTransactions(Case one) {
        double dert = one.model.dert(one.x, one.tx, one.age, RATE);
        assertThat(one.purchases(ForecastHorizon.infinite(RATE))).isEqualTo(dert);
        // 30,000 weeks at 10 % a year leave e^-55.
        ForecastHorizon far = ForecastHorizon.of(30_000, TimeStep.WEEKS, RATE);
        assertThat(one.purchases(far)).isCloseTo(dert, within(1e-12 * dert));
        double life = one.lifetime(ForecastHorizon.infinite(RATE));
        assertThat(one.lifetime(far)).isCloseTo(life, within(1e-12 * life));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shorterPeriodsComeNearerToContinuousDiscounting(Case one) {
        if (one.model.family() == ModelFamily.BG_BB) {
            // Opportunities are a week apart: that is how they come.
            assertThat(one.purchases(YEAR.withPeriods(TimeStep.WEEKS))).isCloseTo(one.purchases(YEAR), within(1e-12));
            return;
        }
        double continuous = one.purchases(YEAR);
        double delta = RATE.continuous(TimeStep.WEEKS);
        double before = continuous;
        for (TimeStep period : new TimeStep[] {TimeStep.DAYS, TimeStep.WEEKS, TimeStep.MONTHS, TimeStep.YEARS}) {
            double gap = continuous - one.purchases(YEAR.withPeriods(period));
            // Cash of a period waits at most the period.
            double weeks = period.days() / TimeStep.WEEKS.days();
            assertThat(gap).isBetween(0.0, continuous * Math.expm1(delta * weeks));
            assertThat(continuous - gap).isLessThan(before);
            before = continuous - gap;
        }
        assertThat(one.lifetime(YEAR.withPeriods(TimeStep.DAYS)))
                .isCloseTo(one.lifetime(YEAR), within(delta / 7 * one.lifetime(YEAR)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aUnitOfTimeChangesNothing(PurchaseModel model) {
        if (model.family() == ModelFamily.BG_BB) {
            return;
        }
        PurchaseModel daily = model.in(TimeStep.DAYS);
        for (ForecastHorizon horizon :
                List.of(YEAR, YEAR.withPeriods(TimeStep.MONTHS), ForecastHorizon.of(364, TimeStep.DAYS, RATE))) {
            double weeks = model.discountedPurchases(3, 20, 30, horizon);
            assertThat(daily.discountedPurchases(3, 140, 210, horizon)).isCloseTo(weeks, within(1e-11 * weeks));
            double life = model.discountedLifetime(3, 20, 30, horizon);
            assertThat(daily.discountedLifetime(3, 140, 210, horizon)).isCloseTo(7 * life, within(1e-10 * life));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aLongerHorizonIsWorthMoreAndAHigherRateLess(PurchaseModel model) {
        double before = 0;
        for (int weeks = 1; weeks < 300; weeks *= 2) {
            double now = model.discountedPurchases(3, 20, 30, ForecastHorizon.of(weeks, TimeStep.WEEKS, RATE));
            assertThat(now).isGreaterThan(before);
            double dearer = model.discountedPurchases(
                    3, 20, 30, ForecastHorizon.of(weeks, TimeStep.WEEKS, DiscountRate.annual(0.2)));
            assertThat(dearer).isLessThan(now);
            before = now;
        }
    }

    static List<Arguments> lifetimes() {
        return List.of(
                Arguments.of(BgNbd.of(2.3, 4.4, 1.8, 2.4, TimeStep.WEEKS)),
                Arguments.of(BgCnbdK.of(2, 2.4, 3, 1.8, 2.5, TimeStep.WEEKS)),
                Arguments.of(MbgCnbdK.of(3, 2.4, 3, 1.8, 2.5, TimeStep.WEEKS)),
                Arguments.of(ParetoNbd.of(0.6, 10, 1.8, 12, TimeStep.WEEKS)));
    }

    @ParameterizedTest
    @MethodSource("lifetimes")
    void theMeanLifetimeIsTheLimitOfSmallRates(PurchaseModel model) {
        double mean = model.discountedLifetime(3, 20, 30, ForecastHorizon.infinite(DiscountRate.none()));
        double near = model.discountedLifetime(
                3, 20, 30, ForecastHorizon.infinite(DiscountRate.perPeriod(1e-9, TimeStep.WEEKS)));
        assertThat(mean).isFinite();
        assertThat(near).isCloseTo(mean, within(2e-4 * mean)).isLessThan(mean);
    }

    @Test
    void lifetimesWithoutAMeanAreInfinite() {
        ForecastHorizon ever = ForecastHorizon.infinite(DiscountRate.none());
        assertThat(BgNbd.of(0.2, 4, 0.8, 2, TimeStep.WEEKS).discountedLifetime(0, 0, 5, ever))
                .isInfinite();
        assertThat(BgNbd.of(2.2, 4, 0.8, 2, TimeStep.WEEKS).discountedLifetime(0, 0, 5, ever))
                .isInfinite();
        assertThat(Nbd.of(0.2, 4, TimeStep.WEEKS).discountedLifetime(0, 0, 5, ever))
                .isInfinite();
    }

    @Test
    void spreadIsThatOfTheDistribution() {
        for (PurchaseModel model : models()) {
            double mean = 0;
            double square = 0;
            for (int n = 0; n < 400; n++) {
                double p = model.probability(n, 3, 20, 30, 26);
                mean += n * p;
                square += (double) n * n * p;
            }
            assertThat(mean).isCloseTo(model.expectedPurchases(3, 20, 30, 26), within(1e-9));
            assertThat(model.purchasesVariance(3, 20, 30, 26))
                    .as(model.toString())
                    .isCloseTo(square - mean * mean, within(1e-8 * square));
        }
    }

    @Test
    void intervalsOfPurchasesLeaveOverWhatTheySay() {
        for (PurchaseModel model : models()) {
            for (double level : new double[] {0.5, 0.9, 0.99}) {
                CountInterval interval = model.purchasesInterval(12, 29, 30, 26, level);
                double below = 0;
                for (int n = 0; n < interval.lower(); n++) {
                    below += model.probability(n, 12, 29, 30, 26);
                }
                double inside = 0;
                for (int n = interval.lower(); n <= interval.upper(); n++) {
                    inside += model.probability(n, 12, 29, 30, 26);
                }
                double tail = (1 - level) / 2;
                assertThat(below).isLessThanOrEqualTo(tail);
                assertThat(1 - below - inside).isLessThanOrEqualTo(tail + 1e-12);
                assertThat(interval.probability())
                        .isCloseTo(inside, within(1e-12))
                        .isGreaterThanOrEqualTo(level);
                // One fewer on either side would leave over too much.
                assertThat(below + model.probability(interval.lower(), 12, 29, 30, 26))
                        .isGreaterThan(tail);
                assertThat(interval.contains(interval.lower())).isTrue();
                assertThat(interval.contains(interval.upper() + 1)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN", "Infinity"})
    void aHorizonThatIsNoneIsRefused(double length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastHorizon.of(length, TimeStep.WEEKS, RATE))
                .withMessage("horizon is " + length + " WEEKS; it must be finite and above 0");
    }

    @Test
    void horizonsBeyondNumbersAndTooManyPeriodsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastHorizon.of(1e307, TimeStep.YEARS, RATE))
                .withMessageContaining("horizon is 1.0E307 YEARS");
        ForecastHorizon long30 = ForecastHorizon.of(30, TimeStep.YEARS, RATE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> long30.withPeriods(TimeStep.DAYS))
                .withMessageContaining("at most 10000");
        assertThat(long30.withPeriods(TimeStep.WEEKS).period()).isEqualTo(TimeStep.WEEKS);
    }

    @Test
    void whatCannotBeDiscountedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastHorizon.infinite(RATE).withPeriods(TimeStep.WEEKS))
                .withMessageContaining("infinite horizon");
        BgBb discrete = BgBb.of(1.2, 0.75, 0.66, 2.78, TimeStep.WEEKS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> discrete.discountedPurchases(0, 0, 3, ForecastHorizon.of(10, TimeStep.DAYS, RATE)))
                .withMessageContaining("horizon is")
                .withMessageContaining("whole number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> discrete.discountedLifetime(0, 0, 3, YEAR.withPeriods(TimeStep.MONTHS)))
                .withMessageContaining("period is");
        for (double level : new double[] {0, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> models().get(1).purchasesInterval(0, 0, 3, 10, level))
                    .withMessageContaining("level is " + level);
        }
    }

    @Test
    void horizonsAreValues() {
        assertThat(YEAR)
                .isEqualTo(ForecastHorizon.of(364, TimeStep.DAYS, RATE))
                .hasSameHashCodeAs(ForecastHorizon.of(364, TimeStep.DAYS, RATE))
                .isNotEqualTo(YEAR.withPeriods(TimeStep.WEEKS))
                .isNotEqualTo(ForecastHorizon.of(52, TimeStep.WEEKS, DiscountRate.none()));
        assertThat(YEAR.withPeriods(TimeStep.WEEKS))
                .hasToString("52.0 WEEKS, discounted at 0.1 a year, effective, by the end of WEEKS");
        assertThat(YEAR.in(TimeStep.DAYS)).isEqualTo(364);
        assertThat(ForecastHorizon.infinite(RATE).in(TimeStep.DAYS)).isInfinite();
    }
}
