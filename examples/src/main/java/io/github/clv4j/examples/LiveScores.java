package io.github.clv4j.examples;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.jackson.JsonReadOptions;
import io.github.clv4j.jackson.JsonTransactions;
import io.github.clv4j.kpi.CurrentProfiles;
import io.github.clv4j.kpi.CustomerProfiles;
import io.github.clv4j.kpi.ProfileVersion;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.ClvScores;
import io.github.clv4j.value.PredictedClv;
import java.io.IOException;
import java.io.InputStream;

/**
 * Scores of all customers that many threads read while orders come in. Models and score edges are those of the first log, so
 * that a customer's scores move with its own orders alone; they are to be fitted again now and then, such as by night. Every
 * batch of orders makes a new log and a new snapshot of scores, which then takes the place of the earlier one as a whole.
 */
final class LiveScores {
    private static final SegmentMap SEGMENTS = SegmentMaps.OMNICONVERT;
    private static final ClvOptions NEXT_YEAR =
            ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.10)).withGrossMargin(0.35);

    /** Names of the fields of an order. */
    static final TransactionColumns COLUMNS = TransactionColumns.of("customer_id", "ordered_at", "amount");

    private final PredictedClv clv;
    private final RfmOptions rfm;
    private final CurrentProfiles current;
    private TransactionLog log;

    private LiveScores(TransactionLog first) {
        CustomerSummary summary = CustomerSummary.of(first, SummaryOptions.weekly());
        RfmOptions edges = RfmOptions.withDefaults();
        log = first;
        clv = PredictedClv.of(
                BgNbd.fit(summary).model(), GammaGamma.fit(summary).model(), first.money(), NEXT_YEAR);
        rfm = edges.withThresholds(Rfm.score(summary, edges).thresholds());
        current = CurrentProfiles.of(profiles(first));
    }

    /** Fits the models to a log and scores its customers. */
    static LiveScores of(TransactionLog first) {
        return new LiveScores(first);
    }

    private CustomerProfiles profiles(TransactionLog of) {
        CustomerSummary summary = CustomerSummary.of(of, SummaryOptions.weekly());
        RfmScores scores = Rfm.score(summary, rfm);
        ClvScores values = clv.score(summary);
        return CustomerProfiles.builder(summary)
                .rfmScores(scores::r, scores::f, scores::m)
                .segments(SEGMENTS.assign(scores))
                .pAlive(values::pAlive)
                .clv(values::valueMinor, customer -> !values.isPresent(customer))
                .build();
    }

    /** The current snapshot; what is read from it is of one moment, whatever comes in meanwhile. */
    ProfileVersion current() {
        return current.current();
    }

    /**
     * Adds a batch of orders, all or none.
     *
     * @return the snapshot that has them
     * @throws io.github.clv4j.data.DataException if an order is bad, or the text is no JSON; nothing has changed then
     */
    synchronized ProfileVersion add(InputStream orders, JsonReadOptions options) throws IOException {
        TransactionLogBuilder appender = log.appender();
        JsonTransactions.readInto(orders, "orders", COLUMNS, appender, options);
        TransactionLog next = appender.build();
        ProfileVersion published = current.publish(profiles(next));
        log = next;
        return published;
    }
}
