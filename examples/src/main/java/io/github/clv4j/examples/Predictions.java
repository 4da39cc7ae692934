package io.github.clv4j.examples;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.evaluate.ModelComparison;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.kpi.KpiReport;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.Kpis;
import io.github.clv4j.model.DataFingerprint;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseForecast;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.RepeatSpend;
import io.github.clv4j.value.ClvIntervals;
import io.github.clv4j.value.ClvScores;
import io.github.clv4j.value.CustomerEquity;
import io.github.clv4j.value.HistoricalClv;
import io.github.clv4j.value.OutcomeIntervals;
import io.github.clv4j.value.PredictedClv;
import io.github.clv4j.value.RetentionClv;
import io.github.clv4j.value.SpendBasis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What customers are expected to do and to bring from the as-of day on, by {@link PredictingModels}. Where there is no
 * model there is no figure, and a reason.
 */
final class Predictions {
    /** Of all intervals. */
    static final double LEVEL = 0.9;

    /**
     * The model of purchases and what it says.
     *
     * @param chosenBy in words
     * @param data what it was fitted to
     */
    record Purchases(PurchaseModel model, FitReport fit, String chosenBy, DataFingerprint data) {}

    /** The model of spend, and what it was fitted to. */
    record Spend(GammaGamma model, FitReport fit, SpendBasis basis, DataFingerprint data) {}

    /**
     * What customers bring.
     *
     * @param equity by segment
     * @param expected interval of the expected total
     * @param outcome interval of what the total comes to
     * @param expectedBySegment intervals in the rows' order of the equity
     * @param outcomeBySegment the same, of what comes
     */
    record Value(
            Spend spend,
            ClvScores scores,
            ClvIntervals intervals,
            CustomerEquity equity,
            Interval expected,
            Interval outcome,
            List<Interval> expectedBySegment,
            List<Interval> outcomeBySegment) {}

    /**
     * Value by a constant rate of retention, for comparison.
     *
     * @param customers those active in the last window
     * @param monthlyRetention the rate of retention of the last window, told for a month
     * @param monthlyMargin margin a month and customer of that window, in major units
     * @param months the horizon in whole months
     * @param totalMinor value of all, in minor units
     */
    record Baseline(long customers, double monthlyRetention, double monthlyMargin, int months, long totalMinor) {}

    final PredictionSettings settings;
    /** NaN where the log's costs tell none. */
    final double marginRate;

    final String marginSource;
    private final boolean marginIsGiven;
    final PredictingModels models;
    final @Nullable Purchases purchases;
    final @Nullable Value value;
    /** Why there is no value; empty if there is one. */
    final String reason;

    /** Correlation of mean spend and number of repeat purchases, which the model of spend takes to be 0. */
    final OptionalDouble spendCorrelation;

    private final CustomerSummary summary;
    private final @Nullable PurchaseForecast forecast;

    private Predictions(
            TransactionLog log,
            CustomerSummary summary,
            Grouping segments,
            @Nullable ModelComparison comparison,
            HistoricalClv past,
            Settings settings) {
        this.settings = settings.prediction();
        this.summary = summary;
        this.spendCorrelation = RepeatSpend.of(summary).correlation();
        Double given = settings.grossMargin();
        this.marginIsGiven = given != null || log.hasCost();
        if (given != null) {
            this.marginRate = given;
            this.marginSource = "--gross-margin";
        } else if (log.hasCost()) {
            this.marginRate = realisedMargin(past);
            this.marginSource = "margin over revenue of all orders, by the cost column";
        } else {
            this.marginRate = 1;
            this.marginSource = "neither costs nor a gross margin were given: revenue counts as margin";
        }
        this.models = PredictingModels.of(log, summary, comparison, this.settings);
        this.purchases = models.purchases;
        List<String> reasons = new ArrayList<>();
        this.value = purchases == null ? null : value(log.money(), purchases, segments, reasons);
        this.reason = purchases == null ? models.purchasesReason : String.join("; ", reasons);
        this.forecast = value != null
                ? value.scores().forecast()
                : purchases == null ? null : PurchaseForecast.of(purchases.model(), summary, this.settings.horizon());
    }

    /**
     * Predictions as of a summary's day.
     *
     * @param comparison of all families up to the end of the calibration, or null if there is none
     */
    static Predictions of(
            TransactionLog log,
            CustomerSummary summary,
            Grouping segments,
            @Nullable ModelComparison comparison,
            HistoricalClv past,
            Settings settings) {
        return new Predictions(log, summary, segments, comparison, past, settings);
    }

    /** True for the families of continuous time: those that take customers of any age. */
    static boolean isPredicting(ModelFamily family) {
        return family != ModelFamily.BG_BB;
    }

    private static double realisedMargin(HistoricalClv past) {
        BigDecimal margin = BigDecimal.ZERO;
        BigDecimal revenue = BigDecimal.ZERO;
        for (int c = 0; c < past.customers(); c++) {
            if (past.isPresent(c)) {
                margin = margin.add(BigDecimal.valueOf(past.marginMinor(c)));
                revenue = revenue.add(BigDecimal.valueOf(past.revenueMinor(c)));
            }
        }
        return revenue.signum() > 0
                ? margin.divide(revenue, MathContext.DECIMAL64).doubleValue()
                : Double.NaN;
    }

