package io.github.clv4j.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A file of golden values beside the tests: lines after # say where they are from, of which {@code # set name: r 1, alpha 2}
 * names parameters; then a header and rows, parted by commas.
 */
final class GoldenFile {
    private final Map<String, double[]> sets = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final String name;

    private GoldenFile(String name) {
        this.name = name;
    }

    static GoldenFile of(String name) {
        GoldenFile file = new GoldenFile(name);
        try (InputStream in = Objects.requireNonNull(GoldenFile.class.getResourceAsStream(name), name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            file.read(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private void read(List<String> lines) {
        String[] header = {};
        for (String line : lines) {
            if (line.startsWith("# set ")) {
                int colon = line.indexOf(':');
                sets.put(
                        line.substring(6, colon),
                        Arrays.stream(line.substring(colon + 1).split(",", -1))
                                .mapToDouble(p -> Double.parseDouble(p.substring(p.lastIndexOf(' '))))
                                .toArray());
            } else if (header.length == 0 && !line.startsWith("#")) {
                header = line.split(",", -1);
            } else if (!line.startsWith("#")) {
                rows.add(new Row(header, line));
            }
        }
    }

    /** The parameters of a named set. */
    double[] set(String set) {
        return Objects.requireNonNull(sets.get(set), set).clone();
    }

    List<Row> rows() {
        return rows;
    }

    @Override
    public String toString() {
        return name;
    }

    /** One row. */
    static final class Row {
        private final Map<String, String> cells = new LinkedHashMap<>();
        private final String line;

        private Row(String[] header, String line) {
            this.line = line;
            String[] split = line.split(",", -1);
            for (int i = 0; i < header.length; i++) {
                cells.put(header[i], split[i]);
            }
        }

        String text(String column) {
            return Objects.requireNonNull(cells.get(column), column);
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }

        int x() {
            return (int) number("x");
        }

        double tx() {
            return number("t_x");
        }

        double age() {
            return number("T");
        }

        /** All columns in order. */
        List<String> columns() {
            return List.copyOf(cells.keySet());
        }

        @Override
        public String toString() {
            return line;
        }
    }
}
