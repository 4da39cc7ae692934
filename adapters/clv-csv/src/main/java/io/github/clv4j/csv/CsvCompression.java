package io.github.clv4j.csv;

import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How a file's bytes are packed. What is read tells it by its first bytes, whatever the file's name. */
public enum CsvCompression {
    /** As they are. */
    NONE("", ""),
    /** gzip (RFC 1952), one member or several. */
    GZIP("gzip", ".gz"),
    /**
     * Zstandard (RFC 8878), one frame or several, none of them skippable. Needs {@code io.airlift:aircompressor} on the
     * class path, which clv-csv does not bring.
     */
    ZSTD("zstd", ".zst");

    private final String label;
    private final String ending;

    CsvCompression(String label, String ending) {
        this.label = label;
        this.ending = ending;
    }

    /** What messages call it. */
    String label() {
        return label;
    }

    /** The packing that a file's name promises: {@code .gz}, {@code .zst}, otherwise none. */
    static CsvCompression ofName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(GZIP.ending) ? GZIP : name.endsWith(ZSTD.ending) ? ZSTD : NONE;
    }

    /** The packing that the first bytes of a file tell. */
    static CsvCompression ofMagic(byte[] first, int length) {
        if (length >= 2 && first[0] == 0x1f && first[1] == (byte) 0x8b) {
            return GZIP;
        }
        boolean zstd = length >= 4
                && first[0] == 0x28
                && first[1] == (byte) 0xb5
                && first[2] == 0x2f
                && first[3] == (byte) 0xfd;
        return zstd ? ZSTD : NONE;
    }

    InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GzipInput(packed);
            case ZSTD -> {
                try {
                    yield Zstd.unpack(packed);
                } catch (NoClassDefFoundError e) {
                    throw new UndecodableException(noZstd(), e);
                }
            }
        };
    }

    OutputStream pack(OutputStream plain) throws IOException {
        return switch (this) {
            case NONE -> plain;
            case GZIP -> new GZIPOutputStream(plain);
            case ZSTD -> {
                try {
                    yield Zstd.pack(plain);
                } catch (NoClassDefFoundError e) {
                    throw new IOException(noZstd(), e);
                }
            }
        };
    }

    /** Apart, because a class that names the library's streams cannot be loaded without it. */
    private static final class Zstd {
        static InputStream unpack(InputStream packed) {
            return new ZstdInputStream(packed);
        }

        static OutputStream pack(OutputStream plain) throws IOException {
            return new ZstdOutputStream(plain);
        }
    }

    private static String noZstd() {
        return "zstd needs io.airlift:aircompressor on the class path";
    }
}
