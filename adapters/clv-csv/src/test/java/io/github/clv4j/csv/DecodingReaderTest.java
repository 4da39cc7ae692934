package io.github.clv4j.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingReaderTest {
    private static final String TEXT = "aé€𝄞\n".repeat(30_000);

    /** Gives at most so many bytes at a time. */
    private static InputStream slowly(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, most));
            }
        };
    }

    private static DecodingReader reader(byte[] bytes, int most, @Nullable Charset charset) {
        return new DecodingReader(slowly(bytes, most), charset);
    }

    private static String all(DecodingReader reader, int length) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] chars = new char[length + 2];
        for (int n = reader.read(chars, 1, length); n >= 0; n = reader.read(chars, 1, length)) {
            text.append(chars, 1, n);
        }
        assertThat(reader.read(chars, 1, length)).isEqualTo(-1);
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4095, 100_000})
    void charactersMayLieAcrossAnyBlocks(int length) throws IOException {
        for (int most : new int[] {1, 7, 1 << 20}) {
            assertThat(all(reader(TEXT.getBytes(StandardCharsets.UTF_8), most, null), length)
                            .equals(TEXT))
                    .isTrue();
        }
        assertThat(all(reader(TEXT.getBytes(StandardCharsets.UTF_16LE), 3, StandardCharsets.UTF_16LE), length)
                        .equals(TEXT))
                .isTrue();
        assertThat(all(reader(new byte[0], 1, null), length)).isEmpty();
    }

    @Test
    void whatComesBeforeAFaultIsHandedOverFirst() throws IOException {
        byte[] bytes = "abc?def".getBytes(StandardCharsets.UTF_8);
        bytes[3] = (byte) 0xff;
        DecodingReader reader = reader(bytes, 100, null);
        char[] chars = new char[100];

        assertThat(reader.read(chars, 0, 100)).isEqualTo(3);
        assertThatThrownBy(() -> reader.read(chars, 0, 100))
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith("byte 0xff at offset 3 is not UTF-8 text");
    }

    @Test
    void aTextCutOffInACharacterIsAFault() throws IOException {
        byte[] bytes = {'a', (byte) 0xe2, (byte) 0x82};
        DecodingReader reader = reader(bytes, 100, null);
        char[] chars = new char[100];

        assertThat(reader.read(chars, 0, 100)).isEqualTo(1);
        assertThatThrownBy(() -> reader.read(chars, 0, 100))
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith("byte 0xe2 0x82 at offset 1 is not UTF-8 text");
    }
}
