package io.github.clv4j.fit;

import java.util.Objects;

/**
 * A fitted model and how the fit went.
 *
 * @param model the model at the estimated parameters
 * @param report status, likelihood, standard errors
 * @param <M> type of the model
 */
public record Fitted<M>(M model, FitReport report) {
    /** Both are required. */
    public Fitted {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(report, "report");
    }
}
