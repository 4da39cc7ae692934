package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TimeGrid;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes subscriptions one by one and checks them. Bad rows are those with no or an unknown customer, no start, a date
 * outside 0001-01-01..9999-12-31, an end that is not after the start, a negative amount, another currency, an amount that
 * does not fit, and, if the policy says so, those that overlap another one of the same customer and plan; the latter are
 * found when building, for rows may come in any order. Not for several threads at a time.
 */
public final class SubscriptionsBuilder {
    private final SubscriptionOptions options;
    private final List<Kept> kept = new ArrayList<>();
    private final RowChecks checks;

    SubscriptionsBuilder(SubscriptionOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        this.checks = new RowChecks(options.source(), options.badRows());
    }

    /** A row that passed the checks. */
    record Kept(String id, @Nullable String plan, int start, int end, long mrr, boolean rounded, long row) {}

    /**
     * Takes one subscription.
     *
     * @param row one of number 0 gets the number of its place, from 1
     * @return this
     * @throws DataException if it is bad and the options let no more bad rows pass
     */
    public SubscriptionsBuilder add(SubscriptionRow row) {
        SubscriptionRow numbered = row.withRow(checks.next(row.row()));
        RowProblem problem = problemOf(numbered);
        if (problem == null) {
            keep(numbered);
        } else {
            checks.reject(problem);
        }
        return this;
    }

    private @Nullable RowProblem problemOf(SubscriptionRow row) {
        RowProblem who = checks.customer(row.row(), row.customerId(), options.customers());
        if (who != null) {
            return who;
        }
        LocalDate start = row.start();
        LocalDate end = row.end();
        if (start == null) {
            return problem(row, "start", null, RejectReason.BAD_DATE, "a first day is needed");
        }
        if (isOutOfRange(start)) {
            return outOfRange(row, "start", start);
        }
        if (end != null && isOutOfRange(end)) {
            return outOfRange(row, "end", end);
        }
        if (end != null && !end.isAfter(start)) {
            return problem(
                    row,
                    "end",
                    end.toString(),
                    RejectReason.BAD_DATE,
                    "it is the first day after the subscription, so it must be after the start, " + start);
        }
        String currency = row.currency();
        if (currency != null && !currency.equals(options.money().currency())) {
            return problem(
                    row,
                    "currency",
                    currency,
                    RejectReason.BAD_AMOUNT,
                    "it must be " + options.money().currency() + "; convert amounts before, or keep them apart");
        }
        if (row.amountMinor() < 0) {
            return problem(
                    row,
                    "amount",
                    options.money().format(row.amountMinor()),
                    RejectReason.BAD_AMOUNT,
                    "recurring revenue must be 0 or more");
        }
        try {
            row.interval().monthlyMinor(row.amountMinor());
            return null;
        } catch (ArithmeticException e) {
            return problem(
                    row,
                    "amount",
                    options.money().format(row.amountMinor()),
                    RejectReason.AMOUNT_OUT_OF_RANGE,
                    "what it is a month must fit 64 bits of minor units");
        }
    }

    private static boolean isOutOfRange(LocalDate date) {
        return date.toEpochDay() < TimeGrid.MIN_DAY || date.toEpochDay() > TimeGrid.MAX_DAY;
    }

    private RowProblem outOfRange(SubscriptionRow row, String column, LocalDate date) {
        return problem(
                row,
                column,
                date.toString(),
                RejectReason.DATE_OUT_OF_RANGE,
                "it must be 0001-01-01 to 9999-12-31; a subscription without end has no end date");
    }

    private RowProblem problem(
            SubscriptionRow row, String column, @Nullable String value, RejectReason reason, String rule) {
        return checks.problem(row.row(), column, value, reason, rule);
    }

    private void keep(SubscriptionRow row) {
        LocalDate end = row.end();
        kept.add(new Kept(
                Objects.requireNonNull(row.customerId()),
                row.plan(),
                (int) Objects.requireNonNull(row.start()).toEpochDay(),
                end == null ? Subscriptions.OPEN : (int) end.toEpochDay(),
                row.interval().monthlyMinor(row.amountMinor()),
                !row.interval().isExact(row.amountMinor()),
                row.row()));
    }

    /**
     * The subscriptions that were taken. The builder takes no more.
     *
     * @throws DataException if subscriptions overlap and neither the policy for overlaps nor that for bad rows allows it
     */
    public Subscriptions build() {
        checks.close();
        CustomerIndex index = options.customers();
        List<String> ids = index == null
                ? new ArrayList<>(new TreeSet<>(kept.stream().map(Kept::id).toList()))
                : List.of();
        // Text in an index may be written in several ways or merged, so order is by customer, not by id.
        Comparator<Kept> byCustomer = index == null
                ? Comparator.comparing(Kept::id)
                : Comparator.comparingInt(row -> index.indexOf(row.id()));
        List<Kept> sorted = new ArrayList<>(kept);
        sorted.sort(byCustomer
                .thenComparing(Kept::plan, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingInt(Kept::start)
                .thenComparingInt(Kept::end)
                .thenComparingLong(Kept::mrr)
                .thenComparingLong(Kept::row));
        if (options.overlaps() == OverlapPolicy.REJECT) {
            sorted = withoutOverlaps(sorted, byCustomer);
        }
        long rounded = sorted.stream().filter(Kept::rounded).count();
        return new Subscriptions(
                options,
                ids,
                sorted,
                new SubscriptionReport(checks.read(), rounded, checks.byReason(), checks.problems()));
    }

    private List<Kept> withoutOverlaps(List<Kept> sorted, Comparator<Kept> byCustomer) {
        List<Kept> free = new ArrayList<>();
        Kept last = null;
        for (Kept row : sorted) {
            if (last != null
                    && byCustomer.compare(last, row) == 0
                    && Objects.equals(last.plan(), row.plan())
                    && row.start() < last.end()) {
                checks.reject(checks.problem(
                        row.row(),
                        "start",
                        LocalDate.ofEpochDay(row.start()).toString(),
                        RejectReason.BAD_ROW,
                        "customer '" + row.id() + "' has "
                                + (row.plan() == null ? "a subscription" : "plan '" + row.plan() + "'")
                                + " of row " + last.row() + " from " + LocalDate.ofEpochDay(last.start())
                                + (last.end() == Subscriptions.OPEN
                                        ? " without end"
                                        : " until before " + LocalDate.ofEpochDay(last.end()))
                                + "; they must not overlap unless parallel ones are allowed"));
            } else {
                free.add(row);
                last = row;
            }
        }
        return free;
    }
}
