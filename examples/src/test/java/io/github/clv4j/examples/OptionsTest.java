package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each option does something, and the right thing. Expected figures are worked out by hand from the few rows. */
class OptionsTest {
    private static final String[] SHOP = {
        "customer_id,date,amount,channel,cost",
        "a,2024-01-01,100.00,web,60.00",
        "b,2024-01-15,50.00,shop,20.00",
        "a,2024-02-10,40.00,shop,10.00",
        "a,2024-02-20,-40.00,shop,-10.00",
        "c,2024-03-05,0.00,web,0.00",
        "b,2024-03-31,25.00,web,5.00",
        "b,2024-03-31,25.00,web,5.00",
        "d,2024-03-31,-7.00,web,-3.00"
    };

    @TempDir
    private Path folder = Path.of("");

    private Path shop = Path.of("");
    private int runs;

    @BeforeEach
    void writeShop() {
        shop = write("shop.csv", SHOP);
    }

    private Path write(String name, String... lines) {
        return Run.write(folder.resolve(name), lines);
    }

    private Run run(Path input, String... args) {
        List<String> all = new ArrayList<>(List.of("--input", input.toString()));
        all.addAll(List.of(args));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    private Run shop(String... args) {
        Run run = run(shop, args).done();
        Consistency.check(run);
        return run;
    }

    private static int ingest(Run run, String... path) {
        JsonNode node = run.summary().get("ingest");
        for (String name : path) {
            assertThat(node.has(name)).as("%s in %s", name, node).isTrue();
            node = node.get(name);
        }
        return node.intValue();
    }

    private static String revenue(Run run) {
        return run.summary().get("revenue").textValue();
    }

    private static int customers(Run run) {
        return run.summary().get("customers").intValue();
    }

    @Test
    void refundsAreNettedByDefault() {
        for (Run run : List.of(shop(), shop("--refunds", "net"))) {
            assertThat(revenue(run)).isEqualTo("200.00");
            assertThat(customers(run)).isEqualTo(3);
            assertThat(ingest(run, "read")).isEqualTo(8);
            assertThat(ingest(run, "accepted")).isEqualTo(5);
            assertThat(ingest(run, "netted")).isEqualTo(2);
            assertThat(ingest(run, "dropped", "refund-without-purchase")).isEqualTo(1);
            assertThat(run.summary().get("ingest").get("unmatchedRefunds").textValue())
                    .isEqualTo("7.00");
            assertThat(run.customer("a")).containsEntry("orders", "1").containsEntry("last_day", "2024-01-01");
            assertThat(run.out()).contains("7.00 USD");
        }
    }

    @Test
    void refundsAreKept() {
        Run run = shop("--refunds", "negative");
        assertThat(revenue(run)).isEqualTo("193.00");
        assertThat(customers(run)).isEqualTo(3);
        assertThat(run.summary().get("transactions").intValue()).isEqualTo(8);
        assertThat(run.customer("a"))
                .containsEntry("orders", "2")
                .containsEntry("spend", "100.00")
                .containsEntry("last_day", "2024-02-10");
        assertThat(segment(run, "No orders").get("revenue").textValue()).isEqualTo("-7.00");
        assertThat(segment(run, "No orders").get("customers").intValue()).isEqualTo(1);
    }

    @Test
    void refundsAreRejected() {
        run(shop, "--refunds", "reject").failed(1, "shop.csv", "row 5", "'amount'", "'-40.00'", "refunds");
        Run lenient = shop("--refunds", "reject", "--on-bad-row", "skip");
        assertThat(ingest(lenient, "rejected", "refund")).isEqualTo(2);
        assertThat(revenue(lenient)).isEqualTo("240.00");
        assertThat(lenient.out()).contains("row 5");
        JsonNode first = lenient.summary().get("ingest").get("firstProblems").get(0);
        assertThat(first.get("row").intValue()).isEqualTo(5);
        assertThat(first.get("column").textValue()).isEqualTo("amount");
        assertThat(first.get("value").textValue()).isEqualTo("-40.00");
        assertThat(first.get("reason").textValue()).isEqualTo("refund");
    }

    @Test
    void refundsAreDropped() {
        Run run = shop("--refunds", "drop");
        assertThat(ingest(run, "dropped", "refund")).isEqualTo(2);
        assertThat(revenue(run)).isEqualTo("240.00");
        assertThat(ingest(run, "rejected")).isZero();
    }

    @Test
    void zeroAmounts() {
        Run keep = shop("--zero-amounts", "keep");
        assertThat(ingest(keep, "zeroAmounts")).isEqualTo(1);
        assertThat(keep.customer("c")).containsEntry("orders", "1").containsEntry("spend", "0.00");
        assertThat(keep.out()).contains("1 rows with an amount of zero");
        Run drop = shop("--zero-amounts", "drop");
        assertThat(ingest(drop, "dropped", "zero-amount")).isEqualTo(1);
        assertThat(customers(drop)).isEqualTo(2);
        run(shop, "--zero-amounts", "reject").failed(1, "shop.csv", "row 6", "'amount'", "'0.00'", "zero");
        Run reject = shop("--zero-amounts", "reject", "--on-bad-row", "skip");
        assertThat(ingest(reject, "rejected", "zero-amount")).isEqualTo(1);
        assertThat(customers(reject)).isEqualTo(2);
    }

    @Test
    void duplicates() {
        assertThat(revenue(shop("--duplicates", "keep"))).isEqualTo("200.00");
        Run drop = shop("--duplicates", "drop");
        assertThat(ingest(drop, "dropped", "duplicate")).isEqualTo(1);
        assertThat(revenue(drop)).isEqualTo("175.00");
        run(shop, "--duplicates", "reject").failed(1, "shop.csv", "row 8", "'b'", "duplicates are rejected");
        Run reject = shop("--duplicates", "reject", "--on-bad-row", "skip");
        assertThat(ingest(reject, "rejected", "duplicate")).isEqualTo(1);
        assertThat(revenue(reject)).isEqualTo("175.00");
    }

    /** Rows that differ in a column that is read are no duplicates. */
    @Test
    void duplicatesAreEqualInAllThatIsRead() {
        Path file =
                write("dup.csv", "customer_id,date,amount,channel", "a,2024-01-01,5.00,web", "a,2024-01-01,5.00,shop");
        assertThat(revenue(run(file, "--duplicates", "drop").done())).isEqualTo("5.00");
        assertThat(revenue(run(file, "--duplicates", "drop", "--channel-column", "channel")
                        .done()))
                .isEqualTo("10.00");
    }

    private static final String[] BAD = {
        "customer_id,date,amount",
        "a,2024-01-01,10.00",
        ",2024-01-02,10.00",
        "b,2024-02-30,10.00",
        "c,2024-01-03,NaN",
        "d,2024-01-04,1.234",
        "e,2024-01-05",
        "f,2024-01-06,7.00"
    };

    @Test
    void badRowsEndTheRunOrAreCounted() {
        Path bad = write("bad.csv", BAD);
        run(bad).failed(1, "bad.csv", "row 3", "'customer_id'");
        run(bad, "--on-bad-row", "fail").failed(1, "bad.csv", "row 3");
        Run skip = run(bad, "--on-bad-row", "skip").done();
        Consistency.check(skip);
        assertThat(ingest(skip, "accepted")).isEqualTo(2);
        for (String reason : List.of("empty-customer-id", "bad-date", "bad-amount", "too-many-digits", "bad-row")) {
            assertThat(ingest(skip, "rejected", reason)).as(reason).isEqualTo(1);
        }
        assertThat(skip.text("report.html")).contains("First bad rows");
    }

    @Test
    void onlySoManyBadRowsAreSkipped() {
        Path bad = write("bad.csv", BAD);
        run(bad, "--on-bad-row", "skip", "--max-bad-rows", "5").done();
        run(bad, "--on-bad-row", "skip", "--max-bad-rows", "4")
                .failed(1, "more than 4 bad rows", "bad.csv", "row 3", "bad-date 1");
    }

    /** The cap covers rejected duplicates too, which are found only after all rows are read. */
    @Test
    void capCountsDuplicates() {
        Path file = write(
                "dups.csv",
                "customer_id,date,amount",
                "a,2024-01-01,5.00",
                "a,2024-01-01,5.00",
                "a,2024-01-01,5.00",
                "b,2024-01-01,x");
        run(file, "--duplicates", "reject", "--on-bad-row", "skip", "--max-bad-rows", "3")
                .done();
        run(file, "--duplicates", "reject", "--on-bad-row", "skip", "--max-bad-rows", "2")
                .failed(1, "more than 2 bad rows", "dups.csv");
    }

    @Test
    void decimalComma() {
        Path file = write("komma.csv", "Kunde;customer_id;date;amount", "x;a;2024-01-01;1234,50", "y;b;2024-01-02;-,5");
        run(file).failed(1, "komma.csv", "row 2", "'amount'", "'1234,50'");
        Run run = run(file, "--decimal", "comma", "--refunds", "negative").done();
        assertThat(revenue(run)).isEqualTo("1234.00");
        run(shop, "--decimal", "comma").failed(1, "row 2", "'100.00'", "1234,56");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d.M.yyyy|5.1.2024|31.12.2024",
                "M/d/yyyy H:mm|1/5/2024 9:05|12/31/2024 23:59",
                "yyyyMMdd|20240105|20241231",
                "d MMM yyyy|5 Jan 2024|31 Dec 2024",
                "epoch-seconds|1704412800|1735689599",
                "epoch-millis|1704412800000|1735689599999",
                "iso|2024-01-05|2024-12-31T23:59:59Z"
            })
    void dateFormat(String format, String first, String last) {
        Path file = write("dates.csv", "customer_id,date,amount", "a," + first + ",5", "a," + last + ",6");
        Run run = run(file, "--date-format", format).done();
        assertThat(run.summary().get("firstDate").textValue()).isEqualTo("2024-01-05");
        assertThat(run.summary().get("lastDate").textValue()).isEqualTo("2024-12-31");
    }

