package io.github.clv4j.report;

/**
 * A page under construction: markup is appended as is, text and attribute values only escaped.
 *
 * <p>The markup of this package is HTML that an XML parser reads as well, scripts and styles aside: elements are closed
 * and attributes have values, so that tests need no parser of their own.
 */
final class Html {
    private static final char REPLACEMENT = '\ufffd';

    private final StringBuilder page = new StringBuilder(1 << 16);

    /** Appends markup written in this package; never a value from outside. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    /** Appends text from anywhere, escaped for an element's content and for a quoted attribute alike. */
    Html text(String text) {
        appendEscaped(page, text);
        return this;
    }

    /** Appends an element that holds nothing but text. */
    Html element(String name, String text) {
        return raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">");
    }

    @Override
    public String toString() {
        return page.toString();
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        appendEscaped(escaped, text);
        return escaped.toString();
    }

    /** JSON that can stand inside a script element: no character in it can end or open one. */
    static String scriptJson(String json) {
        StringBuilder safe = new StringBuilder(json.length() + 64);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                safe.append("\\u").append(Character.forDigit(c >> 12, 16));
                safe.append(Character.forDigit((c >> 8) & 15, 16));
                safe.append(Character.forDigit((c >> 4) & 15, 16));
                safe.append(Character.forDigit(c & 15, 16));
            } else {
                safe.append(isUnprintable(json, i) ? REPLACEMENT : c);
            }
        }
        return safe.toString();
    }

    /** Script text that can stand inside a script element. */
    static String script(String javascript) {
        return javascript.replaceAll("(?i)</(script)", "<\\\\/$1").replace("<!--", "<\\!--");
    }

    /** Text that can stand inside a comment. */
    static String comment(String text) {
        return text.replaceAll("-(?=-)", "- ").replaceAll("[<>]", "'");
    }

    private static void appendEscaped(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isUnprintable(text, i) ? REPLACEMENT : c);
            }
        }
    }

    /** Whether a page may not hold the character: a control character or half a surrogate pair. */
    private static boolean isUnprintable(String text, int index) {
        char c = text.charAt(index);
        boolean space = c == '\t' || c == '\n' || c == '\r';
        return (Character.isISOControl(c) && !space) || c == '\ufffe' || c == '\uffff' || isLoneSurrogate(text, index);
    }

    private static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
