package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Customers are told apart and counted as a map from the rest of an id to a count does it. */
class PartitionCustomersTest {
    private final SplittableRandom random = new SplittableRandom(11);

    private long[] rests(int rows, int customers, long apart) {
        long[] rests = new long[rows];
        Arrays.setAll(rests, i -> apart * random.nextInt(customers) - 1_000);
        return rests;
    }

    private static Map<Long, Integer> counted(long[] rests) {
        Map<Long, Integer> counts = new HashMap<>();
        for (long rest : rests) {
            counts.merge(rest, 1, Integer::sum);
        }
        return counts;
    }

    private static Map<Long, Integer> counted(PartitionCustomers customers) {
        Map<Long, Integer> counts = new HashMap<>();
        long[] rests = customers.rests();
        int[] starts = customers.starts();
        for (int c = 0; c < rests.length; c++) {
            assertThat(counts.put(rests[c], starts[c + 1] - starts[c])).isNull();
        }
        return counts;
    }

    /** Looks all up, in a table that grows until it takes them, and gives the slot of each row. */
    private static int[] lookedUp(PartitionCustomers customers, long[] rests) {
        long[] pairs = new long[2 * rests.length];
        for (int i = 0; i < rests.length; i++) {
            pairs[2 * i] = rests[i];
        }
        int[] slots = new int[rests.length];
        customers.begin(rests.length);
        while (!customers.count(pairs, 0, rests.length, slots)) {
            customers.beginLarger();
        }
        return slots;
    }

    @Test
    void customersOfOnePartitionAfterAnother() {
        PartitionCustomers customers = new PartitionCustomers();
        for (int customersOfIt : new int[] {1, 3, 20_000, 7, 300, 20_000, 2}) {
            for (long apart : new long[] {1, 512, 1L << 33, 987_654_321_987L}) {
                long[] rests = rests(20_000, customersOfIt, apart);
                int[] slots = lookedUp(customers, rests);
                Map<Long, Integer> slotOf = new TreeMap<>();
                for (int i = 0; i < rests.length; i++) {
                    Integer before = slotOf.put(rests[i], slots[i]);
                    assertThat(before == null || before == slots[i]).isTrue();
                    assertThat(slots[i]).isBetween(0, (1 << customers.slotBits()) - 1);
                }
                assertThat(slotOf.values()).doesNotHaveDuplicates();
                customers.number();
                assertThat(counted(customers)).isEqualTo(counted(rests));
            }
        }
    }

    @Test
    void aFullTableSaysSo() {
        PartitionCustomers customers = new PartitionCustomers();
        customers.begin(0);
        int taken = 0;
        while (customers.count(new long[] {taken, 0}, 0, 1, new int[1])) {
            taken++;
        }
        assertThat(taken).isEqualTo(1 << (customers.slotBits() - 1));
        customers.beginLarger();
        for (int i = 0; i < 2 * taken; i++) {
            assertThat(customers.count(new long[] {i, 0}, 0, 1, new int[1])).isTrue();
        }
        assertThat(customers.count(new long[] {-1, 0}, 0, 1, new int[1])).isFalse();
    }

    @Test
    void restsThatAreSlotsAreNotLookedUp() {
        PartitionCustomers customers = new PartitionCustomers();
        for (int round = 0; round < 3; round++) {
            // Something else in between: nothing of it may be left.
            lookedUp(customers, rests(3_000, 2_000, 5));
            long[] keys = new long[4_000];
            Arrays.setAll(keys, i -> ((3L * random.nextInt(700)) << 20) | random.nextInt(1 << 20));
            customers.beginDirect(2_098);
            customers.countKeys(keys, keys.length, 20);
            customers.numberDirect(-50);
            assertThat(counted(customers))
                    .isEqualTo(counted(
                            Arrays.stream(keys).map(key -> (key >>> 20) - 50).toArray()));
            assertThat(customers.rests()).isSorted();
        }
    }
}
