package io.github.clv4j.evaluate;

import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CustomerSummary;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One family in a {@link ModelComparison}: the model that was fitted, or why there is none, and its figures. Immutable. */
public final class ComparedModel {
    private final ModelFamily family;
    private final CustomerSummary summary;
    private final @Nullable Fitted<? extends PurchaseModel> fitted;
    private final @Nullable HoldoutComparison holdout;
    private final double logScore;
    private final boolean sameHoldout;
    private final String reason;

    ComparedModel(
            ModelFamily family,
            CustomerSummary summary,
            @Nullable Fitted<? extends PurchaseModel> fitted,
            @Nullable HoldoutComparison holdout,
            double logScore,
            boolean sameHoldout,
            String reason) {
        this.family = family;
        this.summary = summary;
        this.fitted = fitted;
        this.holdout = holdout;
        this.logScore = logScore;
        this.sameHoldout = sameHoldout;
        this.reason = reason;
    }

    /** The family. */
    public ModelFamily family() {
        return family;
    }

    /** What it was fitted to: the calibration, or the same customers at whole periods for a model that counts those. */
    public CustomerSummary summary() {
        return summary;
    }

    /** The fitted model; empty if the data cannot identify it. */
    public Optional<Fitted<? extends PurchaseModel>> fitted() {
        return Optional.ofNullable(fitted);
    }

    /** True if there is a model and its search ended at a maximum. */
    public boolean isUsable() {
        return fitted != null && fitted.report().status().isUsable();
    }

    /** Its errors in the hold-out; empty if there is no hold-out or no usable model. */
    public Optional<HoldoutComparison> holdout() {
        return Optional.ofNullable(holdout);
    }

    /** Mean of ln P(actual purchases | history) in the hold-out; empty if there is no hold-out or no usable model. */
    public OptionalDouble logScore() {
        return holdout == null ? OptionalDouble.empty() : OptionalDouble.of(logScore);
    }

    /** How the fit ended, or why there is none. */
    public String reason() {
        return reason;
    }

    /** The figure of a criterion; empty if there is no model, or no hold-out where one is needed. */
    public OptionalDouble value(ModelCriterion criterion) {
        if (fitted == null || (criterion.needsHoldout() && holdout == null)) {
            return OptionalDouble.empty();
        }
        FitReport report = fitted.report();
        return OptionalDouble.of(
                switch (criterion) {
                    case AIC -> report.aic();
                    case BIC -> report.bic();
                    case HOLDOUT_RMSE ->
                        Objects.requireNonNull(holdout).overall().rmse();
                    case HOLDOUT_MAE ->
                        Objects.requireNonNull(holdout).overall().mae();
                    case HOLDOUT_LOG_SCORE -> logScore;
                });
    }

    /**
     * True if the figure of a criterion may be held against those of other families: a likelihood that is a density in
     * continuous time, or a hold-out with the same customers, time and purchases.
     */
    public boolean isComparable(ModelCriterion criterion) {
        return criterion.needsHoldout() ? sameHoldout : !ModelComparison.isDiscrete(family);
    }

    /** True if the family has a rank by a criterion: a usable model whose figure is comparable. */
    public boolean isRanked(ModelCriterion criterion) {
        return isUsable() && isComparable(criterion) && value(criterion).isPresent();
    }

    /** Why there is no rank by a criterion, or how the fit ended. */
    public String remark(ModelCriterion criterion) {
        if (!isUsable() || isComparable(criterion)) {
            return reason;
        }
        String why = criterion.needsHoldout()
                ? "no rank: its hold-out counts whole " + summary.step() + " with a purchase from the day after "
                        + summary.asOf() + ", the others' purchases by day or over another time"
                : "no rank: the likelihood is a probability of whole periods with or without a purchase, the others' a"
                        + " density in continuous time";
        return why + "; " + reason;
    }

    /** Parameters that AIC and BIC count; 0 without a model. */
    int freeParameters() {
        return fitted == null ? 0 : fitted.report().freeParameters();
    }

    @Override
    public String toString() {
        return family.displayName() + ": "
                + (fitted == null ? "no model, " + reason : fitted.report().toString());
    }
}
