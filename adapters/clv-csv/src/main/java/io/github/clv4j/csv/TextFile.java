package io.github.clv4j.csv;

import io.github.clv4j.table.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes text in UTF-8, packed or not, to a file that is there as a whole or not at all. */
final class TextFile {
    /** What writes the text. */
    interface Body {
        void write(Writer writer) throws IOException;
    }

    private TextFile() {}

    static void write(Path file, CsvCompression compression, Body body) throws IOException {
        AtomicFile.write(file, out -> {
            // An encoder that is asked for refuses what is no text; a named charset would write question marks.
            try (OutputStream packed = compression.pack(out);
                    Writer writer =
                            new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8.newEncoder()))) {
                body.write(writer);
            }
        });
    }
}