    private @Nullable Value value(MoneyScale money, Purchases by, Grouping segments, List<String> reasons) {
        if (!(marginRate >= 0 && marginRate <= 1)) {
            reasons.add(
                    Double.isNaN(marginRate)
                            ? "there is no revenue that a margin rate could be of"
                            : "the margin rate is " + marginRate + " (" + marginSource
                                    + "); value to come takes a rate of 0 to 1");
            return null;
        }
        Spend spend = models.spend;
        if (spend == null) {
            reasons.add(models.spendReason);
            return null;
        }
        try {
            ClvScores scores = PredictedClv.of(
                            by.model(), spend.model(), money, settings.options(marginRate, spend.basis()))
                    .score(summary);
            CustomerEquity equity = scores.equity(segments);
            OutcomeIntervals outcomes = OutcomeIntervals.of(scores, by.fit(), spend.fit(), LEVEL);
            Grouping everyone = Grouping.everyone(scores.customers());
            return new Value(
                    spend,
                    scores,
                    outcomes.expected(),
                    equity,
                    outcomes.expected().total(),
                    outcome(outcomes.values(everyone).get(0)),
                    outcomes.expected().totals(segments),
                    outcomes.values(segments).stream().map(this::outcome).toList());
        } catch (DataException e) {
            reasons.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Orders without a cost bring no less than nothing, which the normal interval of a small segment does not know. */
    private Interval outcome(Interval normal) {
        return settings.retentionCostMinor() > 0
                ? normal
                : new Interval(Math.max(0, normal.lower()), Math.max(0, normal.upper()));
    }

    /** Margin of the last window, kept up at its rate of retention; null if the log is too short to tell either. */
    @Nullable
    Baseline baseline(CustomerBase base) {
        KpiReport windows = base.windows;
        KpiValue retention = windows.value(Kpis.RETENTION_RATE, CustomerBase.LATER_WINDOW);
        KpiValue active = windows.value(Kpis.ACTIVE_CUSTOMERS, CustomerBase.LATER_WINDOW);
        KpiValue revenue = windows.value(Kpis.REVENUE, CustomerBase.LATER_WINDOW);
        int months = (int) Math.round(settings.horizon().in(TimeStep.MONTHS));
        if (!retention.isDefined() || !revenue.isDefined() || !(active.value() > 0) || months < 1) {
            return null;
        }
        double margin = marginRate * revenue.value() / active.value() / base.windowMonths;
        double monthly = Math.pow(retention.value(), 1.0 / base.windowMonths);
        if (!(margin >= 0)) {
            return null;
        }
        double each = RetentionClv.of(
                        margin, monthly, TimeStep.MONTHS, settings.horizon().rate())
                .value(months);
        double minor = each * active.value() * summary.money().minorPerMajor();
        return minor < Long.MAX_VALUE
                ? new Baseline(Math.round(active.value()), monthly, margin, months, (long) Math.rint(minor))
                : null;
    }

    /** P(alive) as of now; NaN where no model tells it. */
    double pAlive(int customer) {
        return forecast == null ? Double.NaN : forecast.pAlive(customer);
    }

    /** Orders expected within the horizon; NaN where no model tells them. */
    double expectedOrders(int customer) {
        return forecast == null ? Double.NaN : forecast.expectedPurchases(customer);
    }

    /** Customers expected to be active now; NaN where no model tells it. */
    double expectedAlive() {
        return sum(this::pAlive);
    }

    /** Orders expected of all within the horizon; NaN where no model tells them. */
    double totalExpectedOrders() {
        return sum(this::expectedOrders);
    }

    /** In id order, so that the order of the input's rows does not show in the last digit. */
    private double sum(IntToDoubleFunction figure) {
        double sum = 0;
        for (int c : summary.index().inIdOrder()) {
            if (summary.isPresent(c)) {
                sum += figure.applyAsDouble(c);
            }
        }
        return sum;
    }

    long valueMinor(int customer) {
        return value == null ? 0 : value.scores().valueMinor(customer);
    }

    boolean hasNoValue(int customer) {
        return value == null || !value.scores().isPresent(customer);
    }

    /** An end of an interval in minor units. */
    long minor(double major) {
        return (long) Math.rint(major * summary.money().minorPerMajor());
    }

    /** True if an end of an interval can be told as money. */
    boolean isMoney(double major) {
        return Math.abs(major) * summary.money().minorPerMajor() < Long.MAX_VALUE;
    }

    double lower(int customer) {
        return value == null ? Double.NaN : value.intervals().interval(customer).lower();
    }

    double upper(int customer) {
        return value == null ? Double.NaN : value.intervals().interval(customer).upper();
    }

    /** What is to be known beside the figures, in sentences. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(models.notes);
        if (purchases != null && purchases.fit().status() != FitStatus.CONVERGED) {
            notes.add("the fit of " + purchases.fit().model() + " ended at "
                    + purchases.fit().status() + ": " + purchases.fit().message());
        }
        if (value == null) {
            return notes;
        }
        FitReport spend = value.spend().fit();
        if (spend.status() != FitStatus.CONVERGED) {
            notes.add("the fit of Gamma-Gamma ended at " + spend.status() + ": " + spend.message());
        }
        if (value.spend().basis() == SpendBasis.ALL_PURCHASES) {
            notes.add("first purchases count in the model of spend too, for repeat purchases alone do not tell it");
        }
        if (!value.intervals().note().isEmpty()) {
            notes.add(value.intervals().note());
        }
        if (!Double.isFinite(value.outcome().upper())) {
            notes.add(
                    "what the total comes to has no interval, for the spend of customers without a repeat purchase has"
                            + " no finite variance (q is 2 or less)");
        }
        if (!marginIsGiven) {
            notes.add("neither costs nor a gross margin were given, so value is revenue to come, not profit");
        }
        return notes;
    }
}
