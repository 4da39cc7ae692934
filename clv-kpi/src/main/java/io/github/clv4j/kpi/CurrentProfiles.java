package io.github.clv4j.kpi;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of profiles that is current, for many readers while a next one is published. Readers never wait, and what
 * they got stays whole: a {@link CustomerProfile} is of one snapshot. Who asks several questions takes {@link #current}
 * once and asks that. Safe for any number of threads.
 */
public final class CurrentProfiles {
    private final AtomicReference<ProfileVersion> current;

    private CurrentProfiles(CustomerProfiles first) {
        this.current = new AtomicReference<>(new ProfileVersion(1, first));
    }

    /** A holder of a first snapshot, which has version 1. */
    public static CurrentProfiles of(CustomerProfiles first) {
        return new CurrentProfiles(first);
    }

    /** The current snapshot and its version. */
    public ProfileVersion current() {
        return current.getAcquire();
    }

    /** The current profile of the customer with an id, or null if it is unknown. */
    public @Nullable CustomerProfile find(String id) {
        return current().profiles().find(id);
    }

    /** The current profile of the customer with a numeric id, or null if it is unknown. */
    public @Nullable CustomerProfile find(long id) {
        return current().profiles().find(id);
    }

    /**
     * Makes a snapshot the current one. Of the same day it replaces what was there, as after an import of late rows; one of
     * an earlier day is refused, so that a slow computation does not undo a later one.
     *
     * @return the snapshot with its version
     * @throws IllegalArgumentException if it is as of an earlier day than the current one
     */
    public ProfileVersion publish(CustomerProfiles next) {
        return current.updateAndGet(now -> {
            if (next.asOf().isBefore(now.asOf())) {
                throw new IllegalArgumentException("profiles are as of " + next.asOf()
                        + "; they must not be earlier than the current ones, as of " + now.asOf());
            }
            return new ProfileVersion(now.version() + 1, next);
        });
    }

    @Override
    public String toString() {
        ProfileVersion now = current();
        return "version " + now.version() + ": " + now.profiles();
    }
}
