package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CurrentProfilesTest {
    private static final int SNAPSHOTS = 300;
    private static final int READERS = 6;
    private static final int CUSTOMERS = 5;

    /** A snapshot as of day k in which every figure of every customer tells k. */
    private static CustomerProfiles snapshot(int k) {
        List<Logs.Row> rows = new ArrayList<>();
        for (int c = 0; c < CUSTOMERS; c++) {
            rows.add(Touches.order("c" + c, k, k));
        }
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.daily());
        return CustomerProfiles.builder(summary)
                .segments(Grouping.of("segment", CUSTOMERS, c -> "s" + k))
                .clv(c -> k, c -> false)
                .profit(c -> -k, c -> false)
                .surveyScores(c -> k)
                .build();
    }

    private static void assertIsOf(int k, CustomerProfile profile) {
        assertThat(profile.asOf()).isEqualTo(LocalDate.ofEpochDay(k));
        assertThat(profile.lastOrder()).isEqualTo(LocalDate.ofEpochDay(k));
        assertThat(profile.spendMinor()).isEqualTo(k);
        assertThat(profile.segment()).isEqualTo("s" + k);
        assertThat(profile.clvMinor()).hasValue(k);
        assertThat(profile.profitMinor()).hasValue(-k);
        assertThat(profile.surveyScore()).hasValue(k);
    }

    @Test
    void versionsAreCountedAndEarlierDaysRefused() {
        CurrentProfiles current = CurrentProfiles.of(snapshot(10));
        assertThat(current.current().version()).isEqualTo(1);
        CustomerProfile before = Objects.requireNonNull(current.find("c0"));
        assertThat(current.publish(snapshot(12)).version()).isEqualTo(2);
        assertThat(current.publish(snapshot(12)).version()).isEqualTo(3);
        assertThat(current.current().asOf()).isEqualTo(LocalDate.ofEpochDay(12));
        assertIsOf(10, before);
        assertIsOf(12, Objects.requireNonNull(current.find("c0")));
        assertThat(current.find("x")).isNull();
        assertThat(current.find(7)).isNull();
        CustomerProfiles early = snapshot(11);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> current.publish(early))
                .withMessage("profiles are as of 1970-01-12; they must not be earlier than the current ones, as of"
                        + " 1970-01-13");
        assertThat(current).hasToString("version 3: " + snapshot(12));
    }

    /** Readers look up and read while snapshots are swapped under them; each figure must be of one snapshot. */
    @Test
    @Timeout(60)
    void readersSeeWholeSnapshotsInOrder() throws InterruptedException, ExecutionException {
        List<CustomerProfiles> snapshots = new ArrayList<>();
        for (int k = 1; k <= SNAPSHOTS; k++) {
            snapshots.add(snapshot(k));
        }
        CurrentProfiles current = CurrentProfiles.of(snapshots.get(0));
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong allReads = new AtomicLong();
        CountDownLatch begun = new CountDownLatch(READERS);
        ExecutorService pool = Executors.newFixedThreadPool(READERS);
        try {
            Callable<Long> reader = () -> {
                long reads = 0;
                long last = 0;
                for (boolean more = true; more; reads++) {
                    more = !done.get();
                    ProfileVersion version = current.current();
                    assertThat(version.version()).isGreaterThanOrEqualTo(last);
                    last = version.version();
                    // Versions and days go together, for each snapshot was published once.
                    assertThat(version.asOf().toEpochDay()).isEqualTo(version.version());
                    CustomerProfile profile = Objects.requireNonNull(current.find("c" + reads % CUSTOMERS));
                    assertIsOf((int) profile.spendMinor(), profile);
                    assertThat(profile.spendMinor()).isGreaterThanOrEqualTo(version.version());
                    begun.countDown();
                    allReads.incrementAndGet();
                }
                assertThat(last).isEqualTo(SNAPSHOTS);
                return reads;
            };
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(pool.submit(reader));
            }
            begun.await();
            for (int k = 1; k < SNAPSHOTS; k++) {
                assertThat(current.publish(snapshots.get(k)).version()).isEqualTo(k + 1);
                // A next one comes only when readers have read under this one, so that swaps fall among reads.
                long enough = allReads.get() + READERS;
                while (allReads.get() < enough && readers.stream().noneMatch(Future::isDone)) {
                    Thread.onSpinWait();
                }
            }
            done.set(true);
            for (Future<Long> each : readers) {
                assertThat(each.get()).isPositive();
            }
        } finally {
            pool.shutdownNow();
            assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
