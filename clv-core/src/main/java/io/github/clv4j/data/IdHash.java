package io.github.clv4j.data;

/**
 * How numeric ids are spread over partitions and tables. Ids are often consecutive or at regular distances, which do not crowd;
 * only at distances of 512 times a Fibonacci number do most fall into one partition, which is slower.
 *
 * <p>A partition is told by the lowest bits of the id, changed by what its other bits, its <i>rest</i>, give. So partition and
 * rest together are the id again (one round of a Feistel network), and the rests of consecutive ids in a partition are
 * consecutive too.
 */
final class IdHash {
    /** Bits of a partition's number: a partition of 20 million rows and all that is made of it fit the cache. */
    static final int PARTITION_BITS = 9;

    static final int PARTITIONS = 1 << PARTITION_BITS;
    private static final int MASK = PARTITIONS - 1;

    /** 2^64 divided by the golden ratio; the top bits of its multiples are evenly spread (Knuth, TAOCP 3, 6.4). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** 2^9 divided by it, and the inverse of that modulo 2^9. */
    private static final int GOLDEN_OF_LOW = 317;

    private static final int INVERSE = 21;

    /** Odd, and without a pattern in its bits. */
    private static final long OTHER = 0xD6E8FEB86659FD93L;

    private IdHash() {}

    /** The partition of an id. */
    static int partition(long id) {
        return (((int) id * GOLDEN_OF_LOW) ^ changes(rest(id))) & MASK;
    }

    /** What is left of an id of a known partition. */
    static long rest(long id) {
        return id >> PARTITION_BITS;
    }

    /** The id that has a partition and a rest. */
    static long id(int partition, long rest) {
        return (rest << PARTITION_BITS) | (((partition ^ changes(rest)) * INVERSE) & MASK);
    }

    private static int changes(long rest) {
        return (int) ((rest * GOLDEN) >>> (Long.SIZE - PARTITION_BITS));
    }

    /** A slot for a rest among a power of two, at least two. */
    static int slot(long rest, int slotBits) {
        return (int) ((rest * OTHER) >>> (Long.SIZE - slotBits));
    }

    /** A hash whose top bits are the partition. */
    static int inOrderOfPartitions(long id) {
        int below = Integer.SIZE - PARTITION_BITS;
        return (partition(id) << below) | slot(rest(id), below);
    }

    /** Depends on all bits of an id, and has nothing to do with its partition, by which other logs order customers. */
    static int hash(long id) {
        long mixed = (id ^ (id >>> 32)) * GOLDEN;
        mixed = (mixed ^ (mixed >>> 32)) * OTHER;
        return (int) (mixed >>> 32);
    }
}
