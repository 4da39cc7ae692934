package io.github.clv4j.examples;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.Attribution;
import io.github.clv4j.kpi.ChannelMix;
import io.github.clv4j.kpi.JourneyPath;
import io.github.clv4j.report.HeatMap;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The part of the report that tells which channels touch customers, and what they are credited with. */
final class ChannelSection {
    private static final int MOST_PATHS = 10;
    /** Of {@link ChannelAnalysis#RULES}: the one that needs the least explaining. */
    private static final int LINEAR = 2;

    private final CustomerBase base;
    private final ChannelAnalysis channels;
    private final MoneyScale money;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);
    private final ValueFormat plain;

    private ChannelSection(CustomerBase base, ChannelAnalysis channels) {
        this.base = base;
        this.channels = channels;
        this.money = base.log.money();
        this.plain = ValueFormat.decimals(money.digits());
    }

    static Section of(CustomerBase base, ChannelAnalysis channels) {
        return new ChannelSection(base, channels).section();
    }

    private Section section() {
        String worth = base.action.worthWords();
        return Section.of(
                "Channels and attribution",
                text(),
                mix(),
                attribution("Revenue by channel and rule", channels.revenue),
                attribution("Customers' " + worth + " by the channels that won them", channels.worth),
                segments(worth),
                paths(),
                RowTables.fates("Rows of touchpoints", channels.rows));
    }

    private String text() {
        int days = channels.journeys.options().lookBackDays();
        Attribution linear = channels.revenue.get(LINEAR);
        return count.format(channels.touchpoints.count()) + " touchpoints of "
                + count.format(channels.touchpoints.customers()) + " people, "
                + count.format(channels.touchpoints.customers() - channels.touchpoints.knownCustomers())
                + " of whom have no transaction. What touched a customer on the day of an order or in the " + days
                + " days before it, and after the order before, is the order's path. Of "
                + count.format(channels.journeys.conversions()) + " days with an order "
                + count.format(touched()) + " have one; the revenue of the others, "
                + plain.format(money.toDecimal(linear.unattributedMinor())) + " " + money.currency()
                + ", is attributed to no channel.\n\nThe rules only share out what came: none of them tells what would be"
                + " missing without a channel. Where they agree the choice does not matter; where they do not, an"
                + " experiment with a control group tells more than any of them.";
    }

    private long touched() {
        return IntStream.range(0, channels.journeys.conversions())
                .filter(i -> channels.journeys.to(i) > channels.journeys.from(i))
                .count();
    }

    private HeatMap mix() {
        ChannelMix mix = channels.mix;
        List<String> names = new ArrayList<>();
        List<double[]> shares = new ArrayList<>();
        for (int g = 0; g < mix.groups().size(); g++) {
            int group = g;
            long touches = IntStream.range(0, mix.channels().size())
                    .mapToLong(channel -> mix.touches(group, channel))
                    .sum();
            if (touches > 0) {
                names.add(mix.groups().get(g) + " (" + count.format(touches) + ")");
                shares.add(IntStream.range(0, mix.channels().size())
                        .mapToDouble(channel -> mix.share(group, channel))
                        .toArray());
            }
        }
        return HeatMap.of(
                        "Mix of channels by segment, share of the segment's touchpoints",
                        mix.channels(),
                        names,
                        shares.toArray(double[][]::new),
                        percent)
                .withAxisNames("Channel", "Segment (touchpoints)")
                .withNote("With what they cost: channel-mix.csv.");
    }

    private ReportTable attribution(String title, List<Attribution> byRule) {
        List<String> header = new ArrayList<>(List.of("Channel"));
        header.addAll(ChannelAnalysis.SHORT_NAMES);
        int n = channels.mix.channels().size();
        List<List<String>> rows = new ArrayList<>();
        for (int channel = 0; channel <= n; channel++) {
            List<String> row = new ArrayList<>();
            row.add(
                    channel == n
                            ? Attribution.UNATTRIBUTED
                            : channels.mix.channels().get(channel));
            for (Attribution by : byRule) {
                long minor = channel == n ? by.unattributedMinor() : by.minor(channel);
                row.add(plain.format(money.toDecimal(minor)));
            }
            rows.add(row);
        }
        return ReportTable.of(title, header, rows)
                .withNumericColumnsAfterFirst()
                .withNote("Amounts in " + money.currency()
                        + "; each column adds up to the same. Position: 40% to the first and"
                        + " the last touchpoint each; time decay: half as much for each "
                        + (int) ChannelAnalysis.HALF_LIFE_DAYS + " days before the order. Shares: attribution.csv.");
    }

    private HeatMap segments(String worth) {
        List<String> labels = base.segments.labels();
        int n = channels.mix.channels().size();
        double[][] values = new double[labels.size()][n + 1];
        for (int g = 0; g < labels.size(); g++) {
            Attribution by = channels.ofSegment(g, LINEAR);
            for (int channel = 0; channel <= n; channel++) {
                long minor = channel == n ? by.unattributedMinor() : by.minor(channel);
                values[g][channel] = by.totalMinor() == 0 ? Double.NaN : (double) minor / by.totalMinor();
            }
        }
        List<String> names = new ArrayList<>(channels.mix.channels());
        names.add(Attribution.UNATTRIBUTED);
        return HeatMap.of(
                        "Share of each segment's " + worth + " by channel, linear rule", names, labels, values, percent)
                .withAxisNames("Channel", "Segment")
                .withNote("In amounts and by all rules: attribution-by-segment.csv.");
    }

    private ReportTable paths() {
        List<JourneyPath> paths = channels.journeys.paths();
        List<List<String>> rows = new ArrayList<>();
        for (JourneyPath path : paths.subList(0, Math.min(MOST_PATHS, paths.size()))) {
            rows.add(List.of(
                    path.channels().isEmpty() ? "(no touchpoint)" : path.text(),
                    count.format(path.conversions()),
                    plain.format(money.toDecimal(path.revenueMinor())),
                    count.format(path.withoutOrder())));
        }
        return ReportTable.of(
                        "The most frequent paths",
                        List.of("Path", "Days with an order", "Revenue", "Without an order"),
                        rows)
                .withNumericColumnsAfterFirst()
                .withNote("Amounts in " + money.currency() + "; all " + count.format(paths.size())
                        + " paths: journeys.csv.");
    }
}
