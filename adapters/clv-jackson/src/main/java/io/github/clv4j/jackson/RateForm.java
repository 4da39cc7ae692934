package io.github.clv4j.jackson;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link DiscountRate} as JSON: as it was told, for from the rate a day it would not come back to the bit. */
record RateForm(double rate, TimeStep period, String compounding) {
    private static final String EFFECTIVE = "effective";
    private static final String CONTINUOUS = "continuous";
    private static final Pattern TOLD = Pattern.compile("(\\S+) a (day|week|month|year), (effective|continuous)");

    RateForm {
        Objects.requireNonNull(period, "period is missing");
        Objects.requireNonNull(compounding, "compounding is missing");
    }

    static RateForm of(DiscountRate rate) {
        if (rate.isNone()) {
            return new RateForm(0, TimeStep.YEARS, EFFECTIVE);
        }
        Matcher told = TOLD.matcher(rate.toString());
        if (!told.matches()) {
            throw new IllegalStateException("discount rate '" + rate + "' is told in other words than " + TOLD);
        }
        TimeStep period = TimeStep.valueOf(told.group(2).toUpperCase(Locale.ROOT) + "S");
        return new RateForm(Double.parseDouble(told.group(1)), period, told.group(3));
    }

    DiscountRate value() {
        if (EFFECTIVE.equals(compounding)) {
            return DiscountRate.perPeriod(rate, period);
        }
        if (CONTINUOUS.equals(compounding) && period == TimeStep.YEARS) {
            return DiscountRate.continuousAnnual(rate);
        }
        throw new IllegalArgumentException("compounding is '" + compounding + "' over " + period
                + "; it must be effective, or continuous over YEARS");
    }
}
