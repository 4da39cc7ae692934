package io.github.clv4j.examples;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.AcquisitionSpend;
import io.github.clv4j.kpi.PeriodFacts;
import java.util.List;

/** The channel of a customer's first order. */
final class Channels {
    /** The log's dimension. */
    static final String DIMENSION = "channel";

    private Channels() {}

    /** A channel's label in tables: those that mean something else there ("(none)" in web analytics) are marked. */
    static String label(String channel) {
        return channel.equals(PeriodFacts.ALL) || channel.equals(PeriodFacts.UNGROUPED)
                ? channel + " (channel)"
                : channel;
    }

    static Grouping of(TransactionLog log) {
        Grouping first = Grouping.byFirst(log, DIMENSION);
        List<String> labels = first.labels().stream().map(Channels::label).toList();
        int[] groupOf = new int[first.customers()];
        for (int c = 0; c < groupOf.length; c++) {
            groupOf[c] = first.groupOf(c);
        }
        return Grouping.of(first.name(), labels, groupOf);
    }

    /** Spend for a channel that no customer came through is most often a misspelt channel. */
    static void requireKnown(AcquisitionSpend spend, Grouping channels) {
        for (AcquisitionSpend.Entry entry : spend.entries()) {
            String group = entry.group();
            if (group != null && !channels.labels().contains(group)) {
                throw new DataException(new RowProblem(
                        spend.source(),
                        entry.row(),
                        DIMENSION,
                        group,
                        RejectReason.BAD_ROW,
                        "no customer's first order came through it; there are " + channels.labels()));
            }
        }
    }
}
