package io.github.clv4j.parquet;

import io.github.clv4j.kit.Cells;
import io.github.clv4j.kit.SinkContract;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tables as Parquet files, read by DuckDB. */
class ParquetSinkContractTest extends SinkContract {
    private Path file(String name) {
        return folder.resolve(name + ".parquet");
    }

    @Override
    protected void write(String name, Table table) throws IOException {
        ParquetTables.write(table, file(name));
    }

    @Override
    protected @Nullable Cells stored(String name) throws SQLException {
        return Files.exists(file(name)) ? DuckDb.read(file(name)) : null;
    }
}
