package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomLogs.class)
@Domain(DomainContext.Global.class)
class CrossSellPropertyTest {
    private static final int FROM = -20;
    private static final int TO = 30;
    private static final OrderWindow WINDOW = new OrderWindow(LocalDate.ofEpochDay(FROM), LocalDate.ofEpochDay(TO));

    /** The log begins before the window's end in any case. */
    private static List<Logs.Row> begun(List<Logs.Row> rows) {
        List<Logs.Row> all = new ArrayList<>(rows);
        all.add(new Logs.Row("a", FROM, 3, 0, "web"));
        return all;
    }

    private static TransactionLog log(List<Logs.Row> rows) {
        return Logs.of(rows, RefundPolicy.KEEP_NEGATIVE, false);
    }

    private static Set<String> channels(List<Logs.Row> rows) {
        return rows.stream().map(row -> "" + row.channel()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Against rows filtered anew for each question; prices in doubles, where amounts are small enough to be exact. */
    @Property(tries = 500)
    void countsAreThoseOfRowsFilteredAnew(@ForAll List<Logs.Row> rows) {
        List<Logs.Row> orders = begun(rows).stream()
                .filter(row -> row.amount() >= 0 && row.channel() != null && row.day() <= TO)
                .toList();
        int categories = channels(orders).size();
        long[] expected = new long[5];
        for (String customer : List.of("a", "b", "c", "d", "e")) {
            List<Logs.Row> own = orders.stream()
                    .filter(row -> row.customer().equals(customer))
                    .toList();
            List<Logs.Row> before = own.stream().filter(row -> row.day() < FROM).toList();
            List<Logs.Row> now = own.stream().filter(row -> row.day() >= FROM).toList();
            if (now.isEmpty()) {
                continue;
            }
            int firstDay = own.stream().mapToInt(Logs.Row::day).min().orElseThrow();
            Set<String> base = channels(
                    before.isEmpty()
                            ? own.stream().filter(row -> row.day() == firstDay).toList()
                            : before);
            expected[0]++;
            if (base.size() < categories) {
                expected[1]++;
                expected[2] += base.containsAll(channels(now)) ? 0 : 1;
            }
            Set<String> both = channels(before);
            both.retainAll(channels(now));
            double gain = 0;
            for (Logs.Row row : now) {
                if (both.contains("" + row.channel())) {
                    gain += row.amount()
                            - before.stream()
                                    .filter(other -> ("" + other.channel()).equals(row.channel()))
                                    .mapToLong(Logs.Row::amount)
                                    .average()
                                    .orElseThrow();
                }
            }
            expected[3] += both.isEmpty() ? 0 : 1;
            expected[4] += gain > 1e-9 ? 1 : 0;
        }
        TransactionLog log = log(begun(rows));
        CrossSell sales = CrossSell.of(log, "channel", WINDOW, Grouping.everyone(log.customers()));
        assertThat(new long[] {
                    sales.activeCustomers(0),
                    sales.crossSellOpportunities(0),
                    sales.crossSellSuccesses(0),
                    sales.upSellOpportunities(0),
                    sales.upSellSuccesses(0)
                })
                .isEqualTo(expected);
    }

    @Property(tries = 200)
    void neitherOrderNorWhatComesLaterMatters(@ForAll List<Logs.Row> rows, @ForAll Random random) {
        List<Logs.Row> shuffled = begun(rows);
        Collections.shuffle(shuffled, random);
        List<Logs.Row> known = new ArrayList<>(begun(rows));
        known.removeIf(row -> row.day() > TO);
        CrossSell all = of(shuffled);
        CrossSell then = of(known);
        assertThat(all.crossSellRate(0, 0.9)).isEqualTo(then.crossSellRate(0, 0.9));
        assertThat(all.upSellRate(0, 0.9)).isEqualTo(then.upSellRate(0, 0.9));
        assertThat(all.productsToDate(0)).isEqualTo(then.productsToDate(0));
        assertThat(all.unlabelledOrders()).isEqualTo(then.unlabelledOrders());
    }

    private static CrossSell of(List<Logs.Row> rows) {
        TransactionLog log = log(rows);
        return CrossSell.of(log, "channel", WINDOW, Grouping.everyone(log.customers()), 0.05);
    }
}
