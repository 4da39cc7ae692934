package io.github.clv4j.csv;

/** What a column of a transaction file can be to a row. */
enum Role {
    CUSTOMER("customer"),
    DATE("date"),
    AMOUNT("amount"),
    QUANTITY("quantity"),
    PRICE("price"),
    COST("cost");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The role as messages name it. */
    String label() {
        return label;
    }
}
