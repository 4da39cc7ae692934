package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must hold between the files of any one run, whatever its input and options. */
final class Consistency {
    private static final List<String> TOP_LEVEL = List.of(
            "customers",
            "transactions",
            "firstDate",
            "lastDate",
            "currency",
            "revenue",
            "ingest",
            "kpis",
            "segments",
            "scoring",
            "migration",
            "migrationSeries",
            "sizeChange",
            "alarms");
    private static final double DOUBLE_NOISE = 1e-12;

    private final Run run;
    private final JsonNode summary;
    private final List<Run.Line> customers;
    private final List<Run.Line> segments;
    private final List<Run.Line> kpis;
    private final BigDecimal revenue;

    private Consistency(Run run) {
        this.run = run;
        this.summary = run.summary();
        this.customers = run.table("customers.csv");
        this.segments = run.table("segments.csv");
        this.kpis = run.table("kpis.csv");
        this.revenue = new BigDecimal(summary.get("revenue").textValue());
    }

    static void check(Run run) {
        Consistency files = new Consistency(run);
        files.contract();
        files.ingest();
        files.customers();
        files.segments();
        files.migration();
        files.migrationSeries();
        files.sizeChange();
        files.spreads();
        files.cohorts();
        files.kpis();
        files.kpiTable();
        files.clv();
        files.bridge();
        assertSelfContained(run.text("report.html"));
    }

    /** The fields that the issue lists, with their types. */
    private void contract() {
        assertThat(summary.fieldNames()).toIterable().containsAll(TOP_LEVEL);
        assertThat(summary.get("customers").isIntegralNumber()).isTrue();
        assertThat(summary.get("transactions").isIntegralNumber()).isTrue();
        LocalDate first = LocalDate.parse(summary.get("firstDate").textValue());
        assertThat(LocalDate.parse(summary.get("lastDate").textValue())).isAfterOrEqualTo(first);
        assertThat(summary.get("currency").textValue()).matches("[A-Z]{3}");
        assertThat(summary.get("revenue").isTextual()).isTrue();
        assertThat(summary.get("revenue").textValue()).matches("-?[0-9]+(\\.[0-9]+)?");
        JsonNode ingest = summary.get("ingest");
        assertThat(ingest.fieldNames()).toIterable().contains("read", "accepted", "netted", "dropped", "rejected");
        for (String counts : List.of("dropped", "rejected")) {
            assertThat(ingest.get(counts).isObject()).isTrue();
            ingest.get(counts).forEach(rows -> {
                assertThat(rows.isIntegralNumber()).isTrue();
                assertThat(rows.longValue()).isPositive();
            });
        }
        assertThat(summary.get("kpis").isObject()).isTrue();
        summary.get("kpis").properties().forEach(kpi -> {
            assertThat(kpi.getKey()).matches("[a-z_]+");
            assertThat(kpi.getValue().isNumber() || kpi.getValue().isNull()).isTrue();
        });
        assertThat(summary.get("segments").isArray()).isTrue();
        summary.get("segments").forEach(segment -> {
            assertThat(segment.get("name").isTextual()).isTrue();
            assertThat(segment.get("customers").isIntegralNumber()).isTrue();
            assertThat(segment.get("revenue").isTextual()).isTrue();
        });
        assertThat(summary.get("migration").isArray()).isTrue();
        summary.get("migration").forEach(move -> {
            assertThat(move.get("from").isTextual()).isTrue();
            assertThat(move.get("to").isTextual()).isTrue();
            assertThat(move.get("customers").isIntegralNumber()).isTrue();
        });
    }

    private void ingest() {
        JsonNode ingest = summary.get("ingest");
        long dropped = sum(ingest.get("dropped"));
        long rejected = sum(ingest.get("rejected"));
        assertThat(ingest.get("read").longValue())
                .isEqualTo(ingest.get("accepted").longValue()
                        + ingest.get("netted").longValue()
                        + dropped
                        + rejected);
        assertThat(ingest.get("accepted")).isEqualTo(summary.get("transactions"));
        assertThat(ingest.get("netted").longValue())
                .isEqualTo(ingest.get("nettedRefunds").longValue()
                        + ingest.get("cancelledPurchases").longValue());
        assertThat(ingest.get("firstProblems").size()).isEqualTo((int) Math.min(20, rejected));
    }

