package io.github.clv4j.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SharedFiles;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/**
 * Value of CDNOW's customers (1/10 sample, calibration to 1997-09-30) by Pareto/NBD and Gamma-Gamma at 10 % a year without
 * end, held against CLVTools 0.12.1 ({@code predict} of {@code pnbd} with {@code gg}): 326,991.997 in all. CLVTools counts a
 * year of 52 weeks, so its rate a week is ln 1.1 / 52.
 */
class CdnowClvTest {
    private static final MoneyScale DOLLARS = MoneyScale.of("USD");

    /** 1.1 a 52 weeks, told for a week. */
    private static final DiscountRate RATE = DiscountRate.perPeriod(Math.expm1(Math.log(1.1) / 52), TimeStep.WEEKS);

    @Test
    void totalsAndCustomersAreThoseOfClvtools() throws IOException {
        CustomerSummary summary = summary();
        Fitted<ParetoNbd> purchases = ParetoNbd.fit(summary);
        Fitted<GammaGamma> spend = GammaGamma.fit(summary);
        ClvScores scores = PredictedClv.of(purchases.model(), spend.model(), DOLLARS, ClvOptions.infinite(RATE))
                .score(summary);
        // Estimates of two optimisers; the maximum is flat along r and α, s and β.
        assertThat(scores.total()).isCloseTo(326_991.997, within(0.5));
        // At the package's own estimates (fit.params of clvtools_cdnow_sample_pnbd.json and _gg.json).
        ParetoNbd theirs = ParetoNbd.of(
                0.5532770532014974, 10.577683578537364, 0.606239863798831, 11.668731402938963, TimeStep.WEEKS);
        GammaGamma theirSpend = GammaGamma.of(6.249572300724434, 3.7442246600367186, 15.443520852174712);
        ClvScores same = PredictedClv.of(theirs, theirSpend, DOLLARS, ClvOptions.infinite(RATE))
                .score(summary);
        double total = 0;
        int rows = 0;
        for (String[] row : SharedFiles.csv("reference/cdnow/full/clvtools_cdnow_sample_pnbd.csv")) {
            int c = summary.index().indexOf(row[0]);
            double dert = Double.parseDouble(row[7]);
            double clv = Double.parseDouble(row[13]);
            assertThat(same.discountedPurchases(c)).isCloseTo(dert, within(1e-7 * dert + 1e-10));
            assertThat(same.value(c)).isCloseTo(clv, within(1e-6 * clv));
            total += clv;
            rows++;
        }
        assertThat(rows).isEqualTo(2357);
        assertThat(same.total()).isCloseTo(total, within(0.01)).isCloseTo(326_991.997, within(0.01));
        // 1,411 customers without a repeat purchase share few values, whose rounding to cents adds up.
        assertThat(same.totalMinor() / 100.0).isCloseTo(same.total(), within(0.005 * rows));
    }

    private static CustomerSummary summary() throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(DOLLARS));
        // customer_id,date,amount,quantity
        for (String[] row : SharedFiles.csv("datasets/cdnow_sample.csv")) {
            builder.add(Long.parseLong(row[0]), (int) LocalDate.parse(row[1]).toEpochDay(), DOLLARS.parse(row[2]));
        }
        return CustomerSummary.of(builder.build(), SummaryOptions.weekly().until(LocalDate.of(1997, 9, 30)));
    }
}
