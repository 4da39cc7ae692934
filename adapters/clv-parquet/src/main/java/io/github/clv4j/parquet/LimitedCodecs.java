package io.github.clv4j.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;

/** Codecs that unpack no page of which the file says that it is longer than pages are. */
final class LimitedCodecs implements CompressionCodecFactory {
    private final CompressionCodecFactory codecs;
    private final int mostBytes;

    LimitedCodecs(CompressionCodecFactory codecs, int mostBytes) {
        this.codecs = codecs;
        this.mostBytes = mostBytes;
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codecName) {
        return codecs.getCompressor(codecName);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codecName) {
        return new Limited(codecs.getDecompressor(codecName));
    }

    @Override
    public void release() {
        codecs.release();
    }

    private final class Limited implements BytesInputDecompressor {
        private final BytesInputDecompressor decompressor;

        Limited(BytesInputDecompressor decompressor) {
            this.decompressor = decompressor;
        }

        @Override
        public BytesInput decompress(BytesInput bytes, int unpackedSize) throws IOException {
            requireLimit(unpackedSize);
            return decompressor.decompress(bytes, unpackedSize);
        }

        @Override
        public void decompress(ByteBuffer input, int packedSize, ByteBuffer output, int unpackedSize)
                throws IOException {
            requireLimit(unpackedSize);
            decompressor.decompress(input, packedSize, output, unpackedSize);
        }

        private void requireLimit(int unpackedSize) {
            if (!(unpackedSize >= 0 && unpackedSize <= mostBytes)) {
                throw new ParquetDecodingException(
                        "a page is said to unpack to " + unpackedSize + " bytes; pages may have 0 to " + mostBytes);
            }
        }

        @Override
        public void release() {
            decompressor.release();
        }
    }
}