    private void customers() {
        assertThat(customers).hasSize(summary.get("customers").intValue());
        LocalDate asOf = LocalDate.parse(summary.get("asOf").textValue());
        LocalDate firstDate = LocalDate.parse(summary.get("firstDate").textValue());
        String before = "";
        for (Run.Line row : customers) {
            assertThat(row.get("customer_id")).isGreaterThan(before);
            before = row.get("customer_id");
            LocalDate first = LocalDate.parse(row.get("first_day"));
            LocalDate last = LocalDate.parse(row.get("last_day"));
            assertThat(first).isBetween(firstDate, last);
            assertThat(last).isBeforeOrEqualTo(asOf);
            assertThat(row.get("recency_days")).isEqualTo(Long.toString(ChronoUnit.DAYS.between(last, asOf)));
            assertThat(Integer.parseInt(row.get("x"))).isBetween(0, Integer.parseInt(row.get("orders")) - 1);
            assertThat(Double.parseDouble(row.get("tx"))).isBetween(0.0, Double.parseDouble(row.get("age")));
            for (String score : List.of("r", "f", "m")) {
                assertThat(Integer.parseInt(row.get(score)))
                        .isBetween(1, summary.get("scoring").get("bins").intValue());
            }
        }
        assertThat(total(customers, "spend").add(noOrders())).isEqualByComparingTo(revenue);
        assertThat(total(customers, "historical_clv"))
                .isEqualByComparingTo(summary.get("historicalClv").get("total").textValue());
        assertThat(total(customers, "orders")).isEqualByComparingTo(run.kpi("orders"));
    }

