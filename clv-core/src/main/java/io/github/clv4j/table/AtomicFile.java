package io.github.clv4j.table;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that it is there as a whole or not at all, for sinks of tables. The content goes to a new file beside it,
 * is forced to the disk, and then takes the place of what was there in one step: whoever reads meanwhile sees the old file or
 * the new one, and so does who comes after a crash. If the writing fails, the old file stays and the new one is deleted.
 *
 * <p>Of a link the file that it leads to is replaced, not the link. A pipe or a device takes the bytes as they come. Where
 * the file system has no atomic move, the new file is moved as that system can.
 */
public final class AtomicFile {
    private static final int MOST_LEFTOVERS = 1000;

    /** What writes the content. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes all of the content.
         *
         * @param out is flushed afterwards, and may be closed or not
         * @throws IOException if the content cannot be written
         */
        void write(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a file, replacing it if it exists.
     *
     * @throws IOException if the file cannot be written, or what the body throws
     */
    public static void write(Path file, Body body) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A folder says so itself.
            try (OutputStream out = Files.newOutputStream(file)) {
                body.write(out);
            }
            return;
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path temporary = create(target);
        try {
            fill(temporary, body);
            move(temporary, target);
        } catch (IOException | RuntimeException | Error e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static void fill(Path temporary, Body body) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            OutputStream out = new Unclosed(Channels.newOutputStream(channel));
            body.write(out);
            out.flush();
            // Without it a crash soon after the move could leave the new name on an empty file.
            channel.force(true);
        }
    }

    /** A new file beside the target, with the rights of any new file, which those of Files.createTempFile are not. */
    private static Path create(Path target) throws IOException {
        for (int i = 0; ; i++) {
            Path temporary = target.resolveSibling("." + target.getFileName() + "." + i + ".tmp");
            try {
                Files.newByteChannel(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                        .close();
                return temporary;
            } catch (FileAlreadyExistsException e) {
                if (i == MOST_LEFTOVERS) {
                    throw e;
                }
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Stays open, for what is written must be forced to the disk after its writer is closed. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
