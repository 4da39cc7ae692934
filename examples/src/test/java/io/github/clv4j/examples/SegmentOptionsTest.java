package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options about scores, segments and the days that customers are followed along. */
class SegmentOptionsTest {
    /** Four customers: recency 90, 60, 30, 0 days; orders 1, 2, 3, 4; spend 80, 60, 30, 40; mean spend 80, 30, 10, 10. */
    private static final String[] SHOP = {
        "customer_id,date,amount",
        "a,2024-01-01,80.00",
        "b,2024-01-02,30.00",
        "b,2024-01-31,30.00",
        "c,2024-01-03,10.00",
        "c,2024-02-10,10.00",
        "c,2024-03-01,10.00",
        "d,2024-01-04,10.00",
        "d,2024-02-10,10.00",
        "d,2024-03-30,10.00",
        "d,2024-03-31,10.00"
    };

    @TempDir
    private Path folder = Path.of("");

    private Path shop = Path.of("");
    private int runs;

    @BeforeEach
    void writeShop() {
        shop = Run.write(folder.resolve("shop.csv"), SHOP);
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

    private static String scores(Run run, String id) {
        return run.customer(id).get("r")
                + run.customer(id).get("f")
                + run.customer(id).get("m");
    }

    private static JsonNode scoring(Run run) {
        return run.summary().get("scoring");
    }

    private static List<String> dates(Run run) {
        return StreamSupport.stream(
                        run.summary().get("migrationSeries").get("dates").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    @Test
    void helpNamesAllMapsAndEachIsFoundByItsName() {
        Run help = Run.to(folder.resolve("help"), "--help");
        String words = help.out().replaceAll("\\s+", " ");
        for (SegmentMap map : SegmentMaps.all()) {
            String name = map.name().toLowerCase(Locale.ROOT).replace(' ', '-');
            assertThat(words).contains(name);
            Run run = shop("--segment-map", name);
            assertThat(run.summary().get("segmentMap").textValue()).isEqualTo(map.name());
            assertThat(scoring(run).get("bins").intValue()).isEqualTo(map.bins());
        }
        assertThat(shop("--segment-map", "RF grid").summary().get("segmentMap").textValue())
                .isEqualTo("RF grid");
    }

    @Test
    void mapsFromCsvAndJson() {
        Path csv = Run.write(
                folder.resolve("own.csv"),
                "segment,rule,treatment,description",
                "Top,R3-4,keep,bought lately",
                "Rest,any,win back,all others");
        run(shop, "--segment-map", csv.toString(), "--bins", "1").failed(2, "--bins", "1", "2 to 10");
        Run four = shop("--segment-map", csv.toString(), "--bins", "4");
        assertThat(four.summary().get("segmentMap").textValue()).isEqualTo("own.csv");
        assertThat(four.customer("c")).containsEntry("segment", "Top");
        assertThat(four.customer("b")).containsEntry("segment", "Rest");
        // Without --bins a CSV map is for five, where c has 4 and d has 5.
        assertThat(shop("--segment-map", csv.toString()).customer("d")).containsEntry("segment", "Rest");
        Path json = Run.write(
                folder.resolve("own.JSON"),
                "{\"name\": \"Three\", \"bins\": 3, \"segments\": [",
                "{\"name\": \"Late\", \"rule\": \"R3\", \"treatment\": \"keep\", \"description\": \"d\"},",
                "{\"name\": \"Others\", \"rule\": \"any\", \"treatment\": \"keep\", \"description\": \"d\"}]}");
        Run three = shop("--segment-map", json.toString());
        assertThat(three.summary().get("segmentMap").textValue()).isEqualTo("Three");
        assertThat(three.text("report.html")).contains("scored from 1 to 3").doesNotContain("from 1 to 5");
        run(shop, "--segment-map", json.toString(), "--bins", "5")
                .failed(2, "--bins is 5, but the segment map 'Three' is made for 3");
        Path bad = Run.write(folder.resolve("bad.json"), "{\"name\": \"Bad\"}");
        run(shop, "--segment-map", bad.toString()).failed(1, "bad.json", "bins");
        Path rule = Run.write(
                folder.resolve("rule.csv"), "segment,rule,treatment,description", "Top,Q9,keep,bought lately");
        run(shop, "--segment-map", rule.toString()).failed(1, "rule.csv", "row 2", "Q9");
    }

    @Test
    void rulesGiveTheirScores() {
        // Quartile cuts of 0, 30, 60, 90 days are 22.5, 45, 67.5; of orders 1.75, 2.5, 3.25; of spend 37.5, 50, 65.
        Run quantile = shop("--segment-map", "quartile");
        assertThat(List.of(scores(quantile, "a"), scores(quantile, "b"), scores(quantile, "c"), scores(quantile, "d")))
                .containsExactly("114", "223", "331", "442");
        assertThat(scoring(quantile).get("rule").textValue()).isEqualTo("quantile");
        // Means are 45 days, 2.5 orders, 52.5; better is 2.
        Run mean = shop("--segment-map", "alibaba", "--scoring-rule", "mean");
        assertThat(List.of(scores(mean, "a"), scores(mean, "b"), scores(mean, "c"), scores(mean, "d")))
                .containsExactly("112", "112", "221", "221");
        // Mean spend 80, 30, 10, 10: c and d tie at the bottom, of which NTILE lets the lower id be the lower.
        Run ntile = shop("--segment-map", "quartile", "--scoring-rule", "ntile", "--monetary", "mean");
        assertThat(List.of(scores(ntile, "a"), scores(ntile, "b"), scores(ntile, "c"), scores(ntile, "d")))
                .containsExactly("114", "223", "331", "442");
        assertThat(scoring(ntile).get("monetary").textValue()).isEqualTo("mean");
        // Both are one bin of one value where each customer is alone in its group.
        Run nested = shop("--segment-map", "quartile", "--nested");
        assertThat(List.of(scores(nested, "a"), scores(nested, "d"))).containsExactly("111", "411");
        assertThat(scoring(nested).get("nested").booleanValue()).isTrue();
        run(shop, "--scoring-rule", "mean").failed(2, "--scoring-rule is mean", "2 bins", "'Omniconvert'", "5");
        run(shop, "--scoring-rule", "best").failed(2, "--scoring-rule", "best", "percent-rank", "jenks");
        run(shop, "--monetary", "median").failed(2, "--monetary", "median", "total", "mean");
    }

    @ParameterizedTest
    @CsvSource({"percent-rank, 114", "CUME-DIST, 114", "average-rank, 114", "jenks, 114", "r-rfm, 112"})
    void furtherRules(String rule, String scores) {
        Run run = shop("--segment-map", "quartile", "--scoring-rule", rule);
        assertThat(scoring(run).get("rule").textValue()).isEqualTo(rule.toLowerCase(Locale.ROOT));
        assertThat(scores(run, "a").substring(0, 2)).isEqualTo(scores.substring(0, 2));
    }

    /** In the last 31 days c has one order of 10 and d two of 20 in all; a and b have none. */
    @Test
    void lookBack() {
        Run run = shop("--segment-map", "quartile", "--look-back", "31");
        assertThat(scoring(run).get("lookBackDays").intValue()).isEqualTo(31);
        assertThat(List.of(scores(run, "a"), scores(run, "b"), scores(run, "c"), scores(run, "d")))
                .containsExactly("111", "211", "333", "444");
        run(shop, "--look-back", "0").failed(2, "--look-back is 0", "1 day or more");
    }

    @Test
    void thresholdsAreFrozen() {
        Run first = shop("--segment-map", "quartile");
        Path saved = first.folder().resolve("rfm-thresholds.json");
        Path one =
                Run.write(folder.resolve("one.csv"), "customer_id,date,amount", "e,2024-05-01,65.01", "f,2024-06-30,1");
        Run frozen = run(one, "--segment-map", "quartile", "--thresholds", saved.toString())
                .done();
        Consistency.check(frozen);
        assertThat(scores(frozen, "e")).isEqualTo("214");
        assertThat(scores(frozen, "f")).isEqualTo("411");
        assertThat(scoring(frozen).get("thresholdsFile").textValue()).isEqualTo("rfm-thresholds.json");
        assertThat(frozen.text("rfm-thresholds.json")).isEqualTo(first.text("rfm-thresholds.json"));
        frozen.summary()
                .get("sizeChange")
                .get("segments")
                .forEach(change ->
                        assertThat(change.get("rebinning").longValue()).isZero());

        run(one, "--thresholds", saved.toString()).failed(2, "--thresholds", "4 bins", "'Omniconvert'", "5");
        run(one, "--segment-map", "quartile", "--currency", "EUR", "--thresholds", saved.toString())
                .failed(2, "--thresholds", "USD", "--currency", "EUR");
        run(one, "--segment-map", "quartile", "--scoring-rule", "ntile", "--thresholds", saved.toString())
                .failed(2, "--scoring-rule is ntile", "quantile");
        run(one, "--segment-map", "quartile", "--nested", "--thresholds", saved.toString())
                .failed(2, "--nested", "leave --nested out");
        run(one, "--segment-map", "quartile", "--look-back", "9", "--thresholds", saved.toString())
                .failed(2, "--look-back is 9", "none");
        run(one, "--segment-map", "quartile", "--monetary", "mean", "--thresholds", saved.toString())
                .failed(2, "--monetary is mean", "total");
        Run replaced = Run.to(
                first.folder(),
                "--input",
                one.toString(),
                "--segment-map",
                "quartile",
                "--thresholds",
                saved.toString());
        assertThat(replaced.code()).isEqualTo(2);
        assertThat(replaced.message()).contains("--thresholds", "the results would replace");
    }

    /** Ids of a CSV file are text; a service of one's own may have numbers. */
    @Test
    void thresholdsOfOtherIdsAreRefused() {
        Path numbers = Run.write(
                folder.resolve("numbers.csv"),
                "customer_id,date,amount",
                "1,2024-01-01,5",
                "2,2024-01-01,5",
                "10,2024-01-01,5",
                "11,2024-02-01,6");
        Run run = run(numbers, "--segment-map", "quartile", "--scoring-rule", "ntile")
                .done();
        Path saved = run.folder().resolve("rfm-thresholds.json");
        run(numbers, "--segment-map", "quartile", "--scoring-rule", "ntile", "--thresholds", saved.toString())
                .done();
        String text = run.text("rfm-thresholds.json");
        assertThat(text).contains("\"numericIds\" : false");
        Path other = Run.write(
                folder.resolve("numeric.json"), text.replace("\"numericIds\" : false", "\"numericIds\" : true"));
        run(numbers, "--segment-map", "quartile", "--thresholds", other.toString())
                .failed(2, "--thresholds", "numeric ids", "other kind");
    }

    @Test
    void thresholdsFileIsAtFault() throws IOException {
        String sound = shop().text("rfm-thresholds.json");
        for (String[] fault : new String[][] {
            {"{", "line 2, column 1", "end-of-input"},
            {"[]", "must be an object"},
            {"{\"format\": 2}", "format 2 is newer than 1, which this version reads"},
            {"{\"format\": 1, \"edges\": [null]}", "the key is missing"},
            {sound.replace("\"rule\"", "\"rules\""), "rule: the key is missing"},
            {sound.replaceFirst("\\{", "{\"more\": 1, "), "more: the key is unknown"},
            {sound.replace("\"QUANTILE\"", "\"GUESS\""), "GUESS"},
            {sound.replace("\"recency_days\"", "\"age\""), "age"}
        }) {
            Path file = Run.write(folder.resolve("bad.json"), fault[0]);
            String[] parts = fault.clone();
            parts[0] = "bad.json";
            run(shop, "--thresholds", file.toString()).failed(1, parts);
        }
        run(shop, "--thresholds", folder.resolve("none.json").toString()).failed(1, "none.json", "no such file");
        run(shop, "--thresholds", folder.toString()).failed(1, "folder", "--thresholds");
        Path latin = folder.resolve("latin.json");
        Files.write(latin, "{\"ä\": 1}".getBytes(StandardCharsets.ISO_8859_1));
        run(shop, "--thresholds", latin.toString()).failed(1, "latin.json", "UTF-8");
    }

    /** The data begin on 2024-01-01: two months before the last day there is a snapshot, three before none. */
    @Test
    void snapshotsAreMonthsAsFarAsTheDataReach() {
        assertThat(dates(shop())).containsExactly("2024-01-31", "2024-02-29", "2024-03-31");
        assertThat(dates(shop("--snapshots", "120"))).hasSize(3);
        Run one = shop("--snapshots", "1");
        assertThat(dates(one)).containsExactly("2024-02-29", "2024-03-31");
        assertThat(one.summary().get("migrationDates").get("from").textValue()).isEqualTo("2024-02-29");
    }

    @Test
    void snapshotsAreDatesAndTheAsOfDate() {
        Run run = shop("--snapshots", "2023-12-31, 2024-01-02,2024-02-20");
        assertThat(dates(run)).containsExactly("2023-12-31", "2024-01-02", "2024-02-20", "2024-03-31");
        assertThat(run.summary().get("migrationDates").get("from").textValue()).isEqualTo("2023-12-31");
        // Unequal steps make no chain, which the page says in words.
        assertThat(run.text("report.html")).contains("There is no Markov chain of it", "not equally far apart");
        List<Run.Line> moves = run.table("migration-series.csv");
        // a and b are new in the first step; c and d in the second.
        assertThat(Consistency.total(
                        Consistency.where(Consistency.where(moves, "to_date", "2024-01-02"), "from", "New"),
                        "customers"))
                .isEqualByComparingTo("2");
        assertThat(Consistency.total(
                        Consistency.where(Consistency.where(moves, "to_date", "2024-02-20"), "from", "New"),
                        "customers"))
                .isEqualByComparingTo("2");
        assertThat(Consistency.total(Consistency.where(moves, "to_date", "2024-02-20"), "spend_before"))
                .isEqualByComparingTo("110.00");
        assertThat(Consistency.total(Consistency.where(moves, "to_date", "2024-02-20"), "spend_after"))
                .isEqualByComparingTo("180.00");
    }

    @Test
    void compareToIsOneOfTheSnapshots() {
        Run run = shop("--snapshots", "2", "--compare-to", "2024-02-29");
        assertThat(run.summary().get("migrationDates").get("from").textValue()).isEqualTo("2024-02-29");
        run(shop, "--snapshots", "2", "--compare-to", "2024-02-28")
                .failed(2, "--compare-to is 2024-02-28", "--snapshots", "2024-02-29", "one of them");
        // Without --snapshots it may be any day, and the series stays what it is.
        assertThat(dates(shop("--compare-to", "2024-02-28"))).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1 to 120",
                "121|1 to 120",
                "99999999999|1 to 120",
                "-1|1 to 120",
                "monthly|1 to 120",
                "2024-02-30|rising dates",
                "2024-02-01,|rising dates",
                "2024-02-01,2024-02-01|rising dates",
                "2024-03-01,2024-02-01|rising dates",
                "2024-04-01|not be after the as-of date 2024-03-31"
            })
    void badSnapshots(String value, String rule) {
        run(shop, "--snapshots", value).failed(2, "--snapshots", value, rule);
    }

    /** Wilson's interval at 95 % of 1 in 4 is 0.0456 to 0.6994, by the formula with z = 1.959964. */
    @Test
    void ratesHaveWilsonsIntervals() {
        Path own = Run.write(folder.resolve("own.csv"), "segment,rule,treatment,description", "All,any,keep,-");
        Path gone = Run.write(
                folder.resolve("gone.csv"),
                "customer_id,date,amount",
                "a,2024-01-01,1",
                "b,2024-03-01,1",
                "c,2024-03-01,1",
                "d,2024-03-01,1",
                "b,2024-03-31,1");
        Run run = run(gone, "--segment-map", own.toString(), "--gone-after", "80", "--snapshots", "2024-03-01")
                .done();
        Consistency.check(run);
        Run.Line move = Consistency.where(
                        Consistency.where(run.table("migration-series.csv"), "from", "All"), "to", "Gone")
                .get(0);
        assertThat(move.get("customers")).isEqualTo("1");
        assertThat(Double.parseDouble(move.get("rate"))).isEqualTo(0.25);
        assertThat(Double.parseDouble(move.get("lower"))).isCloseTo(0.0456, within(5e-5));
        assertThat(Double.parseDouble(move.get("upper"))).isCloseTo(0.6994, within(5e-5));
        JsonNode all = run.summary().get("migrationSeries").get("segments").get(0);
        assertThat(all.toString()).isEqualTo("{\"name\":\"All\",\"stay\":[3],\"in\":[0],\"out\":[1]}");
        assertThat(run.summary().get("sizeChange").get("total").toString())
                .isEqualTo("{\"before\":4,\"behaviour\":0,\"births\":0,\"returns\":0,\"losses\":1,\"rebinning\":0,"
                        + "\"after\":3}");
    }

    @Test
    void oneDayHasNoSeries() {
        Path one = Run.write(folder.resolve("day.csv"), "customer_id,date,amount", "a,2024-01-01,5");
        Run run = run(one).done();
        Consistency.check(run);
        assertThat(run.summary().get("migrationSeries").isNull()).isTrue();
        assertThat(run.summary().get("alarms")).isEmpty();
        assertThat(run.table("migration-series.csv")).isEmpty();
        assertThat(run.text("report.html")).contains("the log is too short for two");
    }
}
