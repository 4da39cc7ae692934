package io.github.clv4j.data;

/** Which columns the rows of a log have beyond day and amount. */
record RowShape(boolean cost, boolean quantity, int dimensions) {
    /** Day and amount alone. */
    static final RowShape PLAIN = new RowShape(false, false, 0);

    static RowShape of(LogOptions options) {
        return new RowShape(
                options.hasCost(), options.hasQuantity(), options.dimensions().size());
    }

    /** True if day and amount are all there is. */
    boolean isPlain() {
        return !cost && !quantity && dimensions == 0;
    }
}
