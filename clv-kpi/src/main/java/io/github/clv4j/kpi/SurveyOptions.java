package io.github.clv4j.kpi;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.CustomerIndex;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How survey responses are read. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: the first bad row ends the reading, every customer id is taken.
 */
public final class SurveyOptions {
    private static final SurveyOptions DEFAULTS = new SurveyOptions("surveys", BadRowPolicy.fail(), null);

    private final String source;
    private final BadRowPolicy badRows;
    private final @Nullable CustomerIndex customers;

    private SurveyOptions(String source, BadRowPolicy badRows, @Nullable CustomerIndex customers) {
        this.source = Objects.requireNonNull(source, "source");
        this.badRows = Objects.requireNonNull(badRows, "badRows");
        this.customers = customers;
    }

    /** The defaults named above. */
    public static SurveyOptions withDefaults() {
        return DEFAULTS;
    }

    /** What the source is called in messages, such as a file's name. Default: {@code surveys}. */
    public SurveyOptions withSource(String name) {
        return new SurveyOptions(name, badRows, customers);
    }

    /** Whether a bad row ends the reading or is counted and skipped. Default: the first one ends it. */
    public SurveyOptions withBadRows(BadRowPolicy policy) {
        return new SurveyOptions(source, policy, customers);
    }

    /**
     * The customers that there are, such as those of a log: an id that it does not know is a bad row, and customers have
     * its numbers, so that groupings and values of the log fit. Default: none; every id is taken and numbered in the
     * order of ids.
     */
    public SurveyOptions withCustomers(CustomerIndex index) {
        return new SurveyOptions(source, badRows, Objects.requireNonNull(index, "index"));
    }

    /** What the source is called in messages. */
    public String source() {
        return source;
    }

    /** Whether a bad row ends the reading or is counted and skipped. */
    public BadRowPolicy badRows() {
        return badRows;
    }

    /** The customers that there are, or null if every id is taken. */
    public @Nullable CustomerIndex customers() {
        return customers;
    }
}
