package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvColumnsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "customer_id,date,amount,quantity ! customer 'customer_id', date 'date', amount 'amount', quantity 'quantity'",
                "InvoiceNo,InvoiceDate,CustomerID,Country,Quantity,UnitPrice ! customer 'CustomerID', date 'InvoiceDate',"
                        + " quantity 'Quantity', price 'UnitPrice'",
                "Customer ID,Order Date,Sales ! customer 'Customer ID', date 'Order Date', amount 'Sales'",
                "cust-id,ordered_at,REVENUE ! customer 'cust-id', date 'ordered_at', amount 'REVENUE'",
                "client_id,timestamp,value ! customer 'client_id', date 'timestamp', amount 'value'",
                "user_id,created_at,price ! customer 'user_id', date 'created_at', amount 'price'",
                "Customer,Date,Qty,Price ! customer 'Customer', date 'Date', quantity 'Qty', price 'Price'",
                "Customer,Date,Quantity,Price per Unit,Total Amount ! customer 'Customer', date 'Date', amount 'Total Amount',"
                        + " quantity 'Quantity'",
                "id,user_id,day,price,Items ! customer 'user_id', date 'day', amount 'price', quantity 'Items'",
                "user_id,day,amount,items,UNITS ! customer 'user_id', date 'day', amount 'amount', quantity 'UNITS'",
                "user_id,day,amount,qty,units ! customer 'user_id', date 'day', amount 'amount'",
                "customer,customer_id,date,order_date,total,amount ! customer 'customer_id', date 'order_date', amount 'amount'",
                "user_id,customer_id,created_at,date,price,value ! customer 'customer_id', date 'date', amount 'value'"
            })
    void findsCommonNames(String header, String found) {
        assertThat(CsvColumns.detect(List.of(header.split(",")))).hasToString(found);
    }

    @Test
    void namedColumnsWinAndTheOthersAreFound() {
        List<String> header = List.of("customer_id", "buyer", "date", "shipped", "amount", "net", "qty", "price");

        assertThat(CsvColumns.detect().withCustomer("buyer").resolved(header, false, "x"))
                .hasToString("customer 'buyer', date 'date', amount 'amount', quantity 'qty'");
        assertThat(CsvColumns.detect().withDate("shipped").withAmount("net").resolved(header, false, "x"))
                .hasToString("customer 'customer_id', date 'shipped', amount 'net', quantity 'qty'");
        assertThat(CsvColumns.detect().withQuantity("net").resolved(header, false, "x"))
                .hasToString("customer 'customer_id', date 'date', amount 'amount', quantity 'net'");
        assertThat(CsvColumns.detect().withPrice("net").resolved(header, false, "x"))
                .hasToString("customer 'customer_id', date 'date', quantity 'qty', price 'net'");
        assertThat(CsvColumns.detect().withPrice("net").withAmount("amount").resolved(header, false, "x"))
                .hasToString("customer 'customer_id', date 'date', amount 'amount', quantity 'qty'");
        assertThat(CsvColumns.detect().withCost("amount").resolved(header, false, "x"))
                .as("a column that serves as cost is not taken for the amount")
                .hasToString("customer 'customer_id', date 'date', quantity 'qty', price 'price', cost 'amount'");
    }

    @Test
    void rolesWithoutColumnAreErrorsThatNameWhatWasTried() {
        assertThatThrownBy(() -> CsvColumns.detect(List.of("who", "date", "amount")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("header: no column found for the customer; name it; the header is [who, date,"
                        + " amount]; tried customer_id, cust_id")
                .hasMessageContaining("user_id");
        assertThatThrownBy(() -> CsvColumns.detect(List.of("customer", "when", "amount")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column found for the date")
                .hasMessageContaining("invoice_date");
        assertThatThrownBy(() -> CsvColumns.detect(List.of("customer", "date", "qty")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column found for the amount")
                .hasMessageEndingWith("monetary_value, and quantity with price");
        assertThatThrownBy(() -> CsvColumns.detect()
                        .withPrice("p")
                        .resolved(List.of("customer", "date", "p"), false, "f, line 1"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("f, line 1: no column found for the quantity");
    }

    @Test
    void equallyGoodColumnsAreErrorsThatNameThem() {
        assertThatThrownBy(() -> CsvColumns.detect(List.of("Customer ID", "customer_id", "date", "amount")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "header: columns 'Customer ID' and 'customer_id' are equally good for the customer; name the"
                                + " one to use; the header is [Customer ID, customer_id, date, amount]");
        assertThatThrownBy(() -> CsvColumns.detect(List.of("customer_id", "order_date", "invoice_date", "amount")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'order_date' and 'invoice_date' are equally good for the date");
    }

    @Test
    void aQuantityThatIsNeededIsNamedOrFoundOrAnError() {
        List<String> header = List.of("customer", "date", "amount", "qty", "units");
        assertThat(CsvColumns.detect().withQuantity("units").resolved(header, true, "x"))
                .hasToString("customer 'customer', date 'date', amount 'amount', quantity 'units'");
        assertThatThrownBy(() -> CsvColumns.detect().resolved(header, true, "x"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("x: columns 'qty' and 'units' are equally good for the quantity");
        assertThatThrownBy(() -> CsvColumns.detect().resolved(header.subList(0, 3), true, "x"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("x: no column found for the quantity; name it")
                .hasMessageContaining("tried quantity, qty");
    }

    @Test
    void aQuantityWithAPriceBesideItIsMultipliedUnlessThereIsAnAmount() {
        CsvColumns product = CsvColumns.quantityTimesPrice("c", "d", "q", "p");
        assertThat(product.withAmount("a")).hasToString("customer 'c', date 'd', amount 'a', quantity 'q'");
        assertThat(CsvColumns.of("c", "d", "a").withQuantity("q"))
                .hasToString("customer 'c', date 'd', amount 'a', quantity 'q'");
        assertThat(CsvColumns.of("c", "d", "a").withQuantity("q").withPrice("p"))
                .hasToString("customer 'c', date 'd', quantity 'q', price 'p'");
    }

    @Test
    void tellsItsColumns() {
        CsvColumns columns =
                CsvColumns.quantityTimesPrice("c", "d", "q", "p").withCost("k").withDimension("channel", "ch");

        assertThat(columns).hasToString("customer 'c', date 'd', quantity 'q', price 'p', cost 'k', channel 'ch'");
        assertThat(columns.customer()).isEqualTo("c");
        assertThat(columns.date()).isEqualTo("d");
        assertThat(columns.amount()).isNull();
        assertThat(columns.quantity()).isEqualTo("q");
        assertThat(columns.price()).isEqualTo("p");
        assertThat(columns.cost()).isEqualTo("k");
        assertThat(columns.dimensions()).isEqualTo(Map.of("channel", "ch"));
        assertThat(columns.withAmount("a").price()).isNull();
        assertThat(CsvColumns.detect()).hasToString("columns to be found");
    }

    @Test
    void withMethodsChangeACopy() {
        CsvColumns columns = CsvColumns.of("c", "d", "a");

        assertThat(columns.withCustomer("x").withDimension("m", "n").withCost("y"))
                .isNotSameAs(columns);
        assertThat(columns).hasToString("customer 'c', date 'd', amount 'a'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void blankNamesAreRefused(String name) {
        assertThatThrownBy(() -> CsvColumns.of(name, "d", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name of the customer column is blank");
    }

    @ParameterizedTest
    @ValueSource(chars = {'"', '\n', '\r', 'x', '7'})
    void separatorsThatCannotBeAreRefused(char separator) {
        assertThatThrownBy(() -> CsvColumns.detect().withSeparator(separator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("common ones are , ; | and tab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "dd/mm/yyyy", "YYYY-MM-dd", "MM/yyyy", "H:mm", "yyyy-MM-DD", "ISO", "M/d/y'"})
    void datePatternsThatTellNoDayAreRefused(String pattern) {
        assertThatThrownBy(() -> CsvColumns.detect().withDateFormat(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("date format '" + pattern + "' ")
                .hasMessageEndingWith(
                        "valid are 'iso', 'epoch-seconds', 'epoch-millis' and patterns such as" + " 'M/d/yyyy H:mm'");
    }

    @Test
    void groupingSeparatorsAreChecked() {
        assertThat(CsvDecimals.POINT.withGrouping(','))
                .hasToString("1,234.56")
                .isEqualTo(CsvDecimals.POINT.withGrouping(','));
        assertThat(CsvDecimals.COMMA).hasToString("1234,56").isNotEqualTo(CsvDecimals.POINT);
        for (char c : new char[] {',', '5', '-', 'e', '\0'}) {
            assertThatThrownBy(() -> CsvDecimals.COMMA.withGrouping(c)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
