package io.github.clv4j.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two ids of one person, such as a web cookie and the number of a loyalty card.
 *
 * @param one an id
 * @param other another id
 * @param source what told so, such as {@code login}; null if that is not known
 */
public record IdLink(String one, String other, @Nullable String source) {
    /** Checks that both ids are there. */
    public IdLink {
        Objects.requireNonNull(one, "one");
        Objects.requireNonNull(other, "other");
    }

    /** True if this link is between these two ids, in either order. */
    public boolean isBetween(String a, String b) {
        return (one.equals(a) && other.equals(b)) || (one.equals(b) && other.equals(a));
    }

    /** True if one of the two ids is this one. */
    public boolean has(String id) {
        return one.equals(id) || other.equals(id);
    }
}
