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
        int first = id.charAt(0) == '-' ? 1 : 0;
        if (first == id.length() || id.charAt(first) == '0') {
            return id.equals("0");
        }
        // Kept negative, for there is one negative number more than there are positive ones.
        long value = 0;
        for (int i = first; i < id.length(); i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            value = 10 * value - digit;
        }
        return first == 1 || value != Long.MIN_VALUE;
    }
}
