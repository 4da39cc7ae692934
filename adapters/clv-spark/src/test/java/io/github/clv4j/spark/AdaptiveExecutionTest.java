package io.github.clv4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Adaptive execution that turns the join of customers with refunds into a broadcast, and reads its shuffle locally. */
class AdaptiveExecutionTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "spark.sql.adaptive.enabled", "true",
            "spark.sql.adaptive.coalescePartitions.enabled", "false",
            "spark.sql.shuffle.partitions", "16",
            "spark.sql.autoBroadcastJoinThreshold", "-1",
            "spark.sql.adaptive.autoBroadcastJoinThreshold", "10MB");

    @Test
    void doesNotTearCustomersApart() {
        List<SampleRow> rows = Samples.random(3, 3_000, 200, true, false);
        LogOptions options = LogOptions.of(Samples.EUR);
        LocalDate asOf = Samples.FIRST.plusDays(Samples.DAYS);
        CustomerSummary expected = CustomerSummary.of(
                Samples.log(rows, options), SummaryOptions.daily().until(asOf));
        SETTINGS.forEach(Sparks.SESSION.conf()::set);
        try {
            SparkSummary summary = SparkSummary.of(
                    Samples.transactions(rows, options, 8),
                    SummaryOptions.daily().until(asOf));
            assertThat(Samples.told(summary)).isEqualTo(Samples.told(expected));
        } finally {
            SETTINGS.keySet().forEach(Sparks.SESSION.conf()::unset);
            Sparks.SESSION.conf().set("spark.sql.adaptive.enabled", "false");
            Sparks.SESSION.conf().set("spark.sql.shuffle.partitions", "3");
        }
    }
}
