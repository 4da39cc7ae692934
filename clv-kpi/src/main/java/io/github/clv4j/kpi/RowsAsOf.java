package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;

/** Rows with their labels as of a day; a history has amounts as they were known, but no labels. */
final class RowsAsOf {
    private RowsAsOf() {}

    /**
     * The end of a customer's rows up to a day.
     *
     * @throws DataException if a later refund was netted against them, so that they are not what they were
     */
    static int end(TransactionLog log, int customer, int day, String dimension) {
        require(log, customer, day, dimension);
        int end = log.start(customer);
        while (end < log.end(customer) && log.day(end) <= day) {
            end++;
        }
        return end;
    }

    /** Refuses a customer whose rows up to a day are not what they were then, for a later refund was netted against them. */
    static void require(TransactionLog log, int customer, int day, String dimension) {
        if (log.restatedAfter(customer, day) != Integer.MAX_VALUE) {
            throw new DataException("customer '" + log.index().id(customer) + "': a refund after "
                    + LocalDate.ofEpochDay(day) + " was netted against earlier purchases, so what they were by "
                    + dimension + " as of that day is not known; build the log withLastDay("
                    + LocalDate.ofEpochDay(day) + "), or keep refunds as negative rows");
        }
    }
}
