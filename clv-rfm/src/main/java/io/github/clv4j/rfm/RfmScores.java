package io.github.clv4j.rfm;

import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The scores of each customer: 1 to {@link #bins}, of which the highest is best, or {@value #NOT_SCORED}. Immutable.
 * Customers have the numbers of the summary.
 */
public final class RfmScores {
    /** The score of a customer who has no order by the as-of day. */
    public static final int NOT_SCORED = 0;

    private final CustomerSummary summary;
    private final RfmOptions options;
    private final @Nullable RfmThresholds thresholds;
    private final EnumMap<RfmDimension, byte[]> scores;
    private final byte[] r;
    private final byte[] f;
    private final byte[] m;

    RfmScores(
            CustomerSummary summary,
            RfmOptions options,
            @Nullable RfmThresholds thresholds,
            EnumMap<RfmDimension, byte[]> scores) {
        this.summary = summary;
        this.options = options;
        this.thresholds = thresholds;
        this.scores = scores;
        this.r = of(RfmDimension.RECENCY);
        this.f = of(RfmDimension.FREQUENCY);
        this.m = of(RfmDimension.MONETARY);
    }

    private byte[] of(RfmDimension dimension) {
        return Objects.requireNonNull(scores.get(dimension));
    }

    /** What was scored. */
    public CustomerSummary summary() {
        return summary;
    }

    /** How it was scored. */
    public RfmOptions options() {
        return options;
    }

    /**
     * The cuts between scores, to score another day's customers against.
     *
     * @throws IllegalStateException if no customer was present, so that there is nothing to take cuts from
     */
    public RfmThresholds thresholds() {
        if (thresholds != null) {
            return thresholds;
        }
        throw new IllegalStateException(
                "no customer has an order by " + summary.asOf() + "; there is nothing to take thresholds from");
    }

    /** Number of scores of each dimension. */
    public int bins() {
        return options.bins();
    }

    /** Number of customers, scored or not. */
    public int customers() {
        return r.length;
    }

    /** The recency score: high for customers who bought lately. */
    public int r(int customer) {
        return r[customer];
    }

    /** The frequency score: high for customers with many orders. */
    public int f(int customer) {
        return f[customer];
    }

    /** The monetary score: high for customers who spent much. */
    public int m(int customer) {
        return m[customer];
    }

    /** The score in a dimension. */
    public int score(RfmDimension dimension, int customer) {
        return of(dimension)[customer];
    }

    /** True if the customer has an order by the as-of day. */
    public boolean isScored(int customer) {
        return r[customer] != NOT_SCORED;
    }

    /** True if the customer's last order is longer ago than {@link RfmOptions#withGoneAfterDays} allows. */
    public boolean isGone(int customer) {
        return isScored(customer)
                && options.goneAfterDays().isPresent()
                && summary.recencyDays(customer) > options.goneAfterDays().getAsInt();
    }

    /**
     * The three scores as text: {@code 535} for r = 5, f = 3, m = 5. With 10 bins, where digits would run together, {@code
     * 5-3-5}. Null for a customer that is not scored.
     */
    public @Nullable String code(int customer) {
        return isScored(customer) ? Cells.code(bins(), r(customer), f(customer), m(customer)) : null;
    }

    /** Customers with each score of a dimension: score s at index s - 1. */
    public long[] sizes(RfmDimension dimension) {
        long[] sizes = new long[bins() + 1];
        for (byte score : of(dimension)) {
            sizes[score]++;
        }
        return Arrays.copyOfRange(sizes, 1, sizes.length);
    }

    /** The scores of a dimension that no customer has, ascending. */
    public List<Integer> emptyBins(RfmDimension dimension) {
        long[] sizes = sizes(dimension);
        return IntStream.rangeClosed(1, sizes.length)
                .filter(score -> sizes[score - 1] == 0)
                .boxed()
                .toList();
    }

    /** What a reader should know before using the scores: a line for each dimension in which scores are given to nobody. */
    public List<String> warnings() {
        if (summary.presentCustomers() == 0) {
            return List.of("no customer has an order by " + summary.asOf() + "; nobody is scored");
        }
        String why = options.thresholds().isPresent()
                ? "thresholds are frozen"
                : "equal values share a score, or there are fewer customers than bins";
        List<String> warnings = new ArrayList<>();
        for (RfmDimension dimension : RfmDimension.values()) {
            List<Integer> empty = emptyBins(dimension);
            if (!empty.isEmpty()) {
                String scoresOfNobody = empty.stream().map(String::valueOf).collect(Collectors.joining(", "));
                warnings.add(dimension.id() + ": no customer has score " + scoresOfNobody + " of 1 to " + bins() + " ("
                        + why + ")");
            }
        }
        return List.copyOf(warnings);
    }

    /**
     * One row for each scored customer, in id order: {@code customer_id}, {@code recency_days}, {@code orders}, {@code
     * spend} (total), {@code r}, {@code f}, {@code m}, {@code rfm}; with {@link MonetaryMeasure#MEAN_SPEND_PER_ORDER} also
     * {@code mean_spend} in major units.
     */
    public Table toTable() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("customer_id", summary.index()::id),
                Column.integer("recency_days", summary::recencyDays),
                Column.integer("orders", summary::orders),
                Column.money("spend", summary.money(), summary::spendMinor),
                Column.integer("r", this::r),
                Column.integer("f", this::f),
                Column.integer("m", this::m),
                Column.text("rfm", this::code)));
        if (options.monetary() == MonetaryMeasure.MEAN_SPEND_PER_ORDER) {
            columns.add(Column.decimal("mean_spend", this::meanSpend));
        }
        int[] rows = Arrays.stream(summary.index().inIdOrder())
                .filter(this::isScored)
                .toArray();
        return Table.of("rfm_scores", customers(), columns).rows(rows);
    }

    private double meanSpend(int customer) {
        return summary.money().toMajor(summary.spendMinor(customer)) / summary.orders(customer);
    }

    @Override
    public String toString() {
        return summary.presentCustomers() + " customers scored as of " + summary.asOf() + ": " + options;
    }
}
