package io.github.clv4j.examples;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.kpi.ContractChurn;
import io.github.clv4j.kpi.ContractSpells;
import io.github.clv4j.kpi.ContractSurvival;
import io.github.clv4j.kpi.MrrComparison;
import io.github.clv4j.kpi.MrrLedger;
import io.github.clv4j.kpi.PeriodCalendar;
import io.github.clv4j.kpi.Periods;
import io.github.clv4j.kpi.SpellChoice;
import io.github.clv4j.kpi.Subscriptions;
import java.time.LocalDate;

/** What subscriptions tell as of a day: recurring revenue by plan, churn and survival by first plan. */
final class Subscribing {
    final SubscriptionFile file;
    final Subscriptions subscriptions;
    final MrrLedger ledger;
    final ContractChurn churn;
    final ContractSurvival survival;

    Subscribing(SubscriptionFile file, PeriodCalendar calendar, LocalDate asOf) {
        this.file = file;
        this.subscriptions = file.subscriptions();
        int first = Subscriptions.OPEN;
        for (int i = 0; i < subscriptions.count(); i++) {
            first = Math.min(first, subscriptions.startDay(i));
        }
        if (first > asOf.toEpochDay()) {
            throw new SideFileException(
                    file.rows().name(),
                    "the first subscription starts on " + LocalDate.ofEpochDay(first) + ", after the as-of date "
                            + asOf);
        }
        Periods periods = Periods.covering(LocalDate.ofEpochDay(first), asOf, calendar);
        ContractSpells spells = ContractSpells.of(subscriptions, asOf);
        Grouping plans = subscriptions.byFirstPlan();
        this.ledger = MrrLedger.byPlan(subscriptions, periods, MrrComparison.TWO_DATES);
        this.churn = ContractChurn.of(spells, periods, plans);
        this.survival = ContractSurvival.of(spells, SpellChoice.FIRST, plans);
    }

    /** The last period that is over, or -1 if none is. */
    int lastCompletePeriod() {
        int last = ledger.periods().count() - 1;
        return ledger.periods().isComplete(last) ? last : last - 1;
    }
}
