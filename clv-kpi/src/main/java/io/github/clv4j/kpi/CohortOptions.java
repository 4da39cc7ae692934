package io.github.clv4j.kpi;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CohortTable} counts. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: cohorts by first order, classic retention, an offset for each calendar period, no stated margin, intervals at
 * 95 %.
 */
public final class CohortOptions {
    /** Elapsed days of offsets that are calendar periods. */
    static final int CALENDAR = 0;

    private static final CohortOptions DEFAULTS =
            new CohortOptions(RetentionMeasure.CLASSIC, CohortKind.FIRST_TIME, new int[0], CALENDAR, null, 0.95);

    private final RetentionMeasure measure;
    private final CohortKind kind;
    private final int[] bounds;
    private final int elapsedDays;
    private final @Nullable BigDecimal grossMargin;
    private final double level;

    private CohortOptions(
            RetentionMeasure measure,
            CohortKind kind,
            int[] bounds,
            int elapsedDays,
            @Nullable BigDecimal grossMargin,
            double level) {
        this.measure = measure;
        this.kind = kind;
        this.bounds = bounds;
        this.elapsedDays = elapsedDays;
        this.grossMargin = grossMargin;
        this.level = level;
    }

    /** Cohorts by first order, classic retention by calendar period, no stated margin, intervals at 95 %. */
    public static CohortOptions withDefaults() {
        return DEFAULTS;
    }

    /** Who counts as active. Default {@link RetentionMeasure#CLASSIC}. */
    public CohortOptions withMeasure(RetentionMeasure newMeasure) {
        return new CohortOptions(
                Objects.requireNonNull(newMeasure, "measure"), kind, bounds, elapsedDays, grossMargin, level);
    }

    /** Who makes a cohort. Default {@link CohortKind#FIRST_TIME}. */
    public CohortOptions withCohorts(CohortKind newKind) {
        return new CohortOptions(
                measure, Objects.requireNonNull(newKind, "kind"), bounds, elapsedDays, grossMargin, level);
    }

    /**
     * Offsets of several units of time: {@code withBrackets(0, 1, 3, 6, 12)} makes four of them, [0, 1), [1, 3), [3, 6) and
     * [6, 12). What comes after the last bound is in no cell, but counts for {@link RetentionMeasure#UNBOUNDED}. Default: one
     * offset for each unit as far as the log goes.
     *
     * @param newBounds from 0 on, ascending; at least two
     */
    public CohortOptions withBrackets(int... newBounds) {
        int[] own = newBounds.clone();
        if (own.length >= 2
                && own[0] == 0
                && IntStream.range(1, own.length).allMatch(i -> own[i - 1] < own[i])
                && own[own.length - 1] <= Periods.MAX_COUNT) {
            return new CohortOptions(measure, kind, own, elapsedDays, grossMargin, level);
        }
        throw new IllegalArgumentException("bounds of brackets are " + Arrays.toString(own)
                + "; they must be two or more, ascend from 0, and be at most " + Periods.MAX_COUNT);
    }

    /**
     * Offsets in windows of days since the customer's own first day in the cohort, instead of calendar periods: with 7, offset
     * 0 is the first day and the six after it, for each customer its own. Cohorts still are calendar periods. A cell is known
     * once the window is over for a customer who came on the last day of the cohort's period.
     *
     * @param days 1 or more
     */
    public CohortOptions withElapsedDays(int days) {
        if (days >= 1) {
            return new CohortOptions(measure, kind, bounds, days, grossMargin, level);
        }
        throw new IllegalArgumentException("elapsed days are " + days + "; they must be 1 or more");
    }

    /**
     * Gross margin as a part of revenue, for a log without costs. Default: not stated; margin is then revenue, and marked so.
     *
     * @param rate 0 to 1, read as the shortest decimal that denotes it
     */
    public CohortOptions withGrossMargin(double rate) {
        if (rate >= 0 && rate <= 1) {
            return new CohortOptions(measure, kind, bounds, elapsedDays, BigDecimal.valueOf(rate), level);
        }
        throw new IllegalArgumentException("gross margin is " + rate + "; it must be 0 to 1 (0.35 is 35 %)");
    }

    /**
     * How often intervals are to hold the truth.
     *
     * @param newLevel above 0 and below 1; default 0.95
     */
    public CohortOptions withLevel(double newLevel) {
        return new CohortOptions(measure, kind, bounds, elapsedDays, grossMargin, Intervals.checkedLevel(newLevel));
    }

    /** Who counts as active. */
    public RetentionMeasure measure() {
        return measure;
    }

    /** Who makes a cohort. */
    public CohortKind cohorts() {
        return kind;
    }

    /** Bounds of the brackets; empty if each unit of time is an offset. */
    public int[] brackets() {
        return bounds.clone();
    }

    /** Days of a window since the customer's own first day, or 0 if offsets are calendar periods. */
    public int elapsedDays() {
        return elapsedDays;
    }

    /** The stated gross margin as a part of revenue, or null. */
    public @Nullable BigDecimal grossMargin() {
        return grossMargin;
    }

    /** How often intervals are to hold the truth. */
    public double level() {
        return level;
    }
}
