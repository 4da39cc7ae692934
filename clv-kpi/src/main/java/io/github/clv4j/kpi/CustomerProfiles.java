package io.github.clv4j.kpi;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One view of every customer as of one day, as columns: an immutable snapshot to look customers up in while a request
 * waits. Customers have the numbers of the summary. A customer is found by any of its linked ids; a look-up makes the
 * view and nothing else.
 *
 * <p>{@link CurrentProfiles} holds the snapshot that is current while the next one is computed.
 */
public final class CustomerProfiles {
    private final CustomerSummary summary;
    private final LocalDate asOf;
    private final ProfileColumns columns;

    CustomerProfiles(CustomerSummary summary, ProfileColumns columns) {
        this.summary = summary;
        this.asOf = summary.asOf();
        this.columns = columns;
    }

    /** A builder of profiles of the customers of a summary, as of its day. */
    public static CustomerProfilesBuilder builder(CustomerSummary summary) {
        return new CustomerProfilesBuilder(summary);
    }

    /** The profile of the customer with an id, or null if it is unknown. */
    public @Nullable CustomerProfile find(String id) {
        int customer = summary.index().indexOf(id);
        return customer < 0 ? null : new CustomerProfile(this, customer);
    }

    /** The profile of the customer with a numeric id, or null if it is unknown. */
    public @Nullable CustomerProfile find(long id) {
        int customer = summary.index().indexOf(id);
        return customer < 0 ? null : new CustomerProfile(this, customer);
    }

    /**
     * The profile of a customer by number.
     *
     * @param customer 0 to {@code customers() - 1}
     */
    public CustomerProfile at(int customer) {
        return new CustomerProfile(this, Objects.checkIndex(customer, customers()));
    }

    /** Number of customers, with or without an order. */
    public int customers() {
        return summary.customers();
    }

    /** The day as of which all is told. */
    public LocalDate asOf() {
        return asOf;
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return summary.money();
    }

    /** Orders, days and spend. */
    public CustomerSummary summary() {
        return summary;
    }

    /** What was given beside the summary; all else is unknown of every customer. */
    public Set<ProfileField> given() {
        List<ProfileField> given = columns.given();
        return given.isEmpty() ? EnumSet.noneOf(ProfileField.class) : EnumSet.copyOf(given);
    }

    ProfileColumns columns() {
        return columns;
    }

    /**
     * One row a customer, in id order; what is not known is an unknown cell: {@code customer_id}, {@code orders}, {@code
     * first_day}, {@code last_day}, {@code spend}, {@code x}, {@code tx}, {@code age}, {@code r}, {@code f}, {@code m},
     * {@code segment}, {@code p_alive}, {@code clv}, {@code cost_to_serve}, {@code profit}, {@code lifecycle_stage},
     * {@code channels} (joined by a comma), {@code survey_score}, {@code treatment}.
     */
    public Table toTable() {
        List<Column> all = new ArrayList<>(List.of(
                Column.text("customer_id", summary.index()::id),
                Column.integer("orders", summary::orders),
                Column.date("first_day", summary::firstDay, c -> !summary.isPresent(c)),
                Column.date("last_day", summary::lastDay, c -> !summary.isPresent(c)),
                Column.money("spend", money(), summary::spendMinor),
                Column.integer("x", summary::x),
                Column.decimal("tx", summary::tx),
                Column.decimal("age", summary::age),
                score("r", 0),
                score("f", 1),
                score("m", 2),
                Column.text("segment", columns::segment),
                Column.decimal("p_alive", c -> orNaN(columns.pAlive(c))),
                amount("clv", ProfileField.CLV),
                amount("cost_to_serve", ProfileField.COST_TO_SERVE),
                amount("profit", ProfileField.PROFIT)));
        all.addAll(List.of(
                Column.text("lifecycle_stage", c -> {
                    LifecycleStage stage = columns.stage(c);
                    return stage == null ? null : stage.id();
                }),
                Column.text("channels", c -> {
                    List<String> used = columns.channels(c);
                    return used == null ? null : String.join(", ", used);
                }),
                Column.decimal("survey_score", c -> orNaN(columns.surveyScore(c))),
                Column.text("treatment", columns::treatment)));
        return Table.of("customer_profiles", customers(), all)
                .rows(summary.index().inIdOrder());
    }

    private Column score(String name, int dimension) {
        return Column.integer(
                name,
                c -> columns.score(dimension, c).orElse(0),
                c -> columns.score(dimension, c).isEmpty());
    }

    private Column amount(String name, ProfileField field) {
        return Column.money(
                name,
                money(),
                c -> columns.amount(field, c).orElse(0),
                c -> columns.amount(field, c).isEmpty());
    }

    private static double orNaN(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    @Override
    public String toString() {
        EnumSet<ProfileField> unknown = EnumSet.allOf(ProfileField.class);
        unknown.removeAll(given());
        return "profiles of " + customers() + " customers as of " + asOf
                + (unknown.isEmpty()
                        ? ""
                        : "; unknown: "
                                + String.join(
                                        ", ",
                                        unknown.stream().map(ProfileField::text).toList()));
    }
}
