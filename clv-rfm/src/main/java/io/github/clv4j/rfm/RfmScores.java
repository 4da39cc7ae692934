package io.github.clv4j.rfm;

import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The scores of each customer: 1 to {@link #bins}, of which the highest is best (unless {@link RfmOptions#withBest} says
 * otherwise), or {@value #NOT_SCORED}. Immutable. Customers have the numbers of the summary.
 */
public final class RfmScores {
    /** The score of a customer who has no order by the as-of day, or whose raw value is not known. */
    public static final int NOT_SCORED = 0;

    private final ScoredBase base;
    private final CustomerSummary summary;
    private final RfmOptions options;
    private final @Nullable RfmThresholds thresholds;
    /** The highest is best here, whatever the options say. */
    private final Map<RfmDimension, byte[]> scores;

    private final byte[] r;
    private final byte[] f;
    private final byte[] m;
    private final boolean reversed;

    RfmScores(
            ScoredBase base, RfmOptions options, @Nullable RfmThresholds thresholds, Map<RfmDimension, byte[]> scores) {
        this.base = base;
        this.summary = base.summary();
        this.options = options;
        this.thresholds = thresholds;
        this.scores = scores;
        this.r = of(RfmDimension.RECENCY);
        this.f = of(RfmDimension.FREQUENCY);
        this.m = of(RfmDimension.MONETARY);
        this.reversed = options.best() == BestScore.LOWEST;
    }

    private byte[] of(RfmDimension dimension) {
        byte[] column = scores.get(dimension);
        if (column != null) {
            return column;
        }
        throw new IllegalArgumentException(dimension.id() + " was not scored; were "
                + scores.keySet().stream().map(RfmDimension::id).toList());
    }

    /** A score as the options want it told. */
    private int told(byte score) {
        return reversed && score != NOT_SCORED ? bins() + 1 - score : score;
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
     * The cuts between scores, to score another day's customers against. A dimension whose value is known of nobody has
     * none, and is not scored with them.
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

    /** The recency score: good for customers who bought lately. */
    public int r(int customer) {
        return told(r[customer]);
    }

    /** The frequency score: good for customers with many orders. */
    public int f(int customer) {
        return told(f[customer]);
    }

    /** The monetary score: good for customers who spent much. */
    public int m(int customer) {
        return told(m[customer]);
    }

    /**
     * The score in a dimension.
     *
     * @throws IllegalArgumentException if the dimension was not scored
     */
    public int score(RfmDimension dimension, int customer) {
        return told(of(dimension)[customer]);
    }

    /**
     * The raw value that was scored: days, orders, minor units or a share; NaN if it is not known or the customer is not
     * scored.
     *
     * @throws IllegalArgumentException if the dimension was not scored
     */
    public double value(RfmDimension dimension, int customer) {
        of(dimension);
        return isScored(customer) ? dimension.value(base, customer) : Double.NaN;
    }

    /**
     * The cell of a customer as segment maps see it, where the highest score is always best.
     *
     * @throws IllegalArgumentException if the customer is not scored
     */
    public RfmCell cell(int customer) {
        if (isScored(customer)) {
            return new RfmCell(r[customer], f[customer], m[customer]);
        }
        throw new IllegalArgumentException(
                "customer '" + summary.index().id(customer) + "' is not scored: no order by " + summary.asOf());
    }

    /** Total spend of a customer that M is made of: within the look-back if there is one. */
    long scoredSpendMinor(int customer) {
        return base.spendMinor(customer);
    }

    /** The number of a scored customer's cell. */
    int cellIndex(int customer, Cells cells) {
        return cells.index(r[customer], f[customer], m[customer]);
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
            sizes[told(score)]++;
        }
        return Arrays.copyOfRange(sizes, 1, sizes.length);
    }

    /** Customers with an order whose value in a dimension is not known, such as days between orders of a single order. */
    public long unknown(RfmDimension dimension) {
        return summary.presentCustomers() - Arrays.stream(sizes(dimension)).sum();
    }

    /** The scores of a dimension that no customer has, ascending. */
    public List<Integer> emptyBins(RfmDimension dimension) {
        long[] sizes = sizes(dimension);
        return IntStream.rangeClosed(1, sizes.length)
                .filter(score -> sizes[score - 1] == 0)
                .boxed()
                .toList();
    }

    /**
     * What a reader should know before using the scores: a line for each dimension in which a score is given
     * to nobody, or customers have no known value.
     */
    public List<String> warnings() {
        if (summary.presentCustomers() == 0) {
            return List.of("no customer has an order by " + summary.asOf() + "; nobody is scored");
        }
        String why = options.thresholds().isPresent()
                ? "thresholds are frozen"
                : "equal values share a score, or there are fewer customers than bins";
        List<String> warnings = new ArrayList<>();
        for (RfmDimension dimension : scores.keySet()) {
            if (unknown(dimension) > 0) {
                warnings.add(dimension.id() + ": not known of " + unknown(dimension) + " of "
                        + summary.presentCustomers() + " customers, who have no score in it");
            }
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
     * {@code mean_spend} in major units; with a look-back {@code scored_orders} and {@code scored_spend}, those of the last
     * days; for each further dimension its {@linkplain RfmDimension#id id} (money in major units) and that with {@code
     * _score}, unknown where they are.
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
        if (options.lookBackDays().isPresent()) {
            columns.add(Column.integer("scored_orders", base::orders));
            columns.add(Column.money("scored_spend", summary.money(), base::spendMinor));
        }
        for (RfmDimension dimension : scores.keySet()) {
            if (!RfmDimension.RFM.contains(dimension)) {
                columns.add(
                        Column.decimal(dimension.id(), c -> dimension.value(base, c) / dimension.one(summary.money())));
                columns.add(Column.integer(
                        dimension.id() + "_score", c -> score(dimension, c), c -> score(dimension, c) == NOT_SCORED));
            }
        }
        int[] rows = Arrays.stream(summary.index().inIdOrder())
                .filter(this::isScored)
                .toArray();
        return Table.of("rfm_scores", customers(), columns).rows(rows);
    }

    private double meanSpend(int customer) {
        return base.monetary(customer) / summary.money().minorPerMajor();
    }

    @Override
    public String toString() {
        return summary.presentCustomers() + " customers scored as of " + summary.asOf() + ": " + options;
    }
}
