package io.github.clv4j.data;

import org.jspecify.annotations.Nullable;

/** One cell of the row that a {@link RowWriter} is told: absent, taken, or refused with the fault. Used again. */
abstract class Cell {
    private final String column;
    private boolean taken;
    private @Nullable RejectReason reason;
    private @Nullable String value;
    private String rule = "";

    Cell(String column) {
        this.column = column;
    }

    /** Says why an absent cell is at fault. */
    abstract void refuseAbsent();

    final void clear() {
        taken = false;
        reason = null;
    }

    final void take() {
        taken = true;
        reason = null;
    }

    final void refuse(RejectReason why, @Nullable String given, String wanted) {
        reason = why;
        value = given;
        rule = wanted;
    }

    /** True if the row has to be rejected for this cell. */
    final boolean isBad() {
        if (!taken && reason == null) {
            refuseAbsent();
        }
        return reason != null;
    }

    static boolean isWhole(Object number) {
        return number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte;
    }

    final void reject(TransactionSink sink) {
        if (reason != null) {
            sink.reject(reason, column, value, rule);
        }
    }
}
