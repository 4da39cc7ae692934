package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final TransactionLog LOG = Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false);
    /** January, February, and March that is not over. */
    private static final Periods MONTHS =
            Periods.covering(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-03-20"), TimeStep.MONTHS);

    private static final KpiReport REPORT = KpiReport.of(
            PeriodFacts.of(LOG, MONTHS, Grouping.byFirst(LOG, "channel")), KpiOptions.withDefaults(), Kpis.all());

    private static Targets targets(Target... rows) {
        TargetsBuilder builder = Targets.builder(KpiCatalogue.standard(), "targets.csv");
        for (Target row : rows) {
            builder.add(row);
        }
        return builder.build();
    }

    private static ScorecardLine line(Target target) {
        return Scorecard.of(REPORT, targets(target)).lines().get(0);
    }

    /** February: revenue 35, one of three retained. */
    @Test
    void tellsHowTheLastWholePeriodStands() {
        Scorecard card = Scorecard.of(
                REPORT,
                targets(
                        Target.of("revenue", 35, 30),
                        Target.of("retention_rate", 0.5, 0.25),
                        Target.of("churn_rate", 0.3, 0.5),
                        Target.of("cac", 10, 12)));
        assertThat(card.period()).isEqualTo("2011-02");
        assertThat(card.lines())
                .extracting(ScorecardLine::status)
                .containsExactly(ScoreStatus.MET, ScoreStatus.WARNING, ScoreStatus.MISSED, ScoreStatus.UNDEFINED);
        assertThat(card.count(ScoreStatus.MET)).isEqualTo(1);
        assertThat(card.lines().get(3).value().undefinedReason()).isEqualTo("no acquisition spend was given");
        assertThat(card.lines().get(0).trend().undefinedReason())
                .isEqualTo("only 2 of 2 values are known; 4 are needed");
    }

    /** Retention 1 of 1, then 1 of 3: pooled 2/4, z = −2/3 / √(1/4 · 4/3). */
    @Test
    void proportionsAreHeldAgainstThePooledError() {
        KpiChange change = line(Target.of("retention_rate", 0.5, 0.25)).change();
        assertThat(change.basis()).isEqualTo(ChangeBasis.STANDARD_ERRORS);
        assertThat(change.difference()).isCloseTo(-2 / 3.0, within(1e-15));
        assertThat(change.statistic()).isCloseTo(-1.1547005383792517, within(1e-12));
        assertThat(change.pValue()).isCloseTo(0.24821307898992362, within(1e-12));
        assertThat(change.verdict()).isEqualTo(ChangeVerdict.WITHIN_NOISE);
        Scorecard sure = Scorecard.of(
                REPORT,
                targets(Target.of("retention_rate", 0.5, 0.25)),
                1,
                ScorecardOptions.withDefaults().withLevel(0.75));
        assertThat(sure.lines().get(0).change().verdict()).isEqualTo(ChangeVerdict.BEYOND_NOISE);
    }

    /** Means of 30, 40, 1 and of 30, 5: (17.5 − 23.67) / √(11.69² + 12.5²), whatever the level of the report. */
    @Test
    void ratiosAreHeldAgainstBothErrors() {
        for (double level : new double[] {0.5, 0.95}) {
            KpiReport report = KpiReport.of(
                    PeriodFacts.of(LOG, MONTHS), KpiOptions.withDefaults().withLevel(level), Kpis.ARPU);
            KpiChange change = Scorecard.of(report, targets(Target.of("arpu", 20, 10)))
                    .lines()
                    .get(0)
                    .change();
            assertThat(change.statistic()).isCloseTo(-0.36024343735160014, within(1e-9));
            assertThat(change.basis()).isEqualTo(ChangeBasis.STANDARD_ERRORS);
        }
    }

    @Test
    void saysWhyNoiseIsNotKnown() {
        assertThat(line(Target.of("revenue", 35, 30)).change())
                .isEqualTo(new KpiChange(
                        -36,
                        ChangeBasis.NONE,
                        Double.NaN,
                        Double.NaN,
                        ChangeVerdict.UNKNOWN,
                        "no standard errors, and only 0 past changes are known; 4 are needed"));
        Scorecard first =
                Scorecard.of(REPORT, targets(Target.of("revenue", 35, 30)), 0, ScorecardOptions.withDefaults());
        assertThat(first.lines().get(0).change().unknownReason()).isEqualTo("the report has no period before");
        assertThat(line(Target.of("cac", 10, 12)).change().unknownReason()).isEqualTo("undefined value");
        assertThat(KpiChange.byErrors(0.5, 0, 0.95).unknownReason())
                .isEqualTo("the standard errors are 0 or not known");
        assertThat(KpiChange.byPast(1, new double[] {1, 1, 1, 1, 1, 2}, 0.95).unknownReason())
                .isEqualTo("no standard errors, and the past changes are all 0");
    }

    /**
     * Past changes 3, −1, 1, −1, of squares 12, so t = Δ/√3. Two-sided p of Student's t with 4 degrees of freedom in closed
     * form: 1 − u(3 − u²)/2 with u = t/√(4 + t²).
     */
    @Test
    void countsAreHeldAgainstPastChanges() {
        double[] series = {0, 3, 2, 3, 2, 12};
        KpiChange change = KpiChange.byPast(10, series, 0.95);
        double t = 10 / Math.sqrt(3);
        double u = t / Math.sqrt(4 + t * t);
        assertThat(change.statistic()).isCloseTo(t, within(1e-14));
        assertThat(change.pValue()).isCloseTo(1 - u * (3 - u * u) / 2, within(1e-12));
        assertThat(change.verdict()).isEqualTo(ChangeVerdict.BEYOND_NOISE);
        assertThat(change.basis()).isEqualTo(ChangeBasis.PAST_CHANGES);
        assertThat(KpiChange.byPast(3, series, 0.95).verdict()).isEqualTo(ChangeVerdict.WITHIN_NOISE);
        assertThat(KpiChange.byPast(10, new double[] {0, 3, Double.NaN, 3, 2, 12}, 0.95)
                        .unknownReason())
                .isEqualTo("no standard errors, and only 2 past changes are known; 4 are needed");
    }

    /** Ten weeks with revenue 1, 2, ... 9, 20 and as a refund rate nothing. */
    @Test
    void tellsTrendsOverTheLastPeriods() {
        List<Logs.Row> rows = new ArrayList<>();
        LocalDate monday = LocalDate.parse("2011-01-03");
        for (int week = 0; week < 10; week++) {
            rows.add(Logs.row("a", monday.plusWeeks(week).toString(), week == 9 ? 20_00 : 100 * (week + 1)));
        }
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        Periods weeks = Periods.covering(monday, monday.plusDays(69), TimeStep.WEEKS);
        KpiReport report = KpiReport.of(PeriodFacts.of(log, weeks), Kpis.REVENUE, Kpis.REFUNDED);
        Scorecard card = Scorecard.of(report, targets(Target.of("revenue", 30, 15), Target.of("refunded", 0, 0)));
        ScorecardLine revenue = card.lines().get(0);
        assertThat(revenue.trend()).isEqualTo(SeriesTrend.of(3, 4, 5, 6, 7, 8, 9, 20));
        assertThat(revenue.trend().slope()).isEqualTo(1);
        assertThat(revenue.improving()).isEqualTo(1);
        // Six past changes of 1 in the eight weeks.
        assertThat(revenue.change().statistic()).isEqualTo(11);
        assertThat(revenue.change().verdict()).isEqualTo(ChangeVerdict.BEYOND_NOISE);
        assertThat(card.lines().get(1).improving()).isZero();
        Scorecard four = Scorecard.of(
                report,
                targets(Target.of("revenue", 30, 15)),
                9,
                ScorecardOptions.withDefaults().withTrendPeriods(4));
        assertThat(four.lines().get(0).trend().values()).isEqualTo(4);
        assertThat(four.lines().get(0).change().verdict()).isEqualTo(ChangeVerdict.UNKNOWN);
    }

    @Test
    void hasAViewForEachDepartment() {
        Scorecard card = Scorecard.of(
                REPORT,
                targets(
                        Target.of("gross_revenue", 30, 20),
                        Target.of("refunded", 1, 5),
                        Target.of("refunded", 1, 5).withDepartment(Department.FINANCE),
                        Target.of("revenue", 30, 20).withGroup("web").withDepartment(Department.SALES)));
        assertThat(card.of(Department.FINANCE).lines())
                .extracting(line -> line.target().row())
                .containsExactly(1L, 3L);
        assertThat(card.of(Department.PRODUCT).lines())
                .extracting(line -> line.target().row())
                .containsExactly(2L);
        ScorecardLine web = card.of(Department.SALES).lines().get(0);
        assertThat(web.group()).isEqualTo("web");
        assertThat(web.value().value()).isEqualTo(30);
        assertThat(card.toTable().columns().stream().map(Column::name))
                .containsExactly(
                        "period",
                        "kpi",
                        "group",
                        "departments",
                        "value",
                        "target",
                        "warning",
                        "unit",
                        "status",
                        "undefined",
                        "slope",
                        "trend_sign",
                        "trend_p",
                        "trend_values",
                        "improving",
                        "change",
                        "change_basis",
                        "change_statistic",
                        "change_p",
                        "change_verdict",
                        "change_unknown");
        assertThat(CustomerBaseAuditTest.lines(card.toTable()).get(1))
                .isEqualTo("2011-02,refunded,all,service product,3.0,1.0,5.0,money,warning,,,,,2,,3.0,none,,,unknown,"
                        + "no standard errors, and only 0 past changes are known; 4 are needed");
    }

    @Test
    void refusesWhatDoesNotFitTheReport() {
        Targets revenue = targets(Target.of("revenue", 35, 30));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorecard.of(REPORT, revenue, 2, ScorecardOptions.withDefaults()))
                .withMessage("period 2011-03 is not over as of 2011-03-20; its figures are not known yet");
        KpiReport orders = KpiReport.of(PeriodFacts.of(LOG, MONTHS), Kpis.ORDERS);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Scorecard.of(orders, revenue))
                .withMessage(
                        "targets.csv, row 1, column 'kpi': 'revenue'; the report must have this KPI; it has [orders]");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> line(Target.of("revenue", 35, 30).withGroup("tv")))
                .withMessage("targets.csv, row 1, column 'group': 'tv'; it must be a group of the report: "
                        + REPORT.facts().groups());
        KpiReport turned =
                KpiReport.of(PeriodFacts.of(LOG, MONTHS), Kpis.REVENUE.withDirection(KpiDirection.DOWN_IS_GOOD));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Scorecard.of(turned, revenue))
                .withMessage(
                        "targets.csv, row 1, column 'kpi': 'revenue'; its direction must be the same in the report and"
                                + " the catalogue; they are DOWN_IS_GOOD and UP_IS_GOOD");
        KpiReport rolling = KpiReport.of(
                PeriodFacts.of(LOG, Periods.rolling(LocalDate.parse("2011-03-20"), 30, 10, 3)), Kpis.REVENUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorecard.of(rolling, revenue))
                .withMessageContaining("overlap; take windows that follow each other");
        Periods one = Periods.covering(LocalDate.parse("2011-03-01"), LocalDate.parse("2011-03-20"), TimeStep.MONTHS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorecard.of(KpiReport.of(PeriodFacts.of(LOG, one), Kpis.REVENUE), revenue))
                .withMessage("no period of the report is over as of 2011-03-20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScorecardOptions.withDefaults().withTrendPeriods(3))
                .withMessage("number of trend periods is 3; it must be 4 to 1000");
    }
}
