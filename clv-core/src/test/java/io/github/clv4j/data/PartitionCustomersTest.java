package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
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

    /** Looks all up and gives the place of each row. */
    private static int[] lookedUp(PartitionCustomers customers, long[] rests) {
        customers.begin(rests.length);
        return Arrays.stream(rests).mapToInt(customers::count).toArray();
    }

    @Test
    void customersOfOnePartitionAfterAnother() {
        PartitionCustomers customers = new PartitionCustomers();
        for (int customersOfIt : new int[] {1, 3, 20_000, 7, 300, 20_000, 2}) {
            for (long apart : new long[] {1, 512, 1L << 33, 987_654_321_987L}) {
                long[] rests = rests(20_000, customersOfIt, apart);
                int[] places = lookedUp(customers, rests);
                Map<Long, Integer> placeOf = new HashMap<>();
                for (int i = 0; i < rests.length; i++) {
                    // In the order in which they come.
                    placeOf.putIfAbsent(rests[i], placeOf.size());
                    assertThat(places[i]).isEqualTo(placeOf.get(rests[i]));
                }
                customers.number();
                assertThat(counted(customers)).isEqualTo(counted(rests));
            }
        }
    }

    @Test
    void restsThatArePlacesAreNotLookedUp() {
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
