package io.github.clv4j.kpi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What an accumulator is told to add, and its bytes: once adding has failed, what was added by half must not pass for the
 * whole.
 */
final class Additions {
    /** Writes what was counted. */
    @FunctionalInterface
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads what was written, and adds it. */
    @FunctionalInterface
    interface Reading {
        void from(DataInputStream in) throws IOException;
    }

    /** False while something is added, and for ever if that failed. */
    private boolean isWhole = true;

    /** Before something is added. */
    void begin() {
        requireWhole();
        isWhole = false;
    }

    /** When it was added as a whole. */
    void end() {
        isWhole = true;
    }

    void requireWhole() {
        if (!isWhole) {
            throw new IllegalStateException("adding has failed before; begin with another accumulator");
        }
    }

    byte[] toBytes(Writing writing) {
        requireWhole();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Adds what {@link #toBytes} gave. */
    void add(byte[] bytes, Reading reading) {
        begin();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            reading.from(in);
            if (in.read() >= 0) {
                throw new IOException("there are more bytes than an accumulator of this kind has");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bytes are not of an accumulator that was made in the same way", e);
        }
        end();
    }
}
