package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * CDNOW, the cohort of 1997's first quarter (Fader and Hardie, brucehardie.com/datasets), where the files are at hand.
 *
 * <p>Where not said otherwise the expected figures come from a Python 3.11 program of its own, with exact fractions
 * ({@code fractions.Fraction}) and sorted lists: type-7 cuts at h = (n-1)i/5, bin = 1 + cuts strictly below, recency in
 * days up to 1998-06-30 with the bins reversed, rows of one day not merged; segments by a chain of if-else.
 *
 * <p>Figures of R's package rfm are those of version 0.3.0 under R 4.2.2, {@code rfm_table_order(data, customer_id,
 * order_date, revenue, as.Date("1998-07-01"), 5, 5, 5)}. It cuts at the quantile + 1 and closes intervals on the left:
 * for whole numbers with whole quantiles, as days and orders have here, that is our rule; for money it is not.
 */
class RealDataTest {
    private static final LocalDate AS_OF = LocalDate.of(1998, 6, 30);

    static TransactionLog cdnow(String file) throws IOException {
        Path path = find(Path.of("shared", "datasets", file));
        assumeThat(path).as("the data set %s is not at hand", file).isNotNull();
        MoneyScale usd = MoneyScale.of("USD");
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(usd));
        List<String> lines = Files.readAllLines(path);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            builder.add(
                    Long.parseLong(cells[0]), (int) LocalDate.parse(cells[1]).toEpochDay(), usd.parse(cells[2]));
        }
        return builder.build();
    }

    /** The file in this folder or the nearest one above it that has it. */
    static @Nullable Path find(Path file) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(file))) {
                return folder.resolve(file);
            }
        }
        return null;
    }

    private static RfmScores score(TransactionLog log, LocalDate asOf, RfmOptions options) {
        return Rfm.score(CustomerSummary.of(log, SummaryOptions.withDefaults().until(asOf)), options);
    }

    @Test
    void sampleScores() throws IOException {
        RfmScores scores = score(cdnow("cdnow_sample.csv"), AS_OF, RfmOptions.withDefaults());
        assertThat(scores.customers()).isEqualTo(2357);
        assertThat(scores.thresholds().cuts(RfmDimension.RECENCY)).containsExactly(152, 442, 486, 512);
        assertThat(scores.thresholds().cuts(RfmDimension.FREQUENCY)).containsExactly(1, 1, 2, 4);
        assertThat(scores.thresholds().cuts(RfmDimension.MONETARY))
                .containsExactly(new double[] {1536, 3195.8, 5925, 13043.6}, within(1e-9));
        assertThat(scores.sizes(RfmDimension.MONETARY)).containsExactly(481, 462, 472, 470, 472);
        assertThat(code(scores, 1)).isEqualTo("444");
        assertThat(code(scores, 2)).isEqualTo("134");
        assertThat(code(scores, 61)).isEqualTo("455");
        assertThat(code(scores, 122)).isEqualTo("115");
        assertThat(code(scores, 1000)).isEqualTo("555");
        assertThat(code(scores, 2357)).isEqualTo("312");
        assertThat(scores.emptyBins(RfmDimension.FREQUENCY)).containsExactly(2);

        RfmScores mean = score(
                cdnow("cdnow_sample.csv"),
                AS_OF,
                RfmOptions.withDefaults().withMonetary(MonetaryMeasure.MEAN_SPEND_PER_ORDER));
        assertThat(mean.thresholds().cuts(RfmDimension.MONETARY))
                .containsExactly(new double[] {1437, 2040.8, 2933.0979591836735, 4308.7733333333335}, within(1e-9));
        assertThat(mean.sizes(RfmDimension.MONETARY)).containsExactly(487, 456, 471, 471, 472);
    }

    private static @Nullable String code(RfmScores scores, long id) {
        return scores.code(scores.summary().index().indexOf(id));
    }

    @Test
    void recencyAndFrequencyScoresAreThoseOfRsRfmPackage() throws IOException {
        RfmScores sample = score(cdnow("cdnow_sample.csv"), AS_OF, RfmOptions.withDefaults());
        assertThat(sample.sizes(RfmDimension.RECENCY)).containsExactly(459, 478, 475, 471, 474);
        assertThat(sample.sizes(RfmDimension.FREQUENCY)).containsExactly(1205, 0, 406, 358, 388);
        RfmScores master = score(cdnow("cdnow_master.csv"), AS_OF, RfmOptions.withDefaults());
        assertThat(master.sizes(RfmDimension.RECENCY)).containsExactly(4539, 4748, 4844, 4720, 4719);
        assertThat(master.sizes(RfmDimension.FREQUENCY)).containsExactly(11908, 0, 4079, 3658, 3925);
        // Its monetary limits, less the dollar that it adds, are our cuts; the scores differ between the two.
        assertThat(master.thresholds().cuts(RfmDimension.MONETARY))
                .containsExactly(new double[] {1536, 3135, 5992.4, 13395}, within(1e-9));
        assertThat(master.sizes(RfmDimension.MONETARY)).containsExactly(4817, 4615, 4710, 4715, 4713);
    }

    /** Each customer's scores, from {@code reference/cdnow/full/rfm_cdnow_sample.csv}. */
    @Test
    void scoresOfTheSampleAreThoseOfRsRfmPackageUnderItsRule() throws IOException {
        Path file = find(Path.of("shared", "reference", "cdnow", "full", "rfm_cdnow_sample.csv"));
        assumeThat(file).as("the reference file is not at hand").isNotNull();
        RfmScores scores = score(
                cdnow("cdnow_sample.csv"), AS_OF, RfmOptions.withDefaults().withRule(ScoringRule.R_RFM));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2358);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(code(scores, Long.parseLong(cells[0])))
                    .as("customer %s", cells[0])
                    .isEqualTo(cells[7]);
        }
    }

    /** Customers of each cell, from {@code reference/cdnow/rfm_cdnow_master.json}. */
    @Test
    void cellsOfTheMasterAreThoseOfRsRfmPackageUnderItsRule() throws IOException {
        Path file = find(Path.of("shared", "reference", "cdnow", "rfm_cdnow_master.json"));
        assumeThat(file).as("the reference file is not at hand").isNotNull();
        RfmScores scores = score(
                cdnow("cdnow_master.csv"), AS_OF, RfmOptions.withDefaults().withRule(ScoringRule.R_RFM));
        Map<String, Long> found = new TreeMap<>();
        for (int c = 0; c < scores.customers(); c++) {
            found.merge(String.valueOf(scores.code(c)), 1L, Long::sum);
        }
        Map<String, Long> expected = new TreeMap<>();
        Matcher cell = Pattern.compile("\"recency_score\":(\\d), \"frequency_score\":(\\d),"
                        + " \"monetary_score\":(\\d), \"customers\":(\\d+)")
                .matcher(Files.readString(file));
        while (cell.find()) {
            expected.put(cell.group(1) + cell.group(2) + cell.group(3), Long.parseLong(cell.group(4)));
        }
        assertThat(expected.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(23_570);
        // Of the three customers who spent exactly 32.35, the cut, R puts one below: it adds up dollars in binary.
        expected.merge("432", -1L, Long::sum);
        expected.merge("433", 1L, Long::sum);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void segmentsOfTheSample() throws IOException {
        TransactionLog log = cdnow("cdnow_sample.csv");
        RfmScores scores = score(log, AS_OF, RfmOptions.withDefaults());
        assertProfiles(
                SegmentProfiles.of(SegmentMaps.OMNICONVERT.assign(scores), scores.summary()),
                log,
                Map.ofEntries(
                        Map.entry("Soulmates", List.of(234L, 9_929_789L)),
                        Map.entry("Lovers", List.of(656L, 8_427_537L)),
                        Map.entry("New Passion", List.of(0L, 0L)),
                        Map.entry("Flirting", List.of(28L, 262_998L)),
                        Map.entry("Potential Lovers", List.of(169L, 1_611_394L)),
                        Map.entry("Apprentice", List.of(1L, 1_158L)),
                        Map.entry("Platonic Friends", List.of(332L, 735_183L)),
                        Map.entry("About To Dump You", List.of(478L, 1_927_706L)),
                        Map.entry("Don Juan", List.of(48L, 481_339L)),
                        Map.entry("Ex-Lovers", List.of(20L, 135_688L)),
                        Map.entry("Break-Ups", List.of(391L, 896_402L))));
        assertProfiles(
                SegmentProfiles.of(SegmentMaps.CLASSIC.assign(scores), scores.summary()),
                log,
                Map.ofEntries(
                        Map.entry("Champions", List.of(652L, 16_956_535L)),
                        Map.entry("Loyal Customers", List.of(341L, 2_898_486L)),
                        Map.entry("Potential Loyalists", List.of(50L, 129_547L)),
                        Map.entry("New Customers", List.of(0L, 0L)),
                        Map.entry("Promising", List.of(150L, 185_664L)),
                        Map.entry("Needs Attention", List.of(240L, 1_183_533L)),
                        Map.entry("About To Sleep", List.of(400L, 751_140L)),
                        Map.entry("At Risk", List.of(134L, 1_375_219L)),
                        Map.entry("Can't Lose Them", List.of(2L, 41_068L)),
                        Map.entry("Hibernating", List.of(221L, 681_945L)),
                        Map.entry("Lost", List.of(167L, 206_057L))));
    }

    private static void assertProfiles(
            SegmentProfiles profiles, TransactionLog log, Map<String, List<Long>> customersAndRevenue) {
        Map<String, List<Long>> actual = new TreeMap<>();
        for (SegmentProfile profile : profiles.profiles()) {
            actual.put(profile.segment(), List.of(profile.customers(), profile.revenueMinor()));
        }
        assertThat(actual).isEqualTo(new TreeMap<>(customersAndRevenue));
        assertThat(profiles.total().revenueMinor()).isEqualTo(log.revenueMinor());
    }

    @Test
    void migrationOfTheSampleWithFreshAndFrozenThresholds() throws IOException {
        TransactionLog log = cdnow("cdnow_sample.csv");
        RfmScores before = score(log, LocalDate.of(1997, 9, 30), RfmOptions.withDefaults());
        RfmScores after = score(log, AS_OF, RfmOptions.withDefaults());
        Grouping then = SegmentMaps.CLASSIC.assign(before);
        MigrationMatrix moves = MigrationMatrix.between(then, SegmentMaps.CLASSIC.assign(after));
        assertThat(moves.customers()).isEqualTo(2357);
        assertThat(moves.stayed()).isEqualTo(1611);
        assertThat(moves.count("Champions", "Champions")).isEqualTo(466);

        RfmScores frozen = score(log, AS_OF, RfmOptions.withDefaults().withThresholds(before.thresholds()));
        assertThat(frozen.sizes(RfmDimension.RECENCY)).containsExactly(1714, 47, 50, 217, 329);
        assertThat(frozen.sizes(RfmDimension.FREQUENCY)).containsExactly(1205, 0, 406, 208, 538);
        assertThat(frozen.sizes(RfmDimension.MONETARY)).containsExactly(420, 405, 425, 445, 662);
    }
}
