package io.github.clv4j.data;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How rows become a {@link TransactionLog}. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: UTC and days, refunds netted, duplicates and zero amounts kept, the first bad row ends the reading, no
 * last day, no cost, no quantity, no dimensions.
 */
public final class LogOptions {
    private final MoneyScale money;
    private final TimeGrid timeGrid;
    private final RefundPolicy refunds;
    private final DuplicatePolicy duplicates;
    private final ZeroAmountPolicy zeroAmounts;
    private final BadRowPolicy badRows;
    private final @Nullable LocalDate lastDay;
    private final boolean cost;
    private final boolean quantity;
    private final List<String> dimensions;

    private LogOptions(
            MoneyScale money,
            TimeGrid timeGrid,
            RefundPolicy refunds,
            DuplicatePolicy duplicates,
            ZeroAmountPolicy zeroAmounts,
            BadRowPolicy badRows,
            @Nullable LocalDate lastDay,
            boolean cost,
            boolean quantity,
            List<String> dimensions) {
        this.money = Objects.requireNonNull(money, "money");
        this.timeGrid = Objects.requireNonNull(timeGrid, "timeGrid");
        this.refunds = Objects.requireNonNull(refunds, "refunds");
        this.duplicates = Objects.requireNonNull(duplicates, "duplicates");
        this.zeroAmounts = Objects.requireNonNull(zeroAmounts, "zeroAmounts");
        this.badRows = Objects.requireNonNull(badRows, "badRows");
        this.lastDay = lastDay;
        this.cost = cost;
        this.quantity = quantity;
        this.dimensions = List.copyOf(dimensions);
    }

    /** The defaults, for amounts in this currency. */
    public static LogOptions of(MoneyScale money) {
        return new LogOptions(
                money,
                TimeGrid.withDefaults(),
                RefundPolicy.NET,
                DuplicatePolicy.KEEP,
                ZeroAmountPolicy.KEEP,
                BadRowPolicy.fail(),
                null,
                false,
                false,
                List.of());
    }

    /** The zone in which points in time become days, and the unit in which summaries tell time. Default UTC, days. */
    public LogOptions withTimeGrid(TimeGrid grid) {
        return new LogOptions(
                money, grid, refunds, duplicates, zeroAmounts, badRows, lastDay, cost, quantity, dimensions);
    }

    /** What becomes of negative amounts. Default {@link RefundPolicy#NET}. */
    public LogOptions withRefunds(RefundPolicy policy) {
        return new LogOptions(
                money, timeGrid, policy, duplicates, zeroAmounts, badRows, lastDay, cost, quantity, dimensions);
    }

    /** What becomes of rows that equal another. Default {@link DuplicatePolicy#KEEP}. */
    public LogOptions withDuplicates(DuplicatePolicy policy) {
        return new LogOptions(
                money, timeGrid, refunds, policy, zeroAmounts, badRows, lastDay, cost, quantity, dimensions);
    }

    /** What becomes of amounts of zero. Default {@link ZeroAmountPolicy#KEEP}. */
    public LogOptions withZeroAmounts(ZeroAmountPolicy policy) {
        return new LogOptions(
                money, timeGrid, refunds, duplicates, policy, badRows, lastDay, cost, quantity, dimensions);
    }

    /** Whether bad rows end the reading. Default {@link BadRowPolicy#fail()}. */
    public LogOptions withBadRows(BadRowPolicy policy) {
        return new LogOptions(
                money, timeGrid, refunds, duplicates, zeroAmounts, policy, lastDay, cost, quantity, dimensions);
    }

    /** Rows dated after this day are bad rows. Default: none are. */
    public LogOptions withLastDay(LocalDate day) {
        timeGrid.day(day);
        return new LogOptions(
                money, timeGrid, refunds, duplicates, zeroAmounts, badRows, day, cost, quantity, dimensions);
    }

    /** Each row carries the cost of what was sold, in minor units of the same currency. Default: no cost. */
    public LogOptions withCost() {
        return new LogOptions(
                money, timeGrid, refunds, duplicates, zeroAmounts, badRows, lastDay, true, quantity, dimensions);
    }

    /** Each row carries how many units were sold, 4 bytes a row. Default: no quantity. */
    public LogOptions withQuantity() {
        return new LogOptions(
                money, timeGrid, refunds, duplicates, zeroAmounts, badRows, lastDay, cost, true, dimensions);
    }

    /**
     * Each row carries a label for each of these dimensions, such as channel and category, in this order. Default none.
     *
     * @param names unique and not blank
     */
    public LogOptions withDimensions(String... names) {
        HashSet<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name)) {
                throw new IllegalArgumentException(
                        "dimension '" + name + "' is blank or given twice; names must be unique");
            }
        }
        return new LogOptions(
                money, timeGrid, refunds, duplicates, zeroAmounts, badRows, lastDay, cost, quantity, List.of(names));
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** The zone in which points in time become days, and the unit in which summaries tell time. */
    public TimeGrid timeGrid() {
        return timeGrid;
    }

    /** What becomes of negative amounts. */
    public RefundPolicy refunds() {
        return refunds;
    }

    /** What becomes of rows that equal another. */
    public DuplicatePolicy duplicates() {
        return duplicates;
    }

    /** What becomes of amounts of zero. */
    public ZeroAmountPolicy zeroAmounts() {
        return zeroAmounts;
    }

    /** Whether bad rows end the reading. */
    public BadRowPolicy badRows() {
        return badRows;
    }

    /** The last day that is accepted, or null if all are. */
    public @Nullable LocalDate lastDay() {
        return lastDay;
    }

    /** True if rows carry a cost. */
    public boolean hasCost() {
        return cost;
    }

    /** True if rows carry a quantity. */
    public boolean hasQuantity() {
        return quantity;
    }

    /** Names of the dimensions, in the order in which rows give their labels. */
    public List<String> dimensions() {
        return dimensions;
    }
}
