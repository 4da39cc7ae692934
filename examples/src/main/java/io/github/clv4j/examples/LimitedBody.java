package io.github.clv4j.examples;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request, of which no more is read than the service takes. */
final class LimitedBody extends FilterInputStream {
    private final long most;
    private long read;

    /** The body is longer. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(long most) {
            super("the body has more than " + most + " bytes");
        }
    }

    LimitedBody(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws TooLargeException {
        read += bytes;
        if (read > most) {
            throw new TooLargeException(most);
        }
    }
}