    /** b: from 2024-01-15 to 2024-03-31 are 76 days, c: 2024-03-05 is 26 days before. */
    @ParameterizedTest
    @CsvSource({"days, 1", "weeks, 7", "months, 30.4375", "years, 365.25", "WEEKS, 7"})
    void timeUnitScalesTimes(String unit, double days) {
        Run run = shop("--time-unit", unit);
        Map<String, String> b = run.customer("b");
        assertThat(Double.parseDouble(b.get("tx"))).isCloseTo(76 / days, within(1e-12));
        assertThat(Double.parseDouble(b.get("age"))).isCloseTo(76 / days, within(1e-12));
        assertThat(Double.parseDouble(run.customer("c").get("age"))).isCloseTo(26 / days, within(1e-12));
        assertThat(b).containsEntry("x", "1").containsEntry("recency_days", "0");
        assertThat(run.summary().get("timeUnit").textValue()).isEqualToIgnoringCase(unit);
        // Other figures are told in days and months whatever the unit of the models.
        Run weeks = shop();
        assertThat(run.text("kpis.csv")).isEqualTo(weeks.text("kpis.csv"));
        assertThat(run.text("cohorts.csv")).isEqualTo(weeks.text("cohorts.csv"));
    }

    @Test
    void weeksAreTheDefaultUnit() {
        assertThat(Double.parseDouble(shop().customer("b").get("age"))).isEqualTo(76.0 / 7);
    }

