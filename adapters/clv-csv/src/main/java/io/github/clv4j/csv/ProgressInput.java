package io.github.clv4j.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how many bytes were read. */
final class ProgressInput extends FilterInputStream {
    private final CsvProgress progress;
    private final long total;
    private long bytesRead;

    ProgressInput(InputStream in, CsvProgress progress, long total) {
        super(in);
        this.progress = progress;
        this.total = total;
    }

    @Override
    public int read() throws IOException {
        return told(super.read(), 1);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        return told(count, count);
    }

    long bytesRead() {
        return bytesRead;
    }

    long total() {
        return total;
    }

    private int told(int result, int count) {
        if (result >= 0) {
            bytesRead += count;
            progress.onRead(bytesRead, total);
        }
        return result;
    }
}
