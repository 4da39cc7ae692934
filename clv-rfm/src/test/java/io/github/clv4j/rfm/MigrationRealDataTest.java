package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * CDNOW's sample (Fader and Hardie, brucehardie.com/datasets) at the ends of six quarters, where the file is at hand:
 * customers of one order, of two or three, of more, and gone after 120 days. The expected figures come from a Python
 * program of its own that goes through the rows customer by customer, with numpy 2 and mpmath 1.3.0.
 */
class MigrationRealDataTest {
    private static final List<LocalDate> QUARTERS = List.of(
            LocalDate.of(1997, 3, 31),
            LocalDate.of(1997, 6, 30),
            LocalDate.of(1997, 9, 30),
            LocalDate.of(1997, 12, 31),
            LocalDate.of(1998, 3, 31),
            LocalDate.of(1998, 6, 30));

    private static List<CustomerSummary> summaries() throws IOException {
        Path path = find(Path.of("shared", "datasets", "cdnow_sample.csv"));
        assumeThat(path).as("the data set is not at hand").isNotNull();
        MoneyScale usd = MoneyScale.of("USD");
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(usd));
        List<String> lines = Files.readAllLines(path);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            builder.add(
                    Long.parseLong(cells[0]), (int) LocalDate.parse(cells[1]).toEpochDay(), usd.parse(cells[2]));
        }
        return CustomerSummary.snapshots(builder.build(), QUARTERS, SummaryOptions.weekly());
    }

    /** The file in this folder or the nearest one above it that has it. */
    private static @Nullable Path find(Path file) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(file))) {
                return folder.resolve(file);
            }
        }
        return null;
    }

    private static Grouping segments(CustomerSummary summary) {
        return Grouping.of("segment", summary.customers(), c -> {
            if (!summary.isPresent(c)) {
                return null;
            }
            if (summary.recencyDays(c) > 120) {
                return "Gone";
            }
            return summary.orders(c) == 1 ? "one" : summary.orders(c) <= 3 ? "few" : "many";
        });
    }

    private static MigrationSeries series(List<CustomerSummary> summaries) {
        return MigrationSeries.of(summaries.stream()
                .map(summary -> new SegmentSnapshot(summary.asOf(), segments(summary)))
                .toList());
    }

    @Test
    void movesOfSixQuarters() throws IOException {
        List<CustomerSummary> summaries = summaries();
        MigrationSeries series = series(summaries);
        assertThat(series.stepLength()).isEqualTo(StepLength.of(3, TimeStep.MONTHS));
        assertThat(series.pooled().from()).containsExactly("few", "many", "one", "Gone", "New");
        assertThat(series.matrix(0).counts()).isDeepEqualTo(new long[][] {
            {222, 94, 0, 130},
            {0, 64, 0, 12},
            {266, 35, 476, 1058},
            {0, 0, 0, 0},
            {0, 0, 0, 0}
        });
        assertThat(series.pooled().counts()).isDeepEqualTo(new long[][] {
            {527, 291, 0, 720},
            {0, 811, 0, 316},
            {319, 39, 476, 1477},
            {355, 202, 0, 6252},
            {0, 0, 0, 0}
        });
        assertThat(series.movers(4, 5, "few", "many")).hasSize(22);
        ValueFlow flow = ValueFlow.ofSpend(
                series.snapshots().get(4).segments(),
                summaries.get(4),
                series.snapshots().get(5).segments(),
                summaries.get(5));
        assertThat(flow.move("few", "many")).isEqualTo(new ValueMove("few", "many", 22, 220_554, 343_559, 123_005));
        assertThat(flow.total().beforeMinor()).isEqualTo(22_611_140);
        assertThat(flow.total().afterMinor()).isEqualTo(24_409_194);
        SankeyFlow picture = SankeyFlow.of(
                series,
                IntStream.range(0, 6)
                        .mapToObj(t -> (IntToLongFunction) summaries.get(t)::spendMinor)
                        .toList(),
                MoneyScale.of("USD"));
        assertThat(picture.nodes().rows()).isEqualTo(3 + 4 + 4 + 3 + 3 + 3 - 1);
    }

    /** Purchases thin out after the first quarter, and customers remember: CDNOW is no chain of these segments. */
    @Test
    void chainOfSixQuarters() throws IOException {
        MigrationSeries series = series(summaries());
        ChainChecks checks = ChainChecks.of(series);
        assertThat(checks.homogeneity().degreesOfFreedom()).isEqualTo(21);
        assertThat(checks.homogeneity().chiSquare()).isCloseTo(338.1867410973328, within(1e-9));
        assertThat(checks.homogeneity().likelihoodRatio()).isCloseTo(437.86210810726493, within(1e-9));
        assertThat(checks.homogeneity().likelihoodRatioPValue().orElseThrow())
                .isCloseTo(1.3098086554343248e-79, Percentage.withPercentage(1e-7));
        assertThat(checks.firstOrder().degreesOfFreedom()).isEqualTo(13);
        assertThat(checks.firstOrder().chiSquare()).isCloseTo(664.5071530140425, within(1e-9));
        assertThat(checks.firstOrder().likelihoodRatio()).isCloseTo(454.1565942965563, within(1e-9));
        MarkovChain chain = MarkovChain.of(series, MarkovOptions.withDefaults().withGone(GoneRule.ORDINARY));
        assertThat(chain.stationary().shares())
                .containsExactly(
                        new double[] {0.06403320089194467, 0.12862950797294914, 0, 0.8073372911351062}, within(1e-12));
        TimeToGone times = chain.timeToGone();
        assertThat(times.meanSteps("few")).isCloseTo(2.54781266824425, within(1e-12));
        assertThat(times.meanSteps("many")).isCloseTo(3.5664556962025316, within(1e-12));
        assertThat(times.meanSteps("one")).isCloseTo(1.7781166285132501, within(1e-12));
    }
}
