package io.github.clv4j.csv;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of a source are not the text, or the packed text, that they are said to be. */
final class UndecodableException extends IOException {
    private static final long serialVersionUID = 1L;

    UndecodableException(String message) {
        super(message);
    }

    UndecodableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
