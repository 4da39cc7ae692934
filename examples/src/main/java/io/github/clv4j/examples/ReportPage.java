package io.github.clv4j.examples;

import io.github.clv4j.data.IngestReport;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.kpi.CohortTable;
import io.github.clv4j.kpi.Department;
import io.github.clv4j.kpi.Kpi;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.report.BarChart;
import io.github.clv4j.report.Fact;
import io.github.clv4j.report.HeatMap;
import io.github.clv4j.report.HtmlReport;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.value.Concentration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The page that people read: what {@link CustomerBase} holds, in charts and tables. */
final class ReportPage {
    /** Tenths of customers, the most valuable first. */
    static final List<String> TENTHS = List.of("best tenth", "2", "3", "4", "5", "6", "7", "8", "9", "last tenth");

    /** More cohorts than this no longer fit a screen; the table file has them all. */
    private static final int SHOWN_COHORTS = 24;

    private final CustomerBase base;
    private final MoneyScale money;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);
    private final ValueFormat amount;

    private ReportPage(CustomerBase base) {
        this.base = base;
        this.money = base.log.money();
        this.amount = ValueFormat.money(money.currency(), money.digits());
    }

    static HtmlReport of(CustomerBase base) {
        ReportPage page = new ReportPage(base);
        HtmlReport report = HtmlReport.titled("Customer base report")
                .withSubtitle(base.firstDay + " to " + base.asOf + ", amounts in "
                        + base.log.money().currency())
                .withFacts(page.facts())
                .with(TrendSection.of(base))
                .with(BridgeSection.of(base))
                .with(SegmentSection.of(base))
                .with(MigrationSection.of(base))
                .with(StageSection.of(base))
                .with(page.cohorts())
                .with(CohortCurves.of(base))
                .with(page.value())
                .with(ValueSection.of(base))
                .with(ModelSection.of(base));
        return withActions(withKnown(report, base), base)
                .with(page.kpis())
                .with(page.data())
                .withFooter("Made with clv4j. Definitions of all figures: docs/definitions.md of the project.");
    }

    /** Sections on what only files beside the log can tell. */
    private static HtmlReport withKnown(HtmlReport report, CustomerBase base) {
        HtmlReport with = report;
        KpiAnalysis kpi = base.kpi;
        if (kpi.acquisitionSpan != null && kpi.acquisition != null) {
            with = with.with(AcquisitionSection.of(base, kpi.acquisitionSpan, kpi.acquisition));
        }
        if (kpi.profit != null) {
            with = with.with(ProfitSection.of(base, kpi.profit));
        }
        return kpi.subscribing == null ? with : with.with(SubscriptionSection.of(base, kpi.subscribing));
    }

    /** Sections on whom to act on, as far as files beside the log tell. */
    private static HtmlReport withActions(HtmlReport report, CustomerBase base) {
        HtmlReport with = report;
        ActionAnalysis action = base.action;
        if (action.surveys != null) {
            with = with.with(SurveySection.of(base, action.surveys));
        }
        if (action.campaigns != null) {
            with = with.with(CampaignSection.of(base, action.campaigns));
        }
        if (action.channels != null) {
            with = with.with(ChannelSection.of(base, action.channels));
        }
        return action.scorecard == null || action.targetRows == null
                ? with
                : with.with(ScorecardSection.of(base, action.scorecard, action.targetRows));
    }

    private List<Fact> facts() {
        Concentration concentration = base.clv.concentration();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Customers", count.format(base.summary.presentCustomers()), "with at least one order"));
        facts.add(Fact.of("Transactions", count.format(base.log.rows()), "rows of the log, after netting refunds"));
        facts.add(Fact.of(
                "Revenue", amount.format(money.toDecimal(base.log.revenueMinor())), "net of refunds, whole period"));
        for (Kpi kpi : List.of(Kpis.AOV, Kpis.REPEAT_PURCHASE_RATE, Kpis.RETENTION_RATE)) {
            facts.add(Fact.of(kpi.name(), overall(kpi), kpi.formula() + " (" + base.periodText(kpi) + ")"));
        }
        facts.add(Fact.of(
                "Best tenth's share",
                share(concentration.decileShare(1)),
                "of historical customer value, held by the most valuable 10% of customers"));
        facts.add(Fact.of("As of", base.asOf.toString(), "nothing dated later plays a part"));
        return facts;
    }

    private String overall(Kpi kpi) {
        KpiValue value = base.reportOf(kpi).value(kpi, base.periodOf(kpi));
        return value.isDefined() ? ConsoleSummary.formatOf(kpi, money).format(value.value()) : "undefined";
    }

    private static String share(OptionalDouble value) {
        return ValueFormat.percent(1).format(value.orElse(Double.NaN));
    }

    private Section cohorts() {
        CohortTable table = base.cohorts;
        int shown = Math.min(SHOWN_COHORTS, table.cohorts());
        // A month without new customers is no cohort; its row would only be empty.
        int[] cohorts = IntStream.range(table.cohorts() - shown, table.cohorts())
                .filter(cohort -> table.size(cohort) > 0)
                .toArray();
        if (cohorts.length == 0) {
            return Section.of("Retention", "No customer's first order was in the last " + shown + " months.");
        }
        double[][] retention = new double[cohorts.length][shown];
        List<String> labels = new ArrayList<>();
        List<String> offsets =
                IntStream.range(0, shown).mapToObj(offset -> "+" + offset).toList();
        for (int row = 0; row < cohorts.length; row++) {
            int cohort = cohorts[row];
            labels.add(table.label(cohort) + " (" + count.format(table.size(cohort)) + ")");
            for (int offset = 0; offset < shown; offset++) {
                retention[row][offset] = cohort + offset < table.cohorts()
                        ? table.retention(cohort, offset).value()
                        : Double.NaN;
            }
        }
        return Section.of(
                "Retention",
                "Of the customers whose first order was in a month, the share that ordered in each later month. Months"
                        + " that are not over are not yet known and stay empty. In the first months of the data \"first\""
                        + " means first in the data.",
                HeatMap.of("Retention by cohort, share of the cohort active", offsets, labels, retention, percent)
                        .withAxisNames("Months after the first order", "Cohort (customers)")
                        .withRange(0, Math.max(0.05, highestLater(retention))));
    }

    /** The highest share after month 0, where nearly all are active: the scale is for what comes after. */
    private static double highestLater(double[][] retention) {
        double highest = 0;
        for (double[] row : retention) {
            for (int offset = 1; offset < row.length; offset++) {
                highest = row[offset] > highest ? row[offset] : highest;
            }
        }
        return highest;
    }

    private Section value() {
        Concentration concentration = base.clv.concentration();
        String basis = base.log.hasCost()
                ? "Revenue less the cost of what was sold"
                : base.settings.grossMargin() == null
                        ? "Revenue (neither costs nor a gross margin were given)"
                        : "Revenue times a gross margin of " + percent.format(base.settings.grossMargin());
        return Section.of(
                "Historical customer value",
                basis + ", up to " + base.asOf + ". Discounting: " + base.settings.discount() + ". Total "
                        + amount.format(money.toDecimal(concentration.totalMinor())) + "; Gini coefficient "
                        + (concentration.gini().isPresent()
                                ? ValueFormat.decimals(3)
                                        .format(concentration.gini().getAsDouble())
                                : "undefined (some customers have a negative value)")
                        + ".",
                BarChart.of(
                        "Share of all value by tenth of customers",
                        TENTHS,
                        Series.of("Share of value", percent, shares(concentration))
                                .withUndefined(i -> true)));
    }

    /** The share of each tenth of customers in all value, the best first. */
    static double[] shares(Concentration concentration) {
        return IntStream.rangeClosed(1, TENTHS.size())
                .mapToDouble(decile -> concentration.decileShare(decile).orElse(Double.NaN))
                .toArray();
    }

    private Section kpis() {
        List<List<String>> rows = new ArrayList<>();
        for (Kpi kpi : Kpis.all()) {
            KpiValue value = base.reportOf(kpi).value(kpi, base.periodOf(kpi));
            Department owner = kpi.owner();
            String reason = value.undefinedReason();
            String note = value.note();
            rows.add(List.of(
                    kpi.name(),
                    overall(kpi),
                    kpi.formula(),
                    base.periodText(kpi),
                    owner == null ? "" : owner.name().toLowerCase(Locale.ROOT),
                    reason != null ? reason : note != null ? note : ""));
        }
        return Section.of(
                "KPIs",
                "The same by " + KpiCalendars.word(base.settings.kpi().calendarName())
                        + " and segment, with intervals, is in kpis.csv.",
                ReportTable.of("Key figures", List.of("KPI", "Value", "Formula", "Period", "Owner", "Note"), rows)
                        .withNumericColumns("Value"));
    }

    private Section data() {
        IngestReport report = base.log.report();
        List<List<String>> fates = new ArrayList<>();
        fates.add(List.of("read", "", count.format(report.read())));
        fates.add(List.of("accepted", "", count.format(report.accepted())));
        fates.add(List.of("netted", "refunds taken from purchases", count.format(report.nettedRefunds())));
        fates.add(List.of("netted", "purchases cancelled by refunds", count.format(report.cancelledPurchases())));
        report.dropped()
                .forEach((reason, rows) -> fates.add(List.of("dropped", words(reason.id()), count.format(rows))));
        report.rejected()
                .forEach((reason, rows) -> fates.add(List.of("rejected", words(reason.id()), count.format(rows))));
        Section section = Section.of(
                        "Data",
                        "What became of each row that was read: read = accepted + netted + dropped + rejected."
                                + (report.zeroAmounts() > 0
                                        ? " " + count.format(report.zeroAmounts()) + " rows have an amount of zero."
                                        : "")
                                + (report.roundedAmounts() > 0
                                        ? " " + count.format(report.roundedAmounts()) + " amounts were rounded to "
                                                + money.digits() + " decimals."
                                        : "")
                                + (report.unmatchedRefundMinor() > 0
                                        ? " Refunds of " + amount.format(money.toDecimal(report.unmatchedRefundMinor()))
                                                + " found no purchase to be taken from."
                                        : ""),
                        ReportTable.of("Rows", List.of("Fate", "Reason", "Rows"), fates)
                                .withNumericColumns("Rows"))
                .with(calibrationTable());
        LinkFile links = base.settings.action().links();
        if (links != null) {
            section = section.with(RowTables.fates(
                    "Rows of id links (" + links.links().ids() + " ids of "
                            + links.links().persons() + " customers)",
                    links.rows()));
        }
        if (report.firstProblems().isEmpty()) {
            return section;
        }
        List<List<String>> problems = new ArrayList<>();
        for (RowProblem problem : report.firstProblems()) {
            String value = problem.value();
            problems.add(List.of(
                    Long.toString(problem.row()), problem.column(), value == null ? "" : value, problem.rule()));
        }
        return section.with(ReportTable.of("First bad rows", List.of("Row", "Column", "Value", "Rule"), problems)
                .withNumericColumns("Row"));
    }

    private static String words(String id) {
        return id.replace('-', ' ');
    }

    private ReportTable calibrationTable() {
        List<List<String>> rows = new ArrayList<>();
        CalibrationSplit split = base.calibration;
        if (split != null) {
            long repeats = 0;
            long holdout = 0;
            for (int c = 0; c < base.log.customers(); c++) {
                repeats += split.calibration().x(c);
                holdout += split.holdoutPurchases(c);
            }
            rows.add(List.of("calibration ends", split.calibration().asOf().toString()));
            rows.add(List.of("customers", count.format(split.calibration().presentCustomers())));
            rows.add(List.of("repeat purchases in the calibration", count.format(repeats)));
            rows.add(List.of("their purchases in the hold-out", count.format(holdout)));
            rows.add(List.of(
                    "distinct histories (x, t_x, T)",
                    count.format(split.calibration().distinctHistories().size())));
        }
        return ReportTable.of("Calibration and hold-out", List.of("What", "Value"), rows)
                .withNumericColumns("Value");
    }
}
