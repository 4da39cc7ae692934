package io.github.clv4j.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.model.BgCnbdK;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GgompertzNbd;
import io.github.clv4j.model.MbgCnbdK;
import io.github.clv4j.model.MbgNbd;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2024, 9, 30);
    private static final SimulationOptions OPTIONS =
            SimulationOptions.of(FIRST, LAST).withEntryDays(84).withCustomers(3_000);

    private static final BgNbd BG_NBD = BgNbd.of(0.2426, 4.4136, 0.7929, 2.4259, TimeStep.WEEKS);

    static List<PurchaseModel> models() {
        return List.of(
                BG_NBD,
                MbgNbd.of(0.52, 6.18, 0.89, 1.61, TimeStep.WEEKS),
                BgCnbdK.of(3, 0.8, 1.5, 0.7, 2, TimeStep.WEEKS),
                MbgCnbdK.of(2, 0.8, 10, 0.7, 2, TimeStep.DAYS),
                Nbd.of(0.38, 0.23, TimeStep.YEARS),
                ParetoNbd.of(0.55, 10.58, 0.61, 11.67, TimeStep.WEEKS),
                GgompertzNbd.of(0.55, 2.4, 0.9, 0.6, 0.4, TimeStep.MONTHS));
    }

    @ParameterizedTest
    @MethodSource("models")
    void sameSeedMakesTheSameCustomersOnAnyNumberOfThreads(PurchaseModel model) throws Exception {
        SimulationOptions many = OPTIONS.withCustomers(40_000).withHorizonDays(100);
        int here = fingerprint(Simulation.of(model, many));
        for (int threads : new int[] {1, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> fingerprint(Simulation.of(model, many)))
                                .get())
                        .isEqualTo(here);
            } finally {
                pool.shutdown();
            }
        }
        assertThat(fingerprint(Simulation.of(model, many.withSeed(2)))).isNotEqualTo(here);
    }

    /** Of every customer alone, for its numbers must not depend on how many others there are. */
    @Test
    void customersDoNotDependOnHowManyThereAre() {
        SimulationOptions cohort = SimulationOptions.of(FIRST, LAST);
        Simulation few = Simulation.of(BG_NBD, cohort.withCustomers(10));
        Simulation many = Simulation.of(BG_NBD, cohort.withCustomers(5_000));
        for (int c = 0; c < 10; c++) {
            assertThat(many.tx(c)).isEqualTo(few.tx(c));
            assertThat(many.rate(c)).isEqualTo(few.rate(c));
        }
    }

    private static int fingerprint(Simulation made) {
        int hash = 0;
        for (int c = 0; c < made.customers(); c++) {
            hash = 31 * hash
                    + Arrays.hashCode(new double[] {
                        made.x(c), made.tx(c), made.rate(c), made.dropoutAge(c), made.futurePurchases(c)
                    });
        }
        return hash;
    }

    @ParameterizedTest
    @MethodSource("models")
    void logAndHistoriesTellTheSame(PurchaseModel model) {
        Simulation made = Simulation.of(model, OPTIONS.withHorizonDays(50));
        TransactionLog log = made.log();
        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.daily().until(LAST));
        double days = model.unit().days();
        assertThat(log.customers()).isEqualTo(made.customers());
        for (int c = 0; c < made.customers(); c++) {
            assertThat(summary.index().id(c)).isEqualTo("c" + (c + 1));
            assertThat(summary.orders(c)).isEqualTo(made.x(c) + 1);
            assertThat(summary.x(c)).isLessThanOrEqualTo(made.x(c));
            assertThat(summary.age(c)).isCloseTo(made.age(c) * days, within(1e-9));
            assertThat(summary.tx(c) - made.tx(c) * days).isBetween(-1e-9, 1.0);
        }
        assertThat(made.histories().customers()).isEqualTo(made.customers());
        assertThat(made.histories().step()).isEqualTo(model.unit());
        assertThat(IntStream.range(0, made.customers()).map(made::x).sum())
                .isEqualTo(log.rows() - made.customers())
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("models")
    void truthHoldsTogether(PurchaseModel model) {
        Simulation made = Simulation.of(model, OPTIONS.withHorizonDays(500));
        double horizon = 500 / model.unit().days();
        for (int c = 0; c < made.customers(); c++) {
            assertThat(made.tx(c)).isLessThanOrEqualTo(Math.min(made.age(c), made.dropoutAge(c)));
            assertThat(made.isAlive(c)).isEqualTo(made.dropoutAge(c) > made.age(c));
            if (!made.isAlive(c)) {
                assertThat(made.futurePurchases(c)).isZero();
            }
            assertThat(made.dropoutAge(c) <= made.age(c) + horizon || made.dropoutAge(c) == Double.POSITIVE_INFINITY)
                    .isTrue();
            assertThat(made.rate(c)).isNotNegative();
        }
    }

    @Test
    void horizonAndSpendLeaveThePastAlone() {
        Simulation without = Simulation.of(BG_NBD, OPTIONS);
        Simulation with = Simulation.of(
                BG_NBD, OPTIONS.withHorizonDays(300).withGammaGammaSpend(MoneyScale.of("USD"), 6.25, 3.74, 15.44));
        TransactionLog days = without.log();
        TransactionLog spent = with.log();
        assertThat(spent.rows()).isEqualTo(days.rows());
        for (int c = 0; c < without.customers(); c++) {
            assertThat(with.tx(c)).isEqualTo(without.tx(c));
            assertThat(with.x(c)).isEqualTo(without.x(c));
            CustomerHistory one = days.historyAsOf(c, (int) LAST.toEpochDay());
            CustomerHistory other = spent.historyAsOf(c, (int) LAST.toEpochDay());
            for (int row = 0; row < one.rows(); row++) {
                assertThat(other.day(row)).isEqualTo(one.day(row));
                assertThat(one.amountMinor(row)).isEqualTo(100);
                assertThat(other.amountMinor(row)).isPositive();
            }
            assertThat(without.futurePurchases(c)).isZero();
        }
        assertThat(IntStream.range(0, with.customers())
                        .map(with::futurePurchases)
                        .sum())
                .isPositive();
    }

    @Test
    void spendIsThatOfGammaGamma() {
        double p = 6.25;
        double q = 6;
        double nu = 15.44;
        Simulation made = Simulation.of(
                Nbd.of(2, 2, TimeStep.WEEKS),
                OPTIONS.withGammaGammaSpend(MoneyScale.of("KWD"), p, q, nu).withCustomers(20_000));
        TransactionLog log = made.log();
        double sum = 0;
        double squares = 0;
        for (int c = 0; c < made.customers(); c++) {
            double amount = log.money()
                    .toMajor(log.historyAsOf(c, (int) LAST.toEpochDay()).amountMinor(0));
            sum += amount;
            squares += amount * amount;
        }
        int n = made.customers();
        double mean = nu * p / (q - 1);
        double second = nu * nu * p * (p + 1) / ((q - 1) * (q - 2));
        assertThat(sum / n).isCloseTo(mean, within(4 * Math.sqrt((second - mean * mean) / n)));
        assertThat(squares / n).isCloseTo(second, within(0.05 * second));
    }

    @Test
    void firstPurchasesAreSpreadEvenly() {
        Simulation made = Simulation.of(BG_NBD, OPTIONS.withCustomers(8_400));
        int[] perDay = new int[84];
        TransactionLog log = made.log();
        for (int c = 0; c < made.customers(); c++) {
            perDay[log.historyAsOf(c, (int) LAST.toEpochDay()).day(0) - (int) FIRST.toEpochDay()]++;
        }
        assertThat(perDay).containsOnly(100);
        assertThat(made.age(0)).isEqualTo(273 / 7.0);
        assertThat(made.age(8_399)).isEqualTo(190 / 7.0);
    }

    @Test
    void onTheLastDayNothingHasHappenedYet() {
        Simulation made = Simulation.of(
                MbgNbd.of(2, 0.1, 1, 1, TimeStep.DAYS),
                SimulationOptions.of(LAST, LAST).withHorizonDays(30));
        assertThat(made.histories().size()).isEqualTo(1);
        assertThat(made.histories().age(0)).isZero();
        assertThat(made.log().rows()).isEqualTo(1_000);
        long alive = IntStream.range(0, 1_000).filter(made::isAlive).count();
        assertThat(alive / 1_000.0).as("half drop out at the first purchase").isCloseTo(0.5, within(0.06));
    }

    @Test
    void extremeShapesMakeCustomersToo() {
        SimulationOptions cohort = SimulationOptions.of(FIRST, LAST);
        Simulation never = Simulation.of(Nbd.of(1e-9, 1e-9, TimeStep.DAYS), cohort);
        assertThat(IntStream.range(0, 1_000).map(never::x).sum()).isZero();
        Simulation alike = Simulation.of(Nbd.of(1e12, 1e13, TimeStep.DAYS), cohort);
        assertThat(IntStream.range(0, 1_000).mapToDouble(alike::rate))
                .allSatisfy(rate -> assertThat(rate).isCloseTo(0.1, within(1e-6)));
        Simulation split = Simulation.of(BgNbd.of(5, 1, 1e-7, 1e-7, TimeStep.DAYS), cohort);
        long dropped = IntStream.range(0, 1_000).filter(c -> !split.isAlive(c)).count();
        assertThat(dropped / 1_000.0).isCloseTo(0.5, within(0.06));
        assertThat(IntStream.range(0, 1_000).filter(c -> !split.isAlive(c)).map(split::x))
                .allMatch(x -> x == 1);
    }

    @Test
    void tooManyPurchasesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulation.of(Nbd.of(1, 1e-9, TimeStep.DAYS), OPTIONS))
                .withMessageContaining("more than 500000 purchases")
                .withMessageContaining("rate");
        // With a dropout at infinite rates too.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulation.of(BgNbd.of(1, 1e-300, 1e-3, 1e3, TimeStep.DAYS), OPTIONS))
                .withMessageContaining("more than 500000 purchases");
    }

    @Test
    void amountsThatDoNotFitAreRefused() {
        Simulation made = Simulation.of(BG_NBD, OPTIONS.withGammaGammaSpend(MoneyScale.of("EUR"), 1, 0.01, 1));
        assertThatThrownBy(made::log)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("minor units does not fit 64 bits")
                .hasMessageContaining("q = 0.01");
    }

    @Test
    void optionsAreChecked() {
        MoneyScale euro = MoneyScale.of("EUR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulationOptions.of(LAST, FIRST))
                .withMessageContaining("last day 2024-01-01 is before the first day 2024-09-30");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withEntryDays(275))
                .withMessageContaining("275 days")
                .withMessageContaining("there are 274");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withEntryDays(0))
                .withMessageContaining("1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withCustomers(0))
                .withMessageContaining("customers are 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withHorizonDays(-1))
                .withMessageContaining("horizon is -1 days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withSpend(euro, -1))
                .withMessageContaining("amount is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withGammaGammaSpend(euro, 1, Double.NaN, 1))
                .withMessageContaining("q is NaN");
    }

    @Test
    void optionsAreValues() {
        SimulationOptions same =
                SimulationOptions.of(FIRST, LAST).withEntryDays(84).withCustomers(3_000);
        assertThat(same).isEqualTo(OPTIONS).hasSameHashCodeAs(OPTIONS);
        assertThat(same.withSeed(9)).isNotEqualTo(OPTIONS);
        assertThat(same.withSpend(MoneyScale.of("EUR"), 5)).isNotEqualTo(OPTIONS);
        assertThat(OPTIONS)
                .hasToString("3000 customers from 2024-01-01 over 84 days until 2024-09-30 and 0 days more, seed 1, "
                        + "1.00 XTS a purchase");
        assertThat(OPTIONS.entryDays()).isEqualTo(84);
        assertThat(OPTIONS.customers()).isEqualTo(3_000);
        assertThat(OPTIONS.seed()).isEqualTo(1);
        assertThat(OPTIONS.firstDay()).isEqualTo(FIRST);
    }
}
