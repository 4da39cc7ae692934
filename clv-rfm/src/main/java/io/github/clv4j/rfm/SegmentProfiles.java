package io.github.clv4j.rfm;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many customers each segment has, what they spend and are worth, and how long ago they bought. Immutable. Any
 * grouping of a summary's customers will do: segments, {@link MacroSegments}, {@link MicroSegments}, channels.
 *
 * <p>Rows add up to the summary: each customer with an order, spend, cost or value is in exactly one, and revenue, margin
 * and value are exact. So there are two further rows when they are needed: {@value #NO_ORDERS} for customers who have
 * spend (refunds that were kept), cost or value, but no order by the as-of day, whatever the grouping says of them; and
 * {@value #NO_GROUP} for customers with orders who belong to no group. Customers with nothing of these are in no row.
 */
public final class SegmentProfiles {
    /** The row of customers with refunds but no order. */
    public static final String NO_ORDERS = "No orders";
    /** The row of customers with orders who belong to no group. */
    public static final String NO_GROUP = "No group";

    private static final String TOTAL = "Total";

    private final MoneyScale money;
    private final boolean hasMargin;
    private final boolean hasValue;
    private final List<SegmentProfile> profiles;
    private final SegmentProfile total;

    private SegmentProfiles(
            MoneyScale money,
            boolean hasMargin,
            boolean hasValue,
            List<SegmentProfile> profiles,
            SegmentProfile total) {
        this.money = money;
        this.hasMargin = hasMargin;
        this.hasValue = hasValue;
        this.profiles = profiles;
        this.total = total;
    }

    /**
     * The profile of each group.
     *
     * @param grouping of the summary's customers
     * @throws IllegalArgumentException if both have different numbers of customers, or a group is called as one of the
     *     further rows
     * @throws DataException if a sum does not fit 64 bits
     */
    public static SegmentProfiles of(Grouping grouping, CustomerSummary summary) {
        return profiles(grouping, summary, null);
    }

    /**
     * The profile of each group, with what its customers are worth: {@code SegmentProfiles.of(segments, summary,
     * clv::valueMinor)}.
     *
     * @param grouping of the summary's customers
     * @param valueMinor the value of each of the summary's customers, in minor units of its currency: predicted or
     *     historical CLV, or any other
     * @throws IllegalArgumentException if grouping and summary have different numbers of customers, or a group is called
     *     as one of the further rows
     * @throws DataException if a sum does not fit 64 bits
     */
    public static SegmentProfiles of(Grouping grouping, CustomerSummary summary, IntToLongFunction valueMinor) {
        return profiles(grouping, summary, Objects.requireNonNull(valueMinor, "valueMinor"));
    }

    private static SegmentProfiles profiles(
            Grouping grouping, CustomerSummary summary, @Nullable IntToLongFunction valueMinor) {
        if (grouping.customers() != summary.customers()) {
            throw new IllegalArgumentException("grouping '" + grouping.name() + "' has " + grouping.customers()
                    + " customers, the summary " + summary.customers() + "; they must be of the same log");
        }
        for (String reserved : List.of(NO_ORDERS, NO_GROUP)) {
            if (grouping.labels().contains(reserved)) {
                throw new IllegalArgumentException("grouping '" + grouping.name() + "' has a group named '" + reserved
                        + "', which is the name of a further row; give it another name");
            }
        }
        ProfileTally tally = new ProfileTally(grouping, summary, valueMinor);
        return new SegmentProfiles(
                summary.money(), summary.hasCost(), valueMinor != null, tally.rows(), tally.total(TOTAL));
    }

    /** One profile for each group, in the grouping's order, empty groups included; then the further rows, if any. */
    public List<SegmentProfile> profiles() {
        return profiles;
    }

    /**
     * The profile of that segment or further row.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public SegmentProfile profile(String segment) {
        for (SegmentProfile profile : profiles) {
            if (profile.segment().equals(segment)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("there is no profile of '" + segment + "'; there are "
                + profiles.stream().map(SegmentProfile::segment).toList());
    }

    /** All rows together. */
    public SegmentProfile total() {
        return total;
    }

    /** Currency and digits of revenue. */
    public MoneyScale money() {
        return money;
    }

    /**
     * One row for each profile, without the total: {@code segment}, {@code customers}, {@code customer_share}, {@code
     * revenue}, {@code revenue_share}, {@code orders}, {@code average_order_value}, {@code mean_orders}, {@code
     * mean_spend}, {@code median_recency_days}; if the log has a cost {@code margin}, {@code margin_share}; if there are
     * values {@code clv}, {@code clv_share}, {@code mean_clv}, {@code median_clv}.
     */
    public Table toTable() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("segment", row -> profiles.get(row).segment()),
                Column.integer("customers", row -> profiles.get(row).customers()),
                decimal("customer_share", SegmentProfile::customerShare),
                Column.money("revenue", money, row -> profiles.get(row).revenueMinor()),
                decimal("revenue_share", SegmentProfile::revenueShare),
                Column.integer("orders", row -> profiles.get(row).orders()),
                decimal("average_order_value", SegmentProfile::averageOrderValue),
                decimal("mean_orders", SegmentProfile::meanOrders),
                decimal("mean_spend", SegmentProfile::meanSpend),
                decimal("median_recency_days", SegmentProfile::medianRecencyDays)));
        if (hasMargin) {
            columns.add(Column.money(
                    "margin", money, row -> profiles.get(row).marginMinor().orElseThrow()));
            columns.add(decimal("margin_share", SegmentProfile::marginShare));
        }
        if (hasValue) {
            columns.add(Column.money("clv", money, row -> value(row).totalMinor()));
            columns.add(
                    decimal("clv_share", profile -> profile.clv().orElseThrow().share()));
            columns.add(
                    decimal("mean_clv", profile -> profile.clv().orElseThrow().mean()));
            columns.add(
                    decimal("median_clv", profile -> profile.clv().orElseThrow().median()));
        }
        return Table.of("segments", profiles.size(), columns);
    }

    private SegmentValue value(int row) {
        return profiles.get(row).clv().orElseThrow();
    }

    /**
     * Three rows for each profile, without the total, or four if there are values: {@code segment}, {@code figure} (one of
     * {@code recency_days}, {@code orders}, {@code spend}, {@code clv}), {@code p10}, {@code p25}, {@code p50}, {@code
     * p75}, {@code p90}.
     */
    public Table toSpreadTable() {
        List<String> figures = hasValue
                ? List.of("recency_days", "orders", "spend", "clv")
                : List.of("recency_days", "orders", "spend");
        List<Optional<Spread>> spreads = new ArrayList<>();
        for (SegmentProfile profile : profiles) {
            spreads.addAll(List.of(profile.recencySpread(), profile.ordersSpread(), profile.spendSpread()));
            profile.clv().ifPresent(clv -> spreads.add(clv.spread()));
        }
        return Table.of(
                "segment_spreads",
                spreads.size(),
                List.of(
                        Column.text(
                                "segment",
                                row -> profiles.get(row / figures.size()).segment()),
                        Column.text("figure", row -> figures.get(row % figures.size())),
                        quantile("p10", spreads, Spread::p10),
                        quantile("p25", spreads, Spread::p25),
                        quantile("p50", spreads, Spread::p50),
                        quantile("p75", spreads, Spread::p75),
                        quantile("p90", spreads, Spread::p90)));
    }

    private static Column quantile(String name, List<Optional<Spread>> spreads, ToDoubleFunction<Spread> value) {
        return Column.decimal(
                name, row -> spreads.get(row).map(value::applyAsDouble).orElse(Double.NaN));
    }

    private Column decimal(String name, Function<SegmentProfile, OptionalDouble> value) {
        return Column.decimal(name, row -> value.apply(profiles.get(row)).orElse(Double.NaN));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentProfiles that
                && money.equals(that.money)
                && profiles.equals(that.profiles)
                && total.equals(that.total);
    }

    @Override
    public int hashCode() {
        return Objects.hash(money, profiles);
    }

    @Override
    public String toString() {
        return profiles.size() + " segments of " + total.customers() + " customers with "
                + money.format(total.revenueMinor()) + " " + money.currency();
    }
}
