package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Facts and cohorts counted in several places against those of one log. */
@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class AccumulatorsPropertyTest {
    private static final List<String> LABELS = List.of("x", "y", "nobody");

    private static Grouping grouping(TransactionLog log, boolean allIn) {
        return Grouping.of(
                "letter",
                LABELS,
                IntStream.range(0, log.customers())
                        .map(c -> {
                            int letter = log.index().id(c).charAt(0) % 3;
                            return letter < 2 || allIn ? letter % 2 : Grouping.NONE;
                        })
                        .toArray());
    }

    @Property(tries = 400)
    void isWhatOneLogTells(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean net,
            @ForAll boolean rolling,
            @ForAll @IntRange(max = 2) int groups,
            @ForAll TimeStep step,
            @ForAll CohortKind kind,
            @ForAll RetentionMeasure measure,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY + 40) int asOf,
            @ForAll long seed) {
        RefundPolicy policy = net ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE;
        TransactionLog log = Logs.withQuantity(rows, policy, true);
        if (log.rows() == 0) {
            return;
        }
        LocalDate known = LocalDate.ofEpochDay(Math.max(asOf, log.firstDay()));
        Periods periods = rolling ? Periods.rolling(known, 6, 2, 5) : Periods.covering(log, known, step);
        CohortOptions options = CohortOptions.withDefaults().withCohorts(kind).withMeasure(measure);
        options = rolling ? options.withElapsedDays(9) : options;
        Places places = new Places(log.options(), periods, options, groups, LocalDate.ofEpochDay(log.firstDay()), step);

        FactsAccumulator facts = places.facts();
        CohortAccumulator cohorts = places.cohorts();
        Random random = new Random(seed);
        int[] partOf = random.ints(26, 0, 3).toArray();
        for (int place = 0; place < 2; place++) {
            FactsAccumulator factsHere = places.facts();
            CohortAccumulator cohortsHere = places.cohorts();
            for (int part = place; part < 3; part += 2) {
                int own = part;
                TransactionLog some = Logs.withQuantity(
                        rows.stream()
                                .filter(row -> partOf[row.customer().charAt(0) - 'a'] == own)
                                .toList(),
                        policy,
                        true);
                factsHere.add(some, places.grouping(some));
                cohortsHere.add(some, places.grouping(some));
            }
            facts.add(factsHere.toBytes());
            cohorts.add(cohortsHere.toBytes());
        }

        Grouping all = places.grouping(log);
        assertThat(facts.toFacts()).isEqualTo(PeriodFacts.of(log, periods, all));
        assertThat(text(cohorts.toTable().toTable()))
                .isEqualTo(text(CohortTable.of(log, PeriodCalendar.of(step), known, all, options)
                        .toTable()));
    }

    /** What accumulators of one result are made with, everywhere. */
    private record Places(
            LogOptions log, Periods periods, CohortOptions options, int groups, LocalDate firstDay, TimeStep step) {
        FactsAccumulator facts() {
            return groups == 0
                    ? FactsAccumulator.of(log, periods)
                    : FactsAccumulator.of(log, periods, "letter", LABELS);
        }

        CohortAccumulator cohorts() {
            PeriodCalendar calendar = PeriodCalendar.of(step);
            return groups == 0
                    ? CohortAccumulator.of(log, calendar, firstDay, periods.asOf(), options)
                    : CohortAccumulator.of(log, calendar, firstDay, periods.asOf(), options, "letter", LABELS);
        }

        Grouping grouping(TransactionLog some) {
            return groups == 0
                    ? Grouping.everyone(some.customers())
                    : AccumulatorsPropertyTest.grouping(some, groups == 1);
        }
    }

    private static String text(Table table) {
        StringBuilder text = new StringBuilder(table.toString());
        for (int row = 0; row < table.rows(); row++) {
            for (Column column : table.columns()) {
                text.append(column.name())
                        .append('=')
                        .append(column.textAt(row))
                        .append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** So many gaps that some places count them by length and others list them. */
    @Example
    void addsGapsThatAreListedAndCounted() {
        Random random = new Random(3);
        List<Logs.Row> many = new ArrayList<>();
        List<Logs.Row> few = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            many.add(new Logs.Row("m" + random.nextInt(900), random.nextInt(60), 100, 0, null));
        }
        for (int i = 0; i < 900; i++) {
            few.add(new Logs.Row("f" + random.nextInt(90), random.nextInt(300), 100, 0, null));
        }
        List<Logs.Row> all = new ArrayList<>(many);
        all.addAll(few);
        TransactionLog log = Logs.of(all, RefundPolicy.NET, false);
        Periods periods = Periods.covering(log, TimeStep.MONTHS);
        for (List<List<Logs.Row>> order : List.of(List.of(many, few), List.of(few, many))) {
            FactsAccumulator sum = FactsAccumulator.of(log.options(), periods);
            for (List<Logs.Row> some : order) {
                FactsAccumulator here = FactsAccumulator.of(log.options(), periods);
                here.add(Logs.of(some, RefundPolicy.NET, false));
                sum.add(here.toBytes());
            }
            assertThat(sum.toFacts()).isEqualTo(PeriodFacts.of(log, periods));
        }
    }

    @Example
    void refusesWhatDoesNotBelong() {
        TransactionLog log = Logs.of(List.of(new Logs.Row("a", 5, 100, 0, null)), RefundPolicy.NET, false);
        Periods periods = Periods.covering(log, TimeStep.MONTHS);
        FactsAccumulator facts = FactsAccumulator.of(log.options(), periods, "letter", LABELS);
        assertThatThrownBy(facts::toFacts).isInstanceOf(DataException.class).hasMessage("there are no rows");
        assertThatThrownBy(() -> facts.add(log)).hasMessageContaining("with labels [x, y, nobody]");
        assertThatThrownBy(() -> facts.add(Logs.of(List.of(), RefundPolicy.NET, true), Grouping.everyone(0)))
                .hasMessageContaining("with cost");
        assertThatThrownBy(() -> facts.add(new byte[3])).hasMessageContaining("the bytes are not of an accumulator");
        LocalDate day = LocalDate.ofEpochDay(6);
        CohortAccumulator cohorts = CohortAccumulator.of(
                log.options(), PeriodCalendar.of(TimeStep.MONTHS), day, day, CohortOptions.withDefaults());
        assertThatThrownBy(() -> cohorts.add(log)).hasMessageContaining("must not begin before the first day");
        assertThatThrownBy(cohorts::toTable).isInstanceOf(DataException.class).hasMessage("there are no rows");
        CohortAccumulator late = CohortAccumulator.of(
                log.options(),
                PeriodCalendar.of(TimeStep.MONTHS),
                LocalDate.ofEpochDay(4),
                day,
                CohortOptions.withDefaults());
        late.add(log);
        assertThatThrownBy(late::toTable)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("first day is 1970-01-05; the first row is of 1970-01-06");
        Periods before = Periods.covering(LocalDate.ofEpochDay(0), LocalDate.ofEpochDay(3), TimeStep.DAYS);
        FactsAccumulator early = FactsAccumulator.of(log.options(), before);
        early.add(log);
        assertThatThrownBy(early::toFacts).hasMessageContaining("the rows begin later, on 1970-01-06");
    }

    @Example
    void givesNothingOnceAddingHasFailed() {
        LogOptions options = LogOptions.of(MoneyScale.of("EUR"));
        LocalDate first = LocalDate.of(2025, 1, 1);
        Periods periods = Periods.covering(first, first.plusDays(60), TimeStep.MONTHS);
        TransactionLogBuilder builder = TransactionLog.builder(options);
        builder.add("a", (int) first.toEpochDay(), 100);
        TransactionLog log = builder.build();
        for (int change : new int[] {-1, 1}) {
            FactsAccumulator facts = FactsAccumulator.of(options, periods);
            facts.add(log);
            byte[] bytes = facts.toBytes();
            assertThatThrownBy(() -> facts.add(Arrays.copyOf(bytes, bytes.length + change)))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(facts::toFacts).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(facts::toBytes).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> facts.add(log)).hasMessageContaining("failed before");

            CohortAccumulator cohorts = CohortAccumulator.of(
                    options,
                    PeriodCalendar.of(TimeStep.MONTHS),
                    first,
                    first.plusDays(60),
                    CohortOptions.withDefaults());
            cohorts.add(log);
            byte[] counted = cohorts.toBytes();
            assertThatThrownBy(() -> cohorts.add(Arrays.copyOf(counted, counted.length + change)))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(cohorts::toTable).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> cohorts.add(log)).hasMessageContaining("failed before");
        }
    }
}