    @Test
    void asOfLaterThanTheData() {
        Run run = shop("--as-of", "2024-04-30");
        assertThat(run.summary().get("asOf").textValue()).isEqualTo("2024-04-30");
        assertThat(run.summary().get("lastDate").textValue()).isEqualTo("2024-03-31");
        assertThat(run.customer("b")).containsEntry("recency_days", "30");
        assertThat(run.table("kpis.csv").stream().map(row -> row.get("period")).distinct())
                .containsExactly("2024-01", "2024-02", "2024-03", "2024-04");
        assertThat(run.kpiCell("kpis.csv", "2024-04", "all", "orders")).isEqualTo("0.0");
        assertThat(run.kpiCell("kpis.csv", "2024-04", "all", "aov")).isEmpty();
    }

    /** Under skip, later rows are as if they were not there. */
    @Test
    void asOfEarlierThanTheData() {
        run(shop, "--as-of", "2024-02-29").failed(1, "shop.csv", "row 6", "'date'", "'2024-03-05'", "2024-02-29");
        Run asOf = shop("--as-of", "2024-02-29", "--on-bad-row", "skip");
        assertThat(ingest(asOf, "rejected", "date-after-as-of")).isEqualTo(4);
        Run cut = run(write("cut.csv", Arrays.copyOf(SHOP, 5)), "--as-of", "2024-02-29")
                .done();
        for (String table : List.of("customers.csv", "segments.csv", "migration.csv", "cohorts.csv", "kpis.csv")) {
            assertThat(asOf.text(table)).as(table).isEqualTo(cut.text(table));
        }
    }

