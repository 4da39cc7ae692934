package io.github.clv4j.model;

import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.RepeatSpend;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;

/**
 * Which data a model was fitted to: how many customers, and a digest of all that their likelihood reads. Two sets of data
 * have the same fingerprint if, in whatever order they come, they have the same distinct histories to the last bit, each
 * the same number of times, in the same unit of time. Customers' ids take no part, nor do the intervals between purchases
 * that the models of regular purchases read beside the histories.
 *
 * <p>The digest is SHA-256 over big-endian fields: a name ({@code histories}, {@code spend} or {@code tenures}) in UTF-8;
 * for histories and tenures the unit of time's name; then of each distinct history, ascending, x (32 bits), t<sub>x</sub>
 * and T (the 64 bits of each double) and the number of customers (32 bits); of each distinct spend, ascending, x (32), the
 * mean spend (64) and the number of customers (32); of each tenure that occurs, ascending, the tenure, the customers lost
 * and those still there (64 each).
 *
 * @param customers number of customers
 * @param purchases repeat purchases of all of them; of spend the purchases whose mean is told; of tenures the renewals
 * @param asOf the last day of observation as an ISO date such as {@code 2025-06-30}; empty if it is not known
 * @param sha256 the digest in 64 lower-case hexadecimal digits
 */
public record DataFingerprint(long customers, long purchases, String asOf, String sha256) {
    private static final int DIGITS = 64;

    /** Of the histories of a summary's customers, as of its day. */
    public static DataFingerprint of(CustomerSummary summary) {
        return of(summary.distinctHistories()).withAsOf(summary.asOf());
    }

    /** Of histories. */
    public static DataFingerprint of(DistinctHistories histories) {
        Digest digest = new Digest("histories" + histories.step().name());
        long purchases = 0;
        for (int i = 0; i < histories.size(); i++) {
            digest.room()
                    .putInt(histories.x(i))
                    .putDouble(histories.tx(i))
                    .putDouble(histories.age(i))
                    .putInt(histories.weight(i));
            purchases += (long) histories.weight(i) * histories.x(i);
        }
        return new DataFingerprint(histories.customers(), purchases, "", digest.hex());
    }

    /** Of spend. */
    public static DataFingerprint of(RepeatSpend spend) {
        Digest digest = new Digest("spend");
        long purchases = 0;
        for (int i = 0; i < spend.size(); i++) {
            digest.room().putInt(spend.x(i)).putDouble(spend.meanSpend(i)).putInt(spend.weight(i));
            purchases += (long) spend.weight(i) * spend.x(i);
        }
        return new DataFingerprint(spend.customers(), purchases, "", digest.hex());
    }

    /** Of tenures. */
    public static DataFingerprint of(Tenures tenures) {
        Digest digest = new Digest("tenures" + tenures.period().name());
        long renewals = 0;
        for (int t = 0; t <= tenures.longest(); t++) {
            long lost = tenures.lost(t);
            long active = tenures.active(t);
            if (lost + active > 0) {
                digest.room().putLong(t).putLong(lost).putLong(active);
                // Who is lost in period t has renewed t − 1 times; lost(0) is 0.
                renewals += t * active + (t - 1) * lost;
            }
        }
        return new DataFingerprint(tenures.customers(), renewals, "", digest.hex());
    }

    /** The same data with the last day of observation. */
    public DataFingerprint withAsOf(LocalDate day) {
        return new DataFingerprint(customers, purchases, day.toString(), sha256);
    }

    /** True if both are of the same data; what is known of the last day takes no part. */
    public boolean matches(DataFingerprint other) {
        return customers == other.customers && purchases == other.purchases && sha256.equals(other.sha256);
    }

    /** Refuses what cannot be a fingerprint, such as one that was read from a damaged file. */
    void check() {
        if (!(customers >= 0 && purchases >= 0)) {
            throw new IllegalArgumentException("data fingerprint: customers are " + customers + ", purchases "
                    + purchases + "; both must be 0 or more");
        }
        String digits = SavedModel.given("data.sha256", sha256);
        if (!(digits.length() == DIGITS && digits.matches("[0-9a-f]*"))) {
            throw new IllegalArgumentException("data fingerprint: sha256 is '" + digits + "'; it must be " + DIGITS
                    + " lower-case hexadecimal digits");
        }
        String day = SavedModel.given("data.asOf", asOf);
        if (!day.isEmpty()) {
            try {
                LocalDate.parse(day);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "data fingerprint: asOf is '" + day + "'; it must be empty or a date such as 2025-06-30", e);
            }
        }
    }

    @Override
    public String toString() {
        return customers + " customers, " + purchases + " purchases" + (asOf.isEmpty() ? "" : " as of " + asOf)
                + ", SHA-256 " + sha256;
    }

    /** Fields one after the other, digested a buffer at a time. */
    private static final class Digest {
        /** The longest record of fields. */
        private static final int RECORD = 24;

        private final MessageDigest sha256;
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13);

        Digest(String kind) {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this platform lacks SHA-256, which every Java platform must have", e);
            }
            sha256.update(kind.getBytes(StandardCharsets.UTF_8));
        }

        /** The buffer with room for a record. */
        ByteBuffer room() {
            if (buffer.remaining() < RECORD) {
                flush();
            }
            return buffer;
        }

        private void flush() {
            sha256.update(buffer.flip());
            buffer.clear();
        }

        String hex() {
            flush();
            return HexFormat.of().formatHex(sha256.digest());
        }
    }
}
