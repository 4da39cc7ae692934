package io.github.clv4j.jackson;

import io.github.clv4j.data.MoneyScale;
import java.util.Objects;

/** A {@link MoneyScale} as JSON. */
record MoneyForm(String currency, int digits) {
    MoneyForm {
        Objects.requireNonNull(currency, "currency is missing");
    }

    static MoneyForm of(MoneyScale scale) {
        return new MoneyForm(scale.currency(), scale.digits());
    }

    MoneyScale value() {
        return MoneyScale.of(currency, digits);
    }
}
