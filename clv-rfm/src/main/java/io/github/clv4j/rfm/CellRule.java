package io.github.clv4j.rfm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule of one segment, read from text: the cells of each of its parts.
 *
 * @param parts what stands between the word {@code or}
 */
record CellRule(List<Part> parts) {
    /** One condition, and the cells that meet it. */
    record Part(String text, BitSet cells) {}

    private static final Pattern RANGE =
            Pattern.compile("(R|F|M|FM)(\\d{1,2}(?:\\.\\d{1,3})?)(?:-(\\d{1,2}(?:\\.\\d{1,3})?))?");
    private static final Pattern CELL = Pattern.compile("(\\d)(\\d)(\\d)");
    private static final Pattern WIDE_CELL = Pattern.compile("(\\d{1,2})-(\\d{1,2})-(\\d{1,2})");

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException if the text is no rule; the message says what is wrong with which word
     */
    static CellRule parse(String text, Cells cells) {
        List<Part> parts = new ArrayList<>();
        for (String part : text.strip().split("\\s+or\\s+", -1)) {
            parts.add(new Part(part, part(part, cells)));
        }
        return new CellRule(List.copyOf(parts));
    }

    private static BitSet part(String text, Cells cells) {
        BitSet result = new BitSet(cells.size());
        if (text.equals("any")) {
            result.set(0, cells.size());
            return result;
        }
        String[] words = text.strip().split("[\\s,]+", -1);
        if (words[0].isEmpty()) {
            throw new IllegalArgumentException("a rule, or what stands beside 'or', is empty");
        }
        if (Character.isDigit(words[0].charAt(0))) {
            for (String word : words) {
                result.set(cell(word, cells));
            }
            return result;
        }
        result.set(0, cells.size());
        List<String> seen = new ArrayList<>();
        for (String word : words) {
            Matcher range = RANGE.matcher(word);
            if (!range.matches()) {
                throw new IllegalArgumentException("'" + word + "' is no condition; write R4-5, F3, M1-2, FM2.5-4 (the"
                        + " mean of F and M), cells such as 114 115, or any");
            }
            if (seen.contains(range.group(1))) {
                throw new IllegalArgumentException("'" + text + "' has two conditions on " + range.group(1));
            }
            seen.add(range.group(1));
            retain(result, range, cells);
        }
        return result;
    }

    private static int cell(String word, Cells cells) {
        Matcher digits = (cells.bins() < 10 ? CELL : WIDE_CELL).matcher(word);
        if (digits.matches()) {
            int r = Integer.parseInt(digits.group(1));
            int f = Integer.parseInt(digits.group(2));
            int m = Integer.parseInt(digits.group(3));
            if (Math.min(r, Math.min(f, m)) >= 1 && Math.max(r, Math.max(f, m)) <= cells.bins()) {
                return cells.index(r, f, m);
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no cell; a cell is its three scores, each 1 to "
                + cells.bins() + ", such as " + Cells.code(cells.bins(), 1, 1, 2));
    }

    /** Keeps the cells within one range of scores. */
    private static void retain(BitSet result, Matcher range, Cells cells) {
        String dimension = range.group(1);
        double low = Double.parseDouble(range.group(2));
        double high = range.group(3) == null ? low : Double.parseDouble(range.group(3));
        if (!(1 <= low && low <= high && high <= cells.bins())) {
            throw new IllegalArgumentException(
                    "'" + range.group() + "' is no range; scores are 1 to " + cells.bins() + ", the lower one first");
        }
        if (!dimension.equals("FM") && !(low == Math.rint(low) && high == Math.rint(high))) {
            throw new IllegalArgumentException("'" + range.group() + "' has decimals; only FM may have them");
        }
        for (int cell = 0; cell < cells.size(); cell++) {
            double score = switch (dimension) {
                case "R" -> cells.r(cell);
                case "F" -> cells.f(cell);
                case "M" -> cells.m(cell);
                default -> (cells.f(cell) + cells.m(cell)) / 2.0;
            };
            if (!(score >= low && score <= high)) {
                result.clear(cell);
            }
        }
    }
}
