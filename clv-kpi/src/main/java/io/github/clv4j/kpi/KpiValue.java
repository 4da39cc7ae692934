package io.github.clv4j.kpi;

import io.github.clv4j.fit.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value of a KPI: an amount or count, or a numerator over a denominator; or undefined, with the reason in words.
 * Immutable.
 *
 * <p>Numerators and denominators are exact: counts, and amounts of money in major units with all their digits. The value
 * is their quotient, rounded once to the nearest {@code double}. A denominator must be positive: 0/0 is undefined, never
 * 0, and so is a quotient whose base is negative.
 */
public final class KpiValue {
    /** Decimal digits of a quotient before it is rounded to a double, which holds 17. */
    private static final MathContext QUOTIENT = MathContext.DECIMAL128;

    private final @Nullable BigDecimal numerator;
    private final @Nullable BigDecimal denominator;
    private final @Nullable String undefined;
    private final @Nullable String note;
    private final @Nullable Interval interval;

    private KpiValue(
            @Nullable BigDecimal numerator,
            @Nullable BigDecimal denominator,
            @Nullable String undefined,
            @Nullable String note,
            @Nullable Interval interval) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.undefined = undefined;
        this.note = note;
        this.interval = interval;
    }

    /** An amount in major units, or any other exact number. */
    public static KpiValue of(BigDecimal amount) {
        return new KpiValue(Objects.requireNonNull(amount, "amount"), null, null, null, null);
    }

    /** A count. */
    public static KpiValue of(long count) {
        return of(BigDecimal.valueOf(count));
    }

    /**
     * No value.
     *
     * @param reason why, in words; not blank
     */
    public static KpiValue undefined(String reason) {
        return new KpiValue(null, null, checkedReason(reason), null, null);
    }

    private static String checkedReason(String reason) {
        if (Objects.requireNonNull(reason, "reason").isBlank()) {
            throw new IllegalArgumentException("reason is blank; an undefined value says why");
        }
        return reason;
    }

    /**
     * This value over another; undefined if either is, or if the other is not positive. Notes are kept, intervals are not.
     *
     * @param base the denominator
     * @param reasonIfNotPositive why the quotient is undefined if the denominator is 0 or negative
     */
    public KpiValue over(KpiValue base, String reasonIfNotPositive) {
        checkedReason(reasonIfNotPositive);
        String notes =
                note == null || note.equals(base.note) ? base.note : base.note == null ? note : note + "; " + base.note;
        if (!isDefined()) {
            return this;
        }
        if (!base.isDefined()) {
            return new KpiValue(exact(), null, base.undefined, notes, null);
        }
        BigDecimal divisor = base.exact();
        return new KpiValue(exact(), divisor, divisor.signum() > 0 ? null : reasonIfNotPositive, notes, null);
    }

    /** As {@link #over(KpiValue, String)}, with a count as denominator. */
    public KpiValue over(long base, String reasonIfNotPositive) {
        return over(of(base), reasonIfNotPositive);
    }

    /**
     * This value with a remark that readers of the number need, such as what it is based on.
     *
     * @param remark text; an earlier remark is replaced
     */
    public KpiValue withNote(String remark) {
        return new KpiValue(numerator, denominator, undefined, Objects.requireNonNull(remark, "remark"), interval);
    }

    /**
     * This value with an interval. Those of {@link KpiCell#proportion} and {@link KpiCell#ratio} have theirs already.
     *
     * @param ends around the value; lower not above upper
     * @throws IllegalArgumentException if the value is undefined, or an end is NaN or on the wrong side
     */
    public KpiValue withInterval(Interval ends) {
        if (isDefined() && ends.lower() <= value() && value() <= ends.upper()) {
            return new KpiValue(numerator, denominator, null, note, ends);
        }
        throw new IllegalArgumentException("interval is " + ends + " and the value " + this
                + "; the lower end must not be above the value, nor the upper end below");
    }

    /** The interval of the value at the level of the report, or null if it has none. */
    public @Nullable Interval interval() {
        return interval;
    }

    /** True if there is a value. */
    public boolean isDefined() {
        return undefined == null;
    }

    /** Why there is no value, or null if there is one. */
    public @Nullable String undefinedReason() {
        return undefined;
    }

    /** The value to the nearest double; NaN if it is undefined, and {@link #undefinedReason} says why. */
    public double value() {
        return isDefined() ? exact().doubleValue() : Double.NaN;
    }

    /** The value as it is, or a quotient to 34 digits. */
    private BigDecimal exact() {
        BigDecimal over = Objects.requireNonNull(numerator);
        return denominator == null ? over : over.divide(denominator, QUOTIENT);
    }

    /** The numerator, or the value itself if it is no quotient; null if it is not known. */
    public @Nullable BigDecimal numerator() {
        return numerator;
    }

    /** The denominator; null if the value is no quotient or the denominator is not known. */
    public @Nullable BigDecimal denominator() {
        return denominator;
    }

    /** A remark that readers of the number need, or null. */
    public @Nullable String note() {
        return note;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KpiValue that
                && Objects.equals(numerator, that.numerator)
                && Objects.equals(denominator, that.denominator)
                && Objects.equals(undefined, that.undefined)
                && Objects.equals(note, that.note)
                && Objects.equals(interval, that.interval);
    }

    @Override
    public int hashCode() {
        return Objects.hash(numerator, denominator, undefined, note, interval);
    }

    @Override
    public String toString() {
        return isDefined() ? Double.toString(value()) : "undefined: " + undefined;
    }
}
