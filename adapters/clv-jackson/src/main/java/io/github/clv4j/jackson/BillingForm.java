package io.github.clv4j.jackson;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.kpi.BillingInterval;

/** A {@link BillingInterval} as JSON. */
record BillingForm(int length, TimeStep unit) {
    static BillingForm of(BillingInterval interval) {
        return new BillingForm(interval.length(), interval.unit());
    }

    BillingInterval value() {
        return BillingInterval.of(length, unit);
    }
}
