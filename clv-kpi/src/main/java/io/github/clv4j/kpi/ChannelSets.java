package io.github.clv4j.kpi;

import io.github.clv4j.data.Dimension;
import io.github.clv4j.data.TransactionLog;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which channels each customer used. Customers who used the same share one list, so that a look-up makes none. */
final class ChannelSets {
    private final List<List<String>> distinct = new ArrayList<>();
    private final int[] setOf;

    private ChannelSets(int customers) {
        this.setOf = new int[customers];
    }

    /** Labels of a customer's channels, sorted. */
    List<String> of(int customer) {
        return distinct.get(setOf[customer]);
    }

    /** The channels of a customer's orders, one code each. */
    private interface Codes {
        void addTo(BitSet used, int customer);
    }

    /** The labels of orders up to a day; refunds are no use of a channel. */
    static ChannelSets ofOrders(TransactionLog log, Dimension dimension, int asOfDay) {
        List<String> sorted = dimension.labels().stream().sorted().toList();
        int[] place = new int[sorted.size()];
        for (int code = 0; code < place.length; code++) {
            place[code] = Collections.binarySearch(sorted, dimension.labels().get(code));
        }
        return of(log.customers(), sorted, (used, c) -> {
            for (int row = log.start(c), end = RowsAsOf.end(log, c, asOfDay, dimension.name()); row < end; row++) {
                if (log.amountMinor(row) >= 0 && dimension.code(row) != Dimension.UNKNOWN) {
                    used.set(place[dimension.code(row)]);
                }
            }
        });
    }

    /** The channels of touchpoints up to a day. */
    static ChannelSets ofTouchpoints(Touchpoints touchpoints, int asOfDay) {
        return of(touchpoints.knownCustomers(), touchpoints.channels(), (used, c) -> {
            for (int i = touchpoints.from(c), to = touchpoints.to(c, asOfDay); i < to; i++) {
                used.set(touchpoints.channelCode(i));
            }
        });
    }

    private static ChannelSets of(int customers, List<String> labels, Codes codes) {
        ChannelSets sets = new ChannelSets(customers);
        Map<BitSet, Integer> known = new HashMap<>();
        for (int c = 0; c < customers; c++) {
            BitSet used = new BitSet();
            codes.addTo(used, c);
            sets.setOf[c] = known.computeIfAbsent(used, set -> {
                sets.distinct.add(set.stream().mapToObj(labels::get).toList());
                return sets.distinct.size() - 1;
            });
        }
        return sets;
    }
}
