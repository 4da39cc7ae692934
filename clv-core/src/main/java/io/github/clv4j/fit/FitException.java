package io.github.clv4j.fit;

import java.io.Serial;

/** Thrown when the data cannot identify a model at all; the message says why. */
public final class FitException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public FitException(String message) {
        super(message);
    }
}
