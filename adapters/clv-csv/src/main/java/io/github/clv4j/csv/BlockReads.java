package io.github.clv4j.csv;

import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Parses blocks of a text on several threads while the calling thread, and no other, writes their rows to the sink in order.
 *
 * <p>A block that begins with a record and has no quotes ends with a record, so that as long as there are no quotes all
 * blocks begin with one. From the first block on that has a quote, or in which anything else is wrong, the text is read
 * {@linkplain ParsingThread from one end to the other}; so rows, their numbers and errors are those of {@link
 * RowReads#ON_THIS_THREAD}.
 */
final class BlockReads implements RowReads {
    /** Bytes of a block: some ten thousand rows. */
    static final int BLOCK = 1 << 18;

    private static final int MOST_THREADS = 8;

    /** A block on its way; the block is null behind the last. */
    private record Pending(@Nullable Block block, CompletableFuture<Parsed> parsed) {}

    /** The rows of a block; null if it has to be read another way. */
    private record Parsed(@Nullable List<RowBatch> batches) {}

    private final Blocks blocks;
    private final Block first;
    private final Charset charset;
    private final ProgressInput input;
    private final CsvProgress progress;
    private final int rowsOfBatch;
    private final int threads;
    private final BlockingQueue<Pending> waiting;
    private long told;
    /** Guarded by the blocks, as the following. */
    private boolean stopped;
    /** A block that was taken but found no place in the order, since its thread was to end. */
    private @Nullable Block untaken;

    private BlockReads(
            Blocks blocks, Block first, Charset charset, ProgressInput input, CsvProgress progress, int rowsOfBatch) {
        this.blocks = blocks;
        this.first = first;
        this.charset = charset;
        this.input = input;
        this.progress = progress;
        this.rowsOfBatch = rowsOfBatch;
        this.threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        this.waiting =
                new ArrayBlockingQueue<>(places(threads, Runtime.getRuntime().maxMemory()));
    }

    /**
     * Blocks that wait, or are being parsed: many, so that threads seldom wait for each other, but no more than a 64th of the
     * memory holds, where a block and its rows take about four times its bytes.
     */
    static int places(int threads, long memory) {
        return (int) Math.max(threads, Math.min(16L * threads, memory / 64 / (4L * BLOCK)));
    }

    /**
     * Reads a text into a sink.
     *
     * @param input the bytes of the file; it tells nobody how far it is, which the calling thread does
     * @param text the same, unpacked
     * @param blockBytes bytes of a block
     */
    static void readInto(
            ProgressInput input,
            InputStream text,
            String name,
            CsvColumns columns,
            TransactionSink sink,
            CsvProgress progress,
            int blockBytes,
            int rowsOfBatch)
            throws IOException {
        Blocks blocks = new Blocks(text, input, blockBytes);
        Block first = blocks.next();
        if (first != null) {
            first.scan();
            Charset charset = DecodingReader.charset(
                    first.bytes(), first.length(), columns.format().charset());
            if (!first.isCut() && !first.hasQuotes() && first.hasText() && DecodingReader.keepsAscii(charset)) {
                BlockReads reads = new BlockReads(blocks, first, charset, input, progress, rowsOfBatch);
                CsvTransactions.readInto(
                        new DecodingReader(first.stream(), columns.format().charset()), name, columns, sink, reads);
                return;
            }
        }
        InputStream all = first == null ? blocks.rest() : new SequenceInputStream(first.stream(), blocks.rest());
        CsvTransactions.readInto(
                new DecodingReader(all, columns.format().charset()),
                name,
                columns,
                sink,
                new ParsingThread(input, progress, rowsOfBatch));
    }

    @Override
    public void read(CsvSource source, CsvColumns columns, TransactionSink sink) throws IOException {
        RowReads.ON_THIS_THREAD.read(source, columns, sink);
        tell(first.bytesRead());
        List<Thread> parsers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread parser = new Thread(() -> parse(source, columns, sink), "clv-csv parser");
            parser.setDaemon(true);
            parsers.add(parser);
            parser.start();
        }
        long lines = first.lines();
        Block unsure = null;
        try {
            Pending pending = next();
            while (pending.block() != null && unsure == null) {
                List<RowBatch> batches = get(pending).batches();
                if (batches == null) {
                    unsure = pending.block();
                } else {
                    for (RowBatch batch : batches) {
                        batch.moveBy(lines);
                        batch.writeTo(sink);
                    }
                    lines += pending.block().lines();
                    tell(pending.block().bytesRead());
                    pending = next();
                }
            }
        } finally {
            end(parsers);
        }
        if (unsure != null) {
            CsvSource rest = source.continued(new DecodingReader(from(unsure), charset, unsure.offset()), lines);
            new ParsingThread(input, this::tell, rowsOfBatch).read(rest, columns, sink);
        }
    }

    private void tell(long bytesRead, long total) {
        tell(bytesRead);
    }

    private void tell(long bytesRead) {
        if (bytesRead > told) {
            told = bytesRead;
            progress.onRead(told, input.total());
        }
    }

    /** The bytes from a block on; nobody else reads any more. */
    private InputStream from(Block block) {
        List<InputStream> streams = new ArrayList<>(List.of(block.stream()));
        for (Pending pending : waiting) {
            if (pending.block() != null) {
                streams.add(pending.block().stream());
            }
        }
        if (untaken != null) {
            streams.add(untaken.stream());
        }
        streams.add(blocks.rest());
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    private void parse(CsvSource source, CsvColumns columns, TransactionSink sink) {
        try {
            for (Pending pending = take(); pending != null; pending = take()) {
                Block block = pending.block();
                if (block != null && !pending.parsed().isDone()) {
                    pending.parsed().complete(parsed(block, source, columns, sink));
                }
            }
        } catch (InterruptedException e) {
            // Nobody waits for it: the calling thread ended the reading.
        }
    }

    /** Takes the next block, and a place in the order of blocks; null if there is none. */
    private @Nullable Pending take() throws InterruptedException {
        synchronized (blocks) {
            if (stopped) {
                return null;
            }
            CompletableFuture<Parsed> parsed = new CompletableFuture<>();
            Pending pending = new Pending(block(parsed), parsed);
            stopped |= pending.block() == null || pending.block().isCut();
            try {
                waiting.put(pending);
            } catch (InterruptedException e) {
                stopped = true;
                untaken = pending.block();
                throw e;
            }
            return pending;
        }
    }

    /** The next block; in its place, if it cannot be had, some block and the failure. */
    private @Nullable Block block(CompletableFuture<Parsed> parsed) {
        try {
            return blocks.next();
        } catch (RuntimeException | Error e) {
            parsed.completeExceptionally(e);
            stopped = true;
            return first;
        }
    }

    private Parsed parsed(Block block, CsvSource source, CsvColumns columns, TransactionSink sink) {
        block.scan();
        if (block.isCut() || block.hasQuotes()) {
            return new Parsed(null);
        }
        List<RowBatch> batches = new ArrayList<>();
        try {
            CsvSource rows = source.continued(DecodingReader.of(block, charset), 0);
            BatchingSink batching = new BatchingSink(sink.options(), rowsOfBatch, block::bytesRead, batches::add);
            new RowReader(rows, columns, batching).readAll(rows);
            batching.end(null);
        } catch (IOException | RuntimeException e) {
            // Told again, with its line, by whoever reads the block from the beginning.
            return new Parsed(null);
        }
        return new Parsed(batches);
    }

    private Pending next() throws IOException {
        try {
            return waiting.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Parsed get(Pending pending) throws IOException {
        try {
            return pending.parsed().get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            ParsingThread.rethrow(e.getCause());
            throw new IllegalStateException(e);
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the reading thread was interrupted");
    }

    private void end(List<Thread> parsers) {
        parsers.forEach(Thread::interrupt);
        parsers.forEach(ParsingThread::await);
    }
}
