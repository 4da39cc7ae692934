package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.summary.PurchaseMerging;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Two summaries added up, customer by customer: the rules of {@code SummaryMerge} in the core, as Spark's own expressions. */
final class SummaryJoin {
    private static final String CUSTOMER = SparkTransactions.CUSTOMER;

    private final TimeStep step;
    private final PurchaseMerging merging;

    private SummaryJoin(TimeStep step, PurchaseMerging merging) {
        this.step = step;
        this.merging = merging;
    }

    static Dataset<Row> of(
            Dataset<Row> one, Dataset<Row> other, TimeStep step, PurchaseMerging merging, boolean withCost) {
        return new SummaryJoin(step, merging).joined(one, other, withCost);
    }

    private static Column a(String column) {
        return col("a." + column);
    }

    private static Column b(String column) {
        return col("b." + column);
    }

    private static Column orZero(Column column) {
        return coalesce(column, lit(0));
    }

    private Dataset<Row> joined(Dataset<Row> one, Dataset<Row> other, boolean withCost) {
        Column inOne = orZero(a(SparkSummary.ORDERS)).gt(0);
        Column inOther = orZero(b(SparkSummary.ORDERS)).gt(0);
        Column inBoth = inOne.and(inOther);
        Column otherFirst = b(SparkSummary.FIRST_DAY)
                .lt(a(SparkSummary.FIRST_DAY))
                .or(b(SparkSummary.FIRST_DAY)
                        .equalTo(a(SparkSummary.FIRST_DAY))
                        .and(b(SparkSummary.LAST_DAY).lt(a(SparkSummary.LAST_DAY))));
        Column earlyLast = when(otherFirst, b(SparkSummary.LAST_DAY)).otherwise(a(SparkSummary.LAST_DAY));
        Column lateFirst = when(otherFirst, a(SparkSummary.FIRST_DAY)).otherwise(b(SparkSummary.FIRST_DAY));
        Column overlap = raise_error(concat(
                        lit("customer '"),
                        coalesce(a(CUSTOMER), b(CUSTOMER)).cast("string"),
                        lit(
                                "' has purchases in overlapping spans of time; summaries merge exactly only if one ends before"
                                        + " the other begins")))
                .cast("boolean");
        Dataset<Row> both = one.alias("a")
                .join(other.alias("b"), a(CUSTOMER).equalTo(b(CUSTOMER)), "full_outer")
                // A filter, which no later projection can take away.
                .filter(when(inBoth.and(earlyLast.gt(lateFirst)), overlap).otherwise(lit(true)));

        Column sharesPeriod = period(earlyLast).equalTo(period(lateFirst));
        Column sharesFirst = period(when(otherFirst, b(SparkSummary.FIRST_DAY)).otherwise(a(SparkSummary.FIRST_DAY)))
                .equalTo(period(lateFirst));
        Column earlySpend = when(otherFirst, b(SparkSummary.FIRST_SPEND)).otherwise(a(SparkSummary.FIRST_SPEND));
        Column lateSpend = when(otherFirst, a(SparkSummary.FIRST_SPEND)).otherwise(b(SparkSummary.FIRST_SPEND));
        List<Column> result = new ArrayList<>();
        result.add(coalesce(a(CUSTOMER), b(CUSTOMER)).as(CUSTOMER));
        result.add(checkedCount(orZero(a(SparkSummary.ORDERS)), orZero(b(SparkSummary.ORDERS)))
                .as(SparkSummary.ORDERS));
        result.add(orZero(a(SparkSummary.PERIODS))
                .plus(orZero(b(SparkSummary.PERIODS)))
                .minus(when(inBoth.and(sharesPeriod), 1).otherwise(0))
                .as(SparkSummary.PERIODS));
        result.add(when(inBoth.and(otherFirst), b(SparkSummary.FIRST_DAY))
                .otherwise(coalesce(a(SparkSummary.FIRST_DAY), b(SparkSummary.FIRST_DAY)))
                .as(SparkSummary.FIRST_DAY));
        result.add(when(inBoth.and(otherFirst), a(SparkSummary.LAST_DAY))
                .otherwise(coalesce(b(SparkSummary.LAST_DAY), a(SparkSummary.LAST_DAY)))
                .as(SparkSummary.LAST_DAY));
        result.add(sum(SparkSummary.SPEND).as(SparkSummary.SPEND));
        result.add(when(inBoth.and(sharesFirst), plus(earlySpend, lateSpend))
                .when(inBoth, earlySpend)
                .when(inOne, a(SparkSummary.FIRST_SPEND))
                .when(inOther, b(SparkSummary.FIRST_SPEND))
                .otherwise(lit(0L))
                .as(SparkSummary.FIRST_SPEND));
        if (withCost) {
            result.add(sum(SparkTransactions.COST).as(SparkTransactions.COST));
        }
        return both.select(result.toArray(new Column[0]));
    }

    private Column period(Column date) {
        return PeriodNumbers.number(date, step, merging);
    }

    private static Column checkedCount(Column one, Column other) {
        Column sum = one.cast("bigint").plus(other.cast("bigint"));
        return when(sum.leq(Integer.MAX_VALUE), sum.cast("int"))
                .otherwise(raise_error(lit("a customer has more than 2^31 - 1 orders"))
                        .cast("int"));
    }

    private static Column sum(String column) {
        return plus(orZero(a(column)), orZero(b(column)));
    }

    private static Column plus(Column one, Column other) {
        return coalesce(
                Money.plus(one, other),
                raise_error(concat(
                                lit("customer '"),
                                coalesce(a(CUSTOMER), b(CUSTOMER)).cast("string"),
                                lit("': the sum of amounts does not fit 64 bits of minor units")))
                        .cast("bigint"));
    }
}
