package io.github.clv4j.examples;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.ForecastHorizon;
import io.github.clv4j.model.ModelFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how value to come is predicted. */
final class PredictionOptions {
    private static final String AUTO = "auto";
    private static final Pattern HORIZON = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(day|week|month|year)s?");
    private static final Pattern COST = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*/\\s*(day|week|month|year)");
    /** Farther ahead nothing that was seen of customers says anything. */
    private static final int MOST_YEARS = 100;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = AUTO,
            description =
                    "purchase model that predicts, such as BG/NBD; auto is the one with the best BIC up to the end of"
                            + " the calibration, without calibration of all data [${DEFAULT-VALUE}]")
    String model = AUTO;

    @Option(
            names = "--load-model",
            paramLabel = "FILE",
            description = "models.json of an earlier run: its models predict, and none is fitted [none]")
    @Nullable
    Path loadModel;

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            defaultValue = "52 weeks",
            description = "how far ahead orders and value are predicted, with its unit: days, weeks, months or years"
                    + " [${DEFAULT-VALUE}]")
    String horizon = "52 weeks";

    @Option(
            names = "--clv-annual-discount-rate",
            paramLabel = "RATE",
            defaultValue = "0.1",
            description = "rate a year at which value to come is discounted to the as-of date [${DEFAULT-VALUE}]")
    double annualDiscountRate = 0.1;

    @Option(
            names = "--retention-cost",
            paramLabel = "AMOUNT/PERIOD",
            description = "what keeping an active customer costs, such as 2.50/month [none]")
    @Nullable
    String retentionCost;

    /** The settings of a run; each option is checked under its own name. */
    PredictionSettings settings(MoneyScale money, TimeStep timeUnit) throws IOException {
        InputOptions.require(
                annualDiscountRate >= 0 && annualDiscountRate < Double.POSITIVE_INFINITY,
                "--clv-annual-discount-rate is " + annualDiscountRate
                        + "; it must be 0 or more, such as 0.1 for 10 % a year");
        Matcher time = HORIZON.matcher(horizon.strip().toLowerCase(Locale.ROOT));
        InputOptions.require(
                time.matches(),
                "--horizon is '" + horizon + "'; it must be a number with its unit, such as '52 weeks' or '12 months'");
        double length = Double.parseDouble(part(time, 1));
        TimeStep unit = step(part(time, 2));
        InputOptions.require(
                length > 0 && length * unit.days() <= MOST_YEARS * TimeStep.YEARS.days(),
                "--horizon is '" + horizon + "'; it must be above 0 and at most " + MOST_YEARS + " years");
        String amount = "0";
        TimeStep period = TimeStep.YEARS;
        if (retentionCost != null) {
            Matcher cost = COST.matcher(retentionCost.strip().toLowerCase(Locale.ROOT));
            InputOptions.require(
                    cost.matches(),
                    "--retention-cost is '" + retentionCost
                            + "'; it must be an amount a period, such as 2.50/month or 30/year");
            amount = part(cost, 1);
            period = step(part(cost, 2));
        }
        return new PredictionSettings(
                family(),
                loaded(money, timeUnit),
                part(time, 1) + " " + part(time, 2) + (part(time, 1).equals("1") ? "" : "s"),
                ForecastHorizon.of(length, unit, DiscountRate.annual(annualDiscountRate)),
                minor(amount, money),
                period);
    }

    private @Nullable LoadedModels loaded(MoneyScale money, TimeStep timeUnit) throws IOException {
        if (loadModel == null) {
            return null;
        }
        InputOptions.require(
                family() == null, "--model is '" + model + "', but --load-model brings its own; give one of them");
        SavedModels models = ModelsFile.read(loadModel);
        models.requireFor(timeUnit, money, loadModel.toString());
        return new LoadedModels(String.valueOf(loadModel.getFileName()), models);
    }

    private static String part(Matcher matcher, int group) {
        return Objects.requireNonNull(matcher.group(group));
    }

    private static TimeStep step(String name) {
        return TimeStep.valueOf(name.toUpperCase(Locale.ROOT) + "S");
    }

    private long minor(String amount, MoneyScale money) {
        try {
            return money.parse(amount);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "--retention-cost is '" + retentionCost + "'; the amount must be one of " + money.currency()
                            + ", with at most " + money.digits() + " decimals",
                    e);
        }
    }

    private @Nullable ModelFamily family() {
        String wanted = model.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        if (wanted.equals("AUTO")) {
            return null;
        }
        for (ModelFamily family : ModelFamily.values()) {
            if (family.name().equals(wanted)) {
                InputOptions.require(
                        Predictions.isPredicting(family),
                        "--model is " + family.displayName()
                                + ", which counts whole periods with or without an order; the report predicts in"
                                + " continuous time, by one of " + names());
                return family;
            }
        }
        throw new IllegalArgumentException("--model is '" + model + "'; it must be auto or one of " + names());
    }

    private static String names() {
        return Arrays.stream(ModelFamily.values())
                .filter(Predictions::isPredicting)
                .map(ModelFamily::displayName)
                .collect(Collectors.joining(", "));
    }
}
