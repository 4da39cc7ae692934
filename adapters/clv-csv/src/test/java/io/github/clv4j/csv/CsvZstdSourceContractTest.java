package io.github.clv4j.csv;

import java.nio.file.Path;

/** Transactions from CSV files packed with zstd. */
class CsvZstdSourceContractTest extends CsvSourceContractTest {
    @Override
    Path file(String name) {
        return folder.resolve(name + ".csv.zst");
    }

    @Override
    CsvCompression compression() {
        return CsvCompression.ZSTD;
    }

    @Override
    protected Path fileThatShowsCuts(String name) {
        return file(name);
    }
}
