package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonToken;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.ColumnType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cells of one column as they are read, and the column of them. */
final class ColumnCells {
    private static final int FIRST_CAPACITY = 16;
    private static final long[] NO_LONGS = {};
    private static final double[] NO_DOUBLES = {};

    private final String name;
    private final ColumnType type;
    private final @Nullable MoneyScale money;
    private final List<@Nullable String> texts = new ArrayList<>();
    private final BitSet unknown = new BitSet();
    private long[] longs = NO_LONGS;
    private double[] doubles = NO_DOUBLES;

    ColumnCells(String name, ColumnType type, @Nullable MoneyScale money) {
        this.name = name;
        this.type = type;
        this.money = money;
    }

    String name() {
        return name;
    }

    /** Takes the current token as the cell of a row; gives what it should have been if it is none. */
    @Nullable
    String read(JsonInput in, int row) throws IOException {
        JsonToken token = in.token();
        return switch (type) {
            case TEXT -> text(in, token);
            case DECIMAL -> decimal(in, token, row);
            case INTEGER, MONEY, DATE -> whole(in, token, row);
        };
    }

    private @Nullable String text(JsonInput in, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NULL) {
            texts.add(token == JsonToken.VALUE_NULL ? null : in.text());
            return null;
        }
        return "cells of text are strings or null";
    }

    private @Nullable String decimal(JsonInput in, @Nullable JsonToken token, int row) throws IOException {
        double value;
        if (token == JsonToken.VALUE_NULL) {
            value = Double.NaN;
        } else if (token != null && token.isNumeric()) {
            value = in.doubleValue();
            if (Double.isInfinite(value)) {
                return "numbers must be within those of a double";
            }
        } else if (token == JsonToken.VALUE_STRING && in.text().equals("Infinity")) {
            value = Double.POSITIVE_INFINITY;
        } else if (token == JsonToken.VALUE_STRING && in.text().equals("-Infinity")) {
            value = Double.NEGATIVE_INFINITY;
        } else {
            return "cells of decimals are numbers, \"Infinity\", \"-Infinity\" or null";
        }
        if (row >= doubles.length) {
            doubles = Arrays.copyOf(doubles, capacity(row));
        }
        doubles[row] = value;
        return null;
    }

    private @Nullable String whole(JsonInput in, @Nullable JsonToken token, int row) throws IOException {
        if (row >= longs.length) {
            longs = Arrays.copyOf(longs, capacity(row));
        }
        if (token == JsonToken.VALUE_NULL) {
            unknown.set(row);
            return null;
        }
        if (type == ColumnType.INTEGER && in.isLong()) {
            longs[row] = in.longValue();
            return null;
        }
        if (token == JsonToken.VALUE_STRING) {
            try {
                longs[row] = parsed(in.text());
                return null;
            } catch (NumberFormatException | DateTimeException e) {
                // Told below, as any other value that is none.
            } catch (ArithmeticException e) {
                return "amounts must have the digits of the currency and fit 64 bits of minor units";
            }
        }
        return switch (type) {
            case INTEGER -> "cells of integers are whole numbers of 64 bits, strings of them, or null";
            case MONEY -> "cells of money are strings such as \"12.50\", or null";
            default -> "cells of dates are strings such as \"2025-03-01\", or null";
        };
    }

    private long parsed(String text) {
        return switch (type) {
            case INTEGER -> Long.parseLong(text);
            case MONEY -> Objects.requireNonNull(money).parse(text);
            default -> day(text);
        };
    }

    /** A date; the common form without the general parser of dates. */
    private static long day(String text) {
        boolean isUsual = text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
        for (int i = 0; isUsual && i < 10; i++) {
            char c = text.charAt(i);
            isUsual = (c >= '0' && c <= '9') || i == 4 || i == 7;
        }
        LocalDate date = isUsual
                ? LocalDate.of(
                        Integer.parseInt(text, 0, 4, 10),
                        Integer.parseInt(text, 5, 7, 10),
                        Integer.parseInt(text, 8, 10, 10))
                : LocalDate.parse(text);
        return date.toEpochDay();
    }

    private static int capacity(int row) {
        // Half as much again, up to what an array may have.
        return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(FIRST_CAPACITY, row + (row >> 1) + 1L));
    }

    /** The column of all cells that were read, and of those that will be. */
    Column view() {
        return switch (type) {
            case TEXT -> Column.text(name, texts::get);
            case INTEGER -> Column.integer(name, row -> longs[row], unknown::get);
            case DECIMAL -> Column.decimal(name, row -> doubles[row]);
            case MONEY -> Column.money(name, Objects.requireNonNull(money), row -> longs[row], unknown::get);
            case DATE -> Column.date(name, row -> longs[row], unknown::get);
        };
    }
}
