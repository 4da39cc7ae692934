package io.github.clv4j.kpi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The gaps of each cell, for what sums do not tell: the median. A cell with few gaps lists them; one with many counts them by
 * their length in days, so that the room does not grow with the log. Hot: {@link #add} sees each gap once.
 */
final class GapLists {
    /** Gaps up to which a cell lists them; then a count a day of length takes less room than most lists would. */
    private static final int LISTED = 1 << 10;

    private static final int COUNTED = -1;

    /** The gaps, or the number of gaps of each length. */
    private final int[][] gaps;
    /** How many are listed, or {@link #COUNTED}. */
    private final int[] sizes;

    /** The longest gap that any cell has room for. */
    private int longest;

    GapLists(int cells) {
        this.gaps = new int[cells][];
        this.sizes = new int[cells];
        Arrays.fill(gaps, new int[0]);
    }

    void add(int cell, int gap) {
        int[] own = gaps[cell];
        int size = sizes[cell];
        if (size == COUNTED) {
            if (gap >= own.length) {
                own = Arrays.copyOf(own, 1 + gap + gap / 2);
                gaps[cell] = own;
                longest = Math.max(longest, own.length - 1);
            }
            own[gap]++;
            return;
        }
        if (size == own.length) {
            if (size >= LISTED) {
                count(cell);
                add(cell, gap);
                return;
            }
            own = Arrays.copyOf(own, 16 + 2 * size);
            gaps[cell] = own;
        }
        own[size] = gap;
        sizes[cell] = size + 1;
        longest = Math.max(longest, gap);
    }

    private void count(int cell) {
        int[] listed = gaps[cell];
        int[] counts = new int[1 + longest];
        for (int i = 0; i < sizes[cell]; i++) {
            counts[listed[i]]++;
        }
        gaps[cell] = counts;
        sizes[cell] = COUNTED;
    }

    /** Adds the gaps of others, which may have more cells. */
    void add(GapLists other) {
        for (int cell = 0; cell < gaps.length; cell++) {
            int[] some = other.gaps[cell];
            if (other.sizes[cell] != COUNTED) {
                for (int i = 0; i < other.sizes[cell]; i++) {
                    add(cell, some[i]);
                }
                continue;
            }
            longest = Math.max(longest, some.length - 1);
            if (sizes[cell] != COUNTED) {
                count(cell);
            }
            if (gaps[cell].length < some.length) {
                gaps[cell] = Arrays.copyOf(gaps[cell], some.length);
            }
            for (int gap = 0; gap < some.length; gap++) {
                gaps[cell][gap] = Math.addExact(gaps[cell][gap], some[gap]);
            }
        }
    }

    void write(DataOutput out) throws IOException {
        for (int cell = 0; cell < gaps.length; cell++) {
            int size = sizes[cell] == COUNTED ? gaps[cell].length : sizes[cell];
            out.writeBoolean(sizes[cell] == COUNTED);
            out.writeInt(size);
            for (int i = 0; i < size; i++) {
                out.writeInt(gaps[cell][i]);
            }
        }
    }

    void read(DataInput in) throws IOException {
        for (int cell = 0; cell < gaps.length; cell++) {
            boolean counted = in.readBoolean();
            int[] own = new int[in.readInt()];
            for (int i = 0; i < own.length; i++) {
                own[i] = in.readInt();
                longest = Math.max(longest, counted ? own.length - 1 : own[i]);
            }
            gaps[cell] = own;
            sizes[cell] = counted ? COUNTED : own.length;
        }
    }

    /** Adds up what several threads have, cell by cell, and tells medians. */
    static final class Counter {
        private final List<GapLists> parts;
        private final int[] counts;
        private long total;

        Counter(List<GapLists> parts) {
            this.parts = parts;
            int longest = 0;
            for (GapLists part : parts) {
                longest = Math.max(longest, part.longest);
            }
            this.counts = new int[1 + longest];
        }

        void add(int cell) {
            for (GapLists part : parts) {
                int[] own = part.gaps[cell];
                if (part.sizes[cell] == COUNTED) {
                    for (int gap = 0; gap < own.length; gap++) {
                        counts[gap] += own[gap];
                        total += own[gap];
                    }
                } else {
                    for (int i = 0; i < part.sizes[cell]; i++) {
                        counts[own[i]]++;
                    }
                    total += part.sizes[cell];
                }
            }
        }

        void clear() {
            if (total > 0) {
                Arrays.fill(counts, 0);
                total = 0;
            }
        }

        /** Twice the median, the middle two of an even number being averaged; 0 if there are no gaps. */
        int twiceMedian() {
            return total == 0 ? 0 : ranked((total + 1) / 2) + ranked(total / 2 + 1);
        }

        private int ranked(long rank) {
            int gap = 0;
            for (long seen = counts[0]; seen < rank; seen += counts[gap]) {
                gap++;
            }
            return gap;
        }
    }
}
