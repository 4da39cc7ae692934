package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which groups a subscriber or a plan is in. Group 0 is all; those in no group come last, if there are any. */
final class SubscriberGroups {
    private final String name;
    private final List<String> labels;
    private final @Nullable Grouping customers;

    private SubscriberGroups(String name, List<String> own, boolean withNone, @Nullable Grouping customers) {
        List<String> all = new ArrayList<>();
        all.add(PeriodFacts.ALL);
        for (String label : own) {
            if (label.equals(PeriodFacts.ALL) || label.equals(PeriodFacts.UNGROUPED)) {
                throw new IllegalArgumentException("'" + name + "' has a group '" + label
                        + "'; this name stands for all groups together or for none, so choose another");
            }
            all.add(label);
        }
        if (withNone) {
            all.add(PeriodFacts.UNGROUPED);
        }
        this.name = name;
        this.labels = Collections.unmodifiableList(all);
        this.customers = customers;
    }

    static SubscriberGroups everyone() {
        return new SubscriberGroups(PeriodFacts.ALL, List.of(), false, null);
    }

    static SubscriberGroups of(Subscriptions subscriptions, Grouping customers) {
        return of(customers, subscriptions.customers(), "the subscriptions have ");
    }

    static SubscriberGroups of(Grouping customers, int expected, String who) {
        if (customers.customers() != expected) {
            throw new IllegalArgumentException("grouping '" + customers.name() + "' is of " + customers.customers()
                    + " customers, " + who + expected);
        }
        boolean some = false;
        for (int c = 0; c < customers.customers() && !some; c++) {
            some = customers.groupOf(c) == Grouping.NONE;
        }
        return !some && customers.equals(Grouping.everyone(expected))
                ? everyone()
                : new SubscriberGroups(customers.name(), customers.labels(), some, customers);
    }

    static SubscriberGroups ofPlans(Subscriptions subscriptions) {
        boolean some = false;
        for (int i = 0; i < subscriptions.count() && !some; i++) {
            some = subscriptions.planCode(i) == Subscriptions.NO_PLAN;
        }
        return new SubscriberGroups("plan", subscriptions.plans(), some, null);
    }

    String name() {
        return name;
    }

    List<String> labels() {
        return labels;
    }

    int count() {
        return labels.size();
    }

    /** The group of a customer, 0 if there is none but all. */
    int ofCustomer(int customer) {
        if (customers == null) {
            return 0;
        }
        int group = customers.groupOf(customer);
        return group == Grouping.NONE ? count() - 1 : 1 + group;
    }

    /** The group of a plan, where plans are groups. */
    int ofPlan(int code) {
        return code == Subscriptions.NO_PLAN ? count() - 1 : 1 + code;
    }
}
