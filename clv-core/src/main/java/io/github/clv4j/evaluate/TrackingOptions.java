package io.github.clv4j.evaluate;

import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.PurchaseMerging;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Over which periods purchases are tracked. Immutable; each {@code with} method returns a changed copy.
 *
 * <p>Defaults: weeks, counted from the first acquisition, purchases of one day merged.
 */
public final class TrackingOptions {
    private final int calibrationEnd;
    private final int end;
    private final TimeStep step;
    private final TrackingGrid grid;
    private final PurchaseMerging merging;

    private TrackingOptions(int calibrationEnd, int end, TimeStep step, TrackingGrid grid, PurchaseMerging merging) {
        this.calibrationEnd = calibrationEnd;
        this.end = end;
        this.step = Objects.requireNonNull(step, "step");
        this.grid = Objects.requireNonNull(grid, "grid");
        this.merging = Objects.requireNonNull(merging, "merging");
        if (merging == PurchaseMerging.SAME_PERIOD && grid != TrackingGrid.CALENDAR) {
            throw new IllegalArgumentException(
                    "the purchases of a period are merged; the periods must be those of the calendar, not " + grid);
        }
    }

    /**
     * The defaults between two days.
     *
     * @param calibrationEnd last day of the calibration: customers acquired by then are tracked
     * @param end last day that is tracked, on or after the calibration's
     * @throws IllegalArgumentException if it ends before the calibration
     */
    public static TrackingOptions of(LocalDate calibrationEnd, LocalDate end) {
        if (end.isBefore(calibrationEnd)) {
            throw new IllegalArgumentException(
                    "tracking ends on " + end + "; it must not end before the calibration, " + calibrationEnd);
        }
        TimeGrid days = TimeGrid.withDefaults();
        return new TrackingOptions(
                days.day(calibrationEnd),
                days.day(end),
                TimeStep.WEEKS,
                TrackingGrid.FROM_FIRST_DAY,
                PurchaseMerging.SAME_DAY);
    }

    /**
     * The options for a split: up to the end of its hold-out. Where it merges the purchases of a period, so does the
     * tracking, over the same calendar periods; otherwise all is as the defaults are.
     */
    public static TrackingOptions of(CalibrationSplit split) {
        TrackingOptions options = of(split.calibration().asOf(), split.holdoutEnd());
        return split.calibration().merging() == PurchaseMerging.SAME_DAY
                ? options
                : options.withPeriodsMerged(split.calibration().step());
    }

    /** Days, weeks, months or years as the periods. Default weeks. */
    public TrackingOptions withStep(TimeStep period) {
        return new TrackingOptions(calibrationEnd, end, period, grid, merging);
    }

    /** Where the periods begin. Default {@link TrackingGrid#FROM_FIRST_DAY}. */
    public TrackingOptions withGrid(TrackingGrid periods) {
        return new TrackingOptions(calibrationEnd, end, step, periods, merging);
    }

    /**
     * Calendar periods of which each counts one purchase at most, as {@link PurchaseMerging#SAME_PERIOD} does; ages are
     * whole numbers of periods. For models of such summaries, BG/BB among them.
     *
     * @param period the model's unit of time
     */
    public TrackingOptions withPeriodsMerged(TimeStep period) {
        return new TrackingOptions(calibrationEnd, end, period, TrackingGrid.CALENDAR, PurchaseMerging.SAME_PERIOD);
    }

    /** The last day of the calibration. */
    public LocalDate calibrationEnd() {
        return LocalDate.ofEpochDay(calibrationEnd);
    }

    /** The last day that is tracked. */
    public LocalDate end() {
        return LocalDate.ofEpochDay(end);
    }

    /** The length of a period. */
    public TimeStep step() {
        return step;
    }

    /** Where the periods begin. */
    public TrackingGrid grid() {
        return grid;
    }

    /** Which purchases count as one. */
    public PurchaseMerging merging() {
        return merging;
    }

    int calibrationEndDay() {
        return calibrationEnd;
    }

    int endDay() {
        return end;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrackingOptions that
                && calibrationEnd == that.calibrationEnd
                && end == that.end
                && step == that.step
                && grid == that.grid
                && merging == that.merging;
    }

    @Override
    public int hashCode() {
        return Objects.hash(calibrationEnd, end, step, grid, merging);
    }

    @Override
    public String toString() {
        return step + " " + grid + " to " + end() + ", calibration to " + calibrationEnd() + ", " + merging;
    }
}
