package io.github.clv4j.data;

/**
 * The order of ids of any channel: plain decimal numbers by value, then text by its UTF-16 units. Among numbers alone, and
 * among texts alone, it is the order of {@link CustomerIndex#inIdOrder}.
 */
final class IdOrder {
    private static final int LONGEST_NUMBER = 20;

    private IdOrder() {}

    static int compare(String one, String other) {
        boolean number = isNumber(one);
        boolean otherNumber = isNumber(other);
        if (number && otherNumber) {
            return Long.compare(Long.parseLong(one), Long.parseLong(other));
        }
        return number == otherNumber ? one.compareTo(other) : number ? -1 : 1;
    }

    /** True for what {@link Long#toString(long)} writes; "007" and "+7" are text. */
    static boolean isNumber(String id) {
        if (id.isEmpty() || id.length() > LONGEST_NUMBER) {
            return false;
        }
        for (int i = id.charAt(0) == '-' ? 1 : 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        try {
            return Long.toString(Long.parseLong(id)).equals(id);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
