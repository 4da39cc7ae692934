package io.github.clv4j.csv;

/** Reads a day from characters. One for each kind of date format; an instance is for one thread. */
interface DateReader {
    /**
     * The day that the text denotes.
     *
     * @return days since 1970-01-01, {@link Days#UNREADABLE} or {@link Days#OUT_OF_RANGE}
     */
    int day(char[] chars, int start, int end);
}
