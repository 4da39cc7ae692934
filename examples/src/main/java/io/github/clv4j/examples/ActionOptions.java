package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.AllocationStatistic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of what tells whom to act on: surveys, campaigns, touchpoints, targets and stages. */
final class ActionOptions {
    private static final int MOST_DAYS = 3_660;

    /** What decides whom a next campaign should contact. */
    enum Decision {
        estimate(AllocationStatistic.ESTIMATE),
        lower(AllocationStatistic.LOWER_BOUND);

        private final AllocationStatistic statistic;

        Decision(AllocationStatistic statistic) {
            this.statistic = statistic;
        }
    }

    @Option(
            names = "--surveys",
            paramLabel = "FILE",
            description =
                    "CSV file with columns customer_id, date, kind (nps, csat, ces) and score; for satisfaction by"
                            + " segment and what it is worth")
    @Nullable
    Path surveys;

    @Option(
            names = "--campaigns",
            paramLabel = "FILE",
            description =
                    "CSV file with columns customer_id, arm (treated, control), from, to and, if known, campaign and"
                            + " cost; for uplift by segment and whom to contact next")
    @Nullable
    Path campaigns;

    @Option(
            names = "--campaign-budget",
            paramLabel = "AMOUNT",
            description = "most that a next campaign may cost [no limit]")
    @Nullable
    String campaignBudget;

    @Option(
            names = "--campaign-decision",
            paramLabel = "FIGURE",
            description =
                    "figure of incremental margin that decides whom to contact: ${COMPLETION-CANDIDATES} end of its"
                            + " interval [lower]")
    @Nullable
    Decision campaignDecision;

    @Option(
            names = "--touchpoints",
            paramLabel = "FILE",
            description = "CSV file with columns customer_id, date, channel and, if known, time, kind and cost; for the"
                    + " mix of channels and attribution")
    @Nullable
    Path touchpoints;

    @Option(
            names = "--journey-days",
            paramLabel = "DAYS",
            description = "how long before an order a touchpoint may be to lead to it [30]")
    @Nullable
    Integer journeyDays;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "CSV file with columns kpi, target and, if wanted, warning, group and department; for the"
                    + " scorecard")
    @Nullable
    Path targets;

    @Option(
            names = "--id-links",
            paramLabel = "FILE",
            description = "CSV file with columns id and other_id, which are one customer")
    @Nullable
    Path idLinks;

    @Option(
            names = "--stage-days",
            paramLabel = "DAYS",
            split = ",",
            description = "days since the last order up to which a customer is active, at risk and lapsed, such as"
                    + " 60,120,365 [from the time between orders]")
    @Nullable
    List<Integer> stageDays;

    /** What the library would refuse too, but under the option's name and before a long file is read. */
    void requireRanges() {
        InputOptions.require(
                campaignBudget == null || campaigns != null, "--campaign-budget is given, but no --campaigns are");
        InputOptions.require(
                campaignDecision == null || campaigns != null, "--campaign-decision is given, but no --campaigns are");
        InputOptions.require(
                journeyDays == null || touchpoints != null, "--journey-days is given, but no --touchpoints are");
        InputOptions.require(
                journeyDays == null || (journeyDays >= 0 && journeyDays <= MOST_DAYS),
                "--journey-days is " + journeyDays + "; it must be 0 to " + MOST_DAYS);
        List<Integer> days = stageDays;
        InputOptions.require(
                days == null
                        || (days.size() == 3
                                && days.get(0) >= 0
                                && days.get(0) <= days.get(1)
                                && days.get(1) <= days.get(2)),
                "--stage-days is " + days
                        + "; it must be three numbers of days, 0 or more, none less than the one before");
    }

    ActionSettings settings(InputOptions input, MoneyScale money) throws IOException {
        boolean comma = input.decimal == InputOptions.Decimals.comma;
        BadRowPolicy badRows = input.badRows();
        return new ActionSettings(
                surveys == null ? null : SurveyFile.read(Objects.requireNonNull(surveys), money, comma, badRows),
                campaigns == null ? null : CampaignFile.read(Objects.requireNonNull(campaigns), money, comma, badRows),
                budget(money),
                Objects.requireNonNullElse(campaignDecision, Decision.lower).statistic,
                touchpoints == null
                        ? null
                        : TouchpointFile.read(Objects.requireNonNull(touchpoints), money, comma, badRows),
                journeyDays,
                targets == null ? null : TargetFile.read(Objects.requireNonNull(targets), money, comma, badRows),
                idLinks == null ? null : LinkFile.read(Objects.requireNonNull(idLinks), money, comma, badRows),
                stageDays);
    }

    private @Nullable Long budget(MoneyScale money) {
        String text = campaignBudget;
        if (text == null) {
            return null;
        }
        String rule = "--campaign-budget is '" + text + "'; it must be an amount of " + money.currency()
                + ", 0 or more, with at most " + money.digits() + " decimals";
        try {
            long minor = money.parse(text.strip());
            InputOptions.require(minor >= 0, rule);
            return minor;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }
}
