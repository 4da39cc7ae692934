package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.report.BarChart;
import io.github.clv4j.report.HeatMap;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import io.github.clv4j.rfm.MonetaryMeasure;
import io.github.clv4j.rfm.Nesting;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.ScoringRule;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentProfile;
import io.github.clv4j.rfm.SegmentProfiles;
import io.github.clv4j.rfm.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The part of the report that tells how customers are scored, and what the segments come to. */
final class SegmentSection {
    private final CustomerBase base;
    private final MoneyScale money;
    private final int bins;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);
    private final ValueFormat plain;

    private SegmentSection(CustomerBase base) {
        this.base = base;
        this.money = base.log.money();
        this.bins = base.scores.bins();
        this.plain = ValueFormat.decimals(money.digits());
    }

    static Section of(CustomerBase base) {
        return new SegmentSection(base).section();
    }

    private Section section() {
        List<SegmentProfile> profiles = base.profiles.profiles();
        SegmentMap map = base.settings.segments().map();
        Section section = Section.of(
                "Segments",
                "Each customer is scored from 1 to " + bins + " on recency, frequency and monetary value (" + bins
                        + " is best" + scoring() + "), and the map \"" + map.name()
                        + "\" makes segments of the scores. "
                        + map.precedence(),
                rfmGrid(),
                BarChart.of(
                                "Segments: share of customers and share of revenue",
                                profiles.stream().map(SegmentProfile::segment).toList(),
                                Series.of("Customers", percent, shares(profiles, true))
                                        .withUndefined(i -> true),
                                Series.of("Revenue", percent, shares(profiles, false))
                                        .withUndefined(i -> true))
                        .horizontal(),
                profileTable(profiles),
                medianTable(profiles));
        for (String warning : base.scores.warnings()) {
            section = section.withWarning(warning);
        }
        return section;
    }

    private String scoring() {
        RfmOptions rfm = base.scores.options();
        StringBuilder words = new StringBuilder();
        words.append(
                rfm.rule() == ScoringRule.NTILE
                        ? "; of equal values the lower customer ids may get the lower score"
                        : "; equal values always get the same score");
        if (rfm.rule() != ScoringRule.QUANTILE) {
            words.append("; scoring rule ").append(SegmentOptions.idOf(rfm.rule()));
        }
        if (rfm.nesting() == Nesting.NESTED) {
            words.append("; frequency is scored among customers of one recency score, monetary value within both");
        }
        if (rfm.monetary() == MonetaryMeasure.MEAN_SPEND_PER_ORDER) {
            words.append("; monetary value is the mean of an order");
        }
        if (rfm.lookBackDays().isPresent()) {
            words.append("; orders and spend are those of the last ")
                    .append(rfm.lookBackDays().getAsInt())
                    .append(" days");
        }
        if (base.settings.segments().thresholdsFile() != null) {
            words.append("; the edges between scores are those of ")
                    .append(base.settings.segments().thresholdsFile());
        }
        return words.toString();
    }

    private ReportTable profileTable(List<SegmentProfile> profiles) {
        List<List<String>> rows = new ArrayList<>();
        for (SegmentProfile profile : profiles) {
            rows.add(List.of(
                    profile.segment(),
                    count.format(profile.customers()),
                    share(profile.customerShare()),
                    plain.format(money.toDecimal(profile.revenueMinor())),
                    share(profile.revenueShare()),
                    decimal(profile.meanOrders(), 1),
                    decimal(profile.averageOrderValue(), money.digits()),
                    decimal(profile.medianRecencyDays(), 0),
                    treatment(profile.segment())));
        }
        return ReportTable.of(
                        "Segment profiles",
                        List.of(
                                "Segment",
                                "Customers",
                                "Share",
                                "Revenue",
                                "Share of it",
                                "Orders each",
                                "Order value",
                                "Recency",
                                "Treatment"),
                        rows)
                .withNumericColumns(
                        "Customers", "Share", "Revenue", "Share of it", "Orders each", "Order value", "Recency")
                .withNote("Amounts in " + money.currency() + "; recency is the median of days since the last"
                        + " order; the treatment is a suggestion to begin with.");
    }

    private ReportTable medianTable(List<SegmentProfile> profiles) {
        boolean hasValue = base.predictions.value != null;
        List<List<String>> rows = new ArrayList<>();
        for (SegmentProfile profile : profiles) {
            List<String> row = new ArrayList<>(List.of(
                    profile.segment(),
                    spread(profile.recencySpread(), 0),
                    spread(profile.ordersSpread(), 0),
                    spread(profile.spendSpread(), money.digits())));
            if (hasValue) {
                row.add(spread(profile.clv().flatMap(clv -> clv.spread()), money.digits()));
            }
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("Segment", "Days since order", "Orders", "Spend"));
        if (hasValue) {
            header.add("Value to come");
        }
        return ReportTable.of("Medians of a customer, and the middle half", header, rows)
                .withNumericColumnsAfterFirst()
                .withNote(
                        "In brackets a quarter of the customers have less than the first figure and a quarter more than"
                                + " the second. Amounts in " + money.currency()
                                + (hasValue
                                        ? "; value to come is that of the next " + base.predictions.settings.length()
                                                + "."
                                        : "."));
    }

    private static String spread(Optional<Spread> spread, int digits) {
        ValueFormat format = ValueFormat.decimals(digits);
        return spread.map(some -> format.format(some.p50()) + " (" + format.format(some.p25()) + " – "
                        + format.format(some.p75()) + ")")
                .orElse(ValueFormat.decimals(0).format(Double.NaN));
    }

    private String treatment(String segment) {
        return base.settings.segments().map().segments().stream()
                .filter(known -> known.name().equals(segment))
                .map(Segment::treatment)
                .map(treatment -> treatment.id())
                .findFirst()
                .orElse(segment.equals(SegmentProfiles.NO_ORDERS) ? "refunds without an order" : "–");
    }

    private static String share(OptionalDouble value) {
        return ValueFormat.percent(1).format(value.orElse(Double.NaN));
    }

    private static String decimal(OptionalDouble value, int digits) {
        return ValueFormat.decimals(digits).format(value.orElse(Double.NaN));
    }

    private static double[] shares(List<SegmentProfile> profiles, boolean ofCustomers) {
        return profiles.stream()
                .mapToDouble(
                        profile -> (ofCustomers ? profile.customerShare() : profile.revenueShare()).orElse(Double.NaN))
                .toArray();
    }

    private HeatMap rfmGrid() {
        double[][] customers = new double[bins][bins];
        double[][] spend = new double[bins][bins];
        for (int c = 0; c < base.log.customers(); c++) {
            if (base.scores.isScored(c)) {
                customers[bins - base.scores.f(c)][base.scores.r(c) - 1]++;
                spend[bins - base.scores.f(c)][base.scores.r(c) - 1] += money.toMajor(base.summary.spendMinor(c));
            }
        }
        ValueFormat amount = ValueFormat.money(money.currency(), money.digits());
        List<List<String>> notes = new ArrayList<>();
        for (int row = 0; row < bins; row++) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < bins; column++) {
                line.add(
                        customers[row][column] == 0
                                ? ""
                                : "mean spend " + amount.format(spend[row][column] / customers[row][column]));
            }
            notes.add(line);
        }
        return HeatMap.of(
                        "Customers by recency and frequency score",
                        IntStream.rangeClosed(1, bins).mapToObj(r -> "R" + r).toList(),
                        IntStream.rangeClosed(1, bins)
                                .mapToObj(row -> "F" + (bins + 1 - row))
                                .toList(),
                        customers,
                        count)
                .withAxisNames(
                        "Recency score (" + bins + ": bought last)", "Frequency score (" + bins + ": buys most often)")
                .withCellNotes(notes);
    }
}
