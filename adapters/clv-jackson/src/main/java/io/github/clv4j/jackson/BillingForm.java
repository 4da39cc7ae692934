package io.github.clv4j.jackson;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.kpi.BillingInterval;
import java.util.Objects;

/** A {@link BillingInterval} as JSON. */
record BillingForm(int length, TimeStep unit) {
    BillingForm {
        Objects.requireNonNull(unit, "unit is missing");
    }

    static BillingForm of(BillingInterval interval) {
        return new BillingForm(interval.length(), interval.unit());
    }

    BillingInterval value() {
        return BillingInterval.of(length, unit);
    }
}