    @Test
    void compareTo() {
        Run run = shop("--compare-to", "2024-02-15");
        assertThat(run.summary().get("migrationDates").get("from").textValue()).isEqualTo("2024-02-15");
        assertThat(run.summary().get("migrationDates").get("to").textValue()).isEqualTo("2024-03-31");
        assertThat(moves(run, "New")).isEqualTo(1);
        assertThat(moves(run)).isEqualTo(3);
        // On its own the earlier day is no later than the later one, and may be the same.
        Run same = shop("--compare-to", "2024-03-31");
        assertThat(moves(same, "New")).isZero();
        same.summary()
                .get("migration")
                .forEach(move -> assertThat(move.get("from")).isEqualTo(move.get("to")));
        Run before = shop("--compare-to", "2023-06-30");
        assertThat(moves(before, "New")).isEqualTo(3);
        run(shop, "--compare-to", "2024-04-01").failed(2, "--compare-to", "2024-04-01", "2024-03-31");
    }

    /** Who is in a segment on the earlier day is who had an order by then, with only the refunds known by then. */
    @Test
    void migrationStartsFromWhatWasKnown() {
        Path file = write(
                "gone.csv",
                "customer_id,date,amount",
                "a,2024-01-01,10.00",
                "b,2024-01-01,20.00",
                "b,2024-02-01,-20.00",
                "c,2024-02-02,5.00");
        Run run = run(file, "--compare-to", "2024-01-31").done();
        Consistency.check(run);
        assertThat(moves(run, "New")).isEqualTo(1);
        assertThat(StreamSupport.stream(run.summary().get("migration").spliterator(), false)
                        .filter(move -> move.get("to").textValue().equals("Gone"))
                        .mapToInt(move -> move.get("customers").intValue())
                        .sum())
                .isEqualTo(1);
        assertThat(moves(run)).isEqualTo(3);
        assertThat(customers(run)).isEqualTo(2);
    }

    private static int moves(Run run, String... from) {
        return StreamSupport.stream(run.summary().get("migration").spliterator(), false)
                .filter(move -> from.length == 0 || move.get("from").textValue().equals(from[0]))
                .mapToInt(move -> move.get("customers").intValue())
                .sum();
    }

    /** On 2024-02-15 the second order of a was not refunded yet; on 2024-02-29 it was. */
    @ParameterizedTest
    @CsvSource({"2024-02-15, 1, 1", "2024-02-29, 0, 1", "2024-01-10, 0, 0"})
    void calibrationEnd(String end, int repeats, int holdout) {
        JsonNode calibration = shop("--calibration-end", end).summary().get("calibration");
        assertThat(calibration.get("end").textValue()).isEqualTo(end);
        assertThat(calibration.get("holdoutEnd").textValue()).isEqualTo("2024-03-31");
        assertThat(calibration.get("customers").intValue()).isEqualTo(end.equals("2024-01-10") ? 1 : 2);
        assertThat(calibration.get("repeatPurchases").intValue()).isEqualTo(repeats);
        assertThat(calibration.get("holdoutPurchases").intValue()).isEqualTo(holdout);
    }

    @Test
    void calibrationEndsAfterTwoThirdsByDefault() {
        assertThat(shop().summary().get("calibration").get("end").textValue()).isEqualTo("2024-03-01");
    }

