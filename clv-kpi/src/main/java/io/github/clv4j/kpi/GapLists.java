package io.github.clv4j.kpi;

import java.util.Arrays;
import java.util.List;

/** The gaps of each cell one by one, for what sums do not tell: the median. */
final class GapLists {
    private final int[][] gaps;
    private final int[] sizes;
    private int longest;

    GapLists(int cells) {
        this.gaps = new int[cells][];
        this.sizes = new int[cells];
        Arrays.fill(gaps, new int[0]);
    }

    void add(int cell, int gap) {
        int size = sizes[cell];
        if (size == gaps[cell].length) {
            gaps[cell] = Arrays.copyOf(gaps[cell], (int) Math.min(Integer.MAX_VALUE - 8, 16 + 2L * size));
        }
        gaps[cell][size] = gap;
        sizes[cell] = size + 1;
        longest = Math.max(longest, gap);
    }

    /** Counts gaps by length, to be asked for their median. Gaps are whole days, so counting orders them. */
    static final class Counter {
        private final List<GapLists> parts;
        private final int[] counts;
        private long total;

        Counter(List<GapLists> parts) {
            this.parts = parts;
            this.counts = new int
                    [1 + parts.stream().mapToInt(part -> part.longest).max().orElse(0)];
        }

        void add(int cell) {
            for (GapLists part : parts) {
                for (int i = 0; i < part.sizes[cell]; i++) {
                    counts[part.gaps[cell][i]]++;
                }
                total += part.sizes[cell];
            }
        }

        void remove(int cell) {
            for (GapLists part : parts) {
                for (int i = 0; i < part.sizes[cell]; i++) {
                    counts[part.gaps[cell][i]] = 0;
                }
            }
            total = 0;
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
