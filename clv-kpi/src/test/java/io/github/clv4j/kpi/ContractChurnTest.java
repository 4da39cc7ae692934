package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(RandomContracts.class)
@Domain(DomainContext.Global.class)
class ContractChurnTest {
    private static final LocalDate AS_OF = LocalDate.parse("2021-03-31");
    private static final Subscriptions QUARTER = Subscriptions.of(Contracts.options(), Contracts.quarter());
    private static final Periods MONTHS = Periods.covering(LocalDate.parse("2021-01-01"), AS_OF, TimeStep.MONTHS);

    @Test
    void spellsJoinWhatMeets() {
        assertThat(Contracts.lines(ContractSpells.of(QUARTER, AS_OF).toTable()))
                .containsExactly(
                        "a,2020-06-01,,304,false",
                        "b,2020-11-11,2021-01-15,65,true",
                        "b,2021-03-05,,27,false",
                        "c,2021-01-01,,90,false",
                        "d,2021-01-04,2021-01-20,16,true",
                        "e,2021-03-31,,1,false",
                        "f,2020-12-31,2021-03-01,60,true");
        // From January 15th to March 4th are 49 days.
        assertThat(ContractSpells.of(QUARTER, AS_OF, 48).count()).isEqualTo(7);
        ContractSpells joined = ContractSpells.of(QUARTER, AS_OF, 49);
        assertThat(joined.count()).isEqualTo(6);
        assertThat(Contracts.lines(joined.toTable()))
                .contains("b,2020-11-11,,141,false", "d,2021-01-04,2021-01-20,16,true", "f,2020-12-31,,60,false");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractSpells.of(QUARTER, AS_OF, -1))
                .withMessage("grace days are -1; they must be 0 or more");
    }

    @Test
    void churnIsOfThoseAtRisk() {
        ContractChurn churn = ContractChurn.of(ContractSpells.of(QUARTER, AS_OF), MONTHS);
        assertThat(churn.atRisk(0, 0)).isEqualTo(3);
        assertThat(churn.churned(0, 0)).as("b; d came and went").isEqualTo(1);
        assertThat(churn.atRisk(1, 0)).isEqualTo(3);
        assertThat(churn.churned(1, 0)).isZero();
        assertThat(churn.atRisk(2, 0)).isEqualTo(3);
        assertThat(churn.churned(2, 0)).as("f ends on the first day").isEqualTo(1);
        assertThat(churn.annualised(0, 0).value()).isCloseTo(1 - Math.pow(2.0 / 3, 12), within(1e-14));
        assertThat(churn.rate(1, 0, 0.95).lower()).isZero();
        assertThat(churn.rate(1, 0, 0.95).upper()).isCloseTo(0.5615, within(5e-5));
        assertThat(churn.rate(1, 0).value()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractChurn.of(ContractSpells.of(QUARTER, AS_OF.minusDays(1)), MONTHS))
                .withMessage("periods are as of 2021-03-31, contracts as of 2021-03-30; both must be of the same day");
    }

    @Test
    void graceMakesTheLastPeriodsUnknown() {
        ContractChurn churn = ContractChurn.of(ContractSpells.of(QUARTER, AS_OF, 10), MONTHS);
        assertThat(churn.isComplete(1)).isTrue();
        assertThat(churn.isComplete(2)).isFalse();
        assertThat(churn.annualised(2, 0).undefinedReason())
                .isEqualTo("the ends in 2021-03 are not all known yet as of 2021-03-31");
        assertThat(churn.churnRate(2, 0)).isNull();
    }

    @Test
    void groupsHaveChurnAndCurvesOfTheirOwn() {
        Grouping plan =
                Grouping.of("first", QUARTER.customers(), c -> QUARTER.id(c).equals("f") ? "f" : "rest");
        ContractSpells spells = ContractSpells.of(QUARTER, AS_OF);
        ContractChurn churn = ContractChurn.of(spells, MONTHS, plan);
        assertThat(Contracts.lines(churn.toTable(0.95)))
                .hasSize(9)
                .element(7)
                .asString()
                .startsWith("2021-03,2021-03-01,f,true,1,1,1.0,0.2")
                .endsWith(",1.0,1.0,");
        assertThat(ContractChurn.of(
                                spells,
                                MONTHS,
                                Grouping.of(
                                        "none",
                                        QUARTER.customers(),
                                        c -> "a".equals(QUARTER.id(c)) ? "a" : "e".equals(QUARTER.id(c)) ? "e" : null))
                        .rate(0, 2)
                        .undefinedReason())
                .isEqualTo("nobody was under contract at the start of the period");
        ContractSurvival survival = ContractSurvival.of(spells, SpellChoice.FIRST, plan);
        assertThat(survival.groups()).containsExactly("all", "f", "rest");
        assertThat(survival.curve(0).customers()).isEqualTo(6);
        assertThat(ContractSurvival.of(spells, SpellChoice.ALL).curve(0).customers())
                .isEqualTo(7);
        assertThat(Contracts.lines(survival.medians()))
                .containsExactly("all,6,3,65.0,", "f,1,1,60.0,", "rest,5,2,65.0,");
        assertThat(Contracts.lines(survival.toTable(0.95, SurvivalIntervalType.PLAIN)))
                .hasSize(6 + 1 + 5)
                .contains("f,60,1,1,0,0.0,,,");
    }

    @Property(tries = 300)
    void tellsWhatTheSlowWayFinds(
            @ForAll List<SubscriptionRow> rows,
            @ForAll @IntRange(max = 9) int grace,
            @ForAll @IntRange(min = -40, max = 20) int first,
            @ForAll @IntRange(max = 60) int length) {
        Subscriptions all = Subscriptions.of(Contracts.options(), rows);
        LocalDate asOf = LocalDate.ofEpochDay(first + length);
        ContractSpells spells = ContractSpells.of(all, asOf, grace);
        ContractChurn churn =
                ContractChurn.of(spells, Periods.covering(LocalDate.ofEpochDay(first), asOf, TimeStep.WEEKS));
        Periods weeks = churn.periods();
        for (int p = 0; p < weeks.count(); p++) {
            int from = weeks.firstDay(p);
            int to = weeks.lastDay(p);
            long atRisk = 0;
            long churned = 0;
            for (int c = 0; c < all.customers(); c++) {
                boolean[] held = new boolean[400];
                for (int day = -200; day <= first + length; day++) {
                    held[day + 200] = holds(all, c, day, first + length, grace);
                }
                if (held[from - 1 + 200]) {
                    atRisk++;
                    int last = from - 1;
                    while (last <= first + length && held[last + 200]) {
                        last++;
                    }
                    churned += last <= to && last + grace <= first + length && last >= from ? 1 : 0;
                }
            }
            assertThat(churn.atRisk(p, 0)).isEqualTo(atRisk);
            assertThat(churn.churned(p, 0)).isEqualTo(churned);
        }
    }

    /** Covered on a day, or in a gap that is closed by the as-of day and no longer than the grace. */
    private static boolean holds(Subscriptions all, int customer, int day, int asOf, int grace) {
        return IntStream.rangeClosed(0, grace)
                .anyMatch(back -> covered(all, customer, day - back)
                        && (back == 0
                                || IntStream.rangeClosed(1, grace + 1 - back)
                                        .anyMatch(on -> day + on <= asOf && covered(all, customer, day + on))));
    }

    private static boolean covered(Subscriptions all, int customer, int day) {
        return IntStream.range(all.from(customer), all.to(customer))
                .anyMatch(i -> all.startDay(i) <= day && day < all.endDay(i));
    }
}
