package io.github.clv4j.csv;

/** One cell of the current record, copied out of the parser's buffer. */
final class Field {
    private static final int FIRST_CAPACITY = 32;
    private static final char DELETE = '\u007f';
    private static final char NO_BREAK_SPACE = '\u00a0';

    private final String column;
    private char[] chars = new char[FIRST_CAPACITY];
    private int length;
    private boolean quoted;
    private int start;
    private int end;
    private String lastText = "";

    Field(String column) {
        this.column = column;
    }

    void set(char[] buffer, int offset, int count, boolean wasQuoted) {
        if (count > chars.length) {
            chars = new char[Math.max(count, chars.length * 2)];
        }
        System.arraycopy(buffer, offset, chars, 0, count);
        length = count;
        quoted = wasQuoted;
        start = 0;
        end = count;
        while (start < end && isBlank(chars[start])) {
            start++;
        }
        while (end > start && isBlank(chars[end - 1])) {
            end--;
        }
    }

    private static boolean isBlank(char c) {
        boolean isMark = c > ' ' && c < DELETE;
        return !isMark && (c == ' ' || c == NO_BREAK_SPACE || Character.isWhitespace(c));
    }

    /** The column's name in the header. */
    String column() {
        return column;
    }

    /** The buffer that holds the cell; the characters that count are those from start to end. */
    char[] chars() {
        return chars;
    }

    /** The first character that is not blank. */
    int start() {
        return start;
    }

    /** The place after the last character that is not blank. */
    int end() {
        return end;
    }

    /** True if there is nothing but blanks. */
    boolean isBlank() {
        return start == end;
    }

    /** The cell as the file has it. */
    String raw() {
        return new String(chars, 0, length);
    }

    /** The cell as a name: without blanks around it unless it was quoted. Neighbouring equal cells share one String. */
    String name() {
        int from = quoted ? 0 : start;
        int to = quoted ? length : end;
        String last = lastText;
        if (!isSame(last, from, to)) {
            last = new String(chars, from, to - from);
            lastText = last;
        }
        return last;
    }

    private boolean isSame(String last, int from, int to) {
        if (last.length() != to - from) {
            return false;
        }
        // Backwards: ids differ at their ends.
        for (int i = to - 1; i >= from; i--) {
            if (last.charAt(i - from) != chars[i]) {
                return false;
            }
        }
        return true;
    }
}
