package io.github.clv4j.kpi;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What is done with the p-values of several tests at once. Without, one of twenty campaigns that do nothing looks good at
 * 5 %.
 */
public enum PValueAdjustment {
    /** Nothing: each test by itself. */
    NONE,
    /**
     * Holm (1979, Scandinavian Journal of Statistics 6: 65-70): the chance of even one false finding stays at or below
     * the level, whatever the tests have to do with each other.
     */
    HOLM,
    /**
     * Benjamini and Hochberg (1995, Journal of the Royal Statistical Society B 57: 289-300): the expected part of findings
     * that are false stays at or below the level, for independent or positively dependent tests. Finds more than Holm.
     */
    BENJAMINI_HOCHBERG;

    /**
     * The adjusted p-values, each to be compared with the level as it is.
     *
     * @param pValues 0 to 1, or NaN for a test that could not be made, which stays NaN and does not count
     */
    public double[] adjust(double... pValues) {
        for (int i = 0; i < pValues.length; i++) {
            if (!(Double.isNaN(pValues[i]) || (pValues[i] >= 0 && pValues[i] <= 1))) {
                throw new IllegalArgumentException(
                        "p-value " + i + " is " + pValues[i] + "; it must be 0 to 1, or NaN for no test");
            }
        }
        double[] adjusted = pValues.clone();
        int[] order = IntStream.range(0, pValues.length)
                .filter(i -> !Double.isNaN(pValues[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int m = order.length;
        double bound;
        switch (this) {
            case NONE -> {}
            case HOLM -> {
                bound = 0;
                for (int k = 0; k < m; k++) {
                    bound = Math.max(bound, Math.min(1, (m - k) * pValues[order[k]]));
                    adjusted[order[k]] = bound;
                }
            }
            case BENJAMINI_HOCHBERG -> {
                bound = 1;
                for (int k = m - 1; k >= 0; k--) {
                    bound = Math.min(bound, pValues[order[k]] * m / (k + 1));
                    adjusted[order[k]] = bound;
                }
            }
        }
        return adjusted;
    }

    /**
     * Which of several tests find something at a level of significance such as 0.05: those whose adjusted p-value is at or
     * below it. Where an exact one would be equal to it, the last digit of rounding decides.
     */
    public boolean[] rejects(double significance, double... pValues) {
        if (!(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException(
                    "significance is " + significance + "; it must be above 0 and below 1 (0.05 is 5 %)");
        }
        double[] adjusted = adjust(pValues);
        boolean[] rejects = new boolean[adjusted.length];
        for (int i = 0; i < rejects.length; i++) {
            rejects[i] = adjusted[i] <= significance;
        }
        return rejects;
    }
}
