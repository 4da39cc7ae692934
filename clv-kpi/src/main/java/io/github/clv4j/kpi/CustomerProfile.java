package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerIndex;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one customer as of one day: a view of {@link CustomerProfiles}, read when asked. Immutable; all its
 * figures belong to one snapshot, whatever is published meanwhile.
 *
 * <p>What the host has not given, or what is not known of this customer, is empty or null, never 0.
 */
public final class CustomerProfile {
    private final CustomerProfiles profiles;
    private final int customer;

    CustomerProfile(CustomerProfiles profiles, int customer) {
        this.profiles = profiles;
        this.customer = customer;
    }

    /** The snapshot that this is of. */
    public CustomerProfiles profiles() {
        return profiles;
    }

    /** The customer's number. */
    public int customer() {
        return customer;
    }

    /** The customer's id; of several linked ids the one that is shown. */
    public String id() {
        return index().id(customer);
    }

    private CustomerIndex index() {
        return profiles.summary().index();
    }

    /** The day as of which all is told. */
    public LocalDate asOf() {
        return profiles.asOf();
    }

    /** True if the customer has an order by that day. */
    public boolean hasOrdered() {
        return profiles.summary().isPresent(customer);
    }

    /** Orders, the first included; 0 if there is none. */
    public int orders() {
        return profiles.summary().orders(customer);
    }

    /** The day of the first order, or null if there is none. */
    public @Nullable LocalDate firstOrder() {
        return hasOrdered() ? LocalDate.ofEpochDay(profiles.summary().firstDay(customer)) : null;
    }

    /** The day of the last order, or null if there is none. */
    public @Nullable LocalDate lastOrder() {
        return hasOrdered() ? LocalDate.ofEpochDay(profiles.summary().lastDay(customer)) : null;
    }

    /** Total spend in minor units, net of refunds. */
    public long spendMinor() {
        return profiles.summary().spendMinor(customer);
    }

    /** The models' x: repeat purchases. */
    public int x() {
        return profiles.summary().x(customer);
    }

    /** The models' t<sub>x</sub>: time from the first to the last purchase, in the summary's unit. */
    public double tx() {
        return profiles.summary().tx(customer);
    }

    /** The models' T: time from the first purchase to the as-of day, in the summary's unit. */
    public double age() {
        return profiles.summary().age(customer);
    }

    /** The recency score. */
    public OptionalInt recencyScore() {
        return profiles.columns().score(0, customer);
    }

    /** The frequency score. */
    public OptionalInt frequencyScore() {
        return profiles.columns().score(1, customer);
    }

    /** The monetary score. */
    public OptionalInt monetaryScore() {
        return profiles.columns().score(2, customer);
    }

    /** The segment, or null if it is not known. */
    public @Nullable String segment() {
        return profiles.columns().segment(customer);
    }

    /** The probability of still being a customer. */
    public OptionalDouble pAlive() {
        return profiles.columns().pAlive(customer);
    }

    /** Customer lifetime value in minor units. */
    public OptionalLong clvMinor() {
        return profiles.columns().amount(ProfileField.CLV, customer);
    }

    /** What serving the customer cost, in minor units. */
    public OptionalLong costToServeMinor() {
        return profiles.columns().amount(ProfileField.COST_TO_SERVE, customer);
    }

    /** Margin less cost to serve less acquisition cost, in minor units. */
    public OptionalLong profitMinor() {
        return profiles.columns().amount(ProfileField.PROFIT, customer);
    }

    /** Where the customer stands, or null if it is not known. */
    public @Nullable LifecycleStage lifecycleStage() {
        return profiles.columns().stage(customer);
    }

    /** The channels that the customer used, in their order; empty if none was used, null if it is not known. */
    public @Nullable List<String> channels() {
        return profiles.columns().channels(customer);
    }

    /** The last answer to a survey. */
    public OptionalDouble surveyScore() {
        return profiles.columns().surveyScore(customer);
    }

    /** What to do with the customer, as a suggestion, or null if it is not known. */
    public @Nullable String treatment() {
        return profiles.columns().treatment(customer);
    }

    @Override
    public String toString() {
        return "customer '" + id() + "' as of " + asOf();
    }
}
