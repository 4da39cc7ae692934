package io.github.clv4j.jackson;

import io.github.clv4j.fit.Interval;
import io.github.clv4j.kpi.KpiValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A {@link KpiValue} as JSON; {@code value} is for readers in other languages and follows from the others. */
record KpiForm(
        double value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        @Nullable String undefinedReason,
        @Nullable String note,
        @Nullable Interval interval) {
    static KpiForm of(KpiValue kpi) {
        return new KpiForm(
                kpi.value(), kpi.numerator(), kpi.denominator(), kpi.undefinedReason(), kpi.note(), kpi.interval());
    }

    KpiValue toKpi() {
        KpiValue kpi = quotient();
        if (kpi.isDefined() == (undefinedReason != null)) {
            throw new IllegalArgumentException("undefinedReason is " + undefinedReason + " and the value " + kpi
                    + "; there must be a reason where, and only where, there is no value");
        }
        kpi = note == null ? kpi : kpi.withNote(note);
        return interval == null ? kpi : kpi.withInterval(interval);
    }

    private KpiValue quotient() {
        if (numerator == null) {
            if (denominator != null || undefinedReason == null) {
                throw new IllegalArgumentException(
                        "numerator is missing; without it there is no denominator, and a reason why");
            }
            return KpiValue.undefined(undefinedReason);
        }
        KpiValue over = KpiValue.of(numerator);
        if (denominator != null) {
            return over.over(KpiValue.of(denominator), undefinedReason == null ? "not positive" : undefinedReason);
        }
        // The base of a quotient was not known.
        return undefinedReason == null ? over : over.over(KpiValue.undefined(undefinedReason), undefinedReason);
    }
}
