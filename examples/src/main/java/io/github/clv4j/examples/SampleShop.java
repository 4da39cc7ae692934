package io.github.clv4j.examples;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.FastMath;

/**
 * The orders of a shop that does not exist: 6,000 customers over two years, who buy at rates of their own, stay or leave
 * (a BG/NBD process), spend on a level of their own, and send some of it back. The same seed gives the same bytes on
 * every machine, for all arithmetic is Java's own.
 */
final class SampleShop {
    static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 1);
    static final LocalDate LAST_DAY = LocalDate.of(2024, 12, 31);
    static final int CUSTOMERS = 6_000;

    private static final int DAYS = (int) (LAST_DAY.toEpochDay() - FIRST_DAY.toEpochDay()) + 1;
    private static final List<String> CHANNELS = List.of("search", "social", "email", "partner", "store");
    /** Cumulative shares of the channels, and what one customer through each of them costs. */
    private static final double[] CHANNEL_SHARES = {0.38, 0.62, 0.72, 0.85, 1};

    private static final int[] CHANNEL_COST = {16, 23, 4, 12, 9};
    private static final double REFUND_SHARE = 0.05;
    private static final int HIGHEST_CENTS = 200_000;

    private final RandomGenerator random;
    private final GammaDistribution rates;
    private final GammaDistribution patience;
    private final GammaDistribution restlessness;
    private final GammaDistribution levels;

    private record Order(LocalDateTime at, String id, String customer, String channel, long cents) {}

    private SampleShop(long seed) {
        random = new Well19937c(seed);
        // Orders a day: mean 1 in 50 days, a few many times as often. Chance to leave after an order: beta(0.8, 2.6).
        rates = new GammaDistribution(random, 0.75, 1 / 37.5);
        restlessness = new GammaDistribution(random, 0.8, 1);
        patience = new GammaDistribution(random, 2.6, 1);
        levels = new GammaDistribution(random, 3.2, 14);
    }

    /**
     * Writes the orders: columns {@code order_id}, {@code customer_id}, {@code ordered_at}, {@code channel}, {@code
     * amount}; refunds have negative amounts.
     */
    static void writeOrders(Path file, long seed) throws IOException {
        List<Order> orders = new SampleShop(seed).orders();
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("order_id,customer_id,ordered_at,channel,amount\n");
            for (Order order : orders) {
                out.write(order.id + "," + order.customer + "," + order.at + "," + order.channel + ","
                        + BigDecimal.valueOf(order.cents, 2) + "\n");
            }
        }
    }

    /** Writes what acquiring them cost: columns {@code month}, {@code channel}, {@code spend}. */
    static void writeAcquisitionSpend(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("month,channel,spend\n");
            int perMonth = CUSTOMERS / 24;
            for (int month = 0; month < 24; month++) {
                for (int c = 0; c < CHANNELS.size(); c++) {
                    double share = CHANNEL_SHARES[c] - (c == 0 ? 0 : CHANNEL_SHARES[c - 1]);
                    long spend = FastMath.round(share * perMonth * CHANNEL_COST[c] * (1 + 0.01 * month));
                    out.write(FIRST_DAY.plusMonths(month).toString().substring(0, 7) + "," + CHANNELS.get(c) + ","
                            + spend + "\n");
                }
            }
        }
    }

    private List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        for (int c = 1; c <= CUSTOMERS; c++) {
            String id = "C" + (100_000 + c);
            String channel = CHANNELS.get(channel());
            buy(orders, id, channel, arrival());
        }
        orders.sort(Comparator.comparing(Order::at)
                .thenComparing(Order::customer)
                .thenComparing(Order::cents, Comparator.reverseOrder()));
        List<Order> numbered = new ArrayList<>();
        for (Order order : orders) {
            String prefix = order.cents < 0 ? "R" : "O";
            numbered.add(new Order(
                    order.at, prefix + (500_000 + numbered.size()), order.customer, order.channel, order.cents));
        }
        return numbered;
    }

    private int channel() {
        double at = random.nextDouble();
        int channel = 0;
        while (at > CHANNEL_SHARES[channel]) {
            channel++;
        }
        return channel;
    }

    /** The minute of the first order: more customers come in November and December than in other months. */
    private double arrival() {
        double day = random.nextDouble() * DAYS;
        boolean season =
                LocalDate.ofEpochDay(FIRST_DAY.toEpochDay() + (long) day).getMonthValue() >= 11;
        return season || random.nextDouble() < 0.7 ? day : random.nextDouble() * DAYS;
    }

    private void buy(List<Order> orders, String id, String channel, double firstDay) {
        double rate = rates.sample();
        double leave = restlessness.sample();
        double leaveChance = leave / (leave + patience.sample());
        double level = 6 + levels.sample();
        ExponentialDistribution gap = new ExponentialDistribution(random, 1 / FastMath.max(rate, 1e-4));
        double day = firstDay;
        while (day < DAYS) {
            long cents = FastMath.min(HIGHEST_CENTS, FastMath.round(100 * level * spread()));
            orders.add(new Order(at(day), "", id, channel, cents));
            if (random.nextDouble() < REFUND_SHARE) {
                refund(orders, id, channel, day, cents);
            }
            if (random.nextDouble() < leaveChance) {
                return;
            }
            day += gap.sample();
        }
    }

    private double spread() {
        return FastMath.exp(0.45 * random.nextGaussian());
    }

    /** Within a month, mostly of the whole order. */
    private void refund(List<Order> orders, String id, String channel, double day, long cents) {
        double back = day + 1 + 29 * random.nextDouble();
        if (back < DAYS) {
            long part = random.nextDouble() < 0.6 ? cents : FastMath.max(1, cents / 3);
            orders.add(new Order(at(back), "", id, channel, -part));
        }
    }

    private static LocalDateTime at(double day) {
        return FIRST_DAY.atStartOfDay().plusMinutes((long) (day * 24 * 60));
    }
}
