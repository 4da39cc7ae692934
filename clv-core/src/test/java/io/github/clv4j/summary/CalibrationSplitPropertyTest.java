package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CalibrationSplitPropertyTest {
    @Property(tries = 1000, seed = "21")
    void holdoutIsWhatTheRowsSay(
            @ForAll("worlds") World world,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 100) int cut,
            @ForAll @IntRange(max = 100) int end,
            @ForAll TimeStep step,
            @ForAll PurchaseMerging merging) {
        int calibrationEnd = world.day(cut);
        int holdoutEnd = world.day(end);
        Assume.that(holdoutEnd > calibrationEnd);
        TransactionLog log = TestRow.log(policy, world.rows());

        CalibrationSplit split = CalibrationSplit.of(log, world.date(cut), world.date(end), options(step, merging));

        Map<String, Facts> calibration = Facts.count(world.rows(), policy, calibrationEnd, step, merging);
        assertThat(Facts.of(split.calibration())).isEqualTo(calibration);
        assertThat(split.holdoutEnd()).isEqualTo(world.date(end));
        Map<String, List<TestRow>> known = KnownRows.asOf(world.rows(), policy, holdoutEnd);
        for (int c = 0; c < log.customers(); c++) {
            String id = log.index().id(c);
            Facts before = calibration.getOrDefault(id, Facts.NOTHING);
            List<TestRow> holdout = before.orders() == 0
                    ? List.of()
                    : known.getOrDefault(id, List.of()).stream()
                            .filter(row -> row.day() > calibrationEnd)
                            .toList();
            long purchases = holdout.stream()
                    .filter(row -> row.amount() >= 0)
                    .map(row -> Facts.period(step, merging, row.day()))
                    .filter(period -> period != Facts.period(step, merging, before.lastDay()))
                    .distinct()
                    .count();
            assertThat(split.holdoutPurchases(c)).isEqualTo((int) purchases);
            assertThat(split.holdoutSpendMinor(c))
                    .isEqualTo(holdout.stream().mapToLong(TestRow::amount).sum());
        }
    }

    @Property(tries = 500, seed = "22")
    void holdoutRowsDoNotReachTheCalibration(
            @ForAll("worlds") World world,
            @ForAll("worlds") World other,
            @ForAll("policies") RefundPolicy policy,
            @ForAll @IntRange(max = 99) int cut,
            @ForAll TimeStep step,
            @ForAll PurchaseMerging merging) {
        int calibrationEnd = world.day(cut);
        List<TestRow> rewritten = new ArrayList<>(world.until(calibrationEnd));
        for (TestRow row : other.rows()) {
            int day = calibrationEnd + 1 + row.day() - other.base();
            rewritten.add(new TestRow(row.id(), day, row.amount(), row.cost()));
        }

        CalibrationSplit one = split(policy, world.rows(), world, cut, options(step, merging));
        CalibrationSplit changed = split(policy, rewritten, world, cut, options(step, merging));

        assertThat(Facts.of(changed.calibration())).isEqualTo(Facts.of(one.calibration()));
        assertThat(Cells.of(changed.calibration().toTable()))
                .isEqualTo(Cells.of(one.calibration().toTable()));
    }

    private static CalibrationSplit split(
            RefundPolicy policy, List<TestRow> rows, World world, int cut, SummaryOptions options) {
        return CalibrationSplit.of(
                TestRow.log(policy, rows), world.date(cut), world.date(100).plusDays(1), options);
    }

    /** With an as-of day that must not matter. */
    private static SummaryOptions options(TimeStep step, PurchaseMerging merging) {
        return SummaryOptions.withDefaults()
                .until(LocalDate.of(1970, 1, 1))
                .withStep(step)
                .withMerging(merging);
    }

    @Provide
    Arbitrary<World> worlds() {
        return World.worlds();
    }

    @Provide
    Arbitrary<RefundPolicy> policies() {
        return World.policies();
    }
}
