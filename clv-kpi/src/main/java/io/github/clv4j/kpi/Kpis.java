package io.github.clv4j.kpi;

import static io.github.clv4j.kpi.KpiDirection.DOWN_IS_GOOD;
import static io.github.clv4j.kpi.KpiDirection.NEUTRAL;
import static io.github.clv4j.kpi.KpiDirection.UP_IS_GOOD;

import java.math.BigDecimal;
import java.util.List;

/**
 * The catalogue: every KPI that comes with the library. To add one, add a constant, list it in {@link #all}, and, if it
 * needs something that is not counted yet, add a {@link Fact}.
 *
 * <p>A KPI of a period that is not over ({@link Periods#isComplete}) is computed from what is known; it is not
 * comparable with that of a whole period.
 */
public final class Kpis {
    private static final String NO_ORDERS = "no orders in the period";
    private static final String NO_ITEMS = "no items in the period's orders";
    private static final String NO_ACTIVE = "no active customers in the period";
    private static final String NO_PREVIOUS = "no customer was active in the previous period";
    private static final String NO_GAPS = "no customer who had bought before bought in the period";
    private static final String NO_NEW = "no new customers in the period";

    /** Number of orders: rows with an amount of zero or more. */
    public static final Kpi ORDERS = Kpi.of("orders", "Orders", cell -> cell.counted(Fact.ORDERS))
            .withFormula("orders in the period")
            .withUnit(KpiUnit.COUNT)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.SALES)
            .withNeeds(Fact.ORDERS);

    /** Number of customers with at least one order in the period. */
    public static final Kpi ACTIVE_CUSTOMERS = Kpi.of(
                    "active_customers", "Active customers", cell -> cell.counted(Fact.ACTIVE_CUSTOMERS))
            .withFormula("customers with an order in the period")
            .withUnit(KpiUnit.COUNT)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.MARKETING)
            .withNeeds(Fact.ACTIVE_CUSTOMERS);

    /** Number of customers whose first order is in the period. */
    public static final Kpi NEW_CUSTOMERS = Kpi.of(
                    "new_customers", "New customers", cell -> cell.counted(Fact.NEW_CUSTOMERS))
            .withFormula("customers whose first order is in the period")
            .withUnit(KpiUnit.COUNT)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.MARKETING)
            .withNeeds(Fact.NEW_CUSTOMERS);

    /** Revenue: the sum of all amounts, so less those refunds that the log keeps as negative rows. */
    public static final Kpi REVENUE = Kpi.of("revenue", "Revenue", cell -> cell.money(Fact.REVENUE))
            .withFormula("sum of the amounts of the period, less refunds")
            .withUnit(KpiUnit.MONEY)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.FINANCE)
            .withNeeds(Fact.REVENUE);

    /** Gross revenue: the sum of the amounts of orders, before refunds. */
    public static final Kpi GROSS_REVENUE = Kpi.of(
                    "gross_revenue", "Gross revenue", cell -> cell.money(Fact.GROSS_REVENUE))
            .withFormula("sum of the amounts of the period's orders")
            .withUnit(KpiUnit.MONEY)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.FINANCE)
            .withNeeds(Fact.GROSS_REVENUE);

    /** Refunds that the log keeps as negative rows, as a positive amount: {@link #GROSS_REVENUE} less {@link #REVENUE}. */
    public static final Kpi REFUNDED = Kpi.of("refunded", "Refunds", cell -> cell.money(Fact.REFUNDED))
            .withFormula("refunds of the period that the log keeps as negative rows")
            .withUnit(KpiUnit.MONEY)
            .withDirection(DOWN_IS_GOOD)
            .withOwners(Department.SERVICE, Department.PRODUCT)
            .withNeeds(Fact.REFUNDED);

    /** Gross margin: revenue − cost if the log has costs, revenue × margin if one is stated. */
    public static final Kpi GROSS_MARGIN = Kpi.of("gross_margin", "Gross margin", KpiCell::grossMargin)
            .withFormula("revenue - cost, or revenue x stated margin")
            .withUnit(KpiUnit.MONEY)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.FINANCE)
            .withNeeds(Fact.REVENUE, Fact.COST)
            .withInputs(KpiInput.GROSS_MARGIN)
            .withUndefinedIf("the log has no cost and no margin is stated");

    /** Gross margin over revenue. */
    public static final Kpi GROSS_MARGIN_RATE = Kpi.of(
                    "gross_margin_rate",
                    "Gross margin rate",
                    cell -> cell.grossMarginRate("revenue of the period is not positive"))
            .withFormula("gross margin / revenue")
            .withUnit(KpiUnit.RATIO)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.FINANCE)
            .withNeeds(Fact.REVENUE, Fact.COST)
            .withInterval(KpiInterval.CUSTOMER_RATIO)
            .withInputs(KpiInput.GROSS_MARGIN)
            .withUndefinedIf("the log has no cost and no margin is stated, or revenue is not positive");

    /**
     * Average order value: revenue over <em>orders</em>. Revenue is less refunds here; {@link #AOV_GROSS} is of the amounts
     * that were paid.
     *
     * <p>Not the same as {@link #ARPU}, which is over <em>customers</em>, though often called so: a customer with two
     * orders of 10 has an AOV of 10 and an ARPU of 20. ARPU = AOV × {@link #PURCHASE_FREQUENCY}.
     */
    public static final Kpi AOV = Kpi.of(
                    "aov", "Average order value", cell -> cell.ratio(Fact.REVENUE, Fact.ORDERS, NO_ORDERS))
            .withFormula("revenue / orders")
            .withUnit(KpiUnit.MONEY)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.SALES)
            .withNeeds(Fact.REVENUE, Fact.ORDERS)
            .withInterval(KpiInterval.CUSTOMER_RATIO)
            .withUndefinedIf("there are no orders in the period");

    /** Average order value of the amounts that were paid, before refunds; {@link #AOV} is net of them. */
    public static final Kpi AOV_GROSS = Kpi.of(
                    "aov_gross",
                    "Average order value, gross",
                    cell -> cell.ratio(Fact.GROSS_REVENUE, Fact.ORDERS, NO_ORDERS))
            .withFormula("gross revenue / orders")
            .withUnit(KpiUnit.MONEY)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.SALES)
            .withNeeds(Fact.GROSS_REVENUE, Fact.ORDERS)
            .withInterval(KpiInterval.CUSTOMER_RATIO)
            .withUndefinedIf("there are no orders in the period");

    /** Items per order: the units of orders over their number. */
    public static final Kpi ITEMS_PER_ORDER = Kpi.of(
                    "items_per_order", "Items per order", cell -> cell.ratio(Fact.ITEMS, Fact.ORDERS, NO_ORDERS))
            .withFormula("units in the period's orders / orders")
            .withUnit(KpiUnit.ITEMS_PER_ORDER)
            .withDirection(UP_IS_GOOD)
            .withOwners(Department.SALES, Department.PRODUCT)
            .withNeeds(Fact.ITEMS, Fact.ORDERS)
            .withInterval(KpiInterval.CUSTOMER_RATIO)
            .withInputs(KpiInput.QUANTITY)
            .withUndefinedIf("the log has no quantities, or there are no orders in the period");

    /** Average price per item: gross revenue over the units of orders. {@link #AOV_GROSS} = items per order × this. */
    public static final Kpi AVERAGE_ITEM_PRICE = Kpi.of(
                    "average_item_price",
                    "Average price per item",
                    cell -> cell.ratio(Fact.GROSS_REVENUE, Fact.ITEMS, NO_ITEMS))
            .withFormula("gross revenue / units in the period's orders")
            .withUnit(KpiUnit.MONEY)
            .withDirection(NEUTRAL)
            .withOwners(Department.SALES, Department.PRODUCT)
            .withNeeds(Fact.GROSS_REVENUE, Fact.ITEMS)
            .withInterval(KpiInterval.CUSTOMER_RATIO)
            .withInputs(KpiInput.QUANTITY)
            .withUndefinedIf("the log has no quantities, or the period's orders have no items");

    /**
     * Average revenue per user: revenue over <em>active customers</em>. Not the same as {@link #AOV}, which is over
     * <em>orders</em>; the two are equal only where every active customer has one order.
     */
    public static final Kpi ARPU = Kpi.of(
                    "arpu",
                    "Average revenue per user",
                    cell -> cell.ratio(Fact.REVENUE, Fact.ACTIVE_CUSTOMERS, NO_ACTIVE))
            .withFormula("revenue / active customers")
            .withUnit(KpiUnit.MONEY)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.FINANCE)
            .withNeeds(Fact.REVENUE, Fact.ACTIVE_CUSTOMERS)
            .withInterval(KpiInterval.CUSTOMER_RATIO)
            .withUndefinedIf("no customer is active in the period");

    /** Orders for each active customer. */
    public static final Kpi PURCHASE_FREQUENCY = Kpi.of(
                    "purchase_frequency",
                    "Purchase frequency",
                    cell -> cell.ratio(Fact.ORDERS, Fact.ACTIVE_CUSTOMERS, NO_ACTIVE))
            .withFormula("orders / active customers")
            .withUnit(KpiUnit.ORDERS_PER_CUSTOMER)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.SALES)
            .withNeeds(Fact.ORDERS, Fact.ACTIVE_CUSTOMERS)
            .withInterval(KpiInterval.CUSTOMER_RATIO)
            .withUndefinedIf("no customer is active in the period");

    /**
     * Mean time between two days on which a customer buys, of the times that end in the period. Times that have not ended yet
     * are not known, so it is shorter than what customers will take.
     */
    public static final Kpi DAYS_BETWEEN_ORDERS = Kpi.of(
                    "days_between_orders",
                    "Mean days between orders",
                    cell -> cell.ratio(Fact.ORDER_GAP_DAYS, Fact.ORDER_GAPS, NO_GAPS))
            .withFormula(
                    "days between a customer's days with an order / number of these times, those that end in the period")
            .withUnit(KpiUnit.DAYS)
            .withDirection(DOWN_IS_GOOD)
            .withOwners(Department.SALES, Department.MARKETING)
            .withNeeds(Fact.ORDER_GAP_DAYS, Fact.ORDER_GAPS)
            .withInterval(KpiInterval.CUSTOMER_RATIO)
            .withUndefinedIf("nobody who had bought before bought in the period");

    /** The median of the times of {@link #DAYS_BETWEEN_ORDERS}; few customers who come back late do not move it. */
    public static final Kpi MEDIAN_DAYS_BETWEEN_ORDERS = Kpi.of(
                    "median_days_between_orders", "Median days between orders", cell -> cell.medianOrderGap(NO_GAPS))
            .withFormula("median of the times between a customer's days with an order that end in the period")
            .withUnit(KpiUnit.DAYS)
            .withDirection(DOWN_IS_GOOD)
            .withOwners(Department.SALES, Department.MARKETING)
            .withNeeds(Fact.ORDER_GAPS)
            .withUndefinedIf("nobody who had bought before bought in the period");

    /** Of all customers acquired up to the end of the period, the part that has two orders or more by then. */
    public static final Kpi REPEAT_PURCHASE_RATE = Kpi.of(
                    "repeat_purchase_rate",
                    "Repeat-purchase rate",
                    cell -> cell.proportion(
                            Fact.REPEAT_CUSTOMERS, Fact.ACQUIRED_CUSTOMERS, "no customers up to the end of the period"))
            .withFormula("customers with two orders or more / customers acquired, both up to the end of the period")
            .withUnit(KpiUnit.RATIO)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.MARKETING)
            .withNeeds(Fact.REPEAT_CUSTOMERS, Fact.ACQUIRED_CUSTOMERS)
            .withInterval(KpiInterval.WILSON)
            .withUndefinedIf("there are no customers up to the end of the period");

    /** Number of customers active in the previous period and in this one. */
    public static final Kpi RETAINED_CUSTOMERS = Kpi.of(
                    "retained_customers", "Retained customers", cell -> cell.counted(Fact.RETAINED_CUSTOMERS))
            .withFormula("customers active in the previous period and in this one")
            .withUnit(KpiUnit.COUNT)
            .withDirection(UP_IS_GOOD)
            .withOwners(Department.SERVICE, Department.MARKETING)
            .withNeeds(Fact.RETAINED_CUSTOMERS);

    /** Number of active customers who were not active in the previous period, but before it. */
    public static final Kpi REACTIVATED_CUSTOMERS = Kpi.of(
                    "reactivated_customers", "Reactivated customers", cell -> cell.counted(Fact.REACTIVATED_CUSTOMERS))
            .withFormula("customers active in the period and before the previous one, but not in the previous one")
            .withUnit(KpiUnit.COUNT)
            .withDirection(NEUTRAL)
            .withOwner(Department.MARKETING)
            .withNeeds(Fact.REACTIVATED_CUSTOMERS);

    /** Number of customers active in the previous period and not in this one. Some of them will be reactivated later. */
    public static final Kpi LAPSED_CUSTOMERS = Kpi.of(
                    "lapsed_customers", "Lapsed customers", cell -> cell.counted(Fact.LAPSED_CUSTOMERS))
            .withFormula("customers active in the previous period but not in this one")
            .withUnit(KpiUnit.COUNT)
            .withDirection(DOWN_IS_GOOD)
            .withOwners(Department.SERVICE, Department.MARKETING)
            .withNeeds(Fact.LAPSED_CUSTOMERS);

    /** Of the customers active in the previous period P1, the part active in this one P2: |P1 ∩ P2| / |P1|. */
    public static final Kpi RETENTION_RATE = Kpi.of(
                    "retention_rate",
                    "Retention rate",
                    cell -> cell.proportion(Fact.RETAINED_CUSTOMERS, Fact.PREVIOUSLY_ACTIVE, NO_PREVIOUS))
            .withFormula("customers active in the previous period and in this one / customers active in the previous")
            .withUnit(KpiUnit.RATIO)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.SERVICE)
            .withNeeds(Fact.RETAINED_CUSTOMERS, Fact.PREVIOUSLY_ACTIVE)
            .withInterval(KpiInterval.WILSON)
            .withUndefinedIf("no customer was active in the previous period");

    /**
     * Of the customers active in the previous period P1, the part not active in this one: |P1 \ P2| / |P1|, exactly 1 −
     * {@link #RETENTION_RATE}. One who buys again later was not lost for good; see {@link #REACTIVATION_RATE}.
     */
    public static final Kpi CHURN_RATE = Kpi.of(
                    "churn_rate",
                    "Churn rate",
                    cell -> cell.proportion(Fact.LAPSED_CUSTOMERS, Fact.PREVIOUSLY_ACTIVE, NO_PREVIOUS))
            .withFormula(
                    "customers active in the previous period but not in this one / customers active in the previous")
            .withUnit(KpiUnit.RATIO)
            .withDirection(DOWN_IS_GOOD)
            .withOwner(Department.SERVICE)
            .withNeeds(Fact.LAPSED_CUSTOMERS, Fact.PREVIOUSLY_ACTIVE)
            .withInterval(KpiInterval.WILSON)
            .withUndefinedIf("no customer was active in the previous period");

    /** Of the customers active in the period, the part that was not in the previous one, but before it. */
    public static final Kpi REACTIVATION_RATE = Kpi.of(
                    "reactivation_rate",
                    "Reactivation rate",
                    cell -> cell.proportion(Fact.REACTIVATED_CUSTOMERS, Fact.ACTIVE_CUSTOMERS, NO_ACTIVE))
            .withFormula("active customers who were not active in the previous period but before it / active customers")
            .withUnit(KpiUnit.RATIO)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.MARKETING)
            .withNeeds(Fact.REACTIVATED_CUSTOMERS, Fact.ACTIVE_CUSTOMERS)
            .withInterval(KpiInterval.WILSON)
            .withUndefinedIf("no customer is active in the period");

    /** Customer acquisition cost: acquisition spend of the period over its new customers. */
    public static final Kpi CAC = Kpi.of(
                    "cac",
                    "Customer acquisition cost",
                    cell -> cell.acquisitionSpend().over(cell.count(Fact.NEW_CUSTOMERS), NO_NEW))
            .withFormula("acquisition spend / new customers")
            .withUnit(KpiUnit.MONEY)
            .withDirection(DOWN_IS_GOOD)
            .withOwner(Department.MARKETING)
            .withNeeds(Fact.NEW_CUSTOMERS)
            .withInputs(KpiInput.ACQUISITION_SPEND)
            .withUndefinedIf("no spend is given for the period, or there are no new customers");

    /**
     * Historical lifetime value over acquisition cost, of the customers acquired in the period: all their gross margin up to
     * the as-of day, refunds before the first order included (revenue, and the value says so, if there are neither costs nor
     * a stated margin), over what acquiring them has cost. Both are per new customer, so their number cancels. Young cohorts
     * have had less time to earn their cost.
     */
    public static final Kpi CLV_TO_CAC = Kpi.of(
                    "clv_to_cac",
                    "Historical CLV to CAC",
                    cell -> cell.count(Fact.NEW_CUSTOMERS) == 0
                            ? KpiValue.undefined(NO_NEW)
                            : cell.newCustomersValue()
                                    .over(cell.acquisitionSpend(), "acquisition spend of the period is 0"))
            .withFormula("gross margin to date of the customers new in the period / acquisition spend of the period")
            .withUnit(KpiUnit.RATIO)
            .withDirection(UP_IS_GOOD)
            .withOwner(Department.FINANCE)
            .withNeeds(Fact.NEW_CUSTOMERS, Fact.NEW_CUSTOMERS_REVENUE, Fact.NEW_CUSTOMERS_COST)
            .withInputs(KpiInput.GROSS_MARGIN, KpiInput.ACQUISITION_SPEND)
            .withUndefinedIf("no spend is given for the period, it is 0, or there are no new customers");

    /**
     * Months until a customer has earned what its acquisition has cost, undiscounted, at the period's margin: CAC over
     * gross margin per active customer and month (revenue, and the value says so, if there are neither costs nor a stated
     * margin).
     */
    public static final Kpi CAC_PAYBACK_MONTHS = Kpi.of("cac_payback_months", "CAC payback", Kpis::payback)
            .withFormula("CAC / (gross margin / active customers / months in the period)")
            .withUnit(KpiUnit.MONTHS)
            .withDirection(DOWN_IS_GOOD)
            .withOwner(Department.FINANCE)
            .withNeeds(Fact.NEW_CUSTOMERS, Fact.ACTIVE_CUSTOMERS, Fact.REVENUE, Fact.COST)
            .withInputs(KpiInput.GROSS_MARGIN, KpiInput.ACQUISITION_SPEND)
            .withUndefinedIf("no spend is given for the period, there are no new customers, or gross margin is not"
                    + " positive");

    private static final List<Kpi> ALL = List.of(
            ORDERS,
            ACTIVE_CUSTOMERS,
            NEW_CUSTOMERS,
            REVENUE,
            GROSS_REVENUE,
            REFUNDED,
            GROSS_MARGIN,
            GROSS_MARGIN_RATE,
            AOV,
            AOV_GROSS,
            ITEMS_PER_ORDER,
            AVERAGE_ITEM_PRICE,
            ARPU,
            PURCHASE_FREQUENCY,
            DAYS_BETWEEN_ORDERS,
            MEDIAN_DAYS_BETWEEN_ORDERS,
            REPEAT_PURCHASE_RATE,
            RETAINED_CUSTOMERS,
            REACTIVATED_CUSTOMERS,
            LAPSED_CUSTOMERS,
            RETENTION_RATE,
            CHURN_RATE,
            REACTIVATION_RATE,
            CAC,
            CLV_TO_CAC,
            CAC_PAYBACK_MONTHS);

    private Kpis() {}

    /** All KPIs of the catalogue. Those of one's own join them in a {@link KpiCatalogue}. */
    public static List<Kpi> all() {
        return ALL;
    }

    /**
     * The KPI of an id.
     *
     * @throws IllegalArgumentException if there is none; the message lists the ids
     */
    public static Kpi byId(String id) {
        return KpiCatalogue.standard().byId(id);
    }

    private static KpiValue payback(KpiCell cell) {
        KpiValue cac = cell.acquisitionSpend().over(cell.count(Fact.NEW_CUSTOMERS), NO_NEW);
        KpiValue monthlyMargin = cell.grossMarginOrRevenue()
                .over(cell.count(Fact.ACTIVE_CUSTOMERS), NO_ACTIVE)
                .over(KpiValue.of(BigDecimal.valueOf(cell.months())), "the period has no length");
        return cac.over(monthlyMargin, "gross margin of the period is not positive, so CAC is never paid back");
    }
}
