package io.github.clv4j.csv;

/** Told how far the reading of a file has come, for a progress bar. Called on the reading thread, at every block. */
@FunctionalInterface
public interface CsvProgress {
    /**
     * Some more of the file has been read.
     *
     * @param bytesRead bytes read so far
     * @param totalBytes the file's size in bytes, or -1 if unknown
     */
    void onRead(long bytesRead, long totalBytes);
}
