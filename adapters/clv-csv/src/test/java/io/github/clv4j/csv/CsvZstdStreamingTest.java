package io.github.clv4j.csv;

/** Ten million rows from a CSV file packed with zstd. */
class CsvZstdStreamingTest extends CsvStreamingTest {
    @Override
    String suffix() {
        return ".csv.zst";
    }
}
