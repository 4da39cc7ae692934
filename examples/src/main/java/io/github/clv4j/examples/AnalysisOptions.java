package io.github.clv4j.examples;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say what is told of the customers. */
final class AnalysisOptions {
    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

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
     * @param segments how customers are put into segments
     * @param spendFile what was spent on acquisition, or null
     */
    Settings settings(
            InputOptions input,
            SegmentSettings segments,
            PredictionSettings prediction,
            KpiSettings kpi,
            ActionSettings action,
            @Nullable Path spendFile,
            MoneyScale money)
            throws IOException {
        return new Settings(
                input.asOf(),
                segments,
                date("--calibration-end", calibrationEnd),
                timeUnit,
                grossMargin,
                DiscountRate.annual(annualDiscountRate),
                spendFile == null
                        ? null
                        : SpendFile.read(spendFile, money, input.decimal == InputOptions.Decimals.comma),
                prediction,
                kpi,
                action);
    }

    private @Nullable LocalDate date(String option, @Nullable String text) {
        return InputOptions.date(option, text, commandLine());
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
