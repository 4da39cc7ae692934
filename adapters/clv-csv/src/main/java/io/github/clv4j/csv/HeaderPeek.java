package io.github.clv4j.csv;

import io.github.clv4j.data.DataException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A reader that has looked at its first record, to tell the separator, and hands it over again. Leaves out a byte order
 * mark.
 */
final class HeaderPeek extends Reader {
    private static final int FIRST_CAPACITY = 1 << 12;
    private static final String CANDIDATES = ",;\t|";
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Reader in;
    private char[] head = new char[FIRST_CAPACITY];
    private int length;
    private int next;

    private boolean begun;
    private boolean quoted;
    private final int[] counts = new int[CANDIDATES.length()];

    HeaderPeek(Reader in) {
        this.in = in;
    }

    /**
     * Reads on to the end of the first record that is not an empty line.
     *
     * @param stated the separator if it is known
     * @param where what the record is called in messages
     * @return the separator that the record has most of, outside quotes; a comma if it has none
     */
    char separator(@Nullable Character stated, String where) throws IOException {
        peek();
        return stated == null ? mostFrequent(where) : stated;
    }

    private void peek() throws IOException {
        int seen = 0;
        while (length < CsvSource.LONGEST_FIELD) {
            if (length == head.length) {
                head = Arrays.copyOf(head, length * 2);
            }
            int count = in.read(head, length, head.length - length);
            if (count < 0) {
                return;
            }
            length += count;
            if (seen == 0 && length > 0) {
                next = head[0] == BYTE_ORDER_MARK ? 1 : 0;
                seen = next;
            }
            while (seen < length) {
                if (isEnd(head[seen++])) {
                    return;
                }
            }
        }
    }

    private boolean isEnd(char c) {
        if ((c == '\n' || c == '\r') && !quoted) {
            return begun;
        }
        begun = true;
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted) {
            int candidate = CANDIDATES.indexOf(c);
            if (candidate >= 0) {
                counts[candidate]++;
            }
        }
        return false;
    }

    private char mostFrequent(String where) {
        int best = 0;
        int ties = 1;
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] > counts[best]) {
                best = i;
                ties = 1;
            } else if (counts[i] == counts[best]) {
                ties++;
            }
        }
        if (ties == 1 || counts[best] == 0) {
            return CANDIDATES.charAt(best);
        }
        throw new DataException(where + ": the header has as many of one separator as of another (, ; tab |);"
                + " state the separator");
    }

    @Override
    public int read(char[] target, int offset, int count) throws IOException {
        if (next == length) {
            return in.read(target, offset, count);
        }
        int copied = Math.min(count, length - next);
        System.arraycopy(head, next, target, offset, copied);
        next += copied;
        return copied;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
