package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * What satisfied customers are worth beside others: any value of a customer, such as CLV or spend, by the class of its
 * latest response (promoters, passives, detractors), and the rank correlation of score and value. Immutable.
 *
 * <p>Customers without a response come last, as {@value #NO_RESPONSE}. The correlation is Spearman's ρ with mean ranks
 * for ties; its test takes ρ √((n − 2)/(1 − ρ²)) for Student's t with n − 2 degrees of freedom, which is near enough from
 * about ten customers on. Who answers is not a sample of all, so neither speaks of customers who never did.
 */
public final class SatisfactionValue {
    /** The class of customers without a response. */
    public static final String NO_RESPONSE = "no response";

    private final SurveyKind kind;
    private final LocalDate asOf;
    private final MoneyScale money;
    private final List<String> classes;
    private final long[] customers;
    private final long[] totals;
    private final DifferenceTest correlation;

    private SatisfactionValue(
            SurveyResponses responses, SurveyKind kind, LocalDate asOf, long[] values, MoneyScale money) {
        this.kind = kind;
        this.asOf = asOf;
        this.money = Objects.requireNonNull(money, "money");
        List<String> labels = new ArrayList<>(kind.classes());
        labels.add(NO_RESPONSE);
        this.classes = List.copyOf(labels);
        Grouping grouping = responses.classes(kind, asOf);
        this.customers = new long[classes.size()];
        LongSum[] sums = new LongSum[classes.size()];
        Arrays.setAll(sums, i -> new LongSum());
        for (int c = 0; c < values.length; c++) {
            int group = grouping.groupOf(c) == Grouping.NONE ? classes.size() - 1 : grouping.groupOf(c);
            customers[group]++;
            sums[group].add(values[c]);
        }
        this.totals = new long[classes.size()];
        for (int i = 0; i < totals.length; i++) {
            if (!sums[i].fitsLong()) {
                throw new DataException("a sum of values does not fit 64 bits of minor units");
            }
            totals[i] = sums[i].toLong();
        }
        this.correlation = correlation(
                responses, responses.latest(kind, TimeGrid.withDefaults().day(asOf)), values);
    }

    private static DifferenceTest correlation(SurveyResponses responses, int[] latest, long[] values) {
        // Sorted, so that the last digits do not depend on the order in which the log met its customers.
        int[] answered = IntStream.range(0, latest.length)
                .filter(c -> latest[c] >= 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer c) -> responses.score(latest[c]))
                        .thenComparingLong(c -> values[c]))
                .mapToInt(Integer::intValue)
                .toArray();
        int n = answered.length;
        double[] scores = Arrays.stream(answered)
                .mapToDouble(c -> responses.score(latest[c]))
                .toArray();
        double[] worth = Arrays.stream(answered).mapToDouble(c -> values[c]).toArray();
        if (n < 3) {
            return undefined("fewer than three customers with a response");
        }
        if (Arrays.stream(scores).distinct().count() == 1
                || Arrays.stream(worth).distinct().count() == 1) {
            return undefined("all scores or all values are the same");
        }
        double rho = new SpearmansCorrelation().correlation(scores, worth);
        double t = rho * Math.sqrt((n - 2) / (1 - rho * rho));
        double p = Math.abs(rho) >= 1 ? 0 : 2 * new TDistribution(n - 2).cumulativeProbability(-Math.abs(t));
        return new DifferenceTest(KpiValue.of(new BigDecimal(rho)), t, p, null);
    }

    private static DifferenceTest undefined(String reason) {
        return DifferenceTest.undefined(KpiValue.undefined(reason), reason);
    }

    /**
     * Values by class of the latest response up to a day.
     *
     * @param asOf responses after this day do not count; values should be as of it too
     * @param valuesMinor minor units of each customer, by the number that the responses give it
     * @param money currency and digits of the values
     * @throws DataException if a sum does not fit 64 bits
     * @throws IllegalArgumentException if values are of another number of customers
     */
    public static SatisfactionValue of(
            SurveyResponses responses, SurveyKind kind, LocalDate asOf, long[] valuesMinor, MoneyScale money) {
        if (valuesMinor.length != responses.customers()) {
            throw new IllegalArgumentException("values are given for " + valuesMinor.length
                    + " customers; the responses are of " + responses.customers());
        }
        return new SatisfactionValue(responses, kind, asOf, valuesMinor, money);
    }

    /** Names of the classes, from the least to the most satisfied, and {@value #NO_RESPONSE}. */
    public List<String> classes() {
        return classes;
    }

    /** Customers in a class. */
    public long customers(int which) {
        return customers[which];
    }

    /** What the customers of a class are worth together, in minor units. */
    public long totalMinor(int which) {
        return totals[which];
    }

    /** What a customer of a class is worth on average, in major units; undefined without customers. */
    public KpiValue mean(int which) {
        return KpiValue.of(money.toDecimal(totals[which])).over(customers[which], "no customers in this class");
    }

    /**
     * Spearman's rank correlation of score and value among customers with a response; its difference from 0 is ρ itself,
     * its statistic Student's t.
     */
    public DifferenceTest correlation() {
        return correlation;
    }

    /** One row a class: {@code class}, {@code customers}, {@code total}, {@code mean}, {@code undefined}. */
    public Table toTable() {
        return Table.of(
                "satisfaction_value",
                classes.size(),
                List.of(
                        Column.text("class", classes::get),
                        Column.integer("customers", row -> customers[row]),
                        Column.money("total", money, row -> totals[row]),
                        Column.decimal("mean", row -> mean(row).value()),
                        Column.text("undefined", row -> mean(row).undefinedReason())));
    }

    @Override
    public String toString() {
        return "values by " + kind + " class as of " + asOf + ", rank correlation " + correlation.difference();
    }
}
