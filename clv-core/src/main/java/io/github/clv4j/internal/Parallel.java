package io.github.clv4j.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a range of customers into fixed pieces that may run on several threads of the common pool. The pieces depend
 * on the size alone, never on the number of threads, and must write to places of their own; so results are the same bits
 * for any number of threads.
 */
public final class Parallel {
    /** Below this a second thread costs more than it brings. */
    private static final int PIECE = 1 << 14;

    private Parallel() {}

    /** Work on the customers {@code from..to-1}. */
    @FunctionalInterface
    public interface Piece {
        /** Does the work; must touch nothing that another piece touches. */
        void run(int from, int to);
    }

    /**
     * Runs the pieces of {@code 0..size-1}. If some fail, the failure of the first piece in order is thrown, so that the
     * error is the same for any number of threads.
     */
    public static void ranges(int size, Piece piece) {
        int pieces = (int) (((long) size + PIECE - 1) / PIECE);
        if (pieces <= 1) {
            piece.run(0, size);
            return;
        }
        pieces(pieces, p -> piece.run(p * PIECE, (int) Math.min(size, (p + 1L) * PIECE)));
    }

    /**
     * Runs a task for each of the numbers {@code 0..pieces-1}; failures as in {@link #ranges}.
     *
     * @param task must touch nothing that the task of another number touches
     */
    public static void pieces(int pieces, IntConsumer task) {
        AtomicReferenceArray<@Nullable RuntimeException> failures = new AtomicReferenceArray<>(pieces);
        IntStream.range(0, pieces).parallel().forEach(p -> {
            try {
                task.accept(p);
            } catch (RuntimeException e) {
                failures.set(p, e);
            }
        });
        for (int p = 0; p < pieces; p++) {
            RuntimeException failure = failures.get(p);
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Makes columns of some length in two tasks, which run on two threads if the columns are long. */
    public static void columns(int length, Runnable some, Runnable others) {
        if (length <= PIECE) {
            some.run();
            others.run();
        } else {
            pieces(2, task -> (task == 0 ? some : others).run());
        }
    }
}
