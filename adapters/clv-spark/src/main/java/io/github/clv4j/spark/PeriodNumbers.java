package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.year;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.summary.PurchaseMerging;
import org.apache.spark.sql.Column;

/** Which day or period a date is in under a merging rule, as {@link TimeStep#periodOf} numbers them. */
final class PeriodNumbers {
    private static final int EPOCH_YEAR = 1970;
    /** 1970-01-01 was a Thursday. */
    private static final int EPOCH_DAY_OF_WEEK = 3;

    private PeriodNumbers() {}

    /** The number of the day or period of a date, an {@code INT}. */
    static Column number(Column date, TimeStep step, PurchaseMerging merging) {
        Column day = unix_date(date);
        if (merging == PurchaseMerging.SAME_DAY) {
            return day;
        }
        return switch (step) {
            case DAYS -> day;
            case WEEKS -> {
                Column shifted = day.plus(EPOCH_DAY_OF_WEEK);
                // The quotient is whole, and small enough for a double to hold it.
                yield shifted.minus(pmod(shifted, lit(7))).divide(lit(7)).cast("int");
            }
            case MONTHS ->
                year(date).minus(EPOCH_YEAR).multiply(12).plus(month(date)).minus(1);
            case YEARS -> year(date).minus(EPOCH_YEAR);
        };
    }
}
