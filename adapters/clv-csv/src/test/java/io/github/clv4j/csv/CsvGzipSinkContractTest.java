package io.github.clv4j.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Tables as CSV files packed with gzip, read by what is not ours. */
class CsvGzipSinkContractTest extends CsvSinkContractTest {
    @Override
    Path file(String name) {
        return folder.resolve(name + ".csv.gz");
    }

    @Override
    InputStream unpacked(InputStream in) throws IOException {
        return new GZIPInputStream(in);
    }
}
