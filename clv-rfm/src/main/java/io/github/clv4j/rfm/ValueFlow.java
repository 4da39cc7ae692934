package io.github.clv4j.rfm;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.internal.LongSum;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How money moved between segments between two dates: for each cell of the {@link MigrationMatrix} its customers and what
 * they were worth before and after. Immutable.
 *
 * <p>Sums are exact in minor units. The cells and {@link #outside}, the customers in no segment at either date, add up to
 * the totals of both dates.
 */
public final class ValueFlow {
    private final MoneyScale money;
    private final List<String> from;
    private final List<String> to;
    private final List<ValueMove> moves;
    private final ValueMove outside;
    private final ValueMove total;

    private ValueFlow(MoneyScale money, Moves cells, List<ValueMove> moves, ValueMove outside, ValueMove total) {
        this.money = money;
        this.from = cells.from();
        this.to = cells.to();
        this.moves = moves;
        this.outside = outside;
        this.total = total;
    }

    /**
     * The flow of what customers have spent in all, net of refunds: the change of a cell is what its customers spent
     * between the two dates.
     *
     * @param before segments at the earlier date
     * @param summaryBefore the customers as of the earlier date
     * @param after segments at the later date
     * @param summaryAfter the customers as of the later date
     * @throws IllegalArgumentException if customers or money of the four do not fit each other
     */
    public static ValueFlow ofSpend(
            Grouping before, CustomerSummary summaryBefore, Grouping after, CustomerSummary summaryAfter) {
        requireSame("before", before, summaryBefore);
        requireSame("after", after, summaryAfter);
        if (!summaryBefore.money().equals(summaryAfter.money())) {
            throw new IllegalArgumentException(
                    "the summary before is in " + summaryBefore.money() + ", the one after in " + summaryAfter.money());
        }
        return between(before, summaryBefore::spendMinor, after, summaryAfter::spendMinor, summaryAfter.money());
    }

    private static void requireSame(String which, Grouping grouping, CustomerSummary summary) {
        if (grouping.customers() != summary.customers()) {
            throw new IllegalArgumentException("the grouping " + which + " has " + grouping.customers()
                    + " customers, its summary " + summary.customers());
        }
    }

    /**
     * The flow of any amount of a customer: margin, value to come, balance.
     *
     * @param before segments at the earlier date
     * @param valueBefore amount of a customer at the earlier date, in minor units; asked for the customers of {@code
     *     before}, others had 0
     * @param after segments at the later date; may have more customers, at the end
     * @param valueAfter amount of a customer at the later date, in minor units
     * @param money currency and digits of both
     * @throws IllegalArgumentException if the grouping after has fewer customers
     * @throws DataException if a sum does not fit 64 bits
     */
    public static ValueFlow between(
            Grouping before,
            IntToLongFunction valueBefore,
            Grouping after,
            IntToLongFunction valueAfter,
            MoneyScale money) {
        Objects.requireNonNull(money, "money");
        Moves cells = Moves.between(before, after);
        int width = cells.to().size();
        int size = cells.from().size() * width;
        Sums[] sums = new Sums[size + 2];
        Arrays.setAll(sums, cell -> new Sums());
        for (int c = 0; c < cells.customers(); c++) {
            long old = c < before.customers() ? valueBefore.applyAsLong(c) : 0;
            long now = valueAfter.applyAsLong(c);
            int row = cells.row(c);
            sums[row == Moves.NOWHERE ? size : row * width + cells.column(c)].add(old, now);
            sums[size + 1].add(old, now);
        }
        List<ValueMove> moves = new ArrayList<>();
        for (int cell = 0; cell < size; cell++) {
            moves.add(sums[cell].move(cells.from().get(cell / width), cells.to().get(cell % width)));
        }
        return new ValueFlow(
                money, cells, List.copyOf(moves), sums[size].move(null, null), sums[size + 1].move(null, null));
    }

    /** One cell while it is summed. */
    private static final class Sums {
        private long customers;
        private final LongSum before = new LongSum();
        private final LongSum after = new LongSum();

        void add(long old, long now) {
            customers++;
            before.add(old);
            after.add(now);
        }

        ValueMove move(@Nullable String from, @Nullable String to) {
            try {
                long old = before.toLong();
                long now = after.toLong();
                return new ValueMove(from, to, customers, old, now, Math.subtractExact(now, old));
            } catch (ArithmeticException e) {
                throw new DataException("a sum of the value flow does not fit 64 bits of minor units", e);
            }
        }
    }

    /** Currency and digits of all amounts. */
    public MoneyScale money() {
        return money;
    }

    /** All cells, row by row, those without customers included. */
    public List<ValueMove> moves() {
        return moves;
    }

    /**
     * One cell.
     *
     * @throws IllegalArgumentException if there is no such row or column; the message lists the names
     */
    public ValueMove move(String fromSegment, String toSegment) {
        int row = MigrationMatrix.position(from, fromSegment, "row");
        return moves.get(row * to.size() + MigrationMatrix.position(to, toSegment, "column"));
    }

    /** Customers in no segment at either date, who may have money all the same, such as a refund alone. */
    public ValueMove outside() {
        return outside;
    }

    /** All customers: the cells and {@link #outside}. */
    public ValueMove total() {
        return total;
    }

    /**
     * The mean change of a customer who was in a segment before, in major units: what one spends in the step, if the
     * amount is all spend so far. Undefined if there were none.
     *
     * @throws IllegalArgumentException if there is no such row; the message lists the names
     */
    public OptionalDouble meanChange(String fromSegment) {
        int row = MigrationMatrix.position(from, fromSegment, "row");
        long customers = 0;
        LongSum change = new LongSum();
        for (ValueMove move : moves.subList(row * to.size(), (row + 1) * to.size())) {
            customers += move.customers();
            change.add(move.changeMinor());
        }
        return customers == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(change.toDouble() / customers / money.minorPerMajor());
    }

    /** Names of the rows. */
    List<String> from() {
        return from;
    }

    /**
     * One row for each cell, row by row, and at the end one for {@link #outside}, whose names are unknown: {@code from},
     * {@code to}, {@code customers}, {@code value_before}, {@code value_after}, {@code change}.
     */
    public Table toTable() {
        List<ValueMove> rows = new ArrayList<>(moves);
        rows.add(outside);
        return Table.of(
                "value_flow",
                rows.size(),
                List.of(
                        Column.text("from", i -> rows.get(i).from()),
                        Column.text("to", i -> rows.get(i).to()),
                        Column.integer("customers", i -> rows.get(i).customers()),
                        Column.money("value_before", money, i -> rows.get(i).beforeMinor()),
                        Column.money("value_after", money, i -> rows.get(i).afterMinor()),
                        Column.money("change", money, i -> rows.get(i).changeMinor())));
    }

    @Override
    public String toString() {
        return total.customers() + " customers: " + money.format(total.beforeMinor()) + " before, "
                + money.format(total.afterMinor()) + " after";
    }
}