    /** What customers without an order were refunded: it is in no row of customers.csv. */
    private BigDecimal noOrders() {
        return segments.stream()
                .filter(row -> row.get("segment").equals("No orders"))
                .map(row -> new BigDecimal(row.get("revenue")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void segments() {
        List<String> told = new ArrayList<>();
        summary.get("segments")
                .forEach(node -> told.add(node.get("name").textValue() + "|"
                        + node.get("customers").longValue() + "|"
                        + node.get("revenue").textValue()));
        assertThat(segments.stream()
                        .map(row -> row.get("segment") + "|" + row.get("customers") + "|" + row.get("revenue")))
                .isEqualTo(told);
        assertThat(total(segments, "revenue")).isEqualByComparingTo(revenue);
        for (Run.Line segment : segments) {
            if (!segment.get("segment").equals("No orders")) {
                List<Run.Line> members = customers.stream()
                        .filter(row -> row.get("segment").equals(segment.get("segment")))
                        .toList();
                assertThat(segment.get("customers")).isEqualTo(Integer.toString(members.size()));
                assertThat(total(members, "spend")).isEqualByComparingTo(segment.get("revenue"));
                assertThat(total(members, "orders")).isEqualByComparingTo(segment.get("orders"));
            }
        }
    }

    private void migration() {
        List<Run.Line> cells = run.table("migration.csv");
        List<String> told = new ArrayList<>();
        summary.get("migration")
                .forEach(move -> told.add(move.get("from").textValue() + "|"
                        + move.get("to").textValue() + "|"
                        + move.get("customers").longValue()));
        assertThat(cells.stream()
                        .filter(row -> !row.get("customers").equals("0"))
                        .map(row -> row.get("from") + "|" + row.get("to") + "|" + row.get("customers")))
                .isEqualTo(told);
        for (Run.Line segment : segments) {
            String name = segment.get("segment");
            BigDecimal members = new BigDecimal(segment.get("customers"));
            BigDecimal arrived = total(where(cells, "to", name), "customers");
            if (name.equals("Gone")) {
                assertThat(arrived).isGreaterThanOrEqualTo(members);
            } else if (!name.equals("No orders")) {
                assertThat(arrived).as("customers who are now %s", name).isEqualByComparingTo(members);
            }
        }
        for (Run.Line cell : cells) {
            BigDecimal row = total(where(cells, "from", cell.get("from")), "customers");
            if (row.signum() == 0) {
                assertThat(cell.get("rate")).isEmpty();
            } else {
                assertThat(Double.parseDouble(cell.get("rate")))
                        .isEqualTo(Double.parseDouble(cell.get("customers")) / row.doubleValue());
            }
        }
    }

    /** Each step starts where the one before it ended, and the last ends with today's segments. */
    private void migrationSeries() {
        List<Run.Line> cells = run.table("migration_series.csv");
        JsonNode series = summary.get("migrationSeries");
        if (series.isNull()) {
            assertThat(cells).isEmpty();
            return;
        }
        int steps = series.get("dates").size() - 1;
        assertThat(series.get("dates").get(steps)).isEqualTo(summary.get("asOf"));
        for (int step = 0; step < steps; step++) {
            String from = series.get("dates").get(step).textValue();
            String to = series.get("dates").get(step + 1).textValue();
            List<Run.Line> moves = where(where(cells, "from_date", from), "to_date", to);
            assertThat(moves).isNotEmpty();
            for (JsonNode segment : series.get("segments")) {
                String name = segment.get("name").textValue();
                long stay = segment.get("stay").get(step).longValue();
                long before = stay + segment.get("out").get(step).longValue();
                long after = stay + segment.get("in").get(step).longValue();
                assertThat(total(where(where(moves, "from", name), "to", name), "customers"))
                        .isEqualByComparingTo(BigDecimal.valueOf(stay));
                assertThat(total(where(moves, "from", name), "customers"))
                        .isEqualByComparingTo(BigDecimal.valueOf(before));
                assertThat(total(where(moves, "to", name), "customers"))
                        .isEqualByComparingTo(BigDecimal.valueOf(after));
                if (step + 1 < steps) {
                    assertThat(segment.get("stay").get(step + 1).longValue()
                                    + segment.get("out").get(step + 1).longValue())
                            .isEqualTo(after);
                } else {
                    assertThat(where(segments, "segment", name).get(0).get("customers"))
                            .isEqualTo(Long.toString(after));
                }
            }
            for (Run.Line move : moves) {
                if (!move.get("rate").isEmpty()) {
                    assertThat(Double.parseDouble(move.get("rate")))
                            .isBetween(Double.parseDouble(move.get("lower")), Double.parseDouble(move.get("upper")));
                }
            }
        }
    }

    private void sizeChange() {
        JsonNode sizes = summary.get("sizeChange");
        if (sizes.isNull()) {
            return;
        }
        assertThat(sizes.get("from")).isEqualTo(summary.get("migrationDates").get("from"));
        List<JsonNode> changes = new ArrayList<>();
        sizes.get("segments").forEach(changes::add);
        for (JsonNode change : changes) {
            assertThat(where(segments, "segment", change.get("name").textValue())
                            .get(0)
                            .get("customers"))
                    .isEqualTo(Long.toString(change.get("after").longValue()));
        }
        changes.add(sizes.get("total"));
        for (JsonNode change : changes) {
            assertThat(change.get("before").longValue()
                            + change.get("behaviour").longValue()
                            + change.get("births").longValue()
                            + change.get("returns").longValue()
                            - change.get("losses").longValue()
                            + change.get("rebinning").longValue())
                    .isEqualTo(change.get("after").longValue());
        }
    }

    private void spreads() {
        int figures = summary.get("clv").get("total").isNull() ? 3 : 4;
        List<Run.Line> spreads = run.table("segment_spread.csv");
        assertThat(spreads).hasSize(figures * segments.size());
        for (Run.Line segment : segments) {
            Run.Line recency = where(where(spreads, "segment", segment.get("segment")), "figure", "recency_days")
                    .get(0);
            assertThat(recency.get("p50")).isEqualTo(segment.get("median_recency_days"));
        }
    }

    private void cohorts() {
        List<Run.Line> cells = run.table("cohorts.csv");
        assertThat(total(where(cells, "offset", "0"), "customers"))
                .isEqualByComparingTo(summary.get("customers").decimalValue());
        boolean allKnown = true;
        for (Run.Line cell : cells) {
            if (cell.get("known").equals("false")) {
                allKnown = false;
                assertThat(cell.get("active")).isEmpty();
                assertThat(cell.get("retention")).isEmpty();
                assertThat(cell.get("revenue")).isEmpty();
            } else if (cell.get("customers").equals("0")) {
                assertThat(cell.get("retention")).isEmpty();
            } else {
                assertThat(Double.parseDouble(cell.get("retention")))
                        .isEqualTo(Double.parseDouble(cell.get("active")) / Double.parseDouble(cell.get("customers")));
                if (cell.get("offset").equals("0")) {
                    assertThat(cell.get("active")).isEqualTo(cell.get("customers"));
                }
            }
        }
        // What a customer was refunded before its first order is in no cohort.
        boolean refundsKept =
                run.kpi("orders").longValue() < summary.get("transactions").longValue();
        if (allKnown && !refundsKept) {
            assertThat(total(cells, "revenue")).isEqualByComparingTo(revenue);
        }
    }

    private void kpis() {
        double orders = run.kpi("orders").doubleValue();
        double active = run.kpi("active_customers").doubleValue();
        assertThat(run.kpi("active_customers"))
                .isEqualByComparingTo(summary.get("customers").decimalValue());
        assertThat(run.kpi("new_customers"))
                .isEqualByComparingTo(summary.get("customers").decimalValue());
        assertThat(run.kpi("revenue").doubleValue()).isEqualTo(revenue.doubleValue());
        assertClose(run.kpi("aov").doubleValue(), revenue.doubleValue() / orders);
        assertClose(run.kpi("arpu").doubleValue(), revenue.doubleValue() / active);
        assertClose(run.kpi("purchase_frequency").doubleValue(), orders / active);
        long repeaters = customers.stream()
                .filter(row -> Integer.parseInt(row.get("orders")) > 1)
                .count();
        assertClose(run.kpi("repeat_purchase_rate").doubleValue(), repeaters / active);
        if (!run.kpiIsUndefined("retention_rate")) {
            assertClose(run.kpi("retention_rate").add(run.kpi("churn_rate")).doubleValue(), 1);
        }
    }

    /** Months add up to the whole, groups to all, and quotients are what their formulas say. */
    private void kpiTable() {
        for (String id : List.of("orders", "revenue", "new_customers")) {
            List<Run.Line> cells = where(kpis, "kpi", id);
            BigDecimal total = total(where(cells, "group", "all"), "value");
            if (id.equals("revenue")) {
                // A KPI is a double: of amounts beyond 2^53 it keeps the first sixteen digits.
                assertClose(total.doubleValue(), revenue.doubleValue());
            } else {
                assertThat(total).as(id).isEqualByComparingTo(run.kpi(id));
            }
        }
        for (String id : List.of("orders", "revenue", "new_customers", "active_customers")) {
            Map<String, BigDecimal> groups = new TreeMap<>();
            Map<String, BigDecimal> all = new TreeMap<>();
            for (Run.Line cell : where(kpis, "kpi", id)) {
                (cell.get("group").equals("all") ? all : groups)
                        .merge(cell.get("period"), new BigDecimal(cell.get("value")), BigDecimal::add);
            }
            assertThat(groups.keySet()).isEqualTo(all.keySet());
            all.forEach((period, value) ->
                    assertThat(groups.get(period)).as("%s in %s", id, period).isEqualByComparingTo(value));
        }
        for (Run.Line segment : segments) {
            String group = segment.get("segment").equals("No orders") ? "(none)" : segment.get("segment");
            assertThat(total(where(where(kpis, "kpi", "revenue"), "group", group), "value"))
                    .as("revenue of %s over all months", group)
                    .isEqualByComparingTo(segment.get("revenue"));
        }
        for (Run.Line cell : kpis) {
            boolean undefined = !cell.get("undefined").isEmpty();
            assertThat(cell.get("value").isEmpty()).isEqualTo(undefined);
            if (!undefined && !cell.get("denominator").isEmpty()) {
                assertClose(
                        Double.parseDouble(cell.get("value")),
                        Double.parseDouble(cell.get("numerator")) / Double.parseDouble(cell.get("denominator")));
            }
        }
    }

    /** Values add up to the cent, and where there is none there is a reason and no figure at all, not even 0. */
    private void clv() {
        JsonNode clv = summary.get("clv");
        List<String> pAlive = customers.stream().map(row -> row.get("p_alive")).toList();
        if (clv.get("model").isNull()) {
            assertThat(clv.get("total").isNull()).isTrue();
            assertThat(clv.get("expectedAlive").isNull()).isTrue();
            assertThat(pAlive).containsOnly("");
            assertThat(customers).allMatch(row -> row.get("expected_orders").isEmpty());
        } else {
            assertThat(pAlive).allSatisfy(p -> assertThat(Double.parseDouble(p)).isBetween(0.0, 1.0));
            assertThat(total(customers, "p_alive").doubleValue())
                    .isCloseTo(clv.get("expectedAlive").doubleValue(), within(1e-9 * customers.size()));
            assertThat(total(customers, "expected_orders").doubleValue())
                    .isCloseTo(clv.get("expectedOrders").doubleValue(), within(1e-9 * customers.size()));
        }
        if (clv.get("total").isNull()) {
            assertThat(clv.get("reason").textValue()).isNotBlank();
            assertThat(clv.get("bySegment")).isEmpty();
            for (String column : List.of("clv", "clv_lower", "clv_upper")) {
                assertThat(customers).allMatch(row -> row.get(column).isEmpty());
            }
            return;
        }
        assertThat(clv.get("reason").isNull()).isTrue();
        BigDecimal all = new BigDecimal(clv.get("total").textValue());
        assertThat(total(customers, "clv")).isEqualByComparingTo(all);
        assertWithin(all, clv);
        BigDecimal sum = BigDecimal.ZERO;
        int members = 0;
        for (JsonNode segment : clv.get("bySegment")) {
            BigDecimal value = new BigDecimal(segment.get("clv").textValue());
            sum = sum.add(value);
            members += segment.get("customers").intValue();
            List<Run.Line> rows =
                    where(customers, "segment", segment.get("name").textValue());
            assertThat(rows).hasSize(segment.get("customers").intValue());
            assertThat(total(rows, "clv")).isEqualByComparingTo(value);
            assertWithin(value, segment);
        }
        assertThat(sum).isEqualByComparingTo(all);
        assertThat(members).isEqualTo(customers.size());
        for (Run.Line row : customers) {
            if (!row.get("clv_lower").isEmpty() && !row.get("clv_upper").isEmpty()) {
                assertThat(new BigDecimal(row.get("clv")))
                        .isBetween(new BigDecimal(row.get("clv_lower")), new BigDecimal(row.get("clv_upper")));
            }
        }
    }

    /** Both partings of the change add up to it, to the cent, and so do the groups of the tables. */
    private void bridge() {
        JsonNode bridge = summary.get("revenueBridge");
        BigDecimal change = amount(bridge, "change");
        assertThat(amount(bridge.get("to"), "revenue").subtract(amount(bridge.get("from"), "revenue")))
                .isEqualByComparingTo(change);
        assertThat(amount(bridge, "new")
                        .add(amount(bridge, "grown"))
                        .add(amount(bridge, "shrunk"))
                        .add(amount(bridge, "lost")))
                .isEqualByComparingTo(change);
        if (bridge.get("undefined").isNull()) {
            assertThat(amount(bridge, "customers")
                            .add(amount(bridge, "frequency"))
                            .add(amount(bridge, "basket")))
                    .isEqualByComparingTo(change);
        }
        for (String name : List.of("revenue-tree.csv", "gains-and-losses.csv")) {
            List<Run.Line> groups = run.table(name);
            assertThat(total(where(groups, "group", "all"), "change")).isEqualByComparingTo(change);
            assertThat(total(groups, "change")).as(name).isEqualByComparingTo(change.add(change));
        }
        JsonNode profit = summary.get("profit");
        if (!profit.isNull()) {
            assertThat(total(run.table("profit.csv"), "profit")).isEqualByComparingTo(amount(profit, "total"));
            assertThat(amount(profit, "peak").subtract(amount(profit, "loss")))
                    .isEqualByComparingTo(amount(profit, "total"));
        }
    }

    private static BigDecimal amount(JsonNode node, String name) {
        return new BigDecimal(node.get(name).textValue());
    }

    private static void assertWithin(BigDecimal value, JsonNode interval) {
        for (String kind : List.of("lower", "outcomeLower")) {
            if (!interval.get(kind).isNull()) {
                assertThat(value)
                        .isGreaterThanOrEqualTo(
                                new BigDecimal(interval.get(kind).textValue()));
            }
        }
        for (String kind : List.of("upper", "outcomeUpper")) {
            if (!interval.get(kind).isNull()) {
                assertThat(value)
                        .isLessThanOrEqualTo(new BigDecimal(interval.get(kind).textValue()));
            }
        }
    }

    /** A page that needs no network: nothing in it is loaded from elsewhere. */
    static void assertSelfContained(String page) {
        assertThat(page).startsWith("<!DOCTYPE html>");
        Matcher loads = Pattern.compile(
                        "<(script|link|img|iframe|object|embed|source|video|audio|use|image)\\b[^>]*?\\b(src|href|data|xlink:href)\\s*=",
                        Pattern.CASE_INSENSITIVE)
                .matcher(withoutScripts(page));
        assertThat(loads.results().map(found -> found.group())).isEmpty();
        assertThat(page).doesNotContainPattern("(?i)<script\\b[^>]*\\bsrc\\s*=");
        assertThat(withoutScripts(page)).doesNotContainPattern("(?i)@import|url\\(\\s*['\"]?(https?:)?//");
        assertThat(withoutScripts(page)).doesNotContainPattern("(?i)(src|href)\\s*=\\s*['\"]?\\s*(https?:)?//");
    }

    private static String withoutScripts(String page) {
        return page.replaceAll("(?is)(<script\\b[^>]*>).*?</script>", "$1");
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(DOUBLE_NOISE * Math.max(1, Math.abs(expected))));
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.longValue();
        }
        return sum;
    }

    static List<Run.Line> where(List<Run.Line> rows, String column, String value) {
        return rows.stream().filter(row -> value.equals(row.get(column))).toList();
    }

    /** The exact sum of a column, unknown cells left out. */
    static BigDecimal total(List<Run.Line> rows, String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
