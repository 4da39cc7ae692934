package io.github.clv4j.fit;

import java.io.Serial;
import java.util.Objects;

/** Thrown when the data cannot identify a model at all; the message says why. */
public final class FitException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public FitException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    /** Why the data cannot identify the model. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
