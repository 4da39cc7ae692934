package io.github.clv4j.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import io.github.clv4j.kit.Cells;
import io.github.clv4j.kit.SinkContract;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tables as CSV files as they are. */
class CsvSinkContractTest extends SinkContract {
    Path file(String name) {
        return folder.resolve(name + ".csv");
    }

    InputStream unpacked(InputStream in) throws IOException {
        return in;
    }

    @Override
    protected void write(String name, Table table) throws IOException {
        CsvTables.write(table, file(name));
    }

    @Override
    protected @Nullable Cells stored(String name) throws IOException {
        if (!Files.exists(file(name))) {
            return null;
        }
        List<List<@Nullable String>> lines = new ArrayList<>();
        try (Reader in = new InputStreamReader(unpacked(Files.newInputStream(file(name))), StandardCharsets.UTF_8);
                CsvReader<List<@Nullable String>> csv =
                        CsvReader.builder().skipEmptyLines(false).build(new CellsOfLine(), in)) {
            csv.forEach(lines::add);
        }
        List<String> columns = new ArrayList<>();
        for (String column : lines.get(0)) {
            columns.add(Objects.requireNonNull(column));
        }
        return new Cells(columns, new ArrayList<>(lines.subList(1, lines.size())));
    }

    /** Tells an empty cell from an empty text. */
    private static final class CellsOfLine extends AbstractBaseCsvCallbackHandler<List<@Nullable String>> {
        private List<@Nullable String> cells = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells = new ArrayList<>();
        }

        @Override
        protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean quoted) {
            cells.add(len == 0 && !quoted ? null : new String(buf, offset, len));
        }

        @Override
        protected List<@Nullable String> buildRecord() {
            return cells;
        }
    }
}
