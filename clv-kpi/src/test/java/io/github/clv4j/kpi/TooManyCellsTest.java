package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** More groups of more periods than integers can number are refused in words, not by an overflow. */
class TooManyCellsTest {
    private static final LocalDate AS_OF = LocalDate.of(2021, 3, 31);
    private static final int CUSTOMERS = 30_000;

    @Test
    void areRefused() {
        Periods days = Periods.ending(AS_OF, 1, TimeStep.DAYS, Periods.MAX_COUNT);
        List<Logs.Row> rows = new ArrayList<>();
        List<SubscriptionRow> contracts = new ArrayList<>();
        for (int c = 0; c < CUSTOMERS; c++) {
            rows.add(Logs.row("c" + c, "2021-01-10", 1_00));
            contracts.add(
                    SubscriptionRow.of("c" + c, LocalDate.of(2020, 1, 1), 1).withPlan("p" + c));
        }
        TransactionLog log = Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
        Subscriptions subscriptions = Subscriptions.of(Contracts.options(), contracts);
        Grouping each = Grouping.of("customer", CUSTOMERS, Integer::toString);
        refused(() -> PeriodFacts.of(log, days, each));
        refused(() -> RevenueConcentration.of(log, days, each));
        refused(() -> InactivityLedger.of(log, days, each, InactivityOptions.fixed(30)));
        refused(() -> MrrLedger.byPlan(subscriptions, days, MrrComparison.TWO_DATES));
        refused(() -> ContractChurn.of(ContractSpells.of(subscriptions, AS_OF), days, each));
    }

    private static void refused(ThrowingCallable call) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .withMessage("30001 groups of 100000 periods are too many; choose longer periods or fewer groups"
                        + " (at most 4194304 of both together)");
    }
}
