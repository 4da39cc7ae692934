package io.github.clv4j.simulate;

import java.util.Arrays;

/** One customer's life up to a moment, filled by a {@link Behaviour}; used again for the next customer. */
final class Life {
    /** What the distinct histories can hold; a customer that buys more is made by parameters that nobody means. */
    static final int MOST_PURCHASES = 500_000;

    /** Purchases a unit of time while alive. */
    double rate;

    /** Age at which the customer drops out; infinite if not by then. */
    double dropout;

    private double[] times = new double[16];
    private int count;

    void begin(double purchaseRate) {
        rate = purchaseRate;
        dropout = Double.POSITIVE_INFINITY;
        count = 0;
    }

    /** Adds a repeat purchase at an age not below the last. */
    void purchase(double age) {
        if (count == MOST_PURCHASES) {
            throw new IllegalArgumentException("a customer makes more than " + MOST_PURCHASES
                    + " purchases; its rate is " + rate + " a unit of time, lower the model's or shorten the time");
        }
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = age;
    }

    /** Repeat purchases up to an age. */
    int purchasesBy(double age) {
        int n = count;
        while (n > 0 && times[n - 1] > age) {
            n--;
        }
        return n;
    }

    /** Age at a repeat purchase, counted from 0. */
    double time(int purchase) {
        return times[purchase];
    }
}
