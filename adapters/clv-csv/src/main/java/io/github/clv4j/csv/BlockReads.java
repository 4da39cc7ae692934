package io.github.clv4j.csv;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    /** Bytes of a block: some thousands of rows. */
    static final int BLOCK = 1 << 18;

    private static final int MOST_THREADS = 8;

    /** How long one side waits before it looks whether the other is there still. */
    private static final int PATIENCE_MILLIS = 20;

    /** The rows of a block; null if it has to be read another way. */
    private record Parsed(@Nullable List<RowBatch> batches) {}

    /** A block on its way; without one, the end. */
    private static final class Pending {
        private final CompletableFuture<Parsed> parsed = new CompletableFuture<>();
        private @Nullable Block block;

        Block block() {
            return Objects.requireNonNull(block);
        }

        boolean isEnd() {
            return block == null;
        }
    }

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
    /** What was taken but found no place in the order, since its thread was to end. */
    private @Nullable Pending untaken;

    private volatile boolean ended;
    /** Why a parser has ended that did not come to the end of the text. */
    private volatile @Nullable Throwable died;

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
                new ParsingThread(
                        input, progress, rowsOfBatch, new Hints(columns.format().dates())));
    }

    @Override
    public void read(CsvSource source, CsvColumns columns, TransactionSink sink) throws IOException {
        LogOptions options = sink.options();
        Hints hints = new Hints(columns.format().dates());
        new RowReader(source, columns, sink, hints).readAll(source);
        tell(first.bytesRead());
        long lines = first.lines();
        Block unsure = null;
        List<Thread> parsers = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                Thread parser = new Thread(() -> parse(source, columns, options), "clv-csv parser");
                parser.setDaemon(true);
                parser.start();
                parsers.add(parser);
            }
            for (Pending pending = next(); unsure == null && !pending.isEnd(); ) {
                List<RowBatch> batches = parsed(pending).batches();
                Block block = pending.block();
                if (batches == null) {
                    unsure = block;
                } else {
                    for (RowBatch batch : batches) {
                        batch.moveBy(lines);
                        batch.writeTo(sink, hints);
                    }
                    lines += block.lines();
                    tell(block.bytesRead());
                    pending = next();
                }
            }
        } finally {
            ended = true;
            parsers.forEach(ParsingThread::await);
        }
        if (unsure != null) {
            // A parser that met an error may have had bytes that are lost with it.
            ParsingThread.rethrow(died);
            CsvSource rest = source.continued(new DecodingReader(from(unsure), charset, unsure.offset()), lines);
            new ParsingThread(input, this::tell, rowsOfBatch, hints).read(rest, columns, sink);
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
            if (!pending.isEnd()) {
                streams.add(pending.block().stream());
            }
        }
        if (untaken != null && !untaken.isEnd()) {
            streams.add(untaken.block().stream());
        }
        streams.add(blocks.rest());
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    private void parse(CsvSource source, CsvColumns columns, LogOptions options) {
        try {
            for (Pending pending = take(); pending != null; pending = take()) {
                pending.parsed.complete(parsed(pending.block(), source, columns, options));
            }
        } catch (Throwable e) {
            // Whoever waits for a block of this thread asks for it.
            died = e;
        }
    }

    /** Takes the next block, and a place in the order of blocks; null if there is none to parse. */
    private @Nullable Pending take() {
        Pending pending = new Pending();
        synchronized (blocks) {
            if (stopped || ended) {
                return null;
            }
            boolean placed = false;
            try {
                pending.block = blocks.next();
                placed = put(pending);
            } finally {
                // If there is no place for it, or anything else is wrong, no other block may be taken after this.
                stopped = !placed || pending.isEnd() || pending.block().isCut();
                untaken = placed ? untaken : pending;
            }
            return placed && !pending.isEnd() ? pending : null;
        }
    }

    /** False if nobody waits for it any more. Parsers are never interrupted by us: that closes some files. */
    private boolean put(Pending pending) {
        boolean interrupted = false;
        boolean taken = false;
        while (!taken && !ended) {
            try {
                taken = waiting.offer(pending, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }

    private Parsed parsed(Block block, CsvSource source, CsvColumns columns, LogOptions options) {
        block.scan();
        if (block.isCut() || block.hasQuotes()) {
            return new Parsed(null);
        }
        List<RowBatch> batches = new ArrayList<>();
        try {
            CsvSource rows = source.continued(DecodingReader.of(block, charset), 0);
            BatchingSink batching = new BatchingSink(options, rowsOfBatch, block::bytesRead, batches::add);
            new RowReader(rows, columns, batching, null).readAll(rows);
            batching.end(null);
        } catch (IOException | RuntimeException e) {
            // Told again, with its line, by whoever reads the block from the beginning.
            return new Parsed(null);
        }
        return new Parsed(batches);
    }

    private Pending next() throws IOException {
        try {
            Pending pending = null;
            while (pending == null) {
                pending = waiting.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (pending == null) {
                    ParsingThread.rethrow(died);
                }
            }
            return pending;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Parsed parsed(Pending pending) throws IOException {
        while (true) {
            try {
                return pending.parsed.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                ParsingThread.rethrow(died);
            } catch (InterruptedException e) {
                throw interrupted();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the reading thread was interrupted");
    }
}
