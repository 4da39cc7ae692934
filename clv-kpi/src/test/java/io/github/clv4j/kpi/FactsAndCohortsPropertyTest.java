package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class FactsAndCohortsPropertyTest {
    @Property(tries = 300)
    void oneSweepTellsWhatTwoTell(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean net,
            @ForAll boolean rolling,
            @ForAll TimeStep step,
            @ForAll CohortKind kind,
            @ForAll RetentionMeasure measure,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf) {
        RefundPolicy policy = net ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE;
        TransactionLog log = Logs.withQuantity(rows, policy, true);
        if (log.rows() == 0) {
            return;
        }
        LocalDate known = LocalDate.ofEpochDay(Math.max(asOf, log.firstDay()));
        Periods periods = rolling ? Periods.rolling(known, 6, 2, 5) : Periods.covering(log, known, step);
        assertSame(
                log,
                periods,
                Grouping.byFirst(log, "channel"),
                CohortOptions.withDefaults().withCohorts(kind).withMeasure(measure));
    }

    /** So many customers that several threads count. */
    @Example
    void ofManyCustomersToo() {
        SplittableRandom random = new SplittableRandom(7);
        List<Logs.Row> rows = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            rows.add(new Logs.Row(
                            "c" + random.nextInt(40_000),
                            random.nextInt(200),
                            random.nextInt(-1000, 5000),
                            random.nextInt(3000),
                            "channel " + random.nextInt(3))
                    .withQuantity(random.nextInt(-3, 30)));
        }
        TransactionLog log = Logs.withQuantity(rows, RefundPolicy.NET, true);
        assertSame(
                log,
                Periods.covering(log, TimeStep.MONTHS),
                Grouping.byFirst(log, "channel"),
                CohortOptions.withDefaults());
    }

    private static void assertSame(TransactionLog log, Periods periods, Grouping groups, CohortOptions options) {
        PeriodCalendar months = PeriodCalendar.of(TimeStep.MONTHS);
        FactsAndCohorts both = FactsAndCohorts.of(log, periods, groups, months, options);
        assertThat(both.facts()).isEqualTo(PeriodFacts.of(log, periods, groups));
        assertThat(cells(both.cohorts().toTable()))
                .isEqualTo(cells(CohortTable.of(log, months, periods.asOf(), groups, options)
                        .toTable()));
    }

    private static List<String> cells(Table table) {
        List<String> cells = new ArrayList<>();
        table.columns().forEach(column -> {
            for (int row = 0; row < table.rows(); row++) {
                cells.add(column.name() + " " + column.textAt(row));
            }
        });
        return cells;
    }
}
