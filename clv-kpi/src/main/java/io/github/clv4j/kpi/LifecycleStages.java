package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerHistory;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * The stage of each customer of a log as of a day. Immutable; customers have the numbers of the log. Only what was known
 * at the end of that day counts.
 *
 * <p>The first of these that holds decides:
 *
 * <ol>
 *   <li>prospect: no order yet;
 *   <li>new: the first order is at most {@link LifecycleOptions#newDays} ago;
 *   <li>at risk, lapsed or lost, as the {@linkplain LifecycleOptions#rule rule} says;
 *   <li>reactivated: an order of the last {@link LifecycleOptions#backDays} ended a pause of more than {@link
 *       LifecycleOptions#pauseDays};
 *   <li>active.
 * </ol>
 */
public final class LifecycleStages {
    private static final List<LifecycleStage> STAGES = List.of(LifecycleStage.values());

    private final CustomerIndex index;
    private final LocalDate asOf;
    private final LifecycleStage[] stage;

    private LifecycleStages(TransactionLog log, LocalDate asOf, LifecycleOptions options) {
        this.index = log.index();
        this.asOf = asOf;
        this.stage = new LifecycleStage[log.customers()];
        int day = log.options().timeGrid().day(asOf);
        for (int c = 0; c < stage.length; c++) {
            stage[c] = stage(c, log.historyAsOf(c, day), day, options);
        }
    }

    private LifecycleStage stage(int customer, CustomerHistory history, int asOfDay, LifecycleOptions options) {
        int days = 0;
        int first = 0;
        int last = 0;
        boolean isBack = false;
        for (int row = 0; row < history.rows(); row++) {
            int day = history.day(row);
            if (history.amountMinor(row) < 0 || (days > 0 && day == last)) {
                continue;
            }
            isBack |= days > 0 && (long) day - last > options.pauseDays() && (long) asOfDay - day <= options.backDays();
            first = days == 0 ? day : first;
            last = day;
            days++;
        }
        if (days == 0) {
            return LifecycleStage.PROSPECT;
        }
        if ((long) asOfDay - first <= options.newDays()) {
            return LifecycleStage.NEW;
        }
        LifecycleStage byRule = options.rule().stage(customer, index.id(customer), asOfDay - last, days, last - first);
        return byRule == LifecycleStage.ACTIVE && isBack ? LifecycleStage.REACTIVATED : byRule;
    }

    /**
     * The stages as of a day.
     *
     * @param asOf the last day that counts
     * @throws IllegalArgumentException if the rule is by P(alive) and a probability is not 0 to 1; the message names the
     *     customer
     */
    public static LifecycleStages of(TransactionLog log, LocalDate asOf, LifecycleOptions options) {
        return new LifecycleStages(log, asOf, options);
    }

    /** The last day that counts. */
    public LocalDate asOf() {
        return asOf;
    }

    /** Number of customers. */
    public int customers() {
        return stage.length;
    }

    /** The stage of a customer. */
    public LifecycleStage stage(int customer) {
        return stage[customer];
    }

    /** Customers of a stage. */
    public long size(LifecycleStage of) {
        long size = 0;
        for (LifecycleStage each : stage) {
            size += each == of ? 1 : 0;
        }
        return size;
    }

    /** The stages as groups, so that any figure can be taken by stage; all stages are there, in their order. */
    public Grouping grouping() {
        int[] groupOf = new int[stage.length];
        Arrays.setAll(groupOf, c -> STAGES.indexOf(stage[c]));
        return Grouping.of(
                "lifecycle stage", STAGES.stream().map(LifecycleStage::id).toList(), groupOf);
    }

    /**
     * Who moved where from this day to a later one.
     *
     * @throws IllegalArgumentException if the other is of another number of customers, or not later
     */
    public LifecycleMovement to(LifecycleStages later) {
        return LifecycleMovement.between(this, later);
    }

    /** One row a customer, in id order: {@code customer_id}, {@code lifecycle_stage}. */
    public Table toTable() {
        return Table.of(
                        "lifecycle_stages",
                        stage.length,
                        List.of(
                                Column.text("customer_id", index::id),
                                Column.text("lifecycle_stage", c -> stage(c).id())))
                .rows(index.inIdOrder());
    }

    @Override
    public String toString() {
        return "stages of " + stage.length + " customers as of " + asOf;
    }
}
