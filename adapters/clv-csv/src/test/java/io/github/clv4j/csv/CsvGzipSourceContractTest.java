package io.github.clv4j.csv;

import java.nio.file.Path;

/** Transactions from CSV files packed with gzip. */
class CsvGzipSourceContractTest extends CsvSourceContractTest {
    @Override
    Path file(String name) {
        return folder.resolve(name + ".csv.gz");
    }

    @Override
    CsvCompression compression() {
        return CsvCompression.GZIP;
    }

    @Override
    protected Path fileThatShowsCuts(String name) {
        return file(name);
    }
}
