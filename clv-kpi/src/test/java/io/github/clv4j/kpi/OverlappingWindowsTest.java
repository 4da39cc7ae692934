package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What counts each event once refuses windows of which a day lies in several, before it computes anything. */
class OverlappingWindowsTest {
    private static final LocalDate AS_OF = LocalDate.of(2025, 6, 30);
    private static final MoneyScale EUR = MoneyScale.of("EUR");

    @Test
    void areRefused() {
        Periods rolling = Periods.rolling(AS_OF, 30, 10, 6);
        TransactionLogBuilder builder = TransactionLog.builder(LogOptions.of(EUR));
        builder.add("a", (int) AS_OF.toEpochDay() - 70, 100);
        TransactionLog log = builder.build();
        Grouping everyone = Grouping.everyone(log.customers());
        Subscriptions subscriptions =
                Subscriptions.builder(SubscriptionOptions.of(EUR)).build();
        refused(() -> MrrLedger.of(subscriptions, rolling, MrrComparison.TWO_DATES));
        refused(() -> ContractChurn.of(ContractSpells.of(subscriptions, AS_OF), rolling));
        refused(() -> AcquisitionReport.of(log, rolling, everyone, AcquisitionOptions.withDefaults()));
        refused(() -> AcquisitionCosts.of(log, rolling, everyone, AcquisitionSpend.of(EUR, List.of())));
        refused(() -> RevenueConcentration.of(log, rolling, everyone));
        refused(() -> InactivityLedger.of(log, rolling, InactivityOptions.fixed(30)));
    }

    private static void refused(ThrowingCallable call) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .withMessageContaining(" overlap; take windows that follow each other");
    }
}
