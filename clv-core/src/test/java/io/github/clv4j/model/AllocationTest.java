package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.clv4j.data.TimeStep;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What scoring calls for each customer leaves nothing to collect, whether compiled or not. */
class AllocationTest {
    private static final int CALLS = 10_000;

    static Stream<PurchaseModel> models() {
        return Stream.of(
                Nbd.of(0.38, 12, TimeStep.WEEKS),
                ParetoNbd.of(0.55, 10.6, 0.6, 11.7, TimeStep.WEEKS),
                BgNbd.of(0.2426, 4.41, 0.79, 2.43, TimeStep.WEEKS),
                MbgNbd.of(0.525, 6.18, 0.89, 1.61, TimeStep.WEEKS));
    }

    @ParameterizedTest
    @MethodSource("models")
    void scoringACustomerAllocatesNothing(PurchaseModel model) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = score(model);
        long before = threads.getCurrentThreadAllocatedBytes();
        sum += score(model);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isPositive();
        assertThat((double) allocated / CALLS).as("bytes a customer").isLessThan(1);
    }

    private static double score(PurchaseModel model) {
        double sum = 0;
        for (int i = 0; i < CALLS; i++) {
            int x = i % 20;
            double tx = x == 0 ? 0 : 30;
            sum += model.pAlive(x, tx, 39) + model.expectedPurchases(x, tx, 39, 52);
        }
        return sum;
    }
}
