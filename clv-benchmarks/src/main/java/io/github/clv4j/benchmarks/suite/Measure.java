package io.github.clv4j.benchmarks.suite;

/** What the ratio of a comparison says, and which way is better. */
public enum Measure {
    /** How many times faster than a rival: the rival's time over ours; more is better. */
    TIMES_FASTER("× faster", true),
    /** How many times the cost of a floor or of another way: our time over the other's; less is better. */
    TIMES_THE_COST("× the cost", false);

    private final String label;
    private final boolean moreIsBetter;

    Measure(String label, boolean moreIsBetter) {
        this.label = label;
        this.moreIsBetter = moreIsBetter;
    }

    /** How it is written after a number. */
    public String label() {
        return label;
    }

    /** The ratio of two times. */
    public double ratio(double ours, double other) {
        return moreIsBetter ? other / ours : ours / other;
    }

    /** True if a ratio is at least as good as a goal. */
    public boolean meets(double ratio, double goal) {
        return moreIsBetter ? ratio >= goal : ratio <= goal;
    }

    /** By what factor a ratio is worse than another; below 1 if it is better. */
    public double worsening(double before, double now) {
        return moreIsBetter ? before / now : now / before;
    }
}
