package io.github.clv4j.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Seeded transactions as a real shop has them, as plain arrays in no order: a few customers hold many rows (Zipf), more
 * is bought before the year's end and in bursts on days of campaigns, amounts are log-normal, and a row in fifty is a refund.
 */
public final class SkewedTransactions {
    private static final double ZIPF_EXPONENT = 0.8;
    private static final int FIRST_DAY = 18_262; // 2020-01-01
    private static final int DAYS = 3 * 365;
    /** A campaign every 91 days, on one day; one row in ten is of them. */
    private static final int CAMPAIGN_EVERY_DAYS = 91;

    private static final int CAMPAIGN_SHARE = 10;
    private static final int REFUND_EVERY = 50;

    private final long[] customerIds;
    private final int[] days;
    private final long[] amountsMinor;

    private SkewedTransactions(int rows) {
        customerIds = new long[rows];
        days = new int[rows];
        amountsMinor = new long[rows];
    }

    /**
     * Rows for benchmarks.
     *
     * @param rows number of rows
     * @param customers number of customers; each has at least one row if there are as many rows
     * @param refunds whether one row in fifty is a refund
     * @param seed the same seed gives the same rows
     */
    public static SkewedTransactions of(int rows, int customers, boolean refunds, long seed) {
        return of(rows, customers, refunds, false, seed);
    }

    /**
     * Rows for benchmarks, as {@link #of(int, int, boolean, long)}.
     *
     * @param consecutiveIds whether ids are 1, 2, 3 … as a database's sequence gives them, whoever buys most; else they are all
     *     over the positive numbers
     */
    public static SkewedTransactions of(int rows, int customers, boolean refunds, boolean consecutiveIds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] idOf = consecutiveIds ? consecutive(customers, seed) : scattered(customers);
        double[] cumulative = new double[customers];
        double sum = 0;
        for (int rank = 0; rank < customers; rank++) {
            sum += Math.pow(rank + 1, -ZIPF_EXPONENT);
            cumulative[rank] = sum;
        }
        SkewedTransactions made = new SkewedTransactions(rows);
        for (int i = 0; i < rows; i++) {
            int rank = i < customers ? i : rank(cumulative, random.nextDouble() * sum);
            made.customerIds[i] = idOf[rank];
            made.days[i] = FIRST_DAY + day(random);
            long amount = 1 + (long) (2_000 * Math.exp(gaussian(random)));
            made.amountsMinor[i] = refunds && i % REFUND_EVERY == REFUND_EVERY - 1 ? -amount : amount;
        }
        made.shuffle(random);
        return made;
    }

    /** An odd multiplier scatters neighbours in rank over the whole range of ids, without collisions. */
    private static long[] scattered(int customers) {
        long[] ids = new long[customers];
        Arrays.setAll(ids, rank -> (rank * 0x9E3779B97F4A7C15L) >>> 1);
        return ids;
    }

    private static long[] consecutive(int customers, long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        long[] ids = new long[customers];
        for (int i = 0; i < customers; i++) {
            int j = random.nextInt(i + 1);
            ids[i] = ids[j];
            ids[j] = i + 1L;
        }
        return ids;
    }

    private static int rank(double[] cumulative, double at) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Twice as likely in the last sixth of a year; one in ten on a day of a campaign. */
    private static int day(SplittableRandom random) {
        if (random.nextInt(CAMPAIGN_SHARE) == 0) {
            return CAMPAIGN_EVERY_DAYS / 2 + CAMPAIGN_EVERY_DAYS * random.nextInt(DAYS / CAMPAIGN_EVERY_DAYS);
        }
        int day = random.nextInt(DAYS);
        boolean season = day % 365 >= 304;
        return season || random.nextBoolean() ? day : random.nextInt(DAYS);
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private void shuffle(SplittableRandom random) {
        for (int i = days.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long id = customerIds[i];
            customerIds[i] = customerIds[j];
            customerIds[j] = id;
            int day = days[i];
            days[i] = days[j];
            days[j] = day;
            long amount = amountsMinor[i];
            amountsMinor[i] = amountsMinor[j];
            amountsMinor[j] = amount;
        }
    }

    /** Customer of each row. */
    public long[] customerIds() {
        return customerIds;
    }

    /** Days since 1970-01-01. */
    public int[] days() {
        return days;
    }

    /** Amounts in minor units. */
    public long[] amountsMinor() {
        return amountsMinor;
    }
}
