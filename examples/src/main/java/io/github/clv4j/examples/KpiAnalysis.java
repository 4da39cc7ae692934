package io.github.clv4j.examples;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.AcquisitionCosts;
import io.github.clv4j.kpi.AcquisitionOptions;
import io.github.clv4j.kpi.AcquisitionReport;
import io.github.clv4j.kpi.AcquisitionSpend;
import io.github.clv4j.kpi.CohortPayback;
import io.github.clv4j.kpi.CustomerProfit;
import io.github.clv4j.kpi.GainLoss;
import io.github.clv4j.kpi.PeriodFacts;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.ProfitOptions;
import io.github.clv4j.kpi.RevenueConcentration;
import io.github.clv4j.kpi.RevenueTree;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Why revenue changed, whose it is, what acquiring and serving customers cost, and what they subscribed to. */
final class KpiAnalysis {
    /** Cohorts are of months, or, where these would be more, of years. */
    private static final int MOST_COHORTS = 600;

    final RevenueTree tree;
    final GainLoss gainLoss;
    final RevenueConcentration concentration;
    final CohortPayback payback;
    /** By period and channel, and of the whole time; null where no spend is known. */
    final @Nullable AcquisitionReport acquisition;

    final @Nullable AcquisitionReport acquisitionSpan;
    /** Null where no cost of any kind is known. */
    final @Nullable CustomerProfit profit;

    final @Nullable SideFile costRows;
    final @Nullable Subscribing subscribing;

    /**
     * Computes all.
     *
     * @param segments groups of the log's customers
     * @param two the two windows that are compared
     * @param trend the periods of the KPI tables
     * @param span the whole time as one period
     */
    KpiAnalysis(
            TransactionLog log,
            Settings settings,
            LocalDate asOf,
            Grouping segments,
            Periods two,
            Periods trend,
            Periods span,
            Predictions predictions) {
        int later = CustomerBase.LATER_WINDOW;
        this.tree = RevenueTree.between(PeriodFacts.of(log, two, segments), later - 1, later);
        this.gainLoss = GainLoss.between(log, two, later - 1, later, segments);
        this.concentration = RevenueConcentration.of(log, two, segments);

        boolean byChannel = log.options().dimensions().contains(Channels.DIMENSION);
        Grouping channels = byChannel ? Channels.of(log) : Grouping.everyone(log.customers());
        AcquisitionSpend spend = settings.spend();
        if (spend != null && !byChannel) {
            spend = spend.withoutGroups();
        }
        AcquisitionOptions options = AcquisitionOptions.withDefaults()
                .withDiscount(settings.prediction().horizon().rate());
        if (settings.grossMargin() != null) {
            options = options.withGrossMargin(settings.grossMargin());
        }
        AcquisitionOptions together = spend == null ? options : options.withSpend(spend.withoutGroups());
        LocalDate first = LocalDate.ofEpochDay(log.firstDay());
        TimeStep step = ChronoUnit.MONTHS.between(first, asOf) < MOST_COHORTS ? TimeStep.MONTHS : TimeStep.YEARS;
        this.payback = CohortPayback.of(log, step, asOf, Grouping.everyone(log.customers()), together);
        if (spend == null) {
            this.acquisition = null;
            this.acquisitionSpan = null;
        } else {
            options = options.withSpend(spend);
            if (predictions.value != null) {
                long[] toCome = new long[log.customers()];
                for (int c = 0; c < toCome.length; c++) {
                    toCome[c] = predictions.hasNoValue(c) ? 0 : predictions.valueMinor(c);
                }
                options = options.withValueToCome(toCome);
            }
            this.acquisition = AcquisitionReport.of(log, trend, channels, options);
            this.acquisitionSpan = AcquisitionReport.of(log, span, channels, options);
        }

        CostFile costs = settings.kpi().costs();
        this.costRows = costs == null ? null : costs.rows();
        boolean isCostKnown = costs != null || spend != null || log.hasCost() || settings.grossMargin() != null;
        this.profit = isCostKnown ? profit(log, settings, asOf, channels, spend) : null;
        SubscriptionFile subscribed = settings.kpi().subscriptions();
        this.subscribing = subscribed == null
                ? null
                : SideFileException.naming(
                        subscribed.rows().name(),
                        () -> new Subscribing(subscribed, settings.kpi().calendar(), asOf));
    }

    private static CustomerProfit profit(
            TransactionLog log,
            Settings settings,
            LocalDate asOf,
            Grouping channels,
            @Nullable AcquisitionSpend spend) {
        ProfitOptions options = ProfitOptions.withDefaults().until(asOf);
        if (settings.grossMargin() != null) {
            options = options.withGrossMargin(settings.grossMargin());
        }
        if (spend != null) {
            // Spend is told by month, so the customers of a month share it whatever the calendar of the KPIs.
            Periods months = Periods.covering(LocalDate.ofEpochDay(log.firstDay()), asOf, TimeStep.MONTHS);
            options = options.withAcquisitionCost(
                    AcquisitionCosts.of(log, months, channels, spend).minorByCustomer());
        }
        CostFile costs = settings.kpi().costs();
        if (costs == null) {
            return CustomerProfit.of(log, options);
        }
        ProfitOptions withCosts = options.withCostToServe(costs.of(log));
        return SideFileException.naming(costs.rows().name(), () -> CustomerProfit.of(log, withCosts));
    }
}
