package io.github.clv4j.kpi;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Small sets of subscriptions for tests. */
final class Contracts {
    private Contracts() {}

    static SubscriptionOptions options() {
        return SubscriptionOptions.of(Logs.EUR);
    }

    static SubscriptionRow row(String customer, String start, @Nullable String end, long mrr) {
        return SubscriptionRow.of(customer, LocalDate.parse(start), mrr)
                .until(end == null ? null : LocalDate.parse(end));
    }

    static Subscriptions of(SubscriptionRow... rows) {
        return Subscriptions.of(options(), List.of(rows));
    }

    /** The rows of a table as comma-separated text. */
    static List<String> lines(io.github.clv4j.table.Table table) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> table.columns().stream()
                        .map(column -> Objects.toString(column.textAt(row), ""))
                        .collect(Collectors.joining(",")))
                .toList();
    }

    /**
     * Six customers around the first quarter of 2021, MRR at the ends of days:
     *
     * <pre>
     *      before   January            February          March
     * a    100      100                90 from the 10th  90
     * b    50       leaves on the 15th                   40 from the 5th (comes back)
     * c             30 from the 1st    30                60 from the 1st
     * d             20 from 4th to 20th
     * e                                                  70 from the 31st
     * f    10       10                 10                leaves on the 1st
     * </pre>
     */
    static List<SubscriptionRow> quarter() {
        return List.of(
                row("a", "2020-06-01", "2021-02-10", 100_00).withPlan("gold"),
                row("a", "2021-02-10", null, 90_00).withPlan("gold"),
                row("b", "2020-11-11", "2021-01-15", 50_00).withPlan("gold"),
                row("b", "2021-03-05", null, 40_00).withPlan("basic"),
                row("c", "2021-01-01", null, 30_00).withPlan("basic"),
                row("c", "2021-03-01", null, 30_00).withPlan("gold"),
                row("d", "2021-01-04", "2021-01-20", 20_00),
                row("e", "2021-03-31", null, 70_00).withPlan("gold"),
                row("f", "2020-12-31", "2021-03-01", 10_00).withPlan("basic"));
    }
}
