package io.github.clv4j.kpi;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TimeGrid;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many people were asked, or came to look, by day and optionally by group, such as the channel: the base of
 * acquisition and conversion rates. Immutable. Entries fall into periods as those of {@link AcquisitionSpend} do.
 */
public final class ProspectCounts {
    private final String source;
    private final List<Entry> entries;

    private ProspectCounts(String source, List<Entry> entries) {
        this.source = source;
        this.entries = entries;
    }

    /**
     * One number of people.
     *
     * @param day the day, or the first day of a month, that it is for
     * @param count number, 0 or more
     * @param group label of the group that it is for, or null if it is for all
     * @param row number of the row that it came from, for messages: the line number for files
     */
    public record Entry(LocalDate day, long count, @Nullable String group, long row) {
        /** Checks the day; the count is checked where the source is known. */
        public Entry {
            TimeGrid.withDefaults().day(day);
        }

        /** A number for all, of no known row. */
        public static Entry of(LocalDate day, long count) {
            return new Entry(day, count, null, 0);
        }

        /** A number for one group, of no known row. */
        public static Entry of(LocalDate day, long count, String group) {
            return new Entry(day, count, Objects.requireNonNull(group, "group"), 0);
        }

        /** The same entry, with the number of the row that it came from. */
        public Entry withRow(long number) {
            return new Entry(day, count, group, number);
        }
    }

    /**
     * Numbers from entries in any order.
     *
     * @param source what they are and where they came from, such as {@code visits} or a file's name
     * @param entries those of row 0 get the number of their place in the list, from 1
     * @throws DataException if a number is negative; the message tells the row
     */
    public static ProspectCounts of(String source, List<Entry> entries) {
        Objects.requireNonNull(source, "source");
        List<Entry> own = new ArrayList<>();
        for (Entry entry : entries) {
            Entry numbered = entry.row() == 0 ? entry.withRow(own.size() + 1L) : entry;
            if (numbered.count() < 0) {
                throw new DataException(new RowProblem(
                        source,
                        numbered.row(),
                        "count",
                        Long.toString(numbered.count()),
                        RejectReason.BAD_AMOUNT,
                        "a number of people must be 0 or more"));
            }
            own.add(numbered);
        }
        return new ProspectCounts(source, List.copyOf(own));
    }

    /** The same numbers for all groups together. */
    public ProspectCounts withoutGroups() {
        return new ProspectCounts(
                source,
                entries.stream()
                        .map(entry -> new Entry(entry.day(), entry.count(), null, entry.row()))
                        .toList());
    }

    /** What the numbers are and where they came from. */
    public String source() {
        return source;
    }

    /** The entries, in the order in which they were given. */
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public String toString() {
        return entries.size() + " entries of " + source;
    }
}
