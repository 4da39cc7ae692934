package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * CDNOW's customers of early 1997, mostly their 1/10 sample (Fader and Hardie, brucehardie.com/datasets), held against
 * what public packages make of it: CLVTools 0.12.1, BTYD 2.4.3 with BTYDplus' {@code elog2cbs}, lifetimes 0.11.3 and rfm
 * 0.3.0.
 */
class CdnowTest {
    /** Times of the packages are decimal text of quotients of whole days; sums of money are doubles there. */
    private static final double PRINTED = 1e-12;

    private static final double SUMMED_IN_DOUBLE = 1e-10;

    private static final LocalDate CALIBRATION_END = LocalDate.of(1997, 9, 30);
    private static final LocalDate HOLDOUT_END = LocalDate.of(1998, 6, 30);

    @Test
    void calibrationAndHoldoutAreThoseOfClvtools() throws IOException {
        CalibrationSplit split = split();
        CustomerSummary summary = split.calibration();
        // Id,x,t.x,T.cal,PAlive,CET,CET52,DERT,DERT_unadjusted,actual.x,actual.period.spending,...
        for (String[] row : SharedFiles.csv("reference/cdnow/full/clvtools_cdnow_sample_pnbd.csv")) {
            int c = summary.index().indexOf(row[0]);
            assertTimes(summary, c, row[1], row[2], row[3]);
            assertThat(split.holdoutPurchases(c)).isEqualTo((int) Double.parseDouble(row[9]));
            assertThat(split.holdoutSpendMinor(c) / 100.0).isCloseTo(Double.parseDouble(row[10]), within(1e-9));
        }
        assertThat(split.holdoutLength()).isEqualTo(39);
        assertThat(summary.presentCustomers()).isEqualTo(2357);
        assertThat(IntStream.range(0, 2357).mapToLong(split::holdoutSpendMinor).sum())
                .as("holdout_actual_spending of clvtools_cdnow_sample_pnbd.json")
                .isEqualTo(70_976_39);
    }

    @Test
    void calibrationAndHoldoutAreThoseOfBtyd() throws IOException {
        CalibrationSplit split = split();
        CustomerSummary summary = split.calibration();
        // id,first,x,t_x,T,litt,p_alive,cet_holdout,cet_52,actual_holdout
        for (String[] row : SharedFiles.csv("reference/cdnow/full/btyd_cdnow_sample_bgnbd.csv")) {
            int c = summary.index().indexOf(row[0]);
            assertThat(summary.firstDay(c))
                    .isEqualTo((int) LocalDate.parse(row[1]).toEpochDay());
            assertTimes(summary, c, row[2], row[3], row[4]);
            assertThat(split.holdoutPurchases(c)).isEqualTo(Integer.parseInt(row[9]));
        }
        assertThat(IntStream.range(0, 2357).map(summary::x).sum()).isEqualTo(2457);
        assertThat(IntStream.range(0, 2357).map(split::holdoutPurchases).sum()).isEqualTo(1882);
        assertThat(IntStream.range(0, 2357).map(summary::purchasePeriods).sum()
                        + IntStream.range(0, 2357).map(split::holdoutPurchases).sum())
                .as("rows after same-day merging")
                .isEqualTo(6696);
    }

    @Test
    void daysAreThoseOfLifetimes() throws IOException {
        CustomerSummary calibration =
                CustomerSummary.of(log(), SummaryOptions.daily().until(CALIBRATION_END));
        for (String[] row : SharedFiles.csv("reference/cdnow/full/lifetimes_cdnow_sample_days_cal_bgnbd.csv")) {
            assertTimes(calibration, calibration.index().indexOf(row[0]), row[1], row[2], row[3]);
        }
        CustomerSummary weekly =
                CustomerSummary.of(log(), SummaryOptions.weekly().until(CALIBRATION_END));
        for (String[] row : SharedFiles.csv("reference/cdnow/full/lifetimes_cdnow_sample_weeks_bgnbd.csv")) {
            assertTimes(weekly, weekly.index().indexOf(row[0]), row[1], row[2], row[3]);
        }
        CustomerSummary full = CustomerSummary.of(log(), SummaryOptions.daily());
        assertThat(full.asOf()).isEqualTo(HOLDOUT_END);
        // customer_id,frequency,recency,T,monetary_value
        for (String[] row : SharedFiles.csv("reference/cdnow/full/lifetimes_cdnow_sample_days_summary.csv")) {
            int c = full.index().indexOf(row[0]);
            assertTimes(full, c, row[1], row[2], row[3]);
            assertThat(full.meanRepeatSpend(c)).isCloseTo(Double.parseDouble(row[4]), within(SUMMED_IN_DOUBLE));
        }
    }

    @Test
    void meanRepeatSpendIsThatOfTheGammaGammaFits() throws IOException {
        CustomerSummary summary = split().calibration();
        Pattern customer = Pattern.compile(
                "\"id\":\\s*\"?(\\d+)\"?,\\s*\"x\":\\s*([0-9.]+),\\s*\"mean_spending\":\\s*([-+0-9.eE]+)");
        for (String file : new String[] {
            "clvtools_cdnow_sample_gg.json", "btyd_cdnow_sample_spend.json", "lifetimes_cdnow_sample_weeks_gg.json"
        }) {
            String text = SharedFiles.text("reference/cdnow/" + file);
            Matcher matcher = customer.matcher(text);
            int seen = 0;
            while (matcher.find()) {
                int c = summary.index().indexOf(matcher.group(1));
                assertThat((double) summary.x(c)).isEqualTo(Double.parseDouble(matcher.group(2)));
                assertThat(summary.meanRepeatSpend(c))
                        .isCloseTo(Double.parseDouble(matcher.group(3)), within(SUMMED_IN_DOUBLE));
                seen++;
            }
            assertThat(seen).as(file).isBetween(28, 29);
            assertThat(text).containsPattern("\"customers_in_fit\":\\s*946\\b");
        }
        assertThat(repeatSpends(summary)).hasSize(946);
    }

