package io.github.clv4j.arrow;

import org.apache.arrow.vector.compression.CompressionUtil.CodecType;

/** Transactions from Arrow streams whose batches are compressed with LZ4. */
class ArrowLz4SourceContractTest extends ArrowTextSourceContractTest {
    @Override
    CodecType codec() {
        return CodecType.LZ4_FRAME;
    }
}
