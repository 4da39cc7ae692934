package io.github.clv4j.jackson;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that it is there as a whole or not at all. */
final class AtomicFile {
    private static final int MOST_LEFTOVERS = 1000;

    /** What writes the content. */
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    static void write(Path file, Body body) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe or a device takes the bytes as they come; a folder says so itself.
            try (OutputStream out = Files.newOutputStream(file)) {
                body.write(out);
            }
            return;
        }
        // Of a link the file it leads to is replaced, not the link.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path temporary = create(target);
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                body.write(out);
            }
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
}
