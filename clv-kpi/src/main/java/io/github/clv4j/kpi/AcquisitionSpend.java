package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TimeGrid;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was spent on acquiring customers, by day and optionally by group, such as the channel. Immutable.
 *
 * <p>An entry counts in full in the period that holds its day; one for a month, given with the month's first day, so
 * counts in that month or year, and as a whole in one week if periods are weeks. Entries before the first period or after
 * the as-of day do not count. A period without any entry has no known spend, which is not the same as an entry of 0.
 */
public final class AcquisitionSpend {
    private final MoneyScale money;
    private final String source;
    private final List<Entry> entries;

    private AcquisitionSpend(MoneyScale money, String source, List<Entry> entries) {
        this.money = money;
        this.source = source;
        this.entries = entries;
    }

    /**
     * One amount spent.
     *
     * @param day the day, or the first day of a month, that it is for
     * @param amountMinor amount in minor units, 0 or more
     * @param group label of the group that it is for, or null if it is for all
     * @param row number of the row that it came from, for messages: the line number for files
     * @param currency code of the amount's currency, or null if it is that of the spend
     */
    public record Entry(
            LocalDate day,
            long amountMinor,
            @Nullable String group,
            long row,
            @Nullable String currency) {
        /** Checks the day; the amount is checked where the currency is known. */
        public Entry {
            TimeGrid.withDefaults().day(day);
        }

        /** An amount in the currency of the spend. */
        public Entry(LocalDate day, long amountMinor, @Nullable String group, long row) {
            this(day, amountMinor, group, row, null);
        }

        /** An amount for all customers, of no known row. */
        public static Entry of(LocalDate day, long amountMinor) {
            return new Entry(day, amountMinor, null, 0);
        }

        /** An amount for one group, of no known row. */
        public static Entry of(LocalDate day, long amountMinor, String group) {
            return new Entry(day, amountMinor, Objects.requireNonNull(group, "group"), 0);
        }

        /** The same entry, its amount in a stated currency. */
        public Entry inCurrency(@Nullable String code) {
            return new Entry(day, amountMinor, group, row, code);
        }

        /** The same entry, with the number of the row that it came from. */
        public Entry withRow(long number) {
            return new Entry(day, amountMinor, group, number, currency);
        }
    }

    /**
     * Spend from entries in any order.
     *
     * @param money currency and digits of the amounts; must be those of the log
     * @param entries those of row 0 get the number of their place in the list, from 1
     * @throws DataException if an amount is negative or in another currency; the message tells the row
     */
    public static AcquisitionSpend of(MoneyScale money, List<Entry> entries) {
        return of(money, "acquisition spend", entries);
    }

    /**
     * As {@link #of(MoneyScale, List)}, from a named source.
     *
     * @param source where the entries came from, such as a file's name
     */
    public static AcquisitionSpend of(MoneyScale money, String source, List<Entry> entries) {
        Objects.requireNonNull(money, "money");
        Objects.requireNonNull(source, "source");
        List<Entry> own = new ArrayList<>();
        for (Entry entry : entries) {
            Entry numbered = entry.row() == 0 ? entry.withRow(own.size() + 1L) : entry;
            String currency = numbered.currency();
            if (currency != null && !currency.equals(money.currency())) {
                throw new DataException(new RowProblem(
                        source,
                        numbered.row(),
                        "currency",
                        currency,
                        RejectReason.BAD_AMOUNT,
                        "it must be " + money.currency() + "; convert amounts before, or keep them apart"));
            }
            if (numbered.amountMinor() < 0) {
                throw new DataException(new RowProblem(
                        source,
                        numbered.row(),
                        "amount",
                        money.format(numbered.amountMinor()),
                        RejectReason.BAD_AMOUNT,
                        "acquisition spend must be 0 or more"));
            }
            own.add(numbered);
        }
        return new AcquisitionSpend(money, source, List.copyOf(own));
    }

    /** The same amounts for all customers together, for KPIs by groups that the spend is not told by. */
    public AcquisitionSpend withoutGroups() {
        return new AcquisitionSpend(
                money,
                source,
                entries.stream()
                        .map(entry -> new Entry(entry.day(), entry.amountMinor(), null, entry.row(), entry.currency()))
                        .toList());
    }

    /** Currency and digits of the amounts. */
    public MoneyScale money() {
        return money;
    }

    /** Where the entries came from. */
    public String source() {
        return source;
    }

    /** The entries, in the order in which they were given. */
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public String toString() {
        return entries.size() + " entries of acquisition spend in " + money.currency();
    }
}
