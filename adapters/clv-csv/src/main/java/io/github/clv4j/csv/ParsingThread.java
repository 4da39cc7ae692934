package io.github.clv4j.csv;

import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads records on a thread of its own while the calling thread, and no other, writes rows to the sink. The one parser
 * goes through the file from its start, so rows, their numbers and errors are those of {@link RowReads#ON_THIS_THREAD}.
 */
final class ParsingThread implements RowReads {
    static final int ROWS_OF_BATCH = 1 << 13;
    private static final int MOST_WAITING = 4;

    private final ProgressInput input;
    private final CsvProgress progress;
    private final int rowsOfBatch;
    private final Hints hints;
    private final BlockingQueue<RowBatch> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private boolean cancelled;

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
            write(sink);
        } finally {
            parser.interrupt();
            await(parser);
        }
    }

    private static void parse(CsvSource source, RowReader rows, BatchingSink batches) {
        Throwable failure = null;
        try {
            rows.readAll(source);
        } catch (Throwable e) {
            failure = e;
        }
        try {
            batches.end(failure);
        } catch (CancellationException e) {
            // Nobody waits for it: the calling thread ended the reading.
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
            throw new CancellationException("the calling thread ended the reading");
        }
    }

    private void write(TransactionSink sink) throws IOException {
        long told = 0;
        RowBatch batch;
        do {
            batch = next();
            batch.writeTo(sink, hints);
            if (batch.bytesRead() > told) {
                told = batch.bytesRead();
                progress.onRead(told, input.total());
            }
        } while (!batch.isLast());
        rethrow(batch.failure());
    }

    private RowBatch next() throws IOException {
        try {
            return waiting.take();
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
