package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SatisfactionReportTest {
    private static final Periods MONTHS =
            Periods.covering(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-02-20"), TimeStep.MONTHS);

    private static SurveyRow row(String id, String day, String kind, int score) {
        return SurveyRow.of(id, LocalDate.parse(day), kind, score);
    }

    private static final List<SurveyRow> ROWS = List.of(
            row("a", "2011-01-05", "NPS", 10),
            row("a", "2011-01-20", "NPS", 4),
            row("b", "2011-01-10", "NPS", 9),
            row("c", "2011-01-10", "NPS", 8),
            row("a", "2011-02-03", "NPS", 9),
            row("b", "2011-02-03", "NPS", 9),
            row("c", "2011-02-03", "NPS", 0),
            // After the as-of day, though in the last month.
            row("c", "2011-02-25", "NPS", 10),
            row("b", "2011-02-10", "CES", 6),
            row("b", "2010-12-31", "NPS", 0));

    private static final Grouping SEGMENTS = Grouping.of("segment", List.of("x", "y"), new int[] {0, 1, Grouping.NONE});

    private static SurveyResponses responses() {
        return SurveyResponses.of(SurveyOptions.withDefaults(), ROWS);
    }

    @Test
    void theLatestResponseOfAPeriodCountsOrAllDo() {
        SatisfactionReport latest = SatisfactionReport.of(responses(), MONTHS, ResponseChoice.LATEST);
        // January: a 4, b 9, c 8.
        assertThat(latest.scores(SurveyKind.NPS, 0, 0).nps().value()).isEqualTo(0);
        assertThat(latest.scores(SurveyKind.NPS, 0, 0).responses()).isEqualTo(3);
        SatisfactionReport all = SatisfactionReport.of(responses(), MONTHS, ResponseChoice.ALL);
        assertThat(all.scores(SurveyKind.NPS, 0, 0).nps().value()).isEqualTo(25);
        assertThat(all.scores(SurveyKind.NPS, 0, 0).responses()).isEqualTo(4);
        // February as of the 20th: a 9, b 9, c 0.
        assertThat(latest.scores(SurveyKind.NPS, 1, 0).nps().value()).isCloseTo(100.0 / 3, within(1e-12));
        assertThat(latest.scores(SurveyKind.CES, 1, 0).topShare(0.9).rate().value())
                .isEqualTo(1);
        assertThat(latest.change(SurveyKind.NPS, 1, 0).difference().value()).isCloseTo(100.0 / 3, within(1e-12));
        assertThat(latest.change(SurveyKind.NPS, 0, 0).undefinedReason()).contains("no period before the first");
    }

    @Test
    void segmentsAndThoseInNoneAddUp() {
        SatisfactionReport report = SatisfactionReport.of(responses(), MONTHS, SEGMENTS, ResponseChoice.LATEST);
        assertThat(report.groups()).containsExactly("all", "x", "y", "(none)");
        assertThat(report.scores(SurveyKind.NPS, 0, 1).nps().value()).isEqualTo(-100);
        assertThat(report.scores(SurveyKind.NPS, 0, 2).nps().value()).isEqualTo(100);
        assertThat(report.scores(SurveyKind.NPS, 0, 3).nps().value()).isEqualTo(0);
        Table table = report.toTable(0.95);
        // Nobody was asked for CSAT.
        assertThat(table.rows()).isEqualTo(2 * 2 * 4);
        assertThat(table.column("nps").doubleAt(1)).isEqualTo(-100);
        assertThat(table.column("complete").textAt(4)).isEqualTo("false");
        assertThat(table.column("kind").textAt(8)).isEqualTo("CES");
        assertThat(table.column("nps").isNull(8)).isTrue();
        assertThat(table.column("undefined").textAt(8)).isEqualTo("no responses");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SatisfactionReport.of(responses(), MONTHS, Grouping.everyone(4), ResponseChoice.ALL))
                .withMessage("grouping 'all' is of 4 customers, the responses are of 3; make the grouping from the same"
                        + " customers");
    }

    /** Against a map that keeps the last score that was put. */
    @Property(tries = 200)
    void latestCountsAreThoseOfAMap(@ForAll @Size(max = 40) List<@IntRange(max = 99_999) Integer> seeds) {
        List<SurveyRow> rows = new ArrayList<>();
        for (int seed : seeds) {
            rows.add(SurveyRow.of(
                    List.of("a", "b", "c").get(seed % 3),
                    LocalDate.parse("2010-12-25").plusDays(seed / 3 % 70),
                    "NPS",
                    seed / 210 % 11));
        }
        SurveyResponses some = SurveyResponses.of(SurveyOptions.withDefaults(), rows);
        SatisfactionReport report = SatisfactionReport.of(some, MONTHS, ResponseChoice.LATEST);
        Map<String, SurveyRow> latest = new HashMap<>();
        for (SurveyRow row : rows) {
            LocalDate day = Objects.requireNonNull(row.day());
            if (!day.isBefore(LocalDate.parse("2011-01-01")) && !day.isAfter(MONTHS.asOf())) {
                latest.merge(row.customerId() + day.getMonthValue(), row, (one, two) -> {
                    int order = Objects.requireNonNull(one.day()).compareTo(two.day());
                    return order < 0 || (order == 0 && two.score() < one.score()) ? two : one;
                });
            }
        }
        for (int month = 1; month <= 2; month++) {
            long[] counts = new long[11];
            for (Map.Entry<String, SurveyRow> entry : latest.entrySet()) {
                counts[entry.getValue().score()] += entry.getKey().endsWith("" + month) ? 1 : 0;
            }
            assertThat(report.scores(SurveyKind.NPS, month - 1, 0)).isEqualTo(ScoreCounts.of(SurveyKind.NPS, counts));
        }
    }

    /** Ranks and test computed apart from this library with SciPy 1.17.1: spearmanr. */
    @Test
    void valueByClassAndItsRankCorrelation() {
        List<SurveyRow> rows = List.of(
                row("a", "2011-01-05", "NPS", 10),
                row("b", "2011-01-05", "NPS", 9),
                row("c", "2011-01-05", "NPS", 7),
                row("d", "2011-01-05", "NPS", 3),
                row("e", "2011-01-05", "NPS", 0),
                row("f", "2011-01-05", "NPS", 9),
                row("f", "2011-01-06", "NPS", 0),
                row("g", "2011-01-06", "CSAT", 1));
        SurveyResponses some = SurveyResponses.of(SurveyOptions.withDefaults(), rows);
        long[] values = {500, 300, 100, 200, 50, 100, 77};
        SatisfactionValue value =
                SatisfactionValue.of(some, SurveyKind.NPS, LocalDate.parse("2011-01-05"), values, Logs.EUR);
        assertThat(value.classes()).containsExactly("detractor", "passive", "promoter", "no response");
        assertThat(value.customers(2)).isEqualTo(3);
        assertThat(value.totalMinor(2)).isEqualTo(900);
        assertThat(value.mean(2).value()).isEqualTo(3);
        assertThat(value.totalMinor(3)).isEqualTo(77);
        assertThat(value.correlation().difference().value()).isCloseTo(0.75, within(1e-12));
        assertThat(value.correlation().statistic()).isCloseTo(2.2677868380553643, within(1e-12));
        assertThat(value.correlation().pValue()).isCloseTo(0.0859375, within(1e-12));
        assertThat(value.toTable().column("total").longAt(0)).isEqualTo(250);
        SatisfactionValue ces =
                SatisfactionValue.of(some, SurveyKind.CES, LocalDate.parse("2011-01-05"), values, Logs.EUR);
        assertThat(ces.mean(0).undefinedReason()).isEqualTo("no customers in this class");
        assertThat(ces.correlation().undefinedReason()).isEqualTo("fewer than three customers with a response");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SatisfactionValue.of(
                        some, SurveyKind.NPS, LocalDate.parse("2011-01-05"), new long[2], Logs.EUR))
                .withMessage("values are given for 2 customers; the responses are of 7");
    }

    @Test
    void tooManyCellsAndPeriodsThatOverlapAreRefused() {
        Periods days = Periods.ending(LocalDate.parse("2011-02-20"), 1, TimeStep.DAYS, Periods.MAX_COUNT);
        List<String> labels =
                IntStream.range(0, 7_200).mapToObj(Integer::toString).toList();
        Grouping many = Grouping.of("segment", labels, new int[] {0, 1, 2});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SatisfactionReport.of(responses(), days, many, ResponseChoice.ALL))
                .withMessageStartingWith("7201 groups of 100000 periods are too many");
        Periods windows = Periods.rolling(LocalDate.parse("2011-02-20"), 30, 1, 20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SatisfactionReport.of(responses(), windows, ResponseChoice.ALL))
                .withMessageContaining("overlap");
    }
}
