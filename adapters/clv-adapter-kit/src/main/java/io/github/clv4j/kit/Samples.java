package io.github.clv4j.kit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rows and texts that formats stumble over. */
final class Samples {
    static final LocalDate MARCH_1 = LocalDate.of(2025, 3, 1);

    /** Texts that are all different and that have to stay so. */
    static final List<String> TEXTS = List.of(
            "a",
            "A",
            "7",
            "07",
            "0007",
            "1e3",
            "true",
            "2025-03-01",
            "null",
            "NULL",
            "NaN",
            "None",
            "two words",
            " padded ",
            "a,b;c\td|e",
            "say \"x\"",
            "it's",
            "\\",
            "\\N",
            "back\\slash\\n",
            "two\nlines",
            "two\r\nlines",
            "%s ${x} {}",
            "<b>&amp;</b>",
            "=1+1",
            "é",
            "e\u0301",
            "Straße",
            "İstanbul",
            "Ж",
            "客户",
            "\u202eright-to-left",
            "\ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "x".repeat(10_000));

    private Samples() {}

    static List<Transaction> ids() {
        List<Transaction> rows = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            rows.add(Transaction.of(TEXTS.get(i), MARCH_1, 100 + i));
        }
        return rows;
    }

    static List<Transaction> labels() {
        List<Transaction> rows = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            rows.add(labelled(i, TEXTS.get(i), null));
            rows.add(labelled(i, null, TEXTS.get(i)));
        }
        rows.add(labelled(0, null, null));
        return rows;
    }

    private static Transaction labelled(int day, @Nullable String channel, @Nullable String category) {
        return new Transaction(
                "c", MARCH_1.plusDays(day), BigDecimal.ONE, BigDecimal.ZERO, channel, category, BigDecimal.ONE);
    }

    static List<Transaction> extremes() {
        List<Transaction> rows = new ArrayList<>();
        for (LocalDate date : List.of(
                LocalDate.of(1, 1, 1),
                LocalDate.of(1582, 10, 10),
                LocalDate.of(1969, 12, 31),
                LocalDate.EPOCH,
                LocalDate.of(2024, 2, 29),
                LocalDate.of(9999, 12, 31))) {
            for (long minor :
                    new long[] {Long.MAX_VALUE, -Long.MAX_VALUE, (1L << 53) + 1, -1, 0, 1, 1_000_000_000_000_000_001L
                    }) {
                int units = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, -minor));
                rows.add(new Transaction(
                        "c",
                        date,
                        BigDecimal.valueOf(minor, 2),
                        BigDecimal.valueOf(-minor, 2),
                        null,
                        "x",
                        BigDecimal.valueOf(units)));
            }
        }
        return rows;
    }

    /** Rows as a shop has them, the same for the same seed; a tenth of them refunds, some of them twice. */
    static List<Transaction> random(int count, long seed) {
        Random random = new Random(seed);
        String[] channels = {"web", "shop", "phone", "", "Öst"};
        List<Transaction> rows = new ArrayList<>(count);
        while (rows.size() < count) {
            int customer = random.nextInt(3_000);
            String id = customer < TEXTS.size() ? TEXTS.get(customer) : "c-" + customer;
            long size = (long) Math.exp(random.nextDouble() * 12);
            String channel = channels[random.nextInt(channels.length)];
            boolean refund = random.nextInt(10) == 0;
            int units = 1 + random.nextInt(9);
            rows.add(new Transaction(
                    id,
                    LocalDate.of(2020, 1, 1).plusDays(random.nextInt(1_500)),
                    BigDecimal.valueOf(refund ? -size : size, 2),
                    BigDecimal.valueOf(size / 3, 2),
                    channel.isEmpty() ? null : channel,
                    random.nextInt(4) == 0 ? null : "category " + random.nextInt(200),
                    BigDecimal.valueOf(refund ? -units : units)));
            if (random.nextInt(50) == 0) {
                rows.add(rows.get(rows.size() - 1));
            }
        }
        return rows;
    }
}
