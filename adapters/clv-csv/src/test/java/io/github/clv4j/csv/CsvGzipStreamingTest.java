package io.github.clv4j.csv;

/** Ten million rows from a CSV file packed with gzip. */
class CsvGzipStreamingTest extends CsvStreamingTest {
    @Override
    String suffix() {
        return ".csv.gz";
    }
}
