package io.github.clv4j.examples;

import io.github.clv4j.data.DataException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file beside the log is at fault, as a whole and only in the light of the log: what is wrong with one row is a {@link
 * DataException}, which knows its source. The message starts with the file's name.
 */
final class SideFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SideFileException(String file, String message) {
        this(file, message, null);
    }

    SideFileException(String file, String message, @Nullable Throwable cause) {
        super(file + ": " + message, cause);
    }

    /** Computes what a file tells; faults that name no row are told as the file's. */
    static <T> T naming(String file, Supplier<T> work) {
        try {
            return work.get();
        } catch (DataException e) {
            if (e.problem() != null) {
                throw e;
            }
            throw new SideFileException(file, String.valueOf(e.getMessage()), e);
        }
    }
}
