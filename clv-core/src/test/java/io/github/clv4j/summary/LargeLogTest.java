package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** More customers than one piece of work holds: the number of threads must not show. */
class LargeLogTest {
    private static final int CUSTOMERS = 50_000;
    private static final SummaryOptions WEEKLY = SummaryOptions.weekly();
    private static final LocalDate CUT = LocalDate.of(2025, 6, 30);
    private static final LocalDate END = LocalDate.of(2025, 12, 31);

    @Test
    void oneThreadGivesWhatManyGive() throws Exception {
        TransactionLog log = log(RefundPolicy.NET, new int[0]);
        List<LocalDate> days = List.of(END, CUT, LocalDate.of(2025, 3, 1));

        List<CustomerSummary> many = CustomerSummary.snapshots(log, days, WEEKLY);
        List<CustomerSummary> single = with(1, () -> CustomerSummary.snapshots(log, days, WEEKLY));
        List<CustomerSummary> three = with(3, () -> CustomerSummary.snapshots(log, days, WEEKLY));
        CalibrationSplit splitMany = CalibrationSplit.of(log, CUT, END, WEEKLY);
        CalibrationSplit splitSingle = with(1, () -> CalibrationSplit.of(log, CUT, END, WEEKLY));

        for (int s = 0; s < days.size(); s++) {
            assertThat(single.get(s).sameRows(many.get(s))).isTrue();
            assertThat(three.get(s).sameRows(many.get(s))).isTrue();
        }
        assertThat(splitSingle.calibration().sameRows(splitMany.calibration())).isTrue();
        long purchases = 0;
        for (int c = 0; c < CUSTOMERS; c++) {
            assertThat(splitSingle.holdoutPurchases(c)).isEqualTo(splitMany.holdoutPurchases(c));
            assertThat(splitSingle.holdoutSpendMinor(c)).isEqualTo(splitMany.holdoutSpendMinor(c));
            purchases += splitMany.holdoutPurchases(c);
        }
        assertThat(purchases).isGreaterThan(CUSTOMERS / 2);
        assertThat(splitMany.calibration().presentCustomers()).isBetween(CUSTOMERS / 2, CUSTOMERS - 1);
    }

    @Test
    void theFirstCustomerThatOverflowsIsNamedWhateverTheThreads() throws Exception {
        int[] overflowing = {49_999, 16_384, 20_000, 33_000};
        TransactionLog log = log(RefundPolicy.KEEP_NEGATIVE, overflowing);
        int first = Arrays.stream(overflowing)
                .map(c -> log.index().indexOf(id(c)))
                .min()
                .orElseThrow();
        String named = "customer '" + log.index().id(first) + "':";

        for (int threads = 1; threads <= 4; threads++) {
            for (int repeat = 0; repeat < 3; repeat++) {
                String summary = with(threads, () -> messageOf(() -> CustomerSummary.of(log, WEEKLY)));
                assertThat(summary).startsWith(named);
                String split = with(threads, () -> messageOf(() -> CalibrationSplit.of(log, CUT, END, WEEKLY)));
                assertThat(split).startsWith(named);
            }
        }
    }

    @Test
    void distinctHistoriesOfManyCustomersAddUp() {
        CustomerSummary summary = CustomerSummary.of(log(RefundPolicy.NET, new int[0]), WEEKLY);
        DistinctHistories distinct = summary.distinctHistories();

        long weights = 0;
        long repeats = 0;
        for (int i = 0; i < distinct.size(); i++) {
            weights += distinct.weight(i);
            repeats += (long) distinct.weight(i) * distinct.x(i);
        }
        long expected = 0;
        for (int c = 0; c < CUSTOMERS; c++) {
            expected += summary.x(c);
        }

        assertThat(weights).isEqualTo(summary.presentCustomers());
        assertThat(repeats).isEqualTo(expected);
    }

    private static String messageOf(Callable<?> work) throws Exception {
        try {
            work.call();
        } catch (DataException e) {
            return String.valueOf(e.getMessage());
        }
        return "nothing was thrown";
    }

    private static <T> T with(int threads, Callable<T> work) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work).get();
        } finally {
            pool.shutdown();
        }
    }

    /** Customers of 2025, each third with a refund; the given customers' amounts do not fit a sum, in the second half. */
    private static TransactionLog log(RefundPolicy refunds, int[] overflowing) {
        TransactionLogBuilder builder =
                TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR")).withRefunds(refunds));
        Random random = new Random(7);
        int newYear = (int) LocalDate.of(2025, 1, 1).toEpochDay();
        int july = (int) LocalDate.of(2025, 7, 1).toEpochDay();
        for (int c = 0; c < CUSTOMERS; c++) {
            for (int row = 0; row < 3; row++) {
                builder.add(id(c), newYear + random.nextInt(365), 100L * (1 + random.nextInt(50)));
            }
            if (c % 3 == 0) {
                builder.add(id(c), newYear + random.nextInt(365), -100L * (1 + random.nextInt(50)));
            }
        }
        for (int c : overflowing) {
            builder.add(id(c), newYear, 1);
            builder.add(id(c), july, Long.MAX_VALUE - 1_000);
            builder.add(id(c), july + 1, Long.MAX_VALUE - 1_000);
        }
        return builder.build();
    }

    private static long id(int customer) {
        return 1_000_000L - customer;
    }
}
