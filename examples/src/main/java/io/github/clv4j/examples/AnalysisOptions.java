package io.github.clv4j.examples;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.rfm.Segment;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say what is told of the customers. */
final class AnalysisOptions {
    private static final int BINS = 5;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--compare-to",
            paramLabel = "DATE",
            description = "earlier day that segment migration starts from [12 months before the as-of date]")
    @Nullable
    String compareTo;

    @Option(
            names = "--calibration-end",
            paramLabel = "DATE",
            description = "last day of the calibration; what follows is the hold-out [two thirds of the time]")
    @Nullable
    String calibrationEnd;

    @Option(
            names = "--time-unit",
            defaultValue = "weeks",
            description = "unit of t_x and T: days, weeks, months, years [${DEFAULT-VALUE}]")
    TimeStep timeUnit = TimeStep.WEEKS;

    @Option(
            names = "--segment-map",
            paramLabel = "NAME|FILE",
            defaultValue = "omniconvert",
            description = "omniconvert, classic, or a file of rules [${DEFAULT-VALUE}]")
    String segmentMap = "omniconvert";

    @Option(
            names = "--gone-after",
            paramLabel = "DAYS",
            description = "days without an order after which a customer counts as gone [never]")
    @Nullable
    Integer goneAfter;

    @Option(
            names = "--gross-margin",
            paramLabel = "RATE",
            description = "share of revenue that is margin, such as 0.35 [all of it]")
    @Nullable
    Double grossMargin;

    @Option(
            names = "--annual-discount-rate",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "rate a year at which past margins are carried forward in historical CLV [${DEFAULT-VALUE}]")
    double annualDiscountRate;

    @Option(
            names = "--acquisition-spend",
            paramLabel = "FILE",
            description = "CSV file with columns month, spend and, if known, channel; for CAC, CLV:CAC and payback")
    @Nullable
    Path acquisitionSpend;

    /** What the library would refuse too, but under the option's name and before a long file is read. */
    void requireRanges(InputOptions input) {
        InputOptions.require(
                goneAfter == null || goneAfter >= 1, "--gone-after is " + goneAfter + "; it must be 1 day or more");
        InputOptions.require(
                grossMargin == null || (grossMargin >= 0 && grossMargin <= 1),
                "--gross-margin is " + grossMargin + "; it must be 0 to 1, such as 0.35");
        InputOptions.require(
                grossMargin == null || input.costColumn == null,
                "--gross-margin is " + grossMargin
                        + ", but --cost-column tells the gross margin already; give one of them");
        InputOptions.require(
                annualDiscountRate >= 0 && annualDiscountRate < Double.POSITIVE_INFINITY,
                "--annual-discount-rate is " + annualDiscountRate + "; it must be 0 or more, such as 0.1 for 10 %");
    }

    /**
     * The settings of a run.
     *
     * @param spendFile what was spent on acquisition, or null
     */
    Settings settings(InputOptions input, PredictionSettings prediction, @Nullable Path spendFile, MoneyScale money)
            throws IOException {
        return new Settings(
                input.asOf(),
                date("--compare-to", compareTo),
                date("--calibration-end", calibrationEnd),
                timeUnit,
                map(),
                goneAfter,
                grossMargin,
                DiscountRate.annual(annualDiscountRate),
                spendFile == null
                        ? null
                        : SpendFile.read(spendFile, money, input.decimal == InputOptions.Decimals.comma),
                prediction);
    }

    private @Nullable LocalDate date(String option, @Nullable String text) {
        return InputOptions.date(option, text, commandLine());
    }

    private SegmentMap map() throws IOException {
        Path file = Path.of(segmentMap);
        if (Files.exists(file)) {
            return own(file);
        }
        try {
            return SegmentMaps.named(segmentMap);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), "--segment-map: " + e.getMessage() + ", and no such file", e);
        }
    }

    private static SegmentMap own(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "--segment-map is '" + file + "', a folder; it must be a name or a file of rules");
        }
        SegmentMap map;
        try {
            map = SegmentMap.parse(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": the file is not UTF-8", e);
        }
        if (map.bins() != BINS) {
            throw new DataException(file + ": the map is for " + map.bins() + " bins; the report scores 1 to " + BINS);
        }
        for (Segment segment : map.segments()) {
            if (!Channels.label(segment.name()).equals(segment.name())) {
                throw new DataException(file + ": a segment is called '" + segment.name()
                        + "', which tables use for all customers or none; choose another name");
            }
        }
        return map;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
