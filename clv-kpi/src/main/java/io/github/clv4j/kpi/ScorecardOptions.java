package io.github.clv4j.kpi;

/** How a {@link Scorecard} tells trends and noise. Immutable; each {@code with} method returns a changed copy. */
public final class ScorecardOptions {
    private static final int MAX_PERIODS = 1_000;
    private static final ScorecardOptions DEFAULTS = new ScorecardOptions(8, 0.95);

    private final int trendPeriods;
    private final double level;

    private ScorecardOptions(int trendPeriods, double level) {
        this.trendPeriods = trendPeriods;
        this.level = level;
    }

    /** Trends over 8 periods, noise at 95 %. */
    public static ScorecardOptions withDefaults() {
        return DEFAULTS;
    }

    /**
     * Number of periods, that of the scorecard the last, over which trends and past changes are told. Default 8.
     *
     * @param periods {@value SeriesTrend#MIN_VALUES} to 1000
     */
    public ScorecardOptions withTrendPeriods(int periods) {
        if (periods >= SeriesTrend.MIN_VALUES && periods <= MAX_PERIODS) {
            return new ScorecardOptions(periods, level);
        }
        throw new IllegalArgumentException("number of trend periods is " + periods + "; it must be "
                + SeriesTrend.MIN_VALUES + " to " + MAX_PERIODS);
    }

    /** How often noise alone stays within noise. Default 0.95. */
    public ScorecardOptions withLevel(double newLevel) {
        return new ScorecardOptions(trendPeriods, Intervals.checkedLevel(newLevel));
    }

    /** Number of periods over which trends and past changes are told. */
    public int trendPeriods() {
        return trendPeriods;
    }

    /** How often noise alone stays within noise. */
    public double level() {
        return level;
    }
}
