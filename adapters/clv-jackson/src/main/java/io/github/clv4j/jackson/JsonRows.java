package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonToken;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RowWriter;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects as rows of a sink. */
final class JsonRows {
    private static final int CUSTOMER = 0;
    private static final int DATE = 1;
    private static final int AMOUNT = 2;
    private static final int NONE = -1;
    private static final int MOST_LONG_DIGITS = 18;
    /** Fields that messages list. */
    private static final int MOST_LISTED = 40;

    private final JsonInput in;
    private final RowWriter row;
    private final List<String> columns;
    /** Of each column what it is: customer, date, amount, cost, quantity, or {@code firstLabel} and on. */
    private final Map<String, int[]> uses = new HashMap<>();

    /** The column of the cost, or {@link #NONE}; likewise of the quantity. */
    private final int cost;

    private final int quantity;
    private final int firstLabel;
    private final boolean[] here;
    private final boolean[] ever;
    private final List<String> fields = new ArrayList<>();
    private List<String> firstFields = List.of();
    private boolean anyObject;
    private int badLabel;
    private String badLabelValue = "";

    JsonRows(JsonInput in, TransactionColumns columns, TransactionSink sink) {
        this.in = in;
        this.columns = columns.names(sink.options());
        this.row = columns.writer(sink, in.source());
        int next = AMOUNT + 1;
        this.cost = columns.cost() == null ? NONE : next++;
        this.quantity = columns.quantity() == null ? NONE : next++;
        this.firstLabel = next;
        this.here = new boolean[this.columns.size()];
        this.ever = new boolean[here.length];
        for (int i = 0; i < here.length; i++) {
            int use = i;
            uses.merge(this.columns.get(i), new int[] {use}, (some, more) -> {
                int[] all = Arrays.copyOf(some, some.length + 1);
                all[some.length] = use;
                return all;
            });
        }
    }

    /** Reads the current value, to its end. */
    void read(long number) throws IOException {
        row.row(number);
        if (in.token() != JsonToken.START_OBJECT) {
            String value = in.quoted();
            in.skip();
            row.reject("object", value, "a row must be an object");
            return;
        }
        begin();
        while (in.next() == JsonToken.FIELD_NAME) {
            String name = in.name();
            if (fields.size() < MOST_LISTED) {
                fields.add(name);
            }
            in.next();
            int[] as = uses.get(name);
            if (as != null) {
                for (int use : as) {
                    here[use] = true;
                    ever[use] = true;
                    set(use);
                }
            }
            in.skip();
        }
        end();
    }

    private void begin() {
        Arrays.fill(here, false);
        fields.clear();
        badLabel = -1;
    }

    private void end() {
        if (!anyObject) {
            anyObject = true;
            firstFields = List.copyOf(fields);
        }
        for (int i = 0; i < firstLabel; i++) {
            if (!here[i]) {
                row.reject(columns.get(i), null, "the object has no such field; it has " + fields);
                return;
            }
        }
        if (badLabel >= 0) {
            row.reject(columns.get(badLabel), badLabelValue, "labels must be text");
            return;
        }
        row.write();
    }

    private void set(int use) throws IOException {
        if (use == CUSTOMER) {
            customer();
        } else if (use == DATE) {
            date();
        } else if (use == AMOUNT || use == cost) {
            money(use == AMOUNT);
        } else if (use == quantity) {
            quantity();
        } else {
            label(use);
        }
    }

    private void customer() throws IOException {
        if (in.token() == JsonToken.VALUE_STRING) {
            row.customer(in.text());
        } else if (in.isLong()) {
            row.customer(in.longValue());
        } else if (in.token() != JsonToken.VALUE_NULL) {
            row.badCustomer(in.quoted());
        }
    }

    private void date() throws IOException {
        if (in.token() == JsonToken.VALUE_STRING) {
            row.date(in.text());
        } else if (in.token() != JsonToken.VALUE_NULL) {
            row.badDate(in.quoted());
        }
    }

    private void money(boolean isAmount) throws IOException {
        JsonToken token = in.token();
        if (token == JsonToken.VALUE_NUMBER_FLOAT && decimal(isAmount)) {
            return;
        }
        if (in.isLong()) {
            money(isAmount, in.longValue(), 0);
        } else if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) {
            if (isAmount) {
                row.amount(in.text());
            } else {
                row.cost(in.text());
            }
        } else if (token != JsonToken.VALUE_NULL) {
            if (isAmount) {
                row.badAmount(in.quoted());
            } else {
                row.badCost(in.quoted());
            }
        }
    }

    private void money(boolean isAmount, long unscaled, int scale) {
        if (isAmount) {
            row.amount(unscaled, scale);
        } else {
            row.cost(unscaled, scale);
        }
    }

    /** A plain decimal of few digits, without an object for it; false if it is none. */
    private boolean decimal(boolean isAmount) throws IOException {
        char[] text = in.characters();
        int at = in.offset();
        int length = in.length();
        if (length > MOST_LONG_DIGITS) {
            return false;
        }
        long unscaled = 0;
        int point = -1;
        boolean isNegative = text[at] == '-';
        for (int i = isNegative ? 1 : 0; i < length; i++) {
            char c = text[at + i];
            if (c == '.') {
                point = i;
            } else if (c >= '0' && c <= '9') {
                unscaled = unscaled * 10 + (c - '0');
            } else {
                return false;
            }
        }
        if (point < 0) {
            return false;
        }
        money(isAmount, isNegative ? -unscaled : unscaled, length - 1 - point);
        return true;
    }

    private void quantity() throws IOException {
        JsonToken token = in.token();
        if (in.isLong()) {
            row.quantity(in.longValue());
        } else if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) {
            row.quantity(in.text());
        } else if (token != JsonToken.VALUE_NULL) {
            row.badQuantity(in.quoted());
        }
    }

    private void label(int use) throws IOException {
        JsonToken token = in.token();
        if (token != null && token.isStructStart()) {
            badLabel = use;
            badLabelValue = in.quoted();
        } else if (token != JsonToken.VALUE_NULL) {
            row.label(use - firstLabel, in.text());
        }
    }

    /**
     * Refuses a text in which a named field never came, which is more likely misspelt than unknown everywhere.
     *
     * @throws DataException if there were objects, and none has the field
     */
    void requireFields() {
        for (int i = 0; anyObject && i < ever.length; i++) {
            if (!ever[i]) {
                throw new DataException(in.source() + ": no object has the field '" + columns.get(i)
                        + "'; the first has " + firstFields);
            }
        }
    }
}