    @Test
    void segmentMaps() {
        assertThat(names(shop())).hasSize(11).startsWith("Soulmates", "Lovers").contains("Don Juan", "Break-Ups");
        assertThat(names(shop("--segment-map", "classic"))).hasSize(11).contains("Champions", "Lost");
        Path own = write(
                "own.segments",
                "name: Two kinds",
                "",
                "Recent & <b>bold</b> | R4-5 | keep | bought lately",
                "Others | any | win back | everybody else");
        Run run = shop("--segment-map", own.toString());
        assertThat(names(run)).containsExactly("Recent & <b>bold</b>", "Others");
        assertThat(run.summary().get("segmentMap").textValue()).isEqualTo("Two kinds");
        assertThat(run.text("report.html")).doesNotContain("<b>bold</b>");
        run(shop, "--segment-map", "none").failed(2, "--segment-map", "'none'", "Omniconvert", "Classic");
        Path hole = write("hole.segments", "name: Hole", "", "Best | R5 | keep | -");
        run(shop, "--segment-map", hole.toString()).failed(1, "hole.segments", "100 cells", "111");
        Path bad = write("bad.segments", "name: Bad", "Best | Q5 | keep | -");
        run(shop, "--segment-map", bad.toString()).failed(1, "bad.segments", "line 2", "Q5");
        Path reserved = write("new.segments", "name: N", "New | any | keep | -");
        run(shop, "--segment-map", reserved.toString()).failed(1, "new.segments", "line 2", "New");
    }

    private static List<String> names(Run run) {
        return StreamSupport.stream(run.summary().get("segments").spliterator(), false)
                .map(segment -> segment.get("name").textValue())
                .toList();
    }

