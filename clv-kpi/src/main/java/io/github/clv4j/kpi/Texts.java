package io.github.clv4j.kpi;

import java.util.Locale;

/** How constants are written in tables. */
final class Texts {
    private Texts() {}

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
