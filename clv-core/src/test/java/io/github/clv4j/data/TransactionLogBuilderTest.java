package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionLogBuilderTest {
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));
    private static final LogOptions SKIP = EUR.withBadRows(BadRowPolicy.skip());

    private static RowProblem problemOf(TransactionLogBuilder builder, Row row) {
        DataException fault = catchThrowableOfType(DataException.class, () -> row.addTo(builder));
        assertThat(fault).as("the row is refused").isNotNull();
        RowProblem problem = Objects.requireNonNull(fault.problem());
        assertThat(fault).hasMessage(problem.toString());
        return problem;
    }

    private static TransactionLogBuilder strict(LogOptions options) {
        TransactionLogBuilder builder = TransactionLog.builder(options);
        builder.source("orders.csv");
        builder.row(17);
        return builder;
    }

    // What is bad, under the policy that ends at the first bad row

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void anEmptyCustomerIdIsRefused(String id) {
        assertThat(problemOf(strict(EUR), Row.of(id, 0, 100)))
                .isEqualTo(new RowProblem(
                        "orders.csv",
                        17,
                        "customer",
                        id,
                        RejectReason.EMPTY_CUSTOMER_ID,
                        "a transaction needs the id of its customer"));
    }

    @Test
    void anAbsentCustomerIdIsRefused() {
        Row row = new Row(null, 0, 100, 0, null, null);
        assertThat(problemOf(strict(EUR), row))
                .hasToString("orders.csv, row 17, column 'customer': no value; a transaction needs the id of its"
                        + " customer");
        assertThat(problemOf(strict(EUR.withCost()), row).reason()).isEqualTo(RejectReason.EMPTY_CUSTOMER_ID);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -719_163, 2_932_897, Integer.MAX_VALUE})
    void aDayOutsideTheCalendarIsRefused(int day) {
        assertThat(problemOf(strict(EUR), Row.of("a", day, 100)))
                .isEqualTo(new RowProblem(
                        "orders.csv",
                        17,
                        "date",
                        "day " + day,
                        RejectReason.DATE_OUT_OF_RANGE,
                        "dates must be in 0001-01-01..9999-12-31"));
    }

    @Test
    void theFirstAndTheLastDayOfTheCalendarAreTaken() {
        TransactionLog log = Row.log(EUR, Row.of("a", -719_162, 1), Row.of("a", 2_932_896, 1));
        assertThat(LocalDate.ofEpochDay(log.firstDay())).isEqualTo("0001-01-01");
        assertThat(LocalDate.ofEpochDay(log.lastDay())).isEqualTo("9999-12-31");
    }

    @Test
    void aDayAfterTheLastIsRefusedAndTheLastItselfIsNot() {
        LogOptions options = EUR.withLastDay(LocalDate.of(2024, 2, 29));
        int last = (int) LocalDate.of(2024, 2, 29).toEpochDay();
        TransactionLogBuilder builder = strict(options);
        builder.add("a", last, 1);
        assertThat(problemOf(builder, Row.of("a", last + 1, 1)))
                .hasToString("orders.csv, row 18, column 'date': '2024-03-01'; dates must not be after 2024-02-29");
    }

    @ParameterizedTest
    @EnumSource(RefundPolicy.class)
    void anAmountWithoutNegationIsRefused(RefundPolicy policy) {
        assertThat(problemOf(strict(EUR.withRefunds(policy)), Row.of("a", 0, Long.MIN_VALUE)))
                .isEqualTo(new RowProblem(
                        "orders.csv",
                        17,
                        "amount",
                        "-9223372036854775808",
                        RejectReason.AMOUNT_OUT_OF_RANGE,
                        "amounts must fit 64 bits of minor units"));
    }

    @Test
    void aRefundIsRefusedWhereRefundsAreRejected() {
        assertThat(problemOf(strict(EUR.withRefunds(RefundPolicy.REJECT)), Row.of("a", 0, -5)))
                .hasToString("orders.csv, row 17, column 'amount': '-0.05'; negative amounts (refunds) are rejected");
    }

    @Test
    void anAmountOfZeroIsRefusedWhereZerosAreRejected() {
        assertThat(problemOf(strict(EUR.withZeroAmounts(ZeroAmountPolicy.REJECT)), Row.of("a", 0, 0)))
                .hasToString("orders.csv, row 17, column 'amount': '0'; amounts of zero are rejected");
    }

    @Test
    void whatTheSourceCannotReadIsRefused() {
        TransactionLogBuilder builder = strict(EUR);
        DataException fault = catchThrowableOfType(
                DataException.class,
                () -> builder.reject(RejectReason.BAD_DATE, "ordered_at", "31.02.2024", "dates must be yyyy-MM-dd"));
        assertThat(fault).hasMessage("orders.csv, row 17, column 'ordered_at': '31.02.2024'; dates must be yyyy-MM-dd");
    }

    @Test
    void aDuplicateIsRefusedWithTheRowThatRepeats() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR.withDuplicates(DuplicatePolicy.REJECT));
        builder.source("first.csv");
        builder.row(8);
        builder.add("a", 0, 100);
        builder.source("second.csv");
        builder.row(3);
        builder.add("a", 0, 100);
        DataException fault = catchThrowableOfType(DataException.class, builder::build);
        assertThat(Objects.requireNonNull(fault.problem()))
                .isEqualTo(new RowProblem(
                        "second.csv",
                        3,
                        "customer",
                        "a",
                        RejectReason.DUPLICATE,
                        "the row equals an earlier one in every column; duplicates are rejected"));
    }

    @Test
    void aDuplicateOfAnEarlierBatchIsToldAtItsOwnPlace() {
        TransactionLog log =
                Row.log(SKIP.withDuplicates(DuplicatePolicy.REJECT), Row.of("a", 0, 100), Row.of("a", 1, 5));
        TransactionLogBuilder builder = log.appender();
        builder.source("later.csv");
        builder.row(4);
        builder.add("a", 0, 100);
        builder.add("a", 0, 101);
        assertThat(builder.build().report().firstProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.source()).isEqualTo("later.csv");
            assertThat(problem.row()).isEqualTo(4);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40_000, 70_000})
    void aDuplicateNamesItsSourceHoweverManySourcesThereWere(int sources) {
        TransactionLogBuilder builder = TransactionLog.builder(SKIP.withDuplicates(DuplicatePolicy.REJECT));
        builder.source("the first");
        builder.add("a", 0, 100);
        for (int i = 0; i < sources; i++) {
            builder.source("file " + i);
        }
        builder.row(9);
        builder.add("a", 0, 100);
        assertThat(builder.build().report().firstProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.source()).isEqualTo("file " + (sources - 1));
            assertThat(problem.row()).isEqualTo(9);
        });
    }

    // Counting and skipping

    @Test
    void badRowsAreCountedByReasonAndTheirPlacesKept() {
        LogOptions options = SKIP.withRefunds(RefundPolicy.REJECT)
                .withZeroAmounts(ZeroAmountPolicy.REJECT)
                .withDuplicates(DuplicatePolicy.REJECT)
                .withLastDay(LocalDate.ofEpochDay(10));
        TransactionLogBuilder builder = TransactionLog.builder(options);
        builder.source("a.csv");
        builder.row(2);
        builder.add("", 0, 1);
        builder.add("a", 11, 1);
        builder.add("a", 0, 0);
        builder.add("a", 0, -1);
        builder.source("b.csv");
        builder.add("a", Integer.MAX_VALUE, 1);
        builder.add("a", 0, Long.MIN_VALUE);
        builder.add("a", 3, 7);
        builder.reject(RejectReason.BAD_AMOUNT, "amount", "x", "must be a number");
        builder.row(40);
        builder.add("a", 3, 7);
        builder.rounded();
        IngestReport report = builder.build().report();
        assertThat(report.rejected())
                .isEqualTo(Map.of(
                        RejectReason.EMPTY_CUSTOMER_ID, 1L,
                        RejectReason.DATE_AFTER_LAST_DAY, 1L,
                        RejectReason.ZERO_AMOUNT, 1L,
                        RejectReason.REFUND, 1L,
                        RejectReason.DATE_OUT_OF_RANGE, 1L,
                        RejectReason.AMOUNT_OUT_OF_RANGE, 1L,
                        RejectReason.BAD_AMOUNT, 1L,
                        RejectReason.DUPLICATE, 1L));
        assertThat(report.read()).isEqualTo(9);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.roundedAmounts()).isEqualTo(1);
        assertThat(report.firstProblems().stream().map(p -> p.source() + ":" + p.row()))
                .containsExactly(
                        "a.csv:2", "a.csv:3", "a.csv:4", "a.csv:5", "b.csv:1", "b.csv:2", "b.csv:4", "b.csv:40");
    }

    @Test
    void rowsAreCountedFromOneAndAgainFromOneInTheNextSource() {
        TransactionLogBuilder builder = TransactionLog.builder(SKIP);
        builder.add("a", 0, 1);
        builder.add("", 0, 1);
        builder.row(90);
        builder.source("next");
        builder.add("", 0, 1);
        builder.add("", 0, 1);
        builder.row(0);
        builder.add("", 0, 1);
        assertThat(builder.build().report().firstProblems().stream().map(p -> p.source() + ":" + p.row()))
                .containsExactly("rows:2", "next:1", "next:2", "next:0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransactionLog.builder(SKIP).row(-1))
                .withMessage("row number is -1; it must be 0 or more");
    }

    @Test
    void twentyBadRowsAreKeptAndAllAreCounted() {
        TransactionLogBuilder builder = TransactionLog.builder(SKIP);
        for (int i = 0; i < 25; i++) {
            builder.add("", 0, 1);
        }
        IngestReport report = builder.build().report();
        assertThat(report.firstProblems())
                .hasSize(20)
                .last()
                .extracting(RowProblem::row)
                .isEqualTo(20L);
        assertThat(report.rejectedRows()).isEqualTo(25);
    }

    @Test
    void asManyBadRowsAsTheCapAreSkippedAndOneMoreEndsTheReading() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR.withBadRows(BadRowPolicy.skip(2)));
        builder.source("orders.csv");
        builder.add("", 0, 1);
        builder.add("a", 0, 1);
        builder.add("a", Integer.MAX_VALUE, 1);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> builder.add(null, 0, 1))
                .withMessageContaining("more than 2 bad rows")
                .withMessageContaining("orders.csv, row 1, column 'customer': ''")
                .withMessageContaining("empty-customer-id 2, date-out-of-range 1")
                .satisfies(fault -> assertThat(fault.problem()).isNull());

        TransactionLogBuilder justEnough = TransactionLog.builder(EUR.withBadRows(BadRowPolicy.skip(2)));
        justEnough.add("", 0, 1);
        justEnough.add("", 0, 1);
        assertThat(justEnough.build().report().rejectedRows()).isEqualTo(2);
    }

    @Test
    void duplicatesFoundWhileBuildingCountAgainstTheCap() {
        LogOptions options = EUR.withDuplicates(DuplicatePolicy.REJECT).withBadRows(BadRowPolicy.skip(2));
        List<Row> rows = new ArrayList<>(List.of(Row.of("a", 0, 1), Row.of("a", 0, 1), Row.of("a", 0, 1)));
        assertThat(Row.log(options, rows).report().rejected()).isEqualTo(Map.of(RejectReason.DUPLICATE, 2L));
        rows.add(Row.of("", 0, 1));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Row.log(options, rows));
    }

    @Test
    void aReportBalancesEvenIfReadingWentOnAfterAFault() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.add("a", 0, 100);
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> builder.add("", 0, 100));
        builder.add("a", 0, 100);
        ReferenceLog.assertBalanced(builder.build());
    }

    @Test
    void aReportBalancesEvenIfAnIdOfTheWrongKindWasTried() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.add("a", 0, 100);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add(5, 0, 100));
        ReferenceLog.assertBalanced(builder.build());
    }

    // Policies for sound rows

    @Test
    void refundsAreNettedUnlessTheOptionsSayOtherwise() {
        List<Row> rows = List.of(Row.of("a", 0, 100), Row.of("a", 1, -30), Row.of("b", 0, -7));
        TransactionLog net = Row.log(EUR, rows);
        assertThat(net.rows()).isEqualTo(1);
        assertThat(net.revenueMinor()).isEqualTo(70);
        assertThat(net.report().netted()).isEqualTo(1);
        assertThat(net.report().dropped()).isEqualTo(Map.of(DropReason.REFUND_WITHOUT_PURCHASE, 1L));
        assertThat(net.report().unmatchedRefundMinor()).isEqualTo(7);

        TransactionLog kept = Row.log(EUR.withRefunds(RefundPolicy.KEEP_NEGATIVE), rows);
        assertThat(kept.rows()).isEqualTo(3);
        assertThat(kept.revenueMinor()).isEqualTo(63);
        assertThat(kept.report().accepted()).isEqualTo(3);

        TransactionLog dropped = Row.log(EUR.withRefunds(RefundPolicy.DROP), rows);
        assertThat(dropped.revenueMinor()).isEqualTo(100);
        assertThat(dropped.report().dropped()).isEqualTo(Map.of(DropReason.REFUND, 2L));

        TransactionLog rejected = Row.log(SKIP.withRefunds(RefundPolicy.REJECT), rows);
        assertThat(rejected.revenueMinor()).isEqualTo(100);
        assertThat(rejected.report().rejected()).isEqualTo(Map.of(RejectReason.REFUND, 2L));
    }

    @Test
    void aCustomerWithRefundsAloneIsAtHomeUnderEveryPolicy() {
        List<Row> rows = List.of(Row.of("a", 3, -5), Row.of("a", 1, -5));
        TransactionLog net = Row.log(EUR, rows);
        assertThat(net.customers()).isEqualTo(1);
        assertThat(net.rows()).isZero();
        assertThat(net.start(0)).isEqualTo(net.end(0));
        assertThat(net.report().unmatchedRefundMinor()).isEqualTo(10);
        assertThat(Row.append(net, List.of(Row.of("a", 2, 7))).revenueMinor()).isEqualTo(2);

        TransactionLog kept = Row.log(EUR.withRefunds(RefundPolicy.KEEP_NEGATIVE), rows);
        assertThat(kept.revenueMinor()).isEqualTo(-10);
        assertThat(kept.firstDay()).isEqualTo(1);

        TransactionLog dropped = Row.log(EUR.withRefunds(RefundPolicy.DROP), rows);
        assertThat(dropped.customers()).isZero();
        assertThat(dropped.report().droppedRows()).isEqualTo(2);

        TransactionLog rejected = Row.log(SKIP.withRefunds(RefundPolicy.REJECT), rows);
        assertThat(rejected.customers()).isZero();
        assertThat(rejected.report().rejectedRows()).isEqualTo(2);
    }

    @Test
    void zerosAreKeptAndCountedUnlessTheOptionsSayOtherwise() {
        List<Row> rows = List.of(Row.of("a", 0, 0), Row.of("a", 0, 0), Row.of("a", 0, 5));
        TransactionLog kept = Row.log(EUR, rows);
        assertThat(kept.rows()).isEqualTo(3);
        assertThat(kept.report().zeroAmounts()).isEqualTo(2);

        TransactionLog dropped = Row.log(EUR.withZeroAmounts(ZeroAmountPolicy.DROP), rows);
        assertThat(dropped.rows()).isEqualTo(1);
        assertThat(dropped.report().dropped()).isEqualTo(Map.of(DropReason.ZERO_AMOUNT, 2L));
        assertThat(dropped.report().zeroAmounts()).isZero();
    }

    @Test
    void duplicatesAreKeptUnlessTheOptionsSayOtherwise() {
        List<Row> rows = List.of(Row.of("a", 0, 5), Row.of("b", 0, 5), Row.of("a", 0, 5), Row.of("a", 1, 5));
        assertThat(Row.log(EUR, rows).rows()).isEqualTo(4);
        TransactionLog dropped = Row.log(EUR.withDuplicates(DuplicatePolicy.DROP), rows);
        assertThat(dropped.rows()).isEqualTo(3);
        assertThat(dropped.report().dropped()).isEqualTo(Map.of(DropReason.DUPLICATE, 1L));
    }

    @Test
    void costAndEveryLabelTellRowsApart() {
        LogOptions options =
                EUR.withCost().withDimensions("channel", "category").withDuplicates(DuplicatePolicy.DROP);
        TransactionLog log = Row.log(
                options,
                new Row("a", 0, 5, 1, "x", "y"),
                new Row("a", 0, 5, 2, "x", "y"),
                new Row("a", 0, 5, 1, "y", "x"),
                new Row("a", 0, 5, 1, "x", ""),
                new Row("a", 0, 5, 1, "x", null),
                new Row("a", 0, 5, 1, "x", "y"));
        assertThat(log.rows()).isEqualTo(4);
        assertThat(log.report().dropped()).isEqualTo(Map.of(DropReason.DUPLICATE, 2L));
    }

    @Test
    void theQuantityTellsRowsApart() {
        LogOptions options = EUR.withQuantity().withDuplicates(DuplicatePolicy.DROP);
        TransactionLog log = Row.log(
                options,
                Row.of("a", 0, 5).withQuantity(2),
                Row.of("a", 0, 5).withQuantity(1),
                Row.of("a", 0, 5).withQuantity(2));
        assertThat(log.rows()).isEqualTo(2);
        assertThat(log.quantity(0)).isEqualTo(1);
        assertThat(log.quantity(1)).isEqualTo(2);
    }

    @Test
    void aDuplicateOfARowThatWasNettedAwayIsStillADuplicate() {
        LogOptions options = EUR.withDuplicates(DuplicatePolicy.DROP);
        TransactionLog log = Row.log(options, Row.of("a", 0, 5), Row.of("a", 1, -5));
        TransactionLog longer = Row.append(log, List.of(Row.of("a", 0, 5)));
        assertThat(longer.rows()).isZero();
        assertThat(longer.report().dropped()).isEqualTo(Map.of(DropReason.DUPLICATE, 1L));
    }

    // Calls that are wrong

    @Test
    void aBuilderBuildsOnce() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.add("a", 0, 100);
        TransactionLog log = builder.build();
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("has built its log");
        assertThatIllegalStateException().isThrownBy(() -> builder.add("a", 0, 100));
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.reject(RejectReason.BAD_ROW, "row", null, "must be readable"));
        builder.rounded();
        assertThat(log.report().read()).isEqualTo(1);
        assertThat(log.report().roundedAmounts()).isZero();
        assertThat(log.rows()).isEqualTo(1);
    }

    @Test
    void aLogWithoutCostAndDimensionsTakesNone() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("a", 0, 100, 5))
                .withMessage("cost is 5, but the log was made without cost");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("a", 0, 100, 0, "web"))
                .withMessage("row has 1 labels; the log's dimensions are []");
        builder.add("a", 0, 100, 0);
        TransactionLog log = builder.build();
        assertThat(log.rows()).isEqualTo(1);
        assertThat(log.report().read()).isEqualTo(1);
        assertThat(log.hasCost()).isFalse();
        assertThat(log.costMinor(0)).isZero();
    }

    @Test
    void aLogWithCostOrDimensionsWantsThem() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR.withCost().withDimensions("channel", "category"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("a", 0, 100))
                .withMessage("this log has a cost and dimensions [channel, category]; use the add method that takes"
                        + " them");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add(7, 0, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("a", LocalDate.EPOCH, BigDecimal.ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("a", 0, 100, 5, "web"))
                .withMessage("row has 1 labels; the log's dimensions are [channel, category]");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("a", 0, 100, 5, "web", "x", "y"));
        assertThat(builder.build().report().read()).isZero();

        TransactionLogBuilder withoutCost = TransactionLog.builder(EUR.withDimensions("channel"));
        assertThatIllegalArgumentException().isThrownBy(() -> withoutCost.add("a", 0, 100, -1, "web"));
        assertThat(withoutCost.build().report().read()).isZero();
    }

    @Test
    void aLogTakesAQuantityIfAndOnlyIfItWasMadeWithOne() {
        TransactionLogBuilder without = TransactionLog.builder(EUR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> without.add("a", 0, 100, 0, 3))
                .withMessage("quantity is 3, but the log was made without quantity");
        assertThatIllegalArgumentException().isThrownBy(() -> without.add(7, 0, 100, 0, -3));
        without.add("a", 0, 100, 0, 0);
        TransactionLog log = without.build();
        assertThat(log.rows()).isEqualTo(1);
        assertThat(log.hasQuantity()).isFalse();
        assertThat(log.quantity(0)).isZero();

        TransactionLogBuilder with = TransactionLog.builder(EUR.withQuantity());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with.add("a", 0, 100))
                .withMessage("this log has no cost, a quantity and dimensions []; use the add method that takes them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with.add("a", 0, 100, 0))
                .withMessage("this log has a quantity; use the add method that takes it");
        assertThatIllegalArgumentException().isThrownBy(() -> with.add(7, 0, 100, 0));
        String[] ids = {"a"};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with.addAll(ids, new int[1], new long[1], null))
                .withMessage("this log has a quantity; use the add method that takes it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with.addAll(ids, new int[1], new long[1], null, new int[2]));
        with.addAll(ids, new int[1], new long[1], null, new int[] {4});
        assertThat(with.build().quantity(0)).isEqualTo(4);
    }

    @Test
    void theArrayOfLabelsMayBeUsedAgain() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR.withDimensions("channel"));
        String[] labels = {"web"};
        builder.add("a", 0, 100, 0, labels);
        labels[0] = "shop";
        builder.add("a", 1, 100, 0, labels);
        Dimension channel = builder.build().dimension("channel");
        assertThat(channel.labels()).containsExactly("web", "shop");
        assertThat(channel.code(0)).isZero();
        assertThat(channel.code(1)).isEqualTo(1);
    }

    @Test
    void idsOfBothKindsInOneLogAreRefused() {
        TransactionLogBuilder text = TransactionLog.builder(EUR);
        text.add("a", 0, 100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.add(1, 0, 100))
                .withMessageContaining("ids are text");
        TransactionLogBuilder numeric = TransactionLog.builder(EUR.withCost());
        numeric.add(1, 0, 100, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numeric.add("1", 0, 100, 5))
                .withMessageContaining("ids are long numbers");
        TransactionLogBuilder appender = text.build().appender();
        assertThatIllegalArgumentException().isThrownBy(() -> appender.add(1, 0, 100));
    }

    @Test
    void anEmptyLogTakesIdsOfEitherKind() {
        TransactionLog empty = Row.log(EUR);
        TransactionLogBuilder numeric = empty.appender();
        numeric.add(1, 0, 100);
        assertThat(numeric.build().index().isNumeric()).isTrue();
        assertThat(Row.append(empty, List.of(Row.of("a", 0, 1))).index().isNumeric())
                .isFalse();
    }

    @Test
    void arraysOfDifferentLengthsAreRefusedBeforeAnyRowIsRead() {
        TransactionLogBuilder plain = TransactionLog.builder(EUR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.addAll(new long[2], new int[1], new long[2]))
                .withMessageContaining("2 customer ids");
        assertThatIllegalArgumentException().isThrownBy(() -> plain.addAll(new long[1], new int[1], new long[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.addAll(new String[] {"a"}, new int[1], new long[0]));
        assertThat(plain.build().report().read()).isZero();

        TransactionLogBuilder rich = TransactionLog.builder(EUR.withCost().withDimensions("channel"));
        String[] ids = {"a", "b"};
        String[] channel = {"web", "shop"};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rich.addAll(ids, new int[2], new long[2], new long[1], channel));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rich.addAll(ids, new int[2], new long[2], new long[2], new String[] {"web"}));
        assertThatIllegalArgumentException().isThrownBy(() -> rich.addAll(ids, new int[2], new long[2], new long[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rich.addAll(ids, new int[2], new long[2], new long[2], channel, channel));
        assertThat(rich.build().report().read()).isZero();
    }

    @Test
    void arraysMayBeEmpty() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.addAll(new long[0], new int[0], new long[0]);
        builder.addAll(new String[0], new int[0], new long[0]);
        assertThat(builder.build().customers()).isZero();
    }

    @Test
    void whatBringsNoCustomerDoesNotDecideTheKindOfIds() {
        TransactionLogBuilder builder = TransactionLog.builder(SKIP);
        builder.addAll(new long[0], new int[0], new long[0]);
        builder.addAll(new long[] {7}, new int[] {Integer.MAX_VALUE}, new long[] {1});
        builder.add("a", 0, 100);
        assertThat(builder.build().customers()).isEqualTo(1);

        TransactionLogBuilder text = TransactionLog.builder(SKIP);
        text.add("a", 0, 100);
        text.addAll(new long[0], new int[0], new long[0]);
        assertThat(text.build().rows()).isEqualTo(1);
    }

    @Test
    void arraysLongerThanOneLookUpGiveTheSameAsRows() {
        // Bulk look-ups go in pieces of 2^18 rows; ids are new in every piece, and some rows are bad.
        int n = 600_000;
        long[] ids = new long[n];
        int[] days = new int[n];
        long[] amounts = new long[n];
        TransactionLogBuilder single = TransactionLog.builder(SKIP.withRefunds(RefundPolicy.REJECT));
        TransactionLogBuilder bulk = TransactionLog.builder(SKIP.withRefunds(RefundPolicy.REJECT));
        for (int i = 0; i < n; i++) {
            ids[i] = i * 31L % (1 + i / 100) - 50;
            days[i] = i % 77;
            amounts[i] = i % 5000 == 0 ? -1 : i % 13;
            single.add(ids[i], days[i], amounts[i]);
        }
        bulk.source("bulk");
        bulk.addAll(ids, days, amounts);
        TransactionLog log = bulk.build();
        TransactionLog expected = single.build();
        assertThat(log.sameRows(expected)).isTrue();
        assertThat(log.report()).isEqualTo(expected.report());
        assertThat(log.report().rejectedRows()).isEqualTo(120);
        assertThat(log.report().firstProblems().get(2)).satisfies(problem -> {
            assertThat(problem.source()).isEqualTo("bulk");
            assertThat(problem.row()).isEqualTo(10_001);
        });
        for (int c = 0; c < log.customers(); c += 97) {
            assertThat(log.index().id(c)).isEqualTo(expected.index().id(c));
        }
    }

    // Dates and decimals

    @Test
    void datesAndDecimalsBecomeDaysAndMinorUnits() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.add("c-17", LocalDate.of(2025, 3, 1), new BigDecimal("19.90"));
        builder.add("c-17", LocalDate.of(1969, 12, 31), new BigDecimal("1.5E+3"));
        TransactionLog log = builder.build();
        assertThat(log.firstDay()).isEqualTo(-1);
        assertThat(log.amountMinor(0)).isEqualTo(150_000);
        assertThat(log.amountMinor(1)).isEqualTo(1_990);
        assertThat(LocalDate.ofEpochDay(log.lastDay())).isEqualTo("2025-03-01");
    }

    @Test
    void aDecimalWithTooManyDigitsFallsUnderTheBadRowPolicy() {
        TransactionLogBuilder builder = TransactionLog.builder(SKIP);
        builder.add("a", LocalDate.EPOCH, new BigDecimal("0.001"));
        assertThat(builder.build().report().rejected()).isEqualTo(Map.of(RejectReason.TOO_MANY_DIGITS, 1L));
    }

    @Test
    void aDecimalThatDoesNotFitFallsUnderTheBadRowPolicy() {
        TransactionLogBuilder builder = TransactionLog.builder(SKIP);
        builder.add("a", LocalDate.EPOCH, new BigDecimal("92233720368547758.08"));
        assertThat(builder.build().report().rejected()).isEqualTo(Map.of(RejectReason.AMOUNT_OUT_OF_RANGE, 1L));
    }

    @Test
    void aDateOutsideTheCalendarFallsUnderTheBadRowPolicy() {
        TransactionLogBuilder builder = TransactionLog.builder(SKIP);
        builder.add("a", LocalDate.of(10_000, 1, 1), BigDecimal.ONE);
        assertThat(builder.build().report().rejected()).isEqualTo(Map.of(RejectReason.DATE_OUT_OF_RANGE, 1L));
    }

    // Limits

    @Test
    void theLargestAmountsAreKept() {
        LogOptions options = EUR.withRefunds(RefundPolicy.KEEP_NEGATIVE);
        TransactionLog log = Row.log(
                options,
                Row.of("a", 0, Long.MAX_VALUE),
                Row.of("a", 0, -Long.MAX_VALUE),
                Row.of("b", 0, Long.MAX_VALUE));
        assertThat(log.revenueMinor()).isEqualTo(Long.MAX_VALUE);
        assertThat(ReferenceLog.rowsOf(log, "a").stream().map(ReferenceLog.Kept::amount))
                .containsExactly(-Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Test
    void theLargestAmountsAreNetted() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, Long.MAX_VALUE), Row.of("a", 0, -Long.MAX_VALUE));
        assertThat(log.rows()).isZero();
        TransactionLog part = Row.log(EUR, Row.of("a", 0, Long.MAX_VALUE), Row.of("a", 0, 1 - Long.MAX_VALUE));
        assertThat(part.revenueMinor()).isEqualTo(1);
        TransactionLog unmatched = Row.log(EUR, Row.of("a", 0, -Long.MAX_VALUE));
        assertThat(unmatched.report().unmatchedRefundMinor()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRevenueBeyond64BitsIsAnErrorAndNotAWrap() {
        TransactionLog log = Row.log(EUR, Row.of("a", 0, Long.MAX_VALUE), Row.of("b", 0, 1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(log::revenueMinor)
                .withMessageContaining("64 bits");
    }

    @Test
    void unmatchedRefundsBeyond64BitsAreADataError() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Row.log(EUR, Row.of("a", 0, -Long.MAX_VALUE), Row.of("b", 0, -1)));
    }

    @Test
    void aCostBeyond64BitsAfterNettingIsADataError() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() ->
                        Row.log(EUR.withCost(), Row.of("a", 0, 5, Long.MAX_VALUE), Row.of("a", 1, -1, Long.MAX_VALUE)));
    }

    @Test
    void aQuantityBeyond32BitsAfterNettingIsADataError() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Row.log(
                        EUR.withQuantity(),
                        Row.of("a", 0, 5).withQuantity(Integer.MAX_VALUE),
                        Row.of("a", 1, -1).withQuantity(1)))
                .withMessageContaining("a row's quantity 32");
    }

    @Test
    void anyQuantityIsKeptAsItIsAndCancelledUnitsAreSummedIn64Bits() {
        TransactionLog log = Row.log(
                EUR.withQuantity(),
                Row.of("a", 0, 5).withQuantity(Integer.MIN_VALUE),
                Row.of("a", 0, 5).withQuantity(Integer.MAX_VALUE));
        assertThat(log.quantity(0)).isEqualTo(Integer.MIN_VALUE);
        assertThat(log.quantity(1)).isEqualTo(Integer.MAX_VALUE);
        TransactionLog cancelled = Row.log(
                EUR.withQuantity(),
                Row.of("a", 0, 5).withQuantity(Integer.MAX_VALUE),
                Row.of("a", 1, 5).withQuantity(Integer.MAX_VALUE),
                Row.of("a", 2, -10).withQuantity(-1));
        assertThat(cancelled.report().cancelledUnits()).isEqualTo(2L * Integer.MAX_VALUE - 1);
    }

    @Test
    void cancelledCostBeyond64BitsIsADataError() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Row.log(
                        EUR.withCost(),
                        Row.of("a", 0, 5, Long.MAX_VALUE),
                        Row.of("a", 1, 5, Long.MAX_VALUE),
                        Row.of("a", 2, -10)));
    }

    @Test
    void whetherCancelledCostFitsDoesNotDependOnTheOrderOfCustomers() {
        // The sum over all three is Long.MAX_VALUE; over the first two in one of the orders it is beyond.
        List<Row> rows = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            rows.add(Row.of(id, 0, 5, id.equals("c") ? -Long.MAX_VALUE : Long.MAX_VALUE));
            rows.add(Row.of(id, 1, -5, 0));
        }
        List<Row> otherOrder = new ArrayList<>(rows.subList(2, 6));
        otherOrder.addAll(rows.subList(0, 2));
        assertThat(Row.log(EUR.withCost(), otherOrder).report().cancelledCostMinor())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Row.log(EUR.withCost(), rows).report().cancelledCostMinor()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anyCostIsKeptAsItIs() {
        TransactionLog log =
                Row.log(EUR.withCost(), Row.of("a", 0, 5, Long.MIN_VALUE), Row.of("a", 0, 5, Long.MAX_VALUE));
        assertThat(log.costMinor(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(log.costMinor(1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void manyTextRowsAtOnceAreThoseOneByOne() {
        @Nullable String[] ids = {"a", "b", null, "a", "c", " ", "b", "d"};
        int[] days = {5, 4, 3, 2, 1, 0, Integer.MAX_VALUE, 7};
        long[] amounts = {10, 20, 30, 0, -50, 60, 70, 80};
        long[] numbers = {3, 4, 5, 8, 9, 10, 12, 13};
        LogOptions options = LogOptions.of(MoneyScale.of("EUR")).withBadRows(BadRowPolicy.skip(9));
        TransactionLogBuilder atOnce = TransactionLog.builder(options);
        TransactionLogBuilder oneByOne = TransactionLog.builder(options);
        for (TransactionLogBuilder builder : List.of(atOnce, oneByOne)) {
            builder.source("file");
        }
        atOnce.addAll(numbers, ids, days, amounts, 7);
        for (int i = 0; i < 7; i++) {
            oneByOne.row(numbers[i]);
            oneByOne.add(ids[i], days[i], amounts[i]);
        }
        TransactionLog log = atOnce.build();

        assertThat(log.sameRows(oneByOne.build())).isTrue();
        assertThat(log.report().read()).isEqualTo(7);
        assertThat(log.report().firstProblems()).extracting(RowProblem::row).containsExactly(5L, 10L, 12L);
        assertThat(log.index().indexOf("d")).isEqualTo(-1);
    }
}
