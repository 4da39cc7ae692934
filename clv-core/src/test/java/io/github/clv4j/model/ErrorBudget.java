package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Relative errors against golden values, kept by quantity: the largest, where it is, and the root of the mean square. */
final class ErrorBudget {
    private static final class Errors {
        private double largest;
        private double squares;
        private int count;
        private String at = "";
    }

    private final Map<String, Errors> byQuantity = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /**
     * Adds one value.
     *
     * @param scale what the error is measured by: the golden value itself, or more where it is a small difference of large
     *     numbers
     */
    void add(String quantity, Object where, double value, double golden, double scale) {
        if (!Double.isFinite(value)) {
            wrong.add(quantity + " is " + value + ", not " + golden + ", at " + where);
            return;
        }
        double error = value == golden ? 0 : Math.abs(value - golden) / scale;
        Errors errors = byQuantity.computeIfAbsent(quantity, q -> new Errors());
        errors.count++;
        errors.squares += error * error;
        if (!(error <= errors.largest)) {
            errors.largest = error;
            errors.at = "value " + value + ", golden " + golden + ", at " + where;
        }
    }

    void add(String quantity, Object where, double value, double golden) {
        add(quantity, where, value, golden, Math.abs(golden));
    }

    /** Fails if an error of a quantity, or their root mean square, is above the budget. */
    void assertWithin(String quantity, double largest, double rms) {
        assertThat(wrong).as("not finite").isEmpty();
        Errors errors = byQuantity.get(quantity);
        assertThat(errors).as("values of %s", quantity).isNotNull();
        assertThat(errors.largest)
                .as("largest error of %s: %s", quantity, errors.at)
                .isLessThanOrEqualTo(largest);
        assertThat(Math.sqrt(errors.squares / errors.count))
                .as("root mean square error of %s in %s values", quantity, errors.count)
                .isLessThanOrEqualTo(rms);
    }

    int count(String quantity) {
        Errors errors = byQuantity.get(quantity);
        return errors == null ? 0 : errors.count;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byQuantity.forEach((quantity, errors) -> text.append(String.format(
                "%s: %d values, largest %.2e, rms %.2e%n    %s%n",
                quantity, errors.count, errors.largest, Math.sqrt(errors.squares / errors.count), errors.at)));
        return text + (wrong.isEmpty() ? "" : "not finite: " + wrong);
    }
}
