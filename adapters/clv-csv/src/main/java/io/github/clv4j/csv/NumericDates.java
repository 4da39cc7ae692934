package io.github.clv4j.csv;

import org.jspecify.annotations.Nullable;

/**
 * A date pattern of numbers and literals alone, such as {@code M/d/yyyy H:mm}, read without garbage. What it accepts is
 * what {@link FormatterDates} accepts for the same pattern, less signed and over-long numbers.
 */
final class NumericDates implements DateReader {
    private static final String LETTERS = "yuMdHms";

    /** One letter of {@link #LETTERS}, S for a fraction of a second, or 0 for a literal. */
    private final char[] kind;

    private final char[] literal;
    private final int[] least;
    private final int[] most;
    private final int parts;

    private NumericDates(int capacity, char[] kind, char[] literal, int[] least, int[] most) {
        this.parts = capacity;
        this.kind = kind;
        this.literal = literal;
        this.least = least;
        this.most = most;
    }

    /** The reader of a pattern, or null if the pattern needs more than numbers and literals. */
    static @Nullable NumericDates compile(String pattern) {
        int length = pattern.length();
        NumericDates made =
                new NumericDates(length, new char[length], new char[length], new int[length], new int[length]);
        int parts = 0;
        int i = 0;
        boolean quoted = false;
        while (i < length) {
            char c = pattern.charAt(i);
            if (c == '\'') {
                boolean doubled = i + 1 < length && pattern.charAt(i + 1) == '\'';
                if (doubled) {
                    made.literal[parts++] = c;
                } else {
                    quoted = !quoted;
                }
                i += doubled ? 2 : 1;
            } else if (quoted || !isLetter(c)) {
                if ((!quoted && "[]{}#".indexOf(c) >= 0) || (c >= '0' && c <= '9')) {
                    return null;
                }
                made.literal[parts++] = c;
                i++;
            } else {
                int count = 1;
                while (i + count < length && pattern.charAt(i + count) == c) {
                    count++;
                }
                if (!made.field(parts++, c, count)) {
                    return null;
                }
                i += count;
            }
        }
        return made.isUnambiguous(parts)
                ? new NumericDates(parts, made.kind, made.literal, made.least, made.most)
                : null;
    }

    private boolean field(int part, char letter, int count) {
        boolean year = letter == 'y' || letter == 'u';
        kind[part] = year ? 'y' : letter;
        least[part] = count;
        most[part] = count == 1 && letter != 'S' ? 2 : count;
        if (year) {
            return count == 2 || count == 4;
        }
        return letter == 'S' ? count <= 9 : LETTERS.indexOf(letter) >= 0 && count <= 2;
    }

    /** A number of varying width must not be followed by a digit, and each letter may come once. */
    private boolean isUnambiguous(int count) {
        StringBuilder seen = new StringBuilder();
        for (int p = 0; p < count; p++) {
            if (kind[p] == 0) {
                continue;
            }
            if (seen.indexOf(String.valueOf(kind[p])) >= 0) {
                return false;
            }
            seen.append(kind[p]);
            if (least[p] != most[p] && p + 1 < count && kind[p + 1] != 0) {
                return false;
            }
        }
        return seen.indexOf("y") >= 0 && seen.indexOf("M") >= 0 && seen.indexOf("d") >= 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    @Override
    public int day(char[] c, int start, int end) {
        int year = 0;
        int month = 0;
        int dayOfMonth = 0;
        int i = start;
        for (int p = 0; p < parts; p++) {
            if (kind[p] == 0) {
                if (i == end || c[i++] != literal[p]) {
                    return Days.UNREADABLE;
                }
                continue;
            }
            int value = 0;
            int first = i;
            while (i < end && i - first < most[p] && c[i] >= '0' && c[i] <= '9') {
                value = value * 10 + (c[i++] - '0');
            }
            if (i - first < least[p]) {
                return Days.UNREADABLE;
            }
            if ((kind[p] == 'H' && value > 23) || ((kind[p] == 'm' || kind[p] == 's') && value > 59)) {
                return Days.UNREADABLE;
            }
            switch (kind[p]) {
                case 'y' -> year = most[p] == 2 ? 2000 + value : value;
                case 'M' -> month = value;
                case 'd' -> dayOfMonth = value;
                default -> {} // the time changes no day
            }
        }
        return i == end ? Days.of(year, month, dayOfMonth) : Days.UNREADABLE;
    }
}
