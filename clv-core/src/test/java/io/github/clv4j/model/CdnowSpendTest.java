package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.RepeatSpend;
import io.github.clv4j.summary.SharedFiles;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Gamma-Gamma of CDNOW's customers, held against CLVTools 0.12.1 ({@code gg}), BTYD 2.4.3 ({@code
 * spend.EstimateParameters}) and lifetimes 0.11.3 ({@code GammaGammaFitter}), each driven to the maximum of its likelihood.
 */
class CdnowSpendTest {
    private static final String NUMBER = "([-+0-9.eE]+)";

    private static final Pattern FIT = Pattern.compile("\"fit\":\\s*\\{\\s*\"params\":\\s*\\{\\s*\"p\":\\s*" + NUMBER
            + ",\\s*\"q\":\\s*" + NUMBER + ",\\s*\"(?:gamma|v)\":\\s*" + NUMBER + "\\s*\\},\\s*\"log_likelihood\":\\s*"
            + NUMBER);

    private static final Pattern ERRORS = Pattern.compile(
            "\"se\":\\s*\\{\\s*\"p\":\\s*" + NUMBER + ",\\s*\"q\":\\s*" + NUMBER + ",\\s*\"gamma\":\\s*" + NUMBER);

    private static final Pattern CUSTOMER = Pattern.compile("\"id\":\\s*\"?(\\d+)\"?,\\s*\"x\":\\s*([0-9.]+),\\s*"
            + "\"mean_spending\":\\s*" + NUMBER
            + ",\\s*\"(?:predicted_mean_spending|expected_mean_spending|expected_average_profit)\":\\s*" + NUMBER);

    @ParameterizedTest
    @CsvSource({
        "sample, false, clvtools_cdnow_sample_gg, 946, 0, -4055.9176948018703",
        "sample, false, btyd_cdnow_sample_spend, 946, 0, -4055.9176948018703",
        "sample, false, lifetimes_cdnow_sample_weeks_gg, 946, 0, -4055.9176948018703",
        "sample, true, clvtools_cdnow_sample_gg_with_first, 2349, 8, -9898.450936630663",
        "master, false, clvtools_cdnow_master_gg, 9450, 1, -40763.47626139",
        "master, false, btyd_cdnow_master_spend, 9450, 1, -40763.47626139",
        "master, false, lifetimes_cdnow_master_weeks_gg, 9450, 1, -40763.47626139",
        "master, true, clvtools_cdnow_master_gg_with_first, 23500, 70, -99425.05666581866"
    })
    void fitIsThatOfThePackages(
            String data, boolean first, String file, long customers, long excluded, double logLikelihood)
            throws IOException {
        String text = SharedFiles.text("reference/cdnow/" + file + ".json");
        CustomerSummary summary = summary(data);
        RepeatSpend spend = first ? RepeatSpend.withFirstPurchase(summary) : RepeatSpend.of(summary);
        Fitted<GammaGamma> fitted = GammaGamma.fit(spend, FitOptions.withDefaults());
        FitReport report = fitted.report();
        Matcher reference = matched(FIT, text);

        assertThat(spend.customers()).isEqualTo(customers);
        assertThat(spend.excluded()).isEqualTo(excluded);
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(report.message().contains(excluded + " customer")).isEqualTo(excluded > 0);
        assertThat(report.observations()).isEqualTo(customers);
        assertThat(report.logLikelihood())
                .isCloseTo(logLikelihood, within(1e-5))
                .isCloseTo(number(reference, 4), within(1e-7));
        for (int i = 0; i < 3; i++) {
            assertThat(report.estimates()[i]).isCloseTo(number(reference, i + 1), within(1e-4));
        }
        GammaGamma theirs = GammaGamma.of(number(reference, 1), number(reference, 2), number(reference, 3));
        assertThat(theirs.logLikelihood(spend)).isCloseTo(number(reference, 4), within(1e-8));

        Matcher errors = ERRORS.matcher(text);
        if (errors.find()) {
            List<String> names = report.parameterNames();
            for (int i = 0; i < 3; i++) {
                double error = number(errors, i + 1);
                assertThat(report.standardError(names.get(i))).isCloseTo(error, within(2e-4 * error));
            }
        }
        Matcher row = CUSTOMER.matcher(text);
        int seen = 0;
        while (row.find()) {
            double predicted = number(row, 4);
            assertThat(theirs.expectedSpend((int) number(row, 2), number(row, 3)))
                    .isCloseTo(predicted, within(1e-8 * predicted));
            seen++;
        }
        assertThat(seen).isGreaterThan(20);
    }

    @Test
    void everyCustomerIsPredictedAsByClvtools() throws IOException {
        Matcher reference = matched(FIT, SharedFiles.text("reference/cdnow/clvtools_cdnow_sample_gg.json"));
        GammaGamma model = GammaGamma.of(number(reference, 1), number(reference, 2), number(reference, 3));
        CustomerSummary summary = summary("sample");
        double sum = 0;
        // Id,x,...,predicted.mean.spending,...
        List<String[]> rows = SharedFiles.csv("reference/cdnow/full/clvtools_cdnow_sample_pnbd.csv");
        for (String[] row : rows) {
            int c = summary.index().indexOf(row[0]);
            double predicted = Double.parseDouble(row[11]);
            double expected = model.expectedSpend(summary.x(c), summary.meanRepeatSpend(c));
            assertThat(expected).isCloseTo(predicted, within(1e-8 * predicted));
            sum += expected;
        }
        assertThat(rows).hasSize(2357);
        assertThat(sum).isCloseTo(83_089.60762831852, within(1e-3));
    }

    /** The first ten customers in the tests of lifetimes ({@code tests/test_estimation.py}, from BTYD), rounded there. */
    @Test
    void theFirstBuyersHaveThePublishedMeans() throws IOException {
        CustomerSummary summary = summary("sample");
        Fitted<GammaGamma> fitted = GammaGamma.fit(summary);
        double[] published = {24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17};
        int[] inIdOrder = summary.index().inIdOrder();
        for (int i = 0; i < published.length; i++) {
            int c = inIdOrder[i];
            assertThat(fitted.model().expectedSpend(summary.x(c), summary.meanRepeatSpend(c)))
                    .isCloseTo(published[i], within(0.006));
        }
    }

    /** By numpy.corrcoef over the same customers. */
    @Test
    void howOftenAndHowMuchHardlyGoTogether() throws IOException {
        CustomerSummary sample = summary("sample");
        assertThat(RepeatSpend.of(sample).correlation().orElseThrow()).isCloseTo(0.11388791939125473, within(1e-12));
        assertThat(RepeatSpend.withFirstPurchase(sample).correlation().orElseThrow())
                .isCloseTo(0.09779310892638086, within(1e-12));
        assertThat(RepeatSpend.of(summary("master")).correlation().orElseThrow())
                .isCloseTo(0.08015358765910169, within(1e-12));
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher;
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }

    /** As of the end of the calibration. */
    private static CustomerSummary summary(String data) throws IOException {
        MoneyScale dollars = MoneyScale.of("USD");
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(dollars));
        // customer_id,date,amount,quantity
        for (String[] row : SharedFiles.csv("datasets/cdnow_" + data + ".csv")) {
            builder.add(Long.parseLong(row[0]), (int) LocalDate.parse(row[1]).toEpochDay(), dollars.parse(row[2]));
        }
        return CustomerSummary.of(builder.build(), SummaryOptions.weekly().until(LocalDate.of(1997, 9, 30)));
    }
}