    private static JsonNode segment(Run run, String name) {
        return StreamSupport.stream(run.summary().get("segments").spliterator(), false)
                .filter(segment -> segment.get("name").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The last order of a was 90 days before the as-of day, net of refunds. */
    @ParameterizedTest
    @CsvSource({"89, 1", "90, 0", "1, 2", "25, 2", "26, 1", "100000, 0"})
    void goneAfter(int days, int gone) {
        Run run = shop("--gone-after", Integer.toString(days));
        assertThat(segment(run, "Gone").get("customers").intValue()).isEqualTo(gone);
        assertThat(run.table("customers.csv").stream()
                        .filter(row -> row.get("segment").equals("Gone")))
                .hasSize(gone);
        assertThat(moves(run)).isEqualTo(3);
    }

    @Test
    void grossMargin() {
        Run run = shop("--gross-margin", "0.35");
        assertThat(run.kpi("gross_margin")).isEqualByComparingTo("70");
        assertThat(run.kpi("gross_margin_rate")).isEqualByComparingTo("0.35");
        assertThat(run.customer("a")).containsEntry("margin", "35.00").containsEntry("historical_clv", "35.00");
        assertThat(run.customer("a")).containsEntry("spend", "100.00");
        Run none = shop();
        assertThat(none.kpiIsUndefined("gross_margin")).isTrue();
        assertThat(none.customer("a")).containsEntry("margin", "100.00");
        assertThat(shop("--gross-margin", "0").customer("a")).containsEntry("margin", "0.00");
        assertThat(shop("--gross-margin", "1").customer("a")).containsEntry("margin", "100.00");
    }

    @Test
    void cost() {
        Run run = shop("--cost-column", "cost");
        assertThat(run.kpi("gross_margin")).isEqualByComparingTo("110");
        assertThat(run.customer("a")).containsEntry("margin", "40.00");
        assertThat(run.customer("b")).containsEntry("margin", "70.00");
        assertThat(revenue(run)).isEqualTo("200.00");
        Run kept = shop("--cost-column", "cost", "--refunds", "negative");
        assertThat(kept.kpi("gross_margin")).isEqualByComparingTo("106");
        run(shop, "--cost-column", "cost", "--gross-margin", "0.3").failed(2, "gross margin", "0.3", "cost");
        Path bad = write("cost.csv", "customer_id,date,amount,cost", "a,2024-01-01,5,4", "a,2024-01-02,5,");
        run(bad, "--cost-column", "cost").failed(1, "cost.csv", "row 3", "'cost'");
        assertThat(ingest(
                        run(bad, "--cost-column", "cost", "--on-bad-row", "skip")
                                .done(),
                        "rejected",
                        "bad-cost"))
                .isEqualTo(1);
    }

    /** 90 and 76 days at 10 % a year, a year being 365.25 days. */
    @Test
    void annualDiscountRateCarriesForward() {
        Run run = shop("--annual-discount-rate", "0.1");
        assertThat(run.customer("a")).containsEntry("historical_clv", cents(10000 * Math.pow(1.1, 90 / 365.25)));
        assertThat(run.customer("b")).containsEntry("historical_clv", cents(5000 * Math.pow(1.1, 76 / 365.25) + 5000));
        assertThat(run.customer("a")).containsEntry("margin", "100.00");
        assertThat(run.summary().get("historicalClv").get("discountRate").textValue())
                .contains("0.1 a year");
        assertThat(shop().customer("a")).containsEntry("historical_clv", "100.00");
        assertThat(shop("--annual-discount-rate", "0").text("customers.csv")).isEqualTo(shop().text("customers.csv"));
    }

    private static String cents(double minor) {
        return BigDecimal.valueOf(Math.round(minor), 2).toPlainString();
    }

    @Test
    void currencyGivesTheDigits() {
        Path whole = write("whole.csv", "customer_id,date,amount", "a,2024-01-01,5", "a,2024-01-02,7.000");
        Run yen = run(whole, "--currency", "JPY").done();
        assertThat(revenue(yen)).isEqualTo("12");
        assertThat(yen.summary().get("currency").textValue()).isEqualTo("JPY");
        assertThat(yen.out()).contains("12 JPY");
        assertThat(revenue(run(whole, "--currency", "KWD").done())).isEqualTo("12.000");
        Path fine = write("fine.csv", "customer_id,date,amount", "a,2024-01-01,5.001");
        assertThat(revenue(run(fine, "--currency", "KWD").done())).isEqualTo("5.001");
        run(fine).failed(1, "fine.csv", "row 2", "'amount'", "'5.001'", "USD", "2 decimals");
    }

    /** A time with an offset is the day that the zone shows then; a time without is the day as written. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2024-02-01, 2024-03-31",
        "America/New_York, 2024-01-31, 2024-03-31",
        "Pacific/Kiritimati, 2024-02-01, 2024-04-01"
    })
    void zone(String zone, String first, String last) {
        Path file = write(
                "zones.csv",
                "customer_id,date,amount",
                "a,2024-01-31T23:30:00-05:00,5",
                "a,2024-03-15T23:59:59,6",
                "a,2024-03-31T12:00:00Z,7");
        Run run = run(file, "--zone", zone).done();
        assertThat(run.summary().get("firstDate").textValue()).isEqualTo(first);
        assertThat(run.summary().get("lastDate").textValue()).isEqualTo(last);
    }

    /** Days on which clocks change or that a country left out are days like any other. */
    @Test
    void clockChanges() {
        Path file = write(
                "clocks.csv",
                "customer_id,date,amount",
                "a,2024-03-31T02:30:00,1", // does not exist in Berlin
                "a,2024-10-27T02:30:00,2", // comes twice
                "b,2024-10-26T23:30:00Z,4", // 01:30 of the 27th
                "b,2024-10-27T23:30:00Z,8"); // 00:30 of the 28th
        Run run = run(file, "--zone", "Europe/Berlin").done();
        assertThat(run.customer("a")).containsEntry("first_day", "2024-03-31").containsEntry("last_day", "2024-10-27");
        assertThat(run.customer("b")).containsEntry("first_day", "2024-10-27").containsEntry("last_day", "2024-10-28");
        Path apia = write(
                "apia.csv",
                "customer_id,date,amount",
                "a,2011-12-30T09:59:59Z,1", // 29 December, the last second before the missing day
                "a,2011-12-30T10:00:00Z,2", // 31 December
                "b,2011-12-30,4"); // as written
        Run there = run(apia, "--zone", "Pacific/Apia").done();
        assertThat(there.customer("a"))
                .containsEntry("first_day", "2011-12-29")
                .containsEntry("last_day", "2011-12-31");
        assertThat(there.customer("b")).containsEntry("first_day", "2011-12-30");
    }

    @Test
    void columnsByName() {
        Path file = write("odd.csv", "was;wer;wann;wie viel", "x;a;2024-01-01;5", "y;b;2024-01-02;6");
        run(file).failed(1, "odd.csv", "line 1", "customer", "[was, wer, wann, wie viel]");
        Run run = run(file, "--customer-column", "wer", "--date-column", "wann", "--amount-column", "wie viel")
                .done();
        assertThat(revenue(run)).isEqualTo("11.00");
        run(file, "--customer-column", "who", "--date-column", "wann", "--amount-column", "wie viel")
                .failed(1, "odd.csv", "'who'", "customer");
        run(file, "--customer-column", "wer", "--date-column", "when", "--amount-column", "wie viel")
                .failed(1, "odd.csv", "'when'", "date");
        run(file, "--customer-column", "wer", "--date-column", "wann", "--amount-column", "much")
                .failed(1, "odd.csv", "'much'", "amount");
    }

    /** A column that is named wins over one that would be found. */
    @Test
    void namedColumnsWin() {
        Path file = write("two.csv", "customer_id,household,date,shipped,amount,net", "a,h,2024-01-01,2024-01-05,5,4");
        Run run = run(file, "--customer-column", "household", "--date-column", "shipped", "--amount-column", "net")
                .done();
        assertThat(run.customer("h")).containsEntry("spend", "4.00").containsEntry("first_day", "2024-01-05");
    }

    /** 3 × 1.115 = 3.345 and 1 × 0.125 are rounded to the even cent; -1 × 2 is a refund. */
    @Test
    void quantityTimesPrice() {
        Path file = write(
                "lines.csv",
                "customer_id,date,qty,each",
                "a,2024-01-01,3,1.115",
                "a,2024-01-01,1,0.125",
                "a,2024-01-02,-1,2.00",
                "a,2024-01-02,2,1.5");
        Run run = run(file, "--quantity-column", "qty", "--price-column", "each", "--refunds", "negative")
                .done();
        assertThat(revenue(run)).isEqualTo("4.46");
        assertThat(ingest(run, "roundedAmounts")).isEqualTo(2);
        assertThat(run.out()).contains("2 amounts rounded to 2 decimals");
        run(file, "--price-column", "each").failed(2, "--quantity-column", "--price-column");
        run(file, "--amount-column", "qty", "--price-column", "each").failed(2, "--amount-column", "not both");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer_id,order_date,amount",
                "Customer ID;Order Date;Amount",
                "CUSTOMERID\tINVOICEDATE\tTOTAL",
                "user_id|timestamp|revenue",
                "id,CustomerNo,InvoiceDate,Sales"
            })
    void columnsAreFound(String header) {
        String separator = header.contains(";") ? ";" : header.contains("\t") ? "\t" : header.contains("|") ? "|" : ",";
        String prefix = header.startsWith("id") ? "99" + separator : "";
        Path file = write(
                "found.csv",
                "\ufeff" + header,
                prefix + String.join(separator, "a", "2024-01-01", "5"),
                prefix + String.join(separator, "b", "2024-01-02", "6"));
        Run run = run(file).done();
        assertThat(revenue(run)).isEqualTo("11.00");
        assertThat(customers(run)).isEqualTo(2);
    }

    @Test
    void quantityAndPriceAreFound() {
        Path file =
                write("found.csv", "InvoiceNo,Customer ID,InvoiceDate,Quantity,Unit Price", "1,a,2024-01-01,3,2.50");
        Run run = run(file).done();
        assertThat(revenue(run)).isEqualTo("7.50");
        assertThat(run.kpi("items_per_order").doubleValue()).isEqualTo(3);
    }

    /** a buys 3 and 2 items for 10.00 and 5.00, b 1 for 3.00; the refund of 1 item for 5.00 cancels a's second order. */
    @Test
    void quantitiesMakeItemsPerOrder() {
        Path file = write(
                "units.csv",
                "customer_id,date,amount,units",
                "a,2024-01-01,10,3",
                "a,2024-01-02,5,2",
                "b,2024-02-01,3,1",
                "a,2024-02-02,-5,-1");
        Run run = run(file).done();
        assertThat(run.kpi("items_per_order").doubleValue()).isEqualTo(2);
        assertThat(run.kpi("average_item_price").doubleValue()).isEqualTo(13 / 4.0);
        assertThat(run.kpiCell("kpis.csv", "2024-01", "all", "items_per_order")).isEqualTo("3.0");
        assertThat(run.text("report.html")).contains("Items per order by month");

        Run without = run(file, "--no-quantities").done();
        assertThat(without.kpiIsUndefined("items_per_order")).isTrue();
        assertThat(without.out()).contains("the log has no quantities");
        assertThat(without.text("report.html")).doesNotContain("Items per order by month");

        Path weighed = write("weighed.csv", "customer_id,date,amount,kilos,qty", "a,2024-01-01,10,7,0.5");
        run(weighed).failed(1, "weighed.csv", "row 2", "'qty'", "'0.5'", "whole numbers", "--no-quantities");
        assertThat(revenue(run(weighed, "--no-quantities").done())).isEqualTo("10.00");
        assertThat(run(weighed, "--quantity-column", "kilos")
                        .done()
                        .kpi("items_per_order")
                        .doubleValue())
                .isEqualTo(7);
        run(weighed, "--quantity-column", "kilos", "--no-quantities").failed(2, "not both");
    }

    @Test
    void channel() {
        assertThat(shop().files()).doesNotContain("kpis-by-channel.csv");
        Run run = shop("--channel-column", "channel");
        // a came through the web, b through the shop, c through the web; their later orders count there too.
        assertThat(run.kpiCell("kpis-by-channel.csv", "2024-01", "web", "new_customers"))
                .isEqualTo("1.0");
        assertThat(run.kpiCell("kpis-by-channel.csv", "2024-01", "shop", "revenue"))
                .isEqualTo("50.0");
        assertThat(run.kpiCell("kpis-by-channel.csv", "2024-03", "shop", "revenue"))
                .isEqualTo("50.0");
        assertThat(run.kpiCell("kpis-by-channel.csv", "2024-03", "web", "revenue"))
                .isEqualTo("0.0");
        assertThat(run.kpiCell("kpis-by-channel.csv", "2024-03", "web", "orders"))
                .isEqualTo("1.0");
        run(shop, "--channel-column", "canal").failed(1, "shop.csv", "'canal'", "channel");
        Path other = write("other.csv", "customer_id,date,amount,source", "a,2024-01-01,5,ads", "b,2024-01-01,5,");
        Run named = run(other, "--channel-column", "source").done();
        assertThat(named.kpiCell("kpis-by-channel.csv", "2024-01", "ads", "revenue"))
                .isEqualTo("5.0");
        assertThat(named.kpiCell("kpis-by-channel.csv", "2024-01", "(none)", "revenue"))
                .isEqualTo("5.0");
    }

    /** "(none)" is what Google Analytics calls the medium of direct visits, and a shop may call a channel "all". */
    @ParameterizedTest
    @ValueSource(strings = {"(none)", "all", "All", "Gone", "New", "No group"})
    void channelsMayHaveAnyName(String channel) {
        Path file = write(
                "ga.csv",
                "customer_id,date,amount,medium",
                "a,2024-01-01,5.00," + channel,
                "b,2024-01-01,6.00,organic",
                "c,2024-01-02,7.00,");
        Run run = run(file, "--channel-column", "medium");
        if (run.code() != 0) {
            run.failed(1, "ga.csv", "'medium'", channel);
        }
    }

    @Test
    void help() {
        Run help = Run.to(folder.resolve("none"), "--help").done();
        assertThat(help.out())
                .contains("--input", "--refunds", "--acquisition-spend", "Exit codes:")
                .contains("net, negative, reject, drop");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 120);
        assertThat(Run.to(folder.resolve("none"), "--version").done().out()).startsWith("customer-base-report ");
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
