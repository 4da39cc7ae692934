package io.github.clv4j.jackson;

import io.github.clv4j.data.MoneyScale;

/** A {@link MoneyScale} as JSON. */
record MoneyForm(String currency, int digits) {
    static MoneyForm of(MoneyScale scale) {
        return new MoneyForm(scale.currency(), scale.digits());
    }

    MoneyScale value() {
        return MoneyScale.of(currency, digits);
    }
}
