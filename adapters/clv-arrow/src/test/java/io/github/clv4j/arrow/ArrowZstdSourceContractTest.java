package io.github.clv4j.arrow;

import org.apache.arrow.vector.compression.CompressionUtil.CodecType;

/** Transactions from Arrow files whose batches and dictionaries are compressed with zstd. */
class ArrowZstdSourceContractTest extends ArrowSourceContractTest {
    @Override
    CodecType codec() {
        return CodecType.ZSTD;
    }
}
