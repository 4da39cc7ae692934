package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.try_add;
import static org.apache.spark.sql.functions.try_subtract;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.when;

import io.github.clv4j.data.MoneyScale;
import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Exact sums of minor units, and minor units in major ones: what {@link MoneyScale} does, as Spark's own expressions. */
final class Money {
    /** The largest whole number below which a double holds all. */
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private Money() {}

    /** A sum that is null if it does not fit, whatever the session says of overflow. */
    static Column sum(Column minor) {
        return try_sum(minor);
    }

    static Column plus(Column one, Column other) {
        return try_add(one, other);
    }

    /** A sum of the customer's amounts that fails the task where it did not fit. */
    static Column checked(Column sum) {
        return coalesce(
                sum,
                raise_error(concat(
                                lit("customer '"),
                                col(SparkTransactions.CUSTOMER).cast("string"),
                                lit("': the sum of amounts does not fit 64 bits of minor units")))
                        .cast("bigint"));
    }

    /** An amount as a decimal with all the currency's digits. */
    static Column decimal(Column minor, MoneyScale money) {
        return minor.cast(DataTypes.createDecimalType(19, 0))
                .multiply(lit(BigDecimal.valueOf(1, money.digits())))
                .cast(DataTypes.createDecimalType(19 + (money.digits() == 0 ? 0 : 1), money.digits()));
    }

    /** As {@link MoneyScale#toMajor}. */
    static Column major(Column minor, MoneyScale money) {
        return when(abs(minor).leq(EXACT_IN_DOUBLE), minor.cast("double").divide(lit((double) money.minorPerMajor())))
                .otherwise(decimal(minor, money).cast("double"));
    }

    /** As {@link io.github.clv4j.summary.CustomerSummary#meanRepeatSpend}. */
    static Column meanRepeatSpend(MoneyScale money) {
        return when(
                        SparkSummary.x().gt(0),
                        major(repeatSpend(), money).divide(SparkSummary.x().cast("double")))
                .otherwise(lit(0.0));
    }

    /** Spend after the first purchase day, in minor units. */
    static Column repeatSpend() {
        return checked(try_subtract(col(SparkSummary.SPEND), col(SparkSummary.FIRST_SPEND)));
    }
}
