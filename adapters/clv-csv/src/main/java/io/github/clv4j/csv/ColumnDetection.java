package io.github.clv4j.csv;

import io.github.clv4j.data.DataException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns that were not named, by the names that such columns commonly have. The names of a role stand in
 * ranks: a column of a better rank wins, two columns of one rank are a question for the user.
 */
final class ColumnDetection {
    private static final List<List<String>> CUSTOMERS = List.of(
            List.of(
                    "customer_id",
                    "cust_id",
                    "customer_no",
                    "customer_number",
                    "customer_key",
                    "customer_code",
                    "customer_uuid"),
            List.of("customer", "cust", "customer_unique_id"),
            List.of(
                    "client_id",
                    "user_id",
                    "buyer_id",
                    "member_id",
                    "shopper_id",
                    "account_id",
                    "household_key",
                    "client",
                    "user",
                    "buyer",
                    "member"));

    private static final List<List<String>> DATES = List.of(
            List.of(
                    "transaction_date",
                    "order_date",
                    "invoice_date",
                    "purchase_date",
                    "sale_date",
                    "sales_date",
                    "ordered_at",
                    "purchased_at",
                    "order_timestamp",
                    "order_purchase_timestamp",
                    "order_datetime",
                    "transaction_time",
                    "transaction_timestamp",
                    "transaction_datetime"),
            List.of("date", "day", "datetime", "date_time", "timestamp", "ts"),
            List.of("created_at", "created", "creation_date", "paid_at", "payment_date", "event_time", "time"));

    private static final List<List<String>> AMOUNTS = List.of(
            List.of(
                    "amount",
                    "order_amount",
                    "transaction_amount",
                    "purchase_amount",
                    "invoice_amount",
                    "sale_amount",
                    "sales_amount",
                    "net_amount",
                    "amt"),
            List.of("revenue", "order_revenue", "net_revenue"),
            List.of(
                    "total",
                    "total_amount",
                    "total_price",
                    "total_sales",
                    "order_total",
                    "invoice_total",
                    "line_total",
                    "grand_total",
                    "total_paid"),
            List.of("sales", "sale", "net_sales", "spend", "turnover"),
            List.of(
                    "value",
                    "order_value",
                    "transaction_value",
                    "purchase_value",
                    "sales_value",
                    "payment_value",
                    "monetary_value"));

    private static final List<List<String>> QUANTITIES =
            List.of(List.of("quantity", "qty", "order_quantity", "quantity_ordered", "item_quantity", "units"));

    /** Units beside an amount may also go by a name that could be a list of goods beside a price. */
    private static final List<List<String>> UNITS =
            List.of(QUANTITIES.get(0), List.of("items", "item_count", "number_of_items"));

    private static final List<List<String>> PRICES =
            List.of(List.of("unit_price", "price_per_unit", "price_each", "item_price"), List.of("price"));

    private final Map<Role, String> names;
    private final List<String> header;
    private final String where;

    private ColumnDetection(Map<Role, String> given, List<String> header, String where) {
        this.names = new EnumMap<>(Role.class);
        this.names.putAll(given);
        this.header = header;
        this.where = where;
    }

    /**
     * The columns of all roles that a transaction needs, and that of the quantity.
     *
     * @param given columns by name, which must be in the header
     * @param quantityNeeded false if there may be no quantity; it is found if there is just one to choose
     * @param where source and line of the header
     * @throws DataException if a column is not in the header, cannot be found, or several are equally good
     */
    static Map<Role, String> complete(
            Map<Role, String> given, boolean quantityNeeded, List<String> header, String where) {
        ColumnDetection detection = new ColumnDetection(given, header, where);
        given.forEach((role, column) -> detection.require(role.label(), column));
        detection.complete();
        if (quantityNeeded) {
            detection.need(Role.QUANTITY, UNITS);
        } else {
            detection.findQuantity();
        }
        return detection.names;
    }

    /** Checks that a column is in the header. */
    static void require(String label, String column, List<String> header, String where) {
        new ColumnDetection(Map.of(), header, where).require(label, column);
    }

    private void require(String label, String column) {
        if (header.contains(column)) {
            return;
        }
        String likely = header.stream()
                .filter(name -> normal(name).equals(normal(column)))
                .map(name -> "; did you mean '" + name + "'?")
                .collect(Collectors.joining());
        throw new DataException(where + ": no column '" + column + "' for the " + label + likely + told());
    }

    private void complete() {
        need(Role.CUSTOMER, CUSTOMERS);
        need(Role.DATE, DATES);
        if (names.containsKey(Role.AMOUNT)) {
            return;
        }
        if (names.containsKey(Role.PRICE)) {
            need(Role.QUANTITY, QUANTITIES);
            return;
        }
        String amount = find(Role.AMOUNT, AMOUNTS);
        if (amount != null) {
            names.put(Role.AMOUNT, amount);
            return;
        }
        String quantity = names.containsKey(Role.QUANTITY) ? names.get(Role.QUANTITY) : find(Role.QUANTITY, QUANTITIES);
        String price = find(Role.PRICE, PRICES);
        if (price == null) {
            throw missing(Role.AMOUNT, AMOUNTS, ", and quantity with price");
        }
        if (quantity == null) {
            names.put(Role.AMOUNT, price);
        } else {
            names.put(Role.QUANTITY, quantity);
            names.put(Role.PRICE, price);
        }
    }

    private void findQuantity() {
        if (names.containsKey(Role.QUANTITY)) {
            return;
        }
        UNITS.stream()
                .map(this::candidates)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .ifPresent(found -> {
                    if (found.size() == 1) {
                        names.put(Role.QUANTITY, found.get(0));
                    }
                });
    }

    /** The columns not taken yet that have a name of a rank. */
    private List<String> candidates(List<String> rank) {
        List<String> wanted = rank.stream().map(ColumnDetection::normal).toList();
        return header.stream()
                .filter(column -> wanted.contains(normal(column)) && !names.containsValue(column))
                .toList();
    }

    private void need(Role role, List<List<String>> ranks) {
        if (names.containsKey(role)) {
            return;
        }
        String found = find(role, ranks);
        if (found == null) {
            throw missing(role, ranks, "");
        }
        names.put(role, found);
    }

    private @Nullable String find(Role role, List<List<String>> ranks) {
        for (List<String> rank : ranks) {
            List<String> found = candidates(rank);
            if (found.size() > 1) {
                throw new DataException(where + ": columns '" + String.join("' and '", found)
                        + "' are equally good for the " + role.label() + "; name the one to use" + told());
            }
            if (found.size() == 1) {
                return found.get(0);
            }
        }
        return null;
    }

    private DataException missing(Role role, List<List<String>> ranks, String more) {
        return new DataException(where + ": no column found for the " + role.label() + "; name it" + told()
                + "; tried "
                + ranks.stream().flatMap(List::stream).collect(Collectors.joining(", ")) + more);
    }

    private String told() {
        return "; the header is " + header
                + (header.size() == 1 ? ", a single column: is the separator another than , ; | or tab?" : "");
    }

    /** Letters and digits in lower case: "Customer ID", "customer_id" and "CustomerID" are one name. */
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
