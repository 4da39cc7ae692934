package io.github.clv4j.examples;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.LifecycleMovement;
import io.github.clv4j.kpi.LifecycleOptions;
import io.github.clv4j.kpi.LifecycleRule;
import io.github.clv4j.kpi.LifecycleStage;
import io.github.clv4j.kpi.LifecycleStages;
import io.github.clv4j.rfm.SegmentSnapshot;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** At which stage of life customers are, along the snapshots of the segments, and how they came there. */
final class StageAnalysis {
    static final List<LifecycleStage> STAGES = List.of(LifecycleStage.values());

    /** A silence longer than this part of the times between orders is longer than expected. */
    private static final double EXPECTED = 0.9;
    /** With fewer times between orders there is nothing to tell it from. */
    private static final int FEWEST_GAPS = 3;

    private static final int DAYS_OF_HALF_A_YEAR = 182;

    /** Days since the last order up to which a customer is active, at risk and lapsed. */
    final List<Integer> days;
    /** Where these days come from, in words. */
    final String daysFrom;

    final LifecycleOptions options;
    /** The as-of date last. */
    final List<LifecycleStages> snapshots;

    final LifecycleStages now;
    /** From the date that segments are compared to, or null where that is the as-of date. */
    final @Nullable LifecycleMovement movement;

    StageAnalysis(TransactionLog log, Segmentation segmentation, LocalDate asOf, @Nullable List<Integer> given) {
        int expected = given == null ? expectedDays(log, asOf) : 0;
        if (given != null) {
            this.days = List.copyOf(given);
            this.daysFrom = "as given";
        } else if (expected > 0) {
            this.days = List.of(expected / 2, expected, 2 * expected);
            this.daysFrom = "of the times between two orders, nine in ten are at most " + expected
                    + " days: active up to half of that, lapsed above, lost above twice that";
        } else {
            int half = DAYS_OF_HALF_A_YEAR;
            this.days = List.of(half / 2, half, 2 * half);
            this.daysFrom = "too few customers ordered twice to tell how long to wait, so a quarter, half and a whole"
                    + " year stand for it";
        }
        this.options = LifecycleOptions.of(LifecycleRule.byDays(days.get(0), days.get(1), days.get(2)));
        this.now = LifecycleStages.of(log, asOf, options);
        List<LifecycleStages> all = new ArrayList<>();
        if (segmentation.series != null) {
            for (SegmentSnapshot snapshot : segmentation.series.snapshots()) {
                if (snapshot.asOf().isBefore(asOf)) {
                    all.add(LifecycleStages.of(log, snapshot.asOf(), options));
                }
            }
        }
        all.add(now);
        this.snapshots = List.copyOf(all);
        this.movement = segmentation.compareTo.isBefore(asOf)
                ? LifecycleStages.of(log, segmentation.compareTo, options).to(now)
                : null;
    }

    /** The quantile of all times between days with an order, or 0 if there are too few. */
    private static int expectedDays(TransactionLog log, LocalDate asOf) {
        int asOfDay = Math.toIntExact(asOf.toEpochDay());
        // Counted by length, so that neither their number nor their order matters.
        int[] counts = new int[Math.max(1, asOfDay - log.firstDay() + 1)];
        int gaps = 0;
        for (int c = 0; c < log.customers(); c++) {
            CustomerHistory history = log.historyAsOf(c, asOfDay);
            int last = -1;
            for (int row = 0; row < history.rows(); row++) {
                if (history.amountMinor(row) < 0) {
                    continue;
                }
                int day = history.day(row) - log.firstDay();
                if (last >= 0 && day > last) {
                    counts[day - last]++;
                    gaps++;
                }
                last = day;
            }
        }
        if (gaps < FEWEST_GAPS) {
            return 0;
        }
        int seen = 0;
        int length = 0;
        while (seen < EXPECTED * gaps) {
            seen += counts[++length];
        }
        return length;
    }

    /** One row a snapshot and stage: {@code day}, {@code stage}, {@code customers}. */
    Table sizes() {
        int n = STAGES.size();
        return Table.of(
                "lifecycle",
                snapshots.size() * n,
                List.of(
                        Column.date("day", row -> snapshots.get(row / n).asOf().toEpochDay()),
                        Column.text("stage", row -> STAGES.get(row % n).id()),
                        Column.integer(
                                "customers", row -> snapshots.get(row / n).size(STAGES.get(row % n)))));
    }
}
