package io.github.clv4j.parquet;

import io.github.clv4j.table.AtomicFile;
import io.github.clv4j.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Writes tables as Parquet files, packed with zstd.
 *
 * <p>Text becomes STRING, whole numbers INT64, numbers DOUBLE, dates DATE, and money DECIMAL of 19 digits with the currency's
 * decimals; the currency's code is in the file's metadata under {@code currency.} and the column's name. An unknown cell is
 * null.
 */
public final class ParquetTables {
    private ParquetTables() {}

    /**
     * Writes a table to a file, replacing it if it exists. The file is there as a whole or not at all: the table is written to
     * a temporary file in the same folder, which then takes the name; if anything fails the temporary file is deleted and an
     * earlier file stays.
     *
     * @throws IOException if the file cannot be written, or a text holds half of a surrogate pair
     */
    public static void write(Table table, Path file) throws IOException {
        Objects.requireNonNull(table, "table");
        AtomicFile.write(file, out -> {
            try (ParquetWriter<Integer> writer = new TableWriter.Builder(table, new StreamOutput(out))
                    .withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .build()) {
                for (int row = 0; row < table.rows(); row++) {
                    writer.write(row);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }
}
