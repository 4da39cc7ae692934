package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.PurchaseIntervals;
import io.github.clv4j.summary.SharedFiles;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fits and predictions for real customers held against public packages: CLVTools 0.12.1, BTYD 2.4.3, BTYDplus 1.2.0 and
 * lifetimes 0.11.3 on CDNOW's customers (Fader and Hardie, brucehardie.com/datasets), calibrated up to 1997-09-30. Each
 * expected log-likelihood is the highest that any of them reaches on the data. Skipped where the data are not at hand.
 */
class ReferencePackagesTest {
    private static final LocalDate CALIBRATION_END = LocalDate.of(1997, 9, 30);

    private static TransactionLog cdnow(String name) throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("USD")));
        for (String[] row : SharedFiles.csv("datasets/" + name + ".csv")) {
            builder.add(row[0], LocalDate.parse(row[1]), new BigDecimal(row[2]));
        }
        return builder.build();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "cdnow_sample, NBD, WEEKS, -9763.657614672615, 0.3847661357298865 12.072022843544497",
        "cdnow_sample, PARETO_NBD, WEEKS, -9594.976178939538, 0.55327705 10.57768357 0.60623986 11.6687314",
        "cdnow_sample, BG_NBD, WEEKS, -9582.42920667392, 0.242594522 4.41360203 0.79292193 2.42590648",
        "cdnow_sample, MBG_NBD, WEEKS, -9582.135715553748, 0.524843158 6.183085275 0.891359391 1.614002242",
        "cdnow_sample, BG_CNBD_K, WEEKS, -9582.42920667393, 1 0.242594522 4.41360202 0.79292202 2.42590678",
        "cdnow_sample, MBG_CNBD_K, WEEKS, -9582.13571555375, 1 0.524843158 6.183085275 0.891359391 1.614002242",
        "cdnow_sample, PARETO_NBD, DAYS, -14376.077415168444, 0.553277048 74.04378533 0.606240036 81.681156794",
        "cdnow_sample, BG_NBD, DAYS, -14363.530442902833, 0.242594517 30.895211618 0.792921875 2.425906289",
        "cdnow_sample, MBG_NBD, DAYS, -14363.236951782652, 0.524843079 43.281592337 0.891359425 1.614002549",
        "cdnow_master, NBD, WEEKS, -96845.34424124793, 0.38724716610 12.2712279371",
        "cdnow_master, PARETO_NBD, WEEKS, -95415.11861746953, 0.59741997 11.58565785 0.52218555 8.82775742",
        "cdnow_master, BG_NBD, WEEKS, -95368.44393316076, 0.2516239588 4.78894296 0.72343358 2.16108836",
        "cdnow_master, MBG_NBD, WEEKS, -95336.95831987953, 0.63713974 7.31029017 0.807474086 1.228394024",
    })
    void fitsReachTheBestLogLikelihoodOfAnyPackage(
            String data, ModelFamily family, TimeStep unit, double logLikelihood, String parameters)
            throws IOException {
        TransactionLog log = cdnow(data);
        CustomerSummary summary = CustomerSummary.of(
                log, SummaryOptions.withDefaults().withStep(unit).until(CALIBRATION_END));
        Fitted<? extends PurchaseModel> fitted =
                family.fit(summary.distinctHistories(), PurchaseIntervals.of(log, summary), FitOptions.withDefaults());
        assertThat(fitted.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fitted.report().logLikelihood())
                .isGreaterThanOrEqualTo(logLikelihood - 1e-5)
                .isLessThan(logLikelihood + 1e-5);
        double[] expected = Arrays.stream(parameters.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat(fitted.model().parameters()[i])
                    .as(family.parameterNames().get(i))
                    .isCloseTo(expected[i], withinPercentage(0.01));
        }
    }

    /** BTYDplus at k = 2: the likelihood with the term of the intervals between purchases. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "BG_CNBD_K, -9855.326974093285, 0.226917214 1.46291964 0.94400222 2.07432879",
        "MBG_CNBD_K, -9853.253128515702, 0.579896155 2.28814879 1.13445271 1.58497426",
    })
    void regularPurchasesFitAtAGivenK(ModelFamily family, double logLikelihood, String parameters) throws IOException {
        TransactionLog log = cdnow("cdnow_sample");
        CustomerSummary summary =
                CustomerSummary.of(log, SummaryOptions.weekly().until(CALIBRATION_END));
        DistinctHistories histories = summary.distinctHistories();
        PurchaseIntervals intervals = PurchaseIntervals.of(log, summary);
        FitReport report = family == ModelFamily.BG_CNBD_K
                ? BgCnbdK.fit(2, histories, intervals, FitOptions.withDefaults())
                        .report()
                : MbgCnbdK.fit(2, histories, intervals, FitOptions.withDefaults())
                        .report();
        assertThat(report.logLikelihood()).isCloseTo(logLikelihood, within(1e-5));
        double[] expected = Arrays.stream(parameters.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat(report.estimates()[i]).isCloseTo(expected[i], withinPercentage(0.01));
        }
    }

    /** CLVTools' standard errors, from its Hessian at the maximum. */
    @Test
    void standardErrorsAgree() throws IOException {
        CustomerSummary summary = CustomerSummary.of(
                cdnow("cdnow_sample"), SummaryOptions.weekly().until(CALIBRATION_END));
        FitReport pareto = ParetoNbd.fit(summary).report();
        double[] expected = {0.0476279, 0.8427225, 0.1872812, 6.2111102};
        for (int i = 0; i < expected.length; i++) {
            assertThat(pareto.standardError(pareto.parameterNames().get(i)))
                    .isCloseTo(expected[i], withinPercentage(0.1));
        }
        FitReport bg = BgNbd.fit(summary).report();
        double[] expectedOfBg = {0.0125573781, 0.378224061, 0.185733784, 0.705414111};
        for (int i = 0; i < expectedOfBg.length; i++) {
            assertThat(bg.standardError(bg.parameterNames().get(i))).isCloseTo(expectedOfBg[i], withinPercentage(0.1));
        }
        assertThat(pareto.likelihoodRatioTest(Nbd.fit(summary).report()).pValue())
                .isLessThan(1e-50);
    }

    /**
     * CDNOW's customers show no hazard that rises with age. CLVTools reports −9594.975504867685 at b = 1.8e-11, above the
     * maximum of the Pareto/NBD that the model is there; its integral is not exact. By the exact likelihood its parameters
     * are no better than ours.
     */
    @Test
    void gompertzIsParetoForTheseCustomers() throws IOException {
        CustomerSummary summary = CustomerSummary.of(
                cdnow("cdnow_sample"), SummaryOptions.weekly().until(CALIBRATION_END));
        Fitted<GgompertzNbd> fitted = GgompertzNbd.fit(summary);
        FitReport pareto = ParetoNbd.fit(summary).report();
        assertThat(fitted.report().status()).isEqualTo(FitStatus.AT_BOUNDARY);
        assertThat(fitted.report().message()).contains("Pareto/NBD");
        assertThat(fitted.report().logLikelihood()).isCloseTo(pareto.logLikelihood(), within(1e-5));
        double theirs = GgompertzNbd.of(
                        0.5532494251064709,
                        10.577569181260932,
                        1.8168821886938617e-11,
                        0.6064964079732288,
                        2.1217838597209366e-10,
                        TimeStep.WEEKS)
                .logLikelihood(summary.distinctHistories());
        assertThat(theirs)
                .isLessThan(-9594.9761)
                .isLessThanOrEqualTo(fitted.report().logLikelihood() + 1e-5);
    }

    /** 3,000 customers simulated from GGompertz/NBD with a maximum inside. */
    @Test
    void gompertzFitsWhereItHasAMaximum() throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(MoneyScale.of("USD")));
        for (String[] row : SharedFiles.csv("datasets/ggomnbd_sim.csv")) {
            builder.add(row[0], LocalDate.parse(row[1]), BigDecimal.ONE);
        }
        CustomerSummary summary =
                CustomerSummary.of(builder.build(), SummaryOptions.weekly().until(LocalDate.of(2019, 12, 31)));
        Fitted<GgompertzNbd> fitted = GgompertzNbd.fit(summary);
        assertThat(fitted.report().status()).isEqualTo(FitStatus.FLAT);
        assertThat(fitted.report().message()).contains("b, s, beta");
        assertThat(fitted.report().logLikelihood()).isGreaterThanOrEqualTo(-27450.283815338167 - 1e-5);
        // A maximum on a long ridge: CLVTools' standard error of s is three times s.
        double[] expected = {1.2069880728, 12.8349157182, 0.0369329764, 2.0650079448, 4.9353282775};
        for (int i = 0; i < expected.length; i++) {
            assertThat(fitted.model().parameters()[i]).isCloseTo(expected[i], withinPercentage(0.1));
        }
    }

    /** All customers of the sample at CLVTools' own parameters, discounted at 10 % a year. */
    @Test
    void predictionsForAllCustomersAgree() throws IOException {
        PurchaseModel pareto = ParetoNbd.of(
                0.5532770532014974, 10.577683578537364, 0.606239863798831, 11.668731402938963, TimeStep.WEEKS);
        DiscountRate rate = DiscountRate.continuousAnnual(0.001832888073160095 * 365.25 / 7);
        double dert = 0;
        // Id,x,t.x,T.cal,PAlive,CET,CET52,DERT,...
        for (String[] row : SharedFiles.csv("reference/cdnow/full/clvtools_cdnow_sample_pnbd.csv")) {
            int x = Integer.parseInt(row[1]);
            double tx = Double.parseDouble(row[2]);
            double age = Double.parseDouble(row[3]);
            assertClose(pareto.pAlive(x, tx, age), row[4]);
            assertClose(pareto.expectedPurchases(x, tx, age, 39), row[5]);
            assertClose(pareto.expectedPurchases(x, tx, age, 52), row[6]);
            assertClose(pareto.dert(x, tx, age, rate), row[7]);
            dert += pareto.dert(x, tx, age, rate);
        }
        assertThat(dert).as("sum_DERT of the package").isCloseTo(9009.041693893594, within(1e-6));
        PurchaseModel mbg =
                MbgNbd.of(0.524843158401116, 6.183085274638524, 0.8913593908422851, 1.61400224267594, TimeStep.WEEKS);
        // id,first,x,t_x,T,litt,p_alive,cet_holdout,cet_52,actual_holdout
        for (String[] row : SharedFiles.csv("reference/cdnow/full/btydplus_cdnow_sample_mbgnbd.csv")) {
            int x = Integer.parseInt(row[2]);
            double tx = Double.parseDouble(row[3]);
            double age = Double.parseDouble(row[4]);
            assertClose(mbg.pAlive(x, tx, age), row[6]);
            assertClose(mbg.expectedPurchases(x, tx, age, 39.00000000000001), row[7]);
            assertClose(mbg.expectedPurchases(x, tx, age, 52), row[8]);
        }
    }

    private static void assertClose(double value, String expected) {
        assertThat(value).isCloseTo(Double.parseDouble(expected), withinPercentage(1e-6));
    }
}
