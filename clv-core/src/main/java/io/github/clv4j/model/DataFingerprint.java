package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
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
import java.util.List;

/**
 * Which data a model was fitted to: how many customers, and a digest of all that their likelihood reads. Two sets of data
 * have the same fingerprint if, in whatever order they come, they have the same distinct histories to the last bit, each
 * the same number of times, in the same unit of time; with covariates, each with the same values of them. Customers' ids take
 * no part, nor do the intervals between purchases that the models of regular purchases read beside the histories.
 *
 * <p>The digest is SHA-256 over big-endian fields: a name ({@code histories}, {@code covariates}, {@code spend} or {@code
 * tenures}) in UTF-8; for all but spend the unit of time's name; for covariates the number of columns (32 bits) and of each,
 * ascending by name, the length of the name (32) and the name in UTF-8, and then, of each distinct row of values in these
 * columns, ascending column by column, the values (64 each) and the number of distinct histories that go with it (32),
 * followed by these as without covariates; of each distinct history, ascending, x (32 bits), t<sub>x</sub>
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
            digest.history(histories.x(i), histories.tx(i), histories.age(i), histories.weight(i));
            purchases += (long) histories.weight(i) * histories.x(i);
        }
        return new DataFingerprint(histories.customers(), purchases, "", digest.hex());
    }

    /**
     * Of the histories of a summary's customers with their covariates, as of its day.
     *
     * @param columns those that the model reads, {@link CovariateModel#columns}, in any order
     * @throws IllegalArgumentException if the covariates are of other customers, or a present customer lacks one; the message
     *     names customer and column
     */
    public static DataFingerprint of(CustomerSummary summary, Covariates covariates, List<String> columns) {
        covariates.requireCustomersOf(summary.index(), "a summary");
        return of(summary.distinctHistories(), CovariateModel.Members.of(summary), covariates, columns)
                .withAsOf(summary.asOf());
    }

    /**
     * The same of histories that a host has at hand, one a customer.
     *
     * @param x repeat purchases by customer number, 0 or more
     * @param tx age at the last purchase; 0 where x is 0
     * @param age T, at least t<sub>x</sub>
     * @param step the unit of both times
     * @param columns those that the model reads, {@link CovariateModel#columns}, in any order
     * @throws IllegalArgumentException if a customer's history cannot be, the covariates are of other customers, or a customer
     *     lacks one; the message names customer and column
     */
    public static DataFingerprint of(
            int[] x, double[] tx, double[] age, TimeStep step, Covariates covariates, List<String> columns) {
        return of(
                DistinctHistories.of(x, tx, age, step),
                new CovariateModel.Members(x, tx, age, customer -> true),
                covariates,
                columns);
    }

    private static DataFingerprint of(
            DistinctHistories histories, CovariateModel.Members members, Covariates covariates, List<String> columns) {
        List<String> sorted = columns.stream().sorted().toList();
        members.requireValues(covariates, sorted);
        CovariatePatterns patterns = CovariatePatterns.of(covariates, sorted, members.present());
        HistoryColumns rows = CovariateModel.columns(histories, members, patterns);
        Digest digest = new Digest("covariates" + histories.step().name());
        digest.room().putInt(sorted.size());
        sorted.forEach(digest::text);
        long purchases = 0;
        for (int p = 0; p < patterns.count; p++) {
            for (double[] column : patterns.values) {
                digest.room().putDouble(column[p]);
            }
            digest.room().putInt(rows.blockRow[p + 1] - rows.blockRow[p]);
            for (int i = rows.blockRow[p]; i < rows.blockRow[p + 1]; i++) {
                digest.history(rows.x[i], rows.times[rows.txTime[i]], rows.times[rows.ageTime[i]], rows.weight[i]);
                purchases += (long) rows.weight[i] * rows.x[i];
            }
        }
        return new DataFingerprint(rows.customers, purchases, "", digest.hex());
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
        String digits = SavedChecks.given("data.sha256", sha256);
        if (!(digits.length() == DIGITS && digits.matches("[0-9a-f]*"))) {
            throw new IllegalArgumentException("data fingerprint: sha256 is '" + digits + "'; it must be " + DIGITS
                    + " lower-case hexadecimal digits");
        }
        String day = SavedChecks.given("data.asOf", asOf);
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

        void history(int x, double tx, double age, int customers) {
            room().putInt(x).putDouble(tx).putDouble(age).putInt(customers);
        }

        void text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            room().putInt(bytes.length);
            flush();
            sha256.update(bytes);
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
