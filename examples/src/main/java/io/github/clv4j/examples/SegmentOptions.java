package io.github.clv4j.examples;

import io.github.clv4j.csv.CsvSegmentMaps;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.jackson.JsonSegmentMaps;
import io.github.clv4j.jackson.JsonThresholds;
import io.github.clv4j.rfm.MonetaryMeasure;
import io.github.clv4j.rfm.Nesting;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.rfm.ScoringRule;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say how customers are scored, put into segments and followed between them. */
final class SegmentOptions {
    enum Rule {
        quantile(ScoringRule.QUANTILE),
        ntile(ScoringRule.NTILE),
        percent_rank(ScoringRule.PERCENT_RANK),
        cume_dist(ScoringRule.CUME_DIST),
        average_rank(ScoringRule.AVERAGE_RANK),
        r_rfm(ScoringRule.R_RFM),
        jenks(ScoringRule.JENKS),
        mean(ScoringRule.MEAN);

        private final ScoringRule rule;

        Rule(ScoringRule rule) {
            this.rule = rule;
        }

        @Override
        public String toString() {
            return idOf(rule);
        }
    }

    enum Monetary {
        total(MonetaryMeasure.TOTAL_SPEND),
        mean(MonetaryMeasure.MEAN_SPEND_PER_ORDER);

        private final MonetaryMeasure measure;

