package io.github.clv4j.kpi;

import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the customers of a campaign one by one and checks them. Bad rows are those with no or an unknown customer, one
 * that came before (in the other arm or in the same), no date or one outside 0001-01-01..9999-12-31, a window that ends
 * before it starts, a negative cost, or a cost of a control. Not for several threads at a time.
 *
 * <p>Which of two rows of one customer is taken depends on their order: the first one.
 */
public final class CampaignDataBuilder {
    private final CampaignOptions options;
    private final RowChecks checks;
    private final Map<Integer, Kept> kept = new HashMap<>();

    CampaignDataBuilder(CampaignOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        this.checks = new RowChecks(options.source(), options.badRows());
    }

    /** A row that passed the checks. */
    record Kept(int customer, CampaignArm arm, int from, int to, long cost, long row) {}

    /**
     * Takes one customer.
     *
     * @param row one of number 0 gets the number of its place, from 1
     * @return this
     * @throws io.github.clv4j.data.DataException if it is bad and the options let no more bad rows pass
     */
    public CampaignDataBuilder add(CampaignRow row) {
        long number = checks.next(row.row());
        RowProblem problem = problemOf(row, number);
        if (problem == null) {
            int customer = options.customers().indexOf(Objects.requireNonNull(row.customerId()));
            kept.put(
                    customer,
                    new Kept(
                            customer,
                            row.arm(),
                            (int) Objects.requireNonNull(row.from()).toEpochDay(),
                            (int) Objects.requireNonNull(row.to()).toEpochDay(),
                            row.costMinor(),
                            number));
        } else {
            checks.reject(problem);
        }
        return this;
    }

    private @Nullable RowProblem problemOf(CampaignRow row, long number) {
        String id = row.customerId();
        RowProblem problem = checks.customer(number, id, options.customers());
        if (problem == null) {
            problem = checks.date(number, "from", row.from());
        }
        if (problem == null) {
            problem = checks.date(number, "to", row.to());
        }
        if (problem != null) {
            return problem;
        }
        if (Objects.requireNonNull(row.to()).isBefore(Objects.requireNonNull(row.from()))) {
            return checks.problem(
                    number,
                    "to",
                    row.to().toString(),
                    RejectReason.BAD_DATE,
                    "the window must not end before it starts, on " + row.from());
        }
        if (row.costMinor() < 0) {
            return cost(row, number, "a cost must be 0 or more");
        }
        if (row.costMinor() > 0 && row.arm() == CampaignArm.CONTROL) {
            return cost(row, number, "a control was not contacted, so its cost must be 0");
        }
        Kept before = kept.get(options.customers().indexOf(Objects.requireNonNull(id)));
        if (before == null) {
            return null;
        }
        return before.arm() == row.arm()
                ? checks.problem(
                        number,
                        "customer",
                        id,
                        RejectReason.DUPLICATE,
                        "it is in the campaign already, by row " + before.row() + "; each customer must be once")
                : checks.problem(
                        number,
                        "arm",
                        Texts.lowerCase(row.arm()),
                        RejectReason.BAD_ROW,
                        "customer '" + id + "' is " + Texts.lowerCase(before.arm()) + " by row " + before.row()
                                + "; it must not be both treated and control");
    }

    private RowProblem cost(CampaignRow row, long number, String rule) {
        return checks.problem(number, "cost", options.money().format(row.costMinor()), RejectReason.BAD_COST, rule);
    }

    /** The customers that were taken. The builder takes no more. */
    public CampaignData build() {
        RowReport report = checks.report();
        List<Kept> sorted = kept.values().stream()
                .sorted(Comparator.comparingInt(Kept::customer))
                .toList();
        return new CampaignData(options, sorted, report);
    }
}
