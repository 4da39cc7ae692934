package io.github.clv4j.model;

/** Why data without any repeat purchase identify no purchase model. */
final class NoRepeat {
    private NoRepeat() {}

    static String message(String model, long customers) {
        return model + " cannot be identified: none of the " + customers
                + " customers has a repeat purchase, so that any low enough purchase rate fits equally well";
    }
}
