package io.github.clv4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
    private static final int PIECE = 1 << 14;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 100_000})
    void everyIndexIsDoneOnce(int size) {
        AtomicIntegerArray done = new AtomicIntegerArray(size);

        Parallel.ranges(size, (from, to) -> {
            assertThat(from).isLessThanOrEqualTo(to);
            for (int i = from; i < to; i++) {
                done.incrementAndGet(i);
            }
        });

        for (int i = 0; i < size; i++) {
            assertThat(done.get(i)).isOne();
        }
    }

    @Test
    void piecesDependOnTheSizeAlone() throws Exception {
        List<Map<Integer, Integer>> seen = new ArrayList<>();
        for (int threads : new int[] {1, 2, 7}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            Map<Integer, Integer> pieces = Collections.synchronizedMap(new TreeMap<>());
            pool.submit(() -> Parallel.ranges(100_000, pieces::put)).get();
            pool.shutdown();
            seen.add(pieces);
        }

        assertThat(seen.get(0))
                .containsEntry(0, PIECE)
                .containsEntry(6 * PIECE, 100_000)
                .hasSize(7);
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(seen.get(2)).isEqualTo(seen.get(0));
    }

    @Test
    void sizesUpToTheLargestAreCovered() {
        Map<Integer, Integer> pieces = new ConcurrentHashMap<>();

        Parallel.ranges(Integer.MAX_VALUE, pieces::put);

        long covered = pieces.entrySet().stream()
                .mapToLong(piece -> piece.getValue() - piece.getKey())
                .sum();
        assertThat(covered).isEqualTo(Integer.MAX_VALUE);
        assertThat(pieces).containsEntry(0, PIECE).containsValue(Integer.MAX_VALUE);
    }

    @Test
    void theFailureOfTheFirstPieceInOrderIsThrown() {
        RuntimeException second = new IllegalStateException("second");
        RuntimeException fourth = new IllegalArgumentException("fourth");
        CountDownLatch laterFailed = new CountDownLatch(1);
        AtomicBoolean waited = new AtomicBoolean();
        Set<Integer> begun = ConcurrentHashMap.newKeySet();

        Throwable thrown = catchThrowable(() -> Parallel.ranges(5 * PIECE, (from, to) -> {
            begun.add(from / PIECE);
            if (from == PIECE) {
                // Gives another thread, if there is one, the time to fail in the fourth piece first.
                waited.set(await(laterFailed) || laterFailed.getCount() == 1);
                throw second;
            }
            if (from == 3 * PIECE) {
                laterFailed.countDown();
                throw fourth;
            }
        }));

        assertThat(thrown).isSameAs(second);
        assertThat(waited).isTrue();
        assertThat(begun).as("a failure stops no other piece").containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void aFailureOfASmallRangeIsThrownAsItIs() {
        RuntimeException failure = new IllegalStateException("only");

        assertThat(catchThrowable(() -> Parallel.ranges(10, (from, to) -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @Test
    void piecesFailLikeRanges() {
        RuntimeException third = new IllegalStateException("third");
        AtomicIntegerArray done = new AtomicIntegerArray(9);

        Throwable thrown = catchThrowable(() -> Parallel.pieces(9, p -> {
            done.incrementAndGet(p);
            if (p == 2) {
                throw third;
            }
            if (p > 2) {
                throw new IllegalArgumentException("later");
            }
        }));

        assertThat(thrown).isSameAs(third);
        for (int p = 0; p < 9; p++) {
            assertThat(done.get(p)).isOne();
        }
        Parallel.pieces(0, p -> {
            throw new IllegalStateException("there is nothing to do");
        });
    }

    /** For a while: a single thread would wait in vain. */
    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
