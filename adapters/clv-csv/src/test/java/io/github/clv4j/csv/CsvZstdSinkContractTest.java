package io.github.clv4j.csv;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Tables as CSV files packed with zstd, read by what is not ours. */
class CsvZstdSinkContractTest extends CsvSinkContractTest {
    @Override
    Path file(String name) {
        return folder.resolve(name + ".csv.zst");
    }

    @Override
    InputStream unpacked(InputStream in) throws IOException {
        return new ZstdInputStream(in);
    }
}
