package io.github.clv4j.csv;

import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads records on a thread of its own while the calling thread, and no other, writes rows to the sink. The one parser
 * goes through the file from its start, so rows, their numbers and errors are those of {@link RowReads#ON_THIS_THREAD}.
 */
final class ParsingThread implements RowReads {
    static final int ROWS_OF_BATCH = 1 << 13;
    private static final int MOST_WAITING = 4;
    /** How long the calling thread waits before it looks whether the parser is there still. */
    private static final int PATIENCE_MILLIS = 20;

    private final ProgressInput input;
    private final CsvProgress progress;
    private final int rowsOfBatch;
    private final Hints hints;
    private final BlockingQueue<RowBatch> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private boolean cancelled;
    /** Why the parser ended without handing over its last rows. */
    private volatile @Nullable Throwable died;

    /**
     * For one reading.
     *
     * @param input what the records come from; it tells nobody how far it is, which the calling thread does
     */
    ParsingThread(ProgressInput input, CsvProgress progress, int rowsOfBatch, Hints hints) {
        this.input = input;
        this.progress = progress;
        this.rowsOfBatch = rowsOfBatch;
        this.hints = hints;
    }

    @Override
    public void read(CsvSource source, CsvColumns columns, TransactionSink sink) throws IOException {
        BatchingSink batches = new BatchingSink(sink.options(), rowsOfBatch, input::bytesRead, this::put);
        RowReader rows = new RowReader(source, columns, batches, null);
        Thread parser = new Thread(() -> parse(source, rows, batches), "clv-csv parser");
        parser.setDaemon(true);
        parser.start();
        try {
            write(sink, parser);
        } finally {
            parser.interrupt();
            await(parser);
        }
    }

    private void parse(CsvSource source, RowReader rows, BatchingSink batches) {
        Throwable failure = null;
        try {
            rows.readAll(source);
        } catch (Throwable e) {
            failure = e;
        }
        try {
            batches.end(failure);
        } catch (Throwable e) {
            // If the calling thread waits still, it asks for it.
            died = e;
        }
    }

    private void put(RowBatch batch) {
        if (cancelled) {
            return;
        }
        try {
            waiting.put(batch);
        } catch (InterruptedException e) {
            cancelled = true;
            // Most often by the calling thread, which has ended the reading.
            died = e;
            throw new CancellationException("the calling thread ended the reading");
        }
    }

    private void write(TransactionSink sink, Thread parser) throws IOException {
        long told = 0;
        RowBatch batch;
        do {
            batch = next(parser);
            batch.writeTo(sink, hints);
            if (batch.bytesRead() > told) {
                told = batch.bytesRead();
                progress.onRead(told, input.total());
            }
        } while (!batch.isLast());
        rethrow(batch.failure());
    }

    private RowBatch next(Thread parser) throws IOException {
        try {
            RowBatch batch = null;
            while (batch == null) {
                // Asked before, so that what it has put there is seen.
                boolean isAlive = parser.isAlive();
                batch = waiting.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (batch == null && !isAlive) {
                    throw new IllegalStateException("the parser ended before the text", died);
                }
            }
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the reading thread was interrupted");
        }
    }

    static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** The file may be closed only when nobody reads it any more. */
    static void await(Thread parser) {
        boolean interrupted = false;
        while (parser.isAlive()) {
            try {
                parser.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
