package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Partition and rest are the id again, and ids in any pattern are spread over partitions and slots. */
class IdHashTest {
    private static final int IDS = 200_000;

    @Property
    void partitionAndRestAreTheId(@ForAll long id) {
        int partition = IdHash.partition(id);
        assertThat(partition).isBetween(0, IdHash.PARTITIONS - 1);
        assertThat(IdHash.id(partition, IdHash.rest(id))).isEqualTo(id);
    }

    @Property
    void eachPartitionHasOneIdOfARest(@ForAll @IntRange(max = IdHash.PARTITIONS - 1) int partition, @ForAll int rest) {
        long id = IdHash.id(partition, rest);
        assertThat(IdHash.partition(id)).isEqualTo(partition);
        assertThat(IdHash.rest(id)).isEqualTo(rest);
    }

    @Test
    void idsInAnyPatternAreSpreadOverPartitionsAndSlots() {
        long[] strides = {
            1,
            -1,
            2,
            3,
            7,
            10,
            100,
            256,
            317,
            511,
            512,
            513,
            1_000,
            1_024,
            4_096,
            86_400,
            1L << 20,
            (1L << 22) + 1,
            86_400_000,
            1L << 31,
            1L << 32,
            (1L << 32) + 1,
            1L << 40
        };
        for (long stride : strides) {
            assertSpread("stride " + stride, i -> stride * i);
            assertSpread("stride " + stride + " from far", i -> 7_000_000_000_000L + stride * i);
        }
        // A clock's milliseconds, a machine and a counter in one number; and numbers with a check digit.
        assertSpread("clock and counter", i -> (1_700_000_000_000L + i / 2) << 22 | (i % 3) << 12 | i % 5);
        assertSpread("check digit", i -> i * 10 + i % 7);
    }

    private static void assertSpread(String pattern, LongUnaryOperator idOf) {
        long[] ids = LongStream.range(0, IDS).map(idOf).distinct().toArray();
        int[] ofPartition = new int[IdHash.PARTITIONS];
        int[] ofHash = new int[1 << 16];
        int[] ofSlot = new int[1 << 10];
        for (long id : ids) {
            ofPartition[IdHash.partition(id)]++;
            ofHash[IdHash.hash(id) >>> 16]++;
            if (IdHash.partition(id) == 0) {
                ofSlot[IdHash.slot(IdHash.rest(id), 10)]++;
            }
        }
        assertThat(Arrays.stream(ofPartition).max().orElseThrow())
                .as("most ids of a partition, %s", pattern)
                .isLessThan(3 * ids.length / IdHash.PARTITIONS);
        assertThat(Arrays.stream(ofHash).max().orElseThrow())
                .as("most ids of a hash, %s", pattern)
                .isLessThan(32);
        assertThat(Arrays.stream(ofSlot).max().orElseThrow())
                .as("most ids of a partition's slot, %s", pattern)
                .isLessThan(16);
    }
}