    /**
     * Descriptive statistics of the 946 repeat customers' mean spend: Fader, Hardie and Lee (2005), RFM and CLV: Using
     * Iso-Value Curves for Customer Base Analysis, Journal of Marketing Research 42, section on the data; rounded to
     * dollars there. The same figures stand in the tests of lifetimes ({@code tests/test_utils.py}).
     */
    @Test
    void meanRepeatSpendHasThePublishedDistribution() throws IOException {
        double[] spends = repeatSpends(split().calibration());
        double mean = Arrays.stream(spends).average().orElseThrow();
        double squares = Arrays.stream(spends).map(s -> (s - mean) * (s - mean)).sum();

        assertThat(Math.round(mean)).isEqualTo(35);
        assertThat(Math.round(Math.sqrt(squares / (spends.length - 1)))).isEqualTo(30);
        assertThat(Math.round(spends[0])).isEqualTo(3);
        assertThat(Math.round((spends[472] + spends[473]) / 2)).isEqualTo(27);
        assertThat(Math.round(spends[945])).isEqualTo(300);
    }

    @Test
    void orderCountsAreThoseOfRfm() throws IOException {
        CustomerSummary summary = CustomerSummary.of(log(), SummaryOptions.daily());
        // customer_id,recency_days,transaction_count,amount,...; the analysis date is the day after the last.
        for (String[] row : SharedFiles.csv("reference/cdnow/full/rfm_cdnow_sample.csv")) {
            int c = summary.index().indexOf(row[0]);
            assertThat(summary.recencyDays(c) + 1).isEqualTo(Integer.parseInt(row[1]));
            assertThat(summary.orders(c)).isEqualTo(Integer.parseInt(row[2]));
            assertThat(summary.spendMinor(c) / 100.0).isCloseTo(Double.parseDouble(row[3]), within(SUMMED_IN_DOUBLE));
        }
    }

    /** Totals of the whole cohort by CLVTools and BTYD: clvtools_cdnow_master_gg.json, btyd_cdnow_master_spend.json. */
    @Test
    void theWholeCohortHasTheirTotals() throws IOException {
        String file = "datasets/cdnow_master.csv";
        TransactionLog log = log(file);
        CalibrationSplit split = CalibrationSplit.of(log, CALIBRATION_END, HOLDOUT_END, SummaryOptions.weekly());
        CustomerSummary summary = split.calibration();
        CustomerSummary full = CustomerSummary.of(log, SummaryOptions.weekly());
        BigDecimal revenue = SharedFiles.csv(file).stream()
                .map(row -> new BigDecimal(row[2]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(summary.presentCustomers()).isEqualTo(23_570);
        assertThat(IntStream.range(0, 23_570).map(summary::x).sum()).isEqualTo(24_337);
        assertThat(IntStream.range(0, 23_570).map(split::holdoutPurchases).sum())
                .isEqualTo(19_684);
        assertThat(IntStream.range(0, 23_570).map(full::purchasePeriods).sum()).isEqualTo(67_591);
        assertThat(IntStream.range(0, 23_570).map(full::orders).sum()).isEqualTo(69_659);
        assertThat(repeatSpends(summary)).hasSize(9_450);
        assertThat(IntStream.range(0, 23_570).mapToLong(full::spendMinor).sum())
                .isEqualTo(revenue.movePointRight(2).longValueExact());
        DistinctHistories distinct = summary.distinctHistories();
        assertThat(IntStream.range(0, distinct.size()).map(distinct::weight).sum())
                .isEqualTo(23_570);
        assertThat(distinct.size()).isLessThan(10_000);
    }

    private static void assertTimes(CustomerSummary summary, int c, String x, String tx, String age) {
        assertThat(c).isNotNegative();
        assertThat((double) summary.x(c)).isEqualTo(Double.parseDouble(x));
        assertThat(summary.tx(c)).isCloseTo(Double.parseDouble(tx), within(PRINTED));
        assertThat(summary.age(c)).isCloseTo(Double.parseDouble(age), within(PRINTED));
    }

    private static double[] repeatSpends(CustomerSummary summary) {
        return IntStream.range(0, summary.customers())
                .filter(c -> summary.x(c) > 0 && summary.meanRepeatSpend(c) > 0)
                .mapToDouble(summary::meanRepeatSpend)
                .sorted()
                .toArray();
    }

    private static CalibrationSplit split() throws IOException {
        return CalibrationSplit.of(log(), CALIBRATION_END, HOLDOUT_END, SummaryOptions.weekly());
    }

    private static TransactionLog log() throws IOException {
        return log("datasets/cdnow_sample.csv");
    }

    private static TransactionLog log(String file) throws IOException {
        MoneyScale dollars = MoneyScale.of("USD");
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(dollars));
        // customer_id,date,amount,quantity
        for (String[] row : SharedFiles.csv(file)) {
            builder.add(Long.parseLong(row[0]), (int) LocalDate.parse(row[1]).toEpochDay(), dollars.parse(row[2]));
        }
        return builder.build();
    }
}
