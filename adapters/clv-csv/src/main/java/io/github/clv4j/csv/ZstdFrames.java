package io.github.clv4j.csv;

/**
 * Follows the frames of zstd data as their bytes go by (RFC 8878, section 3.1), to tell whether the data ends between two
 * frames: the library that unpacks them takes up to three bytes of a further frame for none.
 */
final class ZstdFrames {
    private static final int MAGIC_NUMBER = 0xFD2FB528;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
    private static final int CHECKSUM_BYTES = 4;
    private static final int RUN_BLOCK = 1;

    private enum Part {
        MAGIC(4),
        SKIPPABLE_SIZE(4),
        DESCRIPTOR(1),
        BLOCK_HEADER(3),
        /** No frame; whoever unpacks it will say so. */
        UNKNOWN(4);

        private final int bytes;

        Part(int bytes) {
            this.bytes = bytes;
        }
    }

    private Part part = Part.MAGIC;
    /** Bytes to pass over before the part begins. */
    private long skip;

    private int held;
    private int heldBytes;
    private boolean checksum;

    void take(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (skip > 0) {
                int passed = (int) Math.min(skip, end - at);
                skip -= passed;
                at += passed;
            } else {
                held |= (bytes[at++] & 0xff) << (Byte.SIZE * heldBytes++);
                if (heldBytes == part.bytes) {
                    int value = held;
                    held = 0;
                    heldBytes = 0;
                    part = next(value);
                }
            }
        }
    }

    private Part next(int value) {
        switch (part) {
            case MAGIC -> {
                if (value == MAGIC_NUMBER) {
                    return Part.DESCRIPTOR;
                }
                if ((value & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
                    return Part.SKIPPABLE_SIZE;
                }
                skip = Long.MAX_VALUE;
                return Part.UNKNOWN;
            }
            case SKIPPABLE_SIZE -> {
                skip = Integer.toUnsignedLong(value);
                return Part.MAGIC;
            }
            case DESCRIPTOR -> {
                boolean singleSegment = (value & 0x20) != 0;
                int contentSize = value >>> 6;
                checksum = (value & 0x04) != 0;
                int header = (singleSegment ? 0 : 1)
                        + DICTIONARY_ID_BYTES[value & 0x03]
                        + (contentSize > 0 ? 1 << contentSize : singleSegment ? 1 : 0);
                skip = header;
                return Part.BLOCK_HEADER;
            }
            case BLOCK_HEADER -> {
                boolean last = (value & 1) != 0;
                skip = (value >>> 1 & 3) == RUN_BLOCK ? 1 : value >>> 3;
                if (!last) {
                    return Part.BLOCK_HEADER;
                }
                skip += checksum ? CHECKSUM_BYTES : 0;
                return Part.MAGIC;
            }
            default -> {
                return Part.UNKNOWN;
            }
        }
    }

    /** True if all frames so far are whole. */
    boolean isBetweenFrames() {
        return part == Part.MAGIC && heldBytes == 0 && skip == 0;
    }
}
