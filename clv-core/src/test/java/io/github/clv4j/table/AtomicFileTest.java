package io.github.clv4j.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder = Path.of("");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void replacesAnEarlierFileAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("a.bin");
        AtomicFile.write(file, out -> out.write(bytes("first, and longer")));
        assertThat(file).hasContent("first, and longer");
        AtomicFile.write(file, out -> {
            out.write('s');
            out.write(bytes("econd"), 0, 5);
            assertThat(file).as("until the new one is whole").hasContent("first, and longer");
        });
        assertThat(file).hasContent("second");
        assertThat(names()).containsExactly("a.bin");
    }

    /** A writer around the stream flushes to it when it is closed. */
    @Test
    void bodyMayCloseTheStream() throws IOException {
        Path file = folder.resolve("a.bin");
        AtomicFile.write(file, out -> {
            try (OutputStream buffered = new BufferedOutputStream(out)) {
                buffered.write(bytes("all of it"));
            }
        });
        assertThat(file).hasContent("all of it");
    }

    @Test
    void failureLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a.bin"), "old");
        for (Throwable fault :
                List.of(new IOException("full"), new IllegalStateException("bad"), new StackOverflowError("deep"))) {
            assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                        out.write(bytes("half"));
                        if (fault instanceof IOException io) {
                            throw io;
                        }
                        if (fault instanceof RuntimeException unchecked) {
                            throw unchecked;
                        }
                        throw (Error) fault;
                    }))
                    .isSameAs(fault);
            assertThat(file).hasContent("old");
            assertThat(names()).containsExactly("a.bin");
        }
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("b.bin"), out -> {
                    throw new IOException("full");
                }))
                .hasMessage("full");
        assertThat(names()).containsExactly("a.bin");
    }

    @Test
    void leftoversOfACrashStayAndAreNoObstacle() throws IOException {
        Files.writeString(folder.resolve(".a.bin.0.tmp"), "half");
        AtomicFile.write(folder.resolve("a.bin"), out -> out.write(bytes("whole")));
        assertThat(folder.resolve("a.bin")).hasContent("whole");
        assertThat(folder.resolve(".a.bin.0.tmp")).hasContent("half");
        assertThat(names()).containsExactly(".a.bin.0.tmp", "a.bin");
    }

    @Test
    void foldersAreNoPlaceForAFile() throws IOException {
        Path below = Files.createDirectory(folder.resolve("below"));
        assertThatThrownBy(() -> AtomicFile.write(below, out -> out.write(1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("no/a.bin"), out -> out.write(1)))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(names()).containsExactly("below");
    }

    @Test
    void ofALinkTheFileBehindItIsReplaced() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Path file = Files.writeString(folder.resolve("a.bin"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        AtomicFile.write(link, out -> out.write(bytes("new")));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    /** Not those of a temporary file, which nobody else may read. */
    @Test
    void rightsAreThoseOfAnyNewFile() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Path any = Files.writeString(folder.resolve("any"), "");
        Path file = folder.resolve("a.bin");
        AtomicFile.write(file, out -> out.write(1));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(any));
    }
}
