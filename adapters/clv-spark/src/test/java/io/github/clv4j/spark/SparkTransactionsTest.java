package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.DuplicatePolicy;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.ZeroAmountPolicy;
import io.github.clv4j.summary.SummaryOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SparkTransactionsTest {
    private static final TransactionColumns COLUMNS = TransactionColumns.of("id", "day", "amount");
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));

    /** A dataset of literal SQL rows. */
    private static Dataset<Row> rows(String columns, String... rows) {
        return Sparks.SESSION.sql("select * from values " + String.join(", ", rows) + " as t(" + columns + ")");
    }

    private static Dataset<Row> three(String... rows) {
        return rows("id, day, amount", rows);
    }

    private static List<Long> amounts(SparkTransactions transactions) {
        return transactions.rows().collectAsList().stream()
                .map(row -> row.getLong(2))
                .toList();
    }

    @Test
    void tellsEachBadColumnAndItsNumberOfRowsBeforeAnythingElse() {
        Dataset<Row> rows = three(
                "('a', date'2024-01-01', cast(1.25 as decimal(12,4)))",
                "(null, date'2024-01-01', cast(1.25 as decimal(12,4)))",
                "(' \t\u2003', date'2024-01-01', cast(1.25 as decimal(12,4)))",
                "('b', null, cast(1.255 as decimal(12,4)))",
                "('c', date'2024-01-02', null)",
                "('c', date'2024-03-02', cast(9.999 as decimal(12,4)))");
        assertThatThrownBy(() -> SparkTransactions.of(rows, COLUMNS, EUR.withLastDay(LocalDate.of(2024, 2, 1))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "bad rows; nothing was computed. column 'id': 2 of 6 rows have no id; column 'day': 1 of 6 rows"
                                + " have no date; column 'day': 1 of 6 rows are dated after 2024-02-01; column 'amount': 1 of 6"
                                + " rows are null; column 'amount': 2 of 6 rows have more decimals than EUR, which has 2");
    }

    @Test
    void refusesAnotherCurrencyAndWhatPoliciesReject() {
        Dataset<Row> rows = rows(
                "id, day, amount, currency",
                "('a', date'2024-01-01', 5, 'EUR')",
                "('a', date'2024-01-01', -5, 'USD')",
                "('a', date'2024-01-01', 0, null)");
        assertThatThrownBy(() -> SparkTransactions.of(rows, COLUMNS, EUR, "currency"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'currency': 2 of 3 rows are not in EUR");
        assertThatThrownBy(() -> SparkTransactions.of(
                        rows, COLUMNS, EUR.withRefunds(RefundPolicy.REJECT).withZeroAmounts(ZeroAmountPolicy.REJECT)))
                .hasMessageContaining("column 'amount': 1 of 3 rows have negative amounts")
                .hasMessageContaining("column 'amount': 1 of 3 rows have amounts of zero");
    }

    @Test
    void refusesWrongTypesAndMissingColumnsByName() {
        Dataset<Row> texts = three("('a', '2024-01-01', '5')");
        assertThatThrownBy(() -> SparkTransactions.of(texts, COLUMNS, EUR))
                .isInstanceOf(DataException.class)
                .hasMessage("column 'day' is of type string; it must be date, timestamp or timestamp_ntz");
        Dataset<Row> floats = three("('a', date'2024-01-01', cast(5 as float))");
        assertThatThrownBy(() -> SparkTransactions.of(floats, COLUMNS, EUR))
                .hasMessage("column 'amount' is of type float; it must be decimal, double or a whole number");
        assertThatThrownBy(() -> SparkTransactions.of(floats, TransactionColumns.of("who", "day", "amount"), EUR))
                .hasMessage("there is no column 'who'; there are [id, day, amount]");
        assertThatThrownBy(() -> SparkTransactions.of(floats, COLUMNS.withNumericIds(), EUR))
                .hasMessage("column 'id' is of type string; it must be a whole number, because ids are numbers");
    }

    @Test
    void refusesOptionsThatItDoesNotCompute() {
        Dataset<Row> rows = three("('a', date'2024-01-01', 5)");
        assertThatThrownBy(() -> SparkTransactions.of(rows, COLUMNS, EUR.withDuplicates(DuplicatePolicy.DROP)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("duplicates must be kept");
        assertThatThrownBy(() -> SparkTransactions.of(rows, COLUMNS, EUR.withDimensions("channel")))
                .hasMessageContaining("no dimensions");
        assertThatThrownBy(() -> SparkTransactions.of(rows, COLUMNS.withRounding(), EUR))
                .hasMessageContaining("rounded before");
        assertThatThrownBy(() -> SparkTransactions.of(rows, COLUMNS, EUR.withCost()))
                .hasMessageContaining("no cost column is named");
    }

    /** Each type's amounts are those that the log's own reader of cells gives. */
    @Test
    void readsAmountsOfEveryTypeAsOneMachineDoes() {
        List<String> decimals = List.of("0.1", "12.3400", "-0.07", "99999999999999.99", "1.1");
        List<Long> expected = decimals.stream()
                .map(text -> MoneyScale.of("EUR").exact(new BigDecimal(text)))
                .toList();
        for (String type : List.of("decimal(18,4)", "decimal(38,18)", "decimal(20,4)")) {
            Dataset<Row> rows = three(decimals.stream()
                    .map(text -> "('a', date'2024-01-01', cast('" + text + "' as " + type + "))")
                    .toArray(String[]::new));
            assertThat(amounts(SparkTransactions.of(rows, COLUMNS, EUR)))
                    .as(type)
                    .isEqualTo(expected);
        }
        Dataset<Row> whole = three("('a', date'2024-01-01', 7L)", "('a', date'2024-01-01', 92233720368547758L)");
        assertThat(amounts(SparkTransactions.of(whole, COLUMNS, EUR))).containsExactly(700L, 9223372036854775800L);
        assertThat(amounts(SparkTransactions.of(whole, COLUMNS.withMinorUnits(), EUR)))
                .containsExactly(7L, 92233720368547758L);
        Dataset<Row> doubles = three(
                "('a', date'2024-01-01', 0.1d)", "('a', date'2024-01-01', 4.35d)", "('a', date'2024-01-01', -1e12d)");
        assertThat(amounts(SparkTransactions.of(doubles, COLUMNS, EUR))).containsExactly(10L, 435L, -100000000000000L);
    }

    /** Decimals that go by way of doubles, at the end of what a double holds. */
    @Test
    void readsShortDecimalsExactly() {
        Random random = new Random(15);
        List<BigDecimal> decimals = new ArrayList<>(List.of(
                new BigDecimal("9999999999999.99"), new BigDecimal("-9999999999999.99"), new BigDecimal("0.01")));
        for (int i = 0; i < 3_000; i++) {
            decimals.add(BigDecimal.valueOf(random.nextLong(-999_999_999_999_999L, 1_000_000_000_000_000L), 2));
        }
        List<Row> rows =
                decimals.stream().map(amount -> RowFactory.create("a", amount)).toList();
        StructType schema =
                new StructType().add("id", DataTypes.StringType).add("amount", DataTypes.createDecimalType(15, 2));
        Dataset<Row> dataset =
                Sparks.SESSION.createDataFrame(rows, schema).withColumn("day", lit(LocalDate.of(2024, 1, 1)));
        assertThat(amounts(SparkTransactions.of(dataset.coalesce(1), COLUMNS, EUR)))
                .isEqualTo(decimals.stream().map(EUR.money()::exact).toList());
    }

    @Test
    void refusesAmountsThatDoNotFit() {
        Dataset<Row> wide = three(
                "('a', date'2024-01-01', cast('92233720368547758.08' as decimal(38,2)))",
                "('a', date'2024-01-01', cast('-92233720368547758.08' as decimal(38,2)))",
                "('a', date'2024-01-01', cast('123456789012345678901234567890' as decimal(38,2)))",
                "('a', date'2024-01-01', cast('92233720368547758.07' as decimal(38,2)))");
        assertThatThrownBy(() -> SparkTransactions.of(wide, COLUMNS, EUR))
                .hasMessageContaining("column 'amount': 3 of 4 rows do not fit 64 bits of minor units");
        Dataset<Row> real = three(
                "('a', date'2024-01-01', double('NaN'))",
                "('a', date'2024-01-01', double('Infinity'))",
                "('a', date'2024-01-01', 1e13d)",
                "('a', date'2024-01-01', 0.001d)");
        assertThatThrownBy(() -> SparkTransactions.of(real, COLUMNS, EUR))
                .hasMessageContaining("1 of 4 rows have more decimals")
                .hasMessageContaining("3 of 4 rows are not finite, or are 10^15 minor units or more");
    }

    /** Points in time fall on the day of the options' zone, whatever the session's zone. */
    @Test
    void putsPointsInTimeOnTheDayOfTheZone() {
        List<Instant> instants = new ArrayList<>();
        Instant start = Instant.parse("2024-03-30T00:00:00Z");
        Stream.iterate(start, at -> at.plusSeconds(3_000)).limit(60).forEach(instants::add);
        instants.add(Instant.parse("1969-12-31T23:59:59.999999Z"));
        instants.add(Instant.parse("9999-12-31T09:00:00Z"));
        instants.add(Instant.parse("0001-01-02T09:00:00Z"));
        for (String zone : List.of("Z", "Europe/Berlin", "America/New_York")) {
            TimeGrid grid = TimeGrid.of(ZoneId.of(zone), TimeStep.DAYS);
            Dataset<Row> rows = three(instants.stream()
                    .map(at -> "('a', timestamp'" + at + "', 5)")
                    .toArray(String[]::new));
            List<Integer> days =
                    SparkTransactions.of(rows, COLUMNS, EUR.withTimeGrid(grid)).rows().collectAsList().stream()
                            .map(row -> row.getInt(1))
                            .toList();
            assertThat(days).as(zone).isEqualTo(instants.stream().map(grid::day).toList());
        }
        Dataset<Row> local = three("('a', timestamp_ntz'2024-05-01 23:59:59', 5)");
        assertThat(SparkTransactions.of(local, COLUMNS, EUR)
                        .rows()
                        .collectAsList()
                        .get(0)
                        .getInt(1))
                .isEqualTo((int) LocalDate.of(2024, 5, 1).toEpochDay());
    }

    @Test
    void countsWhatItReadAndKeepsNumericIds() {
        Dataset<Row> rows =
                three("(7L, date'2024-01-01', 5)", "(7L, date'2024-01-03', -5)", "(8L, date'2024-01-02', 0)");
        SparkTransactions transactions =
                SparkTransactions.of(rows, COLUMNS.withNumericIds(), EUR.withZeroAmounts(ZeroAmountPolicy.DROP));
        assertThat(transactions.rowsRead()).isEqualTo(3);
        assertThat(transactions.refunds()).isEqualTo(1);
        assertThat(transactions.rows().count()).isEqualTo(2);
        assertThat(SparkSummary.of(transactions, SummaryOptions.daily().until(LocalDate.of(2024, 1, 2)))
                        .rows()
                        .select(SparkTransactions.CUSTOMER, SparkSummary.ORDERS)
                        .collectAsList())
                .singleElement()
                .isEqualTo(RowFactory.create(7L, 1));
        SparkTransactions before = SparkTransactions.checkedBefore(rows, COLUMNS.withNumericIds(), EUR);
        assertThatThrownBy(before::refunds).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SparkSummary.of(before, SummaryOptions.daily()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failsATaskThatMeetsABadRowLater() {
        Dataset<Row> rows = three("('a', date'2024-01-01', 5)").union(three("(null, date'2024-01-01', 5)"));
        SparkTransactions before = SparkTransactions.checkedBefore(rows, COLUMNS, EUR);
        assertThatThrownBy(() -> before.rows().collectAsList()).hasStackTraceContaining("the source must not change");
    }

    @Test
    void takesAnEmptySourceAndEmptyPartitions() {
        Dataset<Row> rows = three("('a', date'2024-01-01', 5)");
        SparkTransactions none = SparkTransactions.of(rows.filter(lit(false)), COLUMNS, EUR);
        assertThat(none.rowsRead()).isZero();
        assertThat(SparkSummary.of(none, SummaryOptions.daily().until(LocalDate.of(2024, 1, 1)))
                        .rows()
                        .count())
                .isZero();
        assertThatThrownBy(() -> SparkSummary.of(none, SummaryOptions.daily())).isInstanceOf(DataException.class);
        SparkTransactions spread = SparkTransactions.of(
                rows.union(three("('a', date'2024-01-02', -5)")).repartition(64, col("id")), COLUMNS, EUR);
        assertThat(SparkSummary.of(spread, SummaryOptions.daily().until(LocalDate.of(2024, 1, 1)))
                        .rows()
                        .count())
                .isEqualTo(1);
        TransactionLog log = Samples.log(List.of(new SampleRow("a", 19723, 500, 0)), EUR);
        assertThat(log.firstDay()).isEqualTo((int) LocalDate.of(2024, 1, 1).toEpochDay());
    }

    @Test
    void failsTheTaskThatMeetsASumThatDoesNotFit() {
        String most = "92233720368547758.07";
        Dataset<Row> rows = three(
                "('a', date'2024-01-01', cast('" + most + "' as decimal(38,2)))",
                "('a', date'2024-01-02', cast('" + most + "' as decimal(38,2)))");
        SparkSummary summary = SparkSummary.of(SparkTransactions.of(rows, COLUMNS, EUR), SummaryOptions.daily());
        assertThatThrownBy(() -> summary.rows().collectAsList())
                .hasStackTraceContaining("customer 'a': the sum of amounts does not fit 64 bits of minor units");
    }
}
