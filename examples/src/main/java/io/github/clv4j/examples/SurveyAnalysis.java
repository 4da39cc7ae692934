package io.github.clv4j.examples;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.LoyaltyComponent;
import io.github.clv4j.kpi.LoyaltyIndex;
import io.github.clv4j.kpi.MissingComponents;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.ResponseChoice;
import io.github.clv4j.kpi.SatisfactionReport;
import io.github.clv4j.kpi.SatisfactionValue;
import io.github.clv4j.kpi.SurveyKind;
import io.github.clv4j.kpi.SurveyResponses;
import io.github.clv4j.kpi.ValueEstimate;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What customers say of themselves, beside what they are worth. */
final class SurveyAnalysis {
    private static final int NONE = -1;

    final SideFile rows;
    final SurveyResponses responses;
    /** Of the whole time, each customer's latest response, by segment. */
    final SatisfactionReport span;
    /** By period of the settings' calendar and segment. */
    final SatisfactionReport trend;
    /** By the kinds that were asked, up to the as-of date. */
    final SortedMap<SurveyKind, SatisfactionValue> values = new TreeMap<>();
    /** Of customers with a response to NPS; null without those or without a model. */
    final @Nullable LoyaltyIndex loyalty;
    /** Each customer's latest response of any kind, and of each kind; {@value #NONE} for none. */
    private final int[] latest;

    private final Map<SurveyKind, int[]> latestOfKind = new EnumMap<>(SurveyKind.class);

    /**
     * Computes all.
     *
     * @param span the whole time as one period
     * @param trend the periods of the KPI tables
     * @param worth what each customer is worth, in minor units
     */
    SurveyAnalysis(
            SurveyFile file,
            TransactionLog log,
            LocalDate asOf,
            Grouping segments,
            Periods span,
            Periods trend,
            long[] worth,
            Predictions predictions) {
        this.rows = file.rows();
        this.responses = file.of(log);
        this.span = SatisfactionReport.of(responses, span, segments, ResponseChoice.LATEST);
        this.trend = SatisfactionReport.of(responses, trend, segments, ResponseChoice.LATEST);
        MoneyScale money = log.money();
        this.latest = none(log.customers());
        for (SurveyKind kind : SurveyKind.values()) {
            latestOfKind.put(kind, none(log.customers()));
        }
        for (int i = 0; i < responses.count(); i++) {
            // They are sorted by customer and day.
            if (responses.day(i) <= asOf.toEpochDay()) {
                latest[responses.customer(i)] = i;
                ofKind(responses.kind(i))[responses.customer(i)] = i;
            }
        }
        for (SurveyKind kind : SurveyKind.values()) {
            if (Arrays.stream(ofKind(kind)).anyMatch(i -> i != NONE)) {
                values.put(kind, SatisfactionValue.of(responses, kind, asOf, worth, money));
            }
        }
        this.loyalty = values.containsKey(SurveyKind.NPS) && predictions.purchases != null
                ? LoyaltyIndex.of(
                        log.customers(),
                        MissingComponents.UNDEFINED,
                        new LoyaltyComponent("says", 1, SurveyKind.NPS.lowest(), SurveyKind.NPS.highest(), c -> nps(c)),
                        new LoyaltyComponent("stays", 1, 0, 1, predictions::pAlive))
                : null;
    }

    private static int[] none(int customers) {
        int[] none = new int[customers];
        Arrays.fill(none, NONE);
        return none;
    }

    private int[] ofKind(SurveyKind kind) {
        return Objects.requireNonNull(latestOfKind.get(kind));
    }

    private double nps(int customer) {
        int response = ofKind(SurveyKind.NPS)[customer];
        return response == NONE ? Double.NaN : responses.score(response);
    }

    /** Responses of days outside the log, which are in no period. */
    long outside() {
        long inside = 0;
        for (int i = 0; i < responses.count(); i++) {
            inside += responses.day(i) <= span.periods().asOf().toEpochDay()
                            && span.periods().indexOf(responses.day(i)) != Periods.NONE
                    ? 1
                    : 0;
        }
        return responses.count() - inside;
    }

    /** Of each customer the day of its last response, its last score of each kind, and its loyalty index. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.date("last_survey", c -> responses.day(latest[c]), c -> latest[c] == NONE));
        for (SurveyKind kind : SurveyKind.values()) {
            int[] last = ofKind(kind);
            columns.add(Column.integer(KpiTables.lower(kind), c -> responses.score(last[c]), c -> last[c] == NONE));
        }
        if (loyalty != null) {
            columns.add(Column.decimal("loyalty_index", loyalty::get));
        }
        return columns;
    }

    /** The mean index of the customers of each segment; none without an index. */
    List<ValueEstimate> loyaltyMeans(Grouping segments) {
        return loyalty == null ? List.of() : loyalty.means(segments, KpiTables.LEVEL);
    }

    /** What customers are worth by class of each kind. */
    Table valueTable() {
        StackedTable table = new StackedTable("survey_value", "kind");
        values.forEach((kind, value) -> table.add(value.toTable(), kind.name()));
        return table.toTable();
    }
}
