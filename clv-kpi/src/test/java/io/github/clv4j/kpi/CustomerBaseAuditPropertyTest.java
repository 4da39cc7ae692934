package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.value.Concentration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class CustomerBaseAuditPropertyTest {
    /** Half a year after the last possible row, so that every week, month and quarter of rows is over. */
    private static final LocalDate LATER = LocalDate.ofEpochDay(RandomLogs.LAST_DAY + 180);

    private static TransactionLog log(List<Logs.Row> rows) {
        return Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, true);
    }

    private static TimeStep step(boolean months) {
        return months ? TimeStep.MONTHS : TimeStep.WEEKS;
    }

    @Property(tries = 100)
    void lensOneAddsUpToTheLog(
            @ForAll List<Logs.Row> rows, @ForAll boolean months, @ForAll @IntRange(min = 2, max = 12) int n) {
        TransactionLog log = log(rows);
        CustomerBaseAudit audit = CustomerBaseAudit.of(log, step(months), LATER);
        long spend = 0;
        long orders = 0;
        long gross = 0;
        for (int p = 0; p < audit.periods().count() - 1; p++) {
            PeriodAudit period = audit.onePeriod(p);
            spend += period.spendMinor();
            orders += period.orders();
            gross += period.orderValue().total();
            for (AuditBasis basis : AuditBasis.values()) {
                AuditBins bins = period.bins(basis, n);
                assertThat(IntStream.rangeClosed(1, n)
                                .mapToLong(bins::spendMinor)
                                .sum())
                        .isEqualTo(period.spendMinor());
                assertThat(IntStream.rangeClosed(1, n)
                                .mapToLong(bins::profitMinor)
                                .sum())
                        .isEqualTo(period.profitPerCustomer().total());
                assertThat(IntStream.rangeClosed(1, n).mapToLong(bins::orders).sum())
                        .isEqualTo(period.orders());
                assertThat(IntStream.rangeClosed(1, n)
                                .mapToLong(bins::customers)
                                .sum())
                        .isEqualTo(period.customers());
            }
        }
        assertThat(spend).isEqualTo(log.revenueMinor());
        assertThat(orders)
                .isEqualTo(rows.stream().filter(row -> row.amount() >= 0).count());
        assertThat(gross)
                .isEqualTo(rows.stream()
                        .mapToLong(row -> Math.max(row.amount(), 0))
                        .sum());
    }

    /** All rows in one year: then the tenths are those of the concentration over the same customers. */
    @Property(tries = 100)
    void tenthsAreThoseOfTheConcentration(@ForAll List<Logs.Row> rows) {
        List<Logs.Row> later = rows.stream()
                .map(row -> new Logs.Row(row.customer(), row.day() + 100, row.amount(), row.cost(), row.channel()))
                .toList();
        TransactionLog log = log(later);
        AuditBins tenths = CustomerBaseAudit.of(log, TimeStep.YEARS, LocalDate.ofEpochDay(364))
                .onePeriod(0)
                .deciles(AuditBasis.SPEND);
        long[] spend = new long[log.customers()];
        for (int c = 0; c < spend.length; c++) {
            for (int row = log.start(c); row < log.end(c); row++) {
                spend[c] += log.amountMinor(row);
            }
        }
        Concentration expected = Concentration.of(spend, log.money());
        for (int d = 1; d <= 10; d++) {
            assertThat(tenths.share(d).isDefined())
                    .isEqualTo(expected.decileShare(d).isPresent());
            if (tenths.share(d).isDefined()) {
                assertThat(tenths.share(d).value())
                        .isEqualTo(expected.decileShare(d).orElseThrow());
            }
        }
    }

    @Property(tries = 100)
    void lensTwoAddsUpToTheChange(
            @ForAll List<Logs.Row> rows,
            @ForAll boolean months,
            @ForAll @IntRange(max = 30) int first,
            @ForAll @IntRange(min = 1, max = 4) int further,
            @ForAll @IntRange(min = 2, max = 5) int bins) {
        TransactionLog log = log(rows);
        CustomerBaseAudit audit = CustomerBaseAudit.of(log, step(months), LATER);
        int from = first % (audit.periods().count() - 1 - further);
        int to = from + further;
        PeriodComparison both = audit.twoPeriods(from, to);
        PeriodAudit before = audit.onePeriod(from);
        PeriodAudit after = audit.onePeriod(to);
        long change = 0;
        long customers = 0;
        for (AuditMovement movement : AuditMovement.values()) {
            change += both.changeMinor(movement);
            customers += both.customers(movement);
        }
        assertThat(change).isEqualTo(both.changeMinor()).isEqualTo(after.spendMinor() - before.spendMinor());
        assertThat(both.customers(AuditMovement.RETAINED) + both.customers(AuditMovement.LAPSED))
                .isEqualTo(before.customers());
        assertThat(customers - both.customers(AuditMovement.LAPSED)).isEqualTo(after.customers());
        assertThat(both.customers(AuditMovement.REACTIVATED))
                .isEqualTo(slowReactivated(log, audit.periods(), from, to));
        for (AuditBasis basis : AuditBasis.values()) {
            AuditMigration moves = both.migration(basis, bins);
            AuditBins binsBefore = before.bins(basis, bins);
            AuditBins binsAfter = after.bins(basis, bins);
            long moved = 0;
            for (int one = 0; one <= bins; one++) {
                long row = 0;
                long column = 0;
                for (int other = 0; other <= bins; other++) {
                    row += moves.customers(one, other);
                    column += moves.customers(other, one);
                    moved += moves.changeMinor(one, other);
                }
                if (one > 0) {
                    assertThat(row).isEqualTo(binsBefore.customers(one));
                    assertThat(column).isEqualTo(binsAfter.customers(one));
                }
            }
            assertThat(moved)
                    .isEqualTo(
                            basis == AuditBasis.SPEND
                                    ? change
                                    : after.profitPerCustomer().total()
                                            - before.profitPerCustomer().total());
        }
    }

    private static long slowReactivated(TransactionLog log, Periods periods, int from, int to) {
        long count = 0;
        for (int c = 0; c < log.customers(); c++) {
            boolean earlier = false;
            boolean inFrom = false;
            boolean inTo = false;
            for (int row = log.start(c); row < log.end(c); row++) {
                int p = periods.indexOf(log.day(row));
                earlier |= p < from && log.amountMinor(row) >= 0;
                inFrom |= p == from;
                inTo |= p == to;
            }
            count += earlier && !inFrom && inTo ? 1 : 0;
        }
        return count;
    }

    @Property(tries = 100)
    void lensFiveAddsUpAndHoldsTheCohorts(@ForAll List<Logs.Row> rows, @ForAll boolean months) {
        TransactionLog log = log(rows);
        CustomerBaseAudit audit = CustomerBaseAudit.of(log, step(months), LATER);
        BaseAudit base = audit.wholeBase();
        Periods periods = audit.periods();
        PeriodFacts plain = PeriodFacts.of(log, periods);
        int groups = base.facts().groups().size();
        for (int p = 0; p < periods.count(); p++) {
            int period = p;
            for (Fact fact : List.of(Fact.REVENUE, Fact.ACTIVE_CUSTOMERS, Fact.ORDERS, Fact.COST)) {
                assertThat(IntStream.range(1, groups)
                                .mapToLong(g -> base.facts().get(fact, period, g))
                                .sum())
                        .isEqualTo(plain.get(fact, period));
            }
        }
        for (int c = 0; c < periods.count() - 1; c++) {
            CohortAudit cohort = audit.oneCohort(c);
            for (int age = 0; c + age < periods.count() - 1; age++) {
                assertThat(cohort.active(age)).isEqualTo(base.customers(c, c + age));
                assertThat(cohort.orders(age)).isEqualTo(base.orders(c, c + age));
            }
            for (int age = 1; c + age < periods.count() - 1; age++) {
                assertThat(cohort.revenueMinor(age)).isEqualTo(base.revenueMinor(c, c + age));
            }
        }
        // The table leaves out nothing but zeros.
        long told = 0;
        for (int row = 0; row < base.toTable().rows(); row++) {
            told += base.toTable().column("revenue").isNull(row)
                    ? 0
                    : base.toTable().column("revenue").longAt(row);
        }
        assertThat(told).isEqualTo(log.revenueMinor());
    }

    /** What comes later does not show, whatever is done with refunds; nor does the order of rows. */
    @Property(tries = 60)
    void knowsNothingOfWhatComesLater(
            @ForAll List<Logs.Row> rows,
            @ForAll @IntRange(min = RandomLogs.FIRST_DAY, max = RandomLogs.LAST_DAY) int day,
            @ForAll boolean net) {
        RefundPolicy policy = net ? RefundPolicy.NET : RefundPolicy.KEEP_NEGATIVE;
        List<Logs.Row> known = rows.stream().filter(row -> row.day() <= day).collect(Collectors.toList());
        Assume.that(!known.isEmpty());
        Collections.reverse(known);
        TransactionLog then = Logs.of(known, policy, true);
        Assume.that(IntStream.range(0, then.customers())
                .mapToObj(c -> then.historyAsOf(c, day))
                .mapToInt(CustomerHistory::rows)
                .anyMatch(n -> n > 0));
        assertThat(everything(Logs.of(rows, policy, true), day)).isEqualTo(everything(then, day));
    }

    private static List<String> everything(TransactionLog log, int day) {
        CustomerBaseAudit audit = CustomerBaseAudit.of(log, TimeStep.WEEKS, LocalDate.ofEpochDay(day));
        List<String> lines =
                new ArrayList<>(CustomerBaseAuditTest.lines(audit.wholeBase().toTable()));
        int over = audit.periods().isComplete(audit.periods().count() - 1)
                ? audit.periods().count()
                : audit.periods().count() - 1;
        for (int p = 0; p < over; p++) {
            lines.addAll(CustomerBaseAuditTest.lines(audit.onePeriod(p).toTable()));
            lines.addAll(CustomerBaseAuditTest.lines(
                    audit.onePeriod(p).bins(AuditBasis.SPEND, 3).toTable()));
            lines.addAll(CustomerBaseAuditTest.lines(audit.oneCohort(p).toTable()));
            if (p > 0) {
                lines.addAll(
                        CustomerBaseAuditTest.lines(audit.twoPeriods(p - 1, p).toTable()));
                lines.addAll(CustomerBaseAuditTest.lines(audit.twoPeriods(p - 1, p)
                        .migration(AuditBasis.PROFIT, 2)
                        .toTable()));
            }
        }
        return lines;
    }
}
