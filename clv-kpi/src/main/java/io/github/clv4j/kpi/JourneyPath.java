package io.github.clv4j.kpi;

import java.util.List;

/**
 * A sequence of channels, and what became of those who went it.
 *
 * @param channels the channels in order, repeats included; empty for orders without a touchpoint
 * @param conversions days with an order that it led to
 * @param revenueMinor what these days brought, in minor units
 * @param withoutOrder how often it led to no order
 */
public record JourneyPath(List<String> channels, long conversions, long revenueMinor, long withoutOrder) {
    /** Copies the channels. */
    public JourneyPath {
        channels = List.copyOf(channels);
    }

    /** The channels as one text, such as {@code search > e-mail}. */
    public String text() {
        return String.join(" > ", channels);
    }
}
