package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random small shops: the files of a run agree, with each other and with a slow count, in whatever order rows come. */
class ReportPropertyTest {
    private static final LocalDate FIRST = LocalDate.of(2023, 11, 20);
    private static final int TRIES = 15;

    record Row(String customer, int day, long cents, String channel) {
        String line() {
            return customer + "," + FIRST.plusDays(day) + "," + BigDecimal.valueOf(cents, 2) + "," + channel;
        }
    }

    @Provide
    Arbitrary<List<Row>> shops() {
        Arbitrary<Long> cents = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(500L, 1000L, 1500L)),
                Tuple.of(3, Arbitraries.of(-500L, -1000L, -1L)),
                Tuple.of(1, Arbitraries.of(0L)),
                Tuple.of(1, Arbitraries.longs().between(-10_000, 1L << 40)));
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9).map(number -> "k" + number),
                        Arbitraries.integers().between(0, 450),
                        cents,
                        Arbitraries.of("web", "shop", ""))
                .as(Row::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(50);
    }

    @Provide
    Arbitrary<String> policies() {
        return Arbitraries.of("net", "negative", "drop");
    }

    @Property(tries = TRIES)
    void filesAgreeInAnyOrderOfRows(
            @ForAll("shops") List<Row> rows, @ForAll("policies") String refunds, @ForAll Random random)
            throws IOException {
        Path folder = Files.createTempDirectory("clv4j-report");
        try {
            Run run = run(folder, "one", rows, refunds);
            List<Row> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, random);
            Run other = run(folder, "two", shuffled, refunds);
            if (run.code() != 0) {
                run.failed(1, "no ");
                assertThat(other.message().replace("two", "one")).isEqualTo(run.message());
                return;
            }
            run.done();
            Consistency.check(run);
            Run.assertSameFiles(other.done().texts(), run.texts());
            compareWithSlowCount(run, rows, refunds);
            compareWithRunOfThePast(folder, run, rows, refunds);
        } finally {
            deleteAll(folder);
        }
    }

    private static Run run(Path folder, String name, List<Row> rows, String refunds, String... more) {
        List<String> lines = new ArrayList<>(List.of("customer_id,date,amount,channel"));
        rows.forEach(row -> lines.add(row.line()));
        Path input = Run.write(folder.resolve(name + ".csv"), lines.toArray(String[]::new));
        List<String> all = new ArrayList<>(List.of("--input", input.toString(), "--refunds", refunds));
        all.addAll(List.of("--channel-column", "channel"));
        all.addAll(List.of(more));
        return Run.to(folder.resolve(name), all.toArray(String[]::new));
    }

    private static void compareWithSlowCount(Run run, List<Row> rows, String refunds) {
        long spend = 0;
        long refunded = 0;
        Map<String, Integer> orders = new TreeMap<>();
        for (Row row : rows) {
            if (row.cents >= 0) {
                spend += row.cents;
                orders.merge(row.customer, 1, Integer::sum);
            } else {
                refunded -= row.cents;
            }
        }
        BigDecimal revenue = new BigDecimal(run.summary().get("revenue").textValue());
        if (refunds.equals("net")) {
            BigDecimal unmatched = new BigDecimal(
                    run.summary().get("ingest").get("unmatchedRefunds").textValue());
            assertThat(revenue)
                    .isEqualByComparingTo(
                            BigDecimal.valueOf(spend - refunded, 2).add(unmatched));
            return;
        }
        assertThat(revenue)
                .isEqualByComparingTo(BigDecimal.valueOf(refunds.equals("drop") ? spend : spend - refunded, 2));
        Map<String, Integer> told = new TreeMap<>();
        run.table("customers.csv")
                .forEach(row -> told.put(row.get("customer_id"), Integer.parseInt(row.get("orders"))));
        assertThat(told).isEqualTo(orders);
    }

    /** Who had an order on the day that migration starts from is who a run of that day tells of. */
    private static void compareWithRunOfThePast(Path folder, Run run, List<Row> rows, String refunds) {
        LocalDate then =
                LocalDate.parse(run.summary().get("migrationDates").get("from").textValue());
        List<Row> past = rows.stream()
                .filter(row -> !FIRST.plusDays(row.day).isAfter(then))
                .toList();
        Run ofThePast = run(folder, "past", past, refunds, "--as-of", then.toString());
        long known = 0;
        for (var move : run.summary().get("migration")) {
            known += move.get("from").textValue().equals("New")
                    ? 0
                    : move.get("customers").longValue();
        }
        assertThat(known)
                .isEqualTo(
                        ofThePast.code() == 0
                                ? ofThePast.summary().get("customers").longValue()
                                : 0);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
