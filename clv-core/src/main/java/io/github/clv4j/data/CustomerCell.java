package io.github.clv4j.data;

import org.jspecify.annotations.Nullable;

/** The customer's id, as text or as a number, whatever the source has. */
final class CustomerCell extends Cell {
    private static final String NUMBER_RULE =
            "customer ids are read as numbers: they must be whole, fit 64 bits and have no leading zeros";

    private final boolean numeric;
    private @Nullable String text;
    private long number;

    CustomerCell(String column, boolean numeric) {
        super(column);
        this.numeric = numeric;
    }

    /** A value of any type that can be an id. */
    void value(@Nullable Object id) {
        if (id == null || id instanceof String) {
            set((String) id);
        } else if (isWhole(id)) {
            set(((Number) id).longValue());
        } else {
            refuse(id.toString());
        }
    }

    void set(@Nullable String id) {
        if (id == null || id.isBlank()) {
            refuseEmpty(id);
        } else if (numeric) {
            parse(id);
        } else {
            text = id;
            take();
        }
    }

    void set(long id) {
        number = id;
        text = numeric ? null : Long.toString(id);
        take();
    }

    private void parse(String id) {
        long parsed;
        try {
            parsed = Long.parseLong(id);
        } catch (NumberFormatException e) {
            refuse(RejectReason.BAD_CUSTOMER_ID, id, NUMBER_RULE);
            return;
        }
        // Another spelling of a number is another customer where ids are text; here it would be the same.
        if (Long.toString(parsed).equals(id)) {
            set(parsed);
        } else {
            refuse(RejectReason.BAD_CUSTOMER_ID, id, NUMBER_RULE);
        }
    }

    void refuse(@Nullable String given) {
        refuse(RejectReason.BAD_CUSTOMER_ID, given, "customer ids must be text or whole numbers");
    }

    @Override
    void refuseAbsent() {
        refuseEmpty(null);
    }

    private void refuseEmpty(@Nullable String id) {
        refuse(RejectReason.EMPTY_CUSTOMER_ID, id, "a transaction needs the id of its customer");
    }

    @Nullable
    String text() {
        return text;
    }

    long number() {
        return number;
    }
}