        Monetary(MonetaryMeasure measure) {
            this.measure = measure;
        }
    }

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--segment-map",
            paramLabel = "NAME|FILE",
            defaultValue = "omniconvert",
            description =
                    "omniconvert, classic, putler, rf-grid, shopify-like, quartile, r-rfm-0.2, r-rfm-vignette, alibaba,"
                            + " simple, or a file of rules: text, or .csv or .json [${DEFAULT-VALUE}]")
    String segmentMap = "omniconvert";

    @Option(
            names = "--bins",
            paramLabel = "N",
            description =
                    "number of scores of each dimension, 2 to 10, which the map must be made for; a .csv map is made"
                            + " for as many [those of the map]")
    @Nullable
    Integer bins;

    @Option(
            names = "--scoring-rule",
            paramLabel = "RULE",
            description = "how values become scores: ${COMPLETION-CANDIDATES} [quantile]")
    @Nullable
    Rule scoringRule;

    @Option(
            names = "--nested",
            description = "score frequency among customers of one recency score, and monetary value within both [no]")
    boolean nested;

    @Option(
            names = "--monetary",
            description = "what M measures, of a customer's spend: ${COMPLETION-CANDIDATES} of its orders [total]")
    @Nullable
    Monetary monetary;

    @Option(
            names = "--look-back",
            paramLabel = "DAYS",
            description = "days whose orders and spend are scored, the as-of date included [all]")
    @Nullable
    Integer lookBack;

    @Option(
            names = "--thresholds",
            paramLabel = "FILE",
            description =
                    "rfm-thresholds.json of an earlier run: its edges score, and with them its rule, bins, nesting,"
                            + " monetary measure and look-back [edges of these customers]")
    @Nullable
    Path thresholds;

    @Option(
            names = "--gone-after",
            paramLabel = "DAYS",
            description = "days without an order after which a customer counts as gone [never]")
    @Nullable
    Integer goneAfter;

    @Option(
            names = "--snapshots",
            paramLabel = "MONTHS|DATES",
            description =
                    "series of days that customers are followed along to the as-of date: a number of months, as far as"
                            + " the data reach, or rising dates such as 2024-12-31,2025-03-31 [12]")
    @Nullable
    String snapshots;

    @Option(
            names = "--compare-to",
            paramLabel = "DATE",
            description =
                    "earlier day that migration starts from; with --snapshots one of these [the first of --snapshots,"
                            + " otherwise 12 months before the as-of date, or"
                            + " the middle of a log of less than 16 months]")
    @Nullable
    String compareTo;

    /** What the library would refuse too, but under the option's name and before a long file is read. */
    void requireRanges() {
        InputOptions.require(
                bins == null || (bins >= RfmOptions.MIN_BINS && bins <= RfmOptions.MAX_BINS),
                "--bins is " + bins + "; it must be " + RfmOptions.MIN_BINS + " to " + RfmOptions.MAX_BINS);
        InputOptions.require(
                lookBack == null || lookBack >= 1, "--look-back is " + lookBack + "; it must be 1 day or more");
        InputOptions.require(
                goneAfter == null || goneAfter >= 1, "--gone-after is " + goneAfter + "; it must be 1 day or more");
    }

    /** The settings of a run whose amounts are of that money. */
    SegmentSettings settings(MoneyScale money) throws IOException {
        SegmentMap map = map();
        InputOptions.require(
                bins == null || bins == map.bins(),
                "--bins is " + bins + ", but the segment map '" + map.name() + "' is made for " + map.bins()
                        + "; leave --bins out or choose another --segment-map");
        RfmOptions rfm = thresholds == null ? fresh(map) : frozen(thresholds, map, money);
        if (goneAfter != null) {
            rfm = rfm.withGoneAfterDays(goneAfter);
        }
        return new SegmentSettings(
                map,
                rfm,
                thresholds,
                InputOptions.date("--compare-to", compareTo, commandLine()),
                snapshots == null ? null : SnapshotDates.parse(snapshots));
    }

    private RfmOptions fresh(SegmentMap map) {
        RfmOptions rfm = RfmOptions.withDefaults().withBins(map.bins());
        if (scoringRule != null) {
            InputOptions.require(
                    scoringRule != Rule.mean || map.bins() == 2,
                    "--scoring-rule is mean, which makes 2 bins, but the segment map '" + map.name() + "' is made for "
                            + map.bins() + "; choose a --segment-map of 2 bins, such as alibaba");
            rfm = rfm.withRule(scoringRule.rule);
        }
        if (nested) {
            rfm = rfm.withNesting(Nesting.NESTED);
        }
        if (monetary != null) {
            rfm = rfm.withMonetary(monetary.measure);
        }
        return lookBack == null ? rfm : rfm.withLookBackDays(lookBack);
    }

    private RfmOptions frozen(Path file, SegmentMap map, MoneyScale money) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder; --thresholds must be an rfm-thresholds.json");
        }
        RfmThresholds frozen = JsonThresholds.read(file);
        InputOptions.require(
                frozen.money().equals(money),
                "--thresholds is " + file + ", whose amounts are in " + words(frozen.money()) + ", but --currency is "
                        + words(money) + "; they must be the same");
        InputOptions.require(
                frozen.bins() == map.bins(),
                "--thresholds is " + file + ", which has " + frozen.bins() + " bins, but the segment map '" + map.name()
                        + "' is made for " + map.bins() + "; choose another --segment-map");
        requireSame("--scoring-rule", scoringRule, idOf(frozen.rule()), file);
        requireSame("--nested", nested ? "given" : null, frozen.nesting() == Nesting.NESTED ? "given" : "none", file);
        requireSame("--monetary", monetary, idOf(frozen.monetary()), file);
        requireSame(
                "--look-back",
                lookBack,
                frozen.lookBackDays().isPresent()
                        ? Integer.toString(frozen.lookBackDays().getAsInt())
                        : "none",
                file);
        return RfmOptions.withDefaults().withThresholds(frozen);
    }

    private static void requireSame(String option, @Nullable Object given, String frozen, Path file) {
        InputOptions.require(
                given == null || given.toString().equals(frozen),
                option + " is " + given + ", but the thresholds of " + file + " were made with " + frozen + "; leave "
                        + option + " out");
    }

    private static String words(MoneyScale money) {
        return money.currency() + " with " + money.digits() + " decimals";
    }

    /** The name of a rule on the command line and in {@code summary.json}. */
    static String idOf(ScoringRule rule) {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of a measure on the command line and in {@code summary.json}. */
    static String idOf(MonetaryMeasure measure) {
        return (measure == MonetaryMeasure.TOTAL_SPEND ? Monetary.total : Monetary.mean).name();
    }

    private SegmentMap map() throws IOException {
        Path file = Path.of(segmentMap);
        if (Files.exists(file)) {
            return own(file);
        }
        for (SegmentMap map : SegmentMaps.all()) {
            if (idOf(map.name()).equals(idOf(segmentMap))) {
                return map;
            }
        }
        throw new ParameterException(
                commandLine(),
                "--segment-map: there is no segment map '" + segmentMap + "'; there are "
                        + SegmentMaps.all().stream().map(SegmentMap::name).toList() + ", and no such file");
    }

    private static String idOf(String map) {
        return map.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private SegmentMap own(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "--segment-map is '" + file + "', a folder; it must be a name or a file of rules");
        }
        SegmentMap map;
        try {
            map = read(file);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": the file is not UTF-8", e);
        }
        for (Segment segment : map.segments()) {
            if (!Channels.label(segment.name()).equals(segment.name())) {
                throw new DataException(file + ": a segment is called '" + segment.name()
                        + "', which tables use for all customers or none; choose another name");
            }
        }
        return map;
    }

    private SegmentMap read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (ending.equals("json")) {
            return JsonSegmentMaps.read(file);
        }
        if (ending.equals("csv")) {
            // A CSV file has no place for a name and a number of bins.
            SegmentMap.Builder header = SegmentMap.builder(name);
            return CsvSegmentMaps.read(file, bins == null ? header : header.bins(bins));
        }
        return SegmentMap.parse(Files.readString(file), file.toString());
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
