package io.github.clv4j.examples;

import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.AllocationDecision;
import io.github.clv4j.kpi.AllocationSegment;
import io.github.clv4j.kpi.CampaignAllocation;
import io.github.clv4j.kpi.CampaignArm;
import io.github.clv4j.kpi.CampaignData;
import io.github.clv4j.kpi.CampaignReport;
import io.github.clv4j.kpi.PValueAdjustment;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What campaigns added, and whom a next one should contact. */
final class CampaignAnalysis {
    static final PValueAdjustment ADJUSTMENT = PValueAdjustment.HOLM;

    /**
     * One campaign.
     *
     * @param name as in the file
     * @param from first day of the earliest window
     * @param to last day of the latest window
     * @param segmentsOn the day before the first, whose segments compare like with like
     * @param report by these segments
     * @param contactMinor what a contact cost on average, in minor units, rounded up
     * @param allocation of a next campaign like this one, to the customers of today's segments
     */
    record Campaign(
            String name,
            LocalDate from,
            LocalDate to,
            LocalDate segmentsOn,
            CampaignReport report,
            long contactMinor,
            CampaignAllocation allocation) {
        /** Customers of both arms of whose windows the log knows nothing. */
        long unobserved() {
            return report.unobserved(0, CampaignArm.TREATED) + report.unobserved(0, CampaignArm.CONTROL);
        }
    }

    final SideFile rows;
    /** By name. */
    final List<Campaign> campaigns;

    private final Campaign latest;
    private final String[] suggested;

    /**
     * Computes all.
     *
     * @param worth what each customer is worth, in minor units; where the budget is not enough for a segment, its most
     *     valuable customers come first
     */
    CampaignAnalysis(
            CampaignFile file,
            TransactionLog log,
            Settings settings,
            Segmentation segmentation,
            LocalDate asOf,
            long[] worth) {
        this.rows = file.rows();
        List<Campaign> all = new ArrayList<>();
        file.of(log)
                .forEach((name, data) -> all.add(SideFileException.naming(
                        rows.name(), () -> campaign(name, data, log, settings, segmentation, asOf))));
        this.campaigns = List.copyOf(all);
        this.latest = campaigns.stream()
                .max(Comparator.comparing(Campaign::to)
                        .thenComparing(Campaign::from)
                        .thenComparing(Campaign::name))
                .orElseThrow();
        this.suggested = suggestions(log, segmentation.segments, worth);
    }

    private static Campaign campaign(
            String name,
            CampaignData data,
            TransactionLog log,
            Settings settings,
            Segmentation segmentation,
            LocalDate asOf) {
        int from = IntStream.range(0, data.count()).map(data::fromDay).min().orElseThrow();
        int to = IntStream.range(0, data.count()).map(data::toDay).max().orElseThrow();
        LocalDate before = LocalDate.ofEpochDay(Math.min(from - 1, asOf.toEpochDay()));
        Grouping then = segmentation.on(before);
        Double margin = settings.grossMargin();
        CampaignReport report =
                margin == null ? CampaignReport.of(log, data, then) : CampaignReport.of(log, data, then, margin);
        long contact = contactMinor(data);
        Long budget = settings.action().campaignBudget();
        List<AllocationSegment> segments =
                CampaignAllocation.segments(report, sizes(report, segmentation.segments), contact, KpiTables.LEVEL);
        return new Campaign(
                name,
                LocalDate.ofEpochDay(from),
                LocalDate.ofEpochDay(to),
                before,
                report,
                contact,
                CampaignAllocation.of(
                        segments,
                        budget == null ? Long.MAX_VALUE : budget,
                        log.money(),
                        settings.action().decidedBy()));
    }

    /**
     * What all treated cost on average, whether their windows are over or not; rounded up, so that a budget is never too
     * small by rounding.
     */
    private static long contactMinor(CampaignData data) {
        long treated = 0;
        BigDecimal cost = BigDecimal.ZERO;
        for (int i = 0; i < data.count(); i++) {
            treated += data.arm(i) == CampaignArm.TREATED ? 1 : 0;
            cost = cost.add(BigDecimal.valueOf(data.costMinor(i)));
        }
        // A mean of amounts that fit 64 bits fits them too.
        return treated == 0
                ? 0
                : cost.divide(BigDecimal.valueOf(treated), 0, RoundingMode.CEILING)
                        .longValueExact();
    }

    /** How many customers are in each segment now; nobody new is in none. */
    private static long[] sizes(CampaignReport report, Grouping now) {
        long[] sizes = new long[report.groups().size() - 1];
        long[] ofSegments = now.sizes();
        System.arraycopy(ofSegments, 0, sizes, 0, Math.min(sizes.length, ofSegments.length));
        return sizes;
    }

    private String[] suggestions(TransactionLog log, Grouping now, long[] worth) {
        String[] words = new String[log.customers()];
        Arrays.fill(words, "");
        CampaignAllocation allocation = latest.allocation();
        for (int s = 0; s < Math.min(allocation.segments().size(), now.groups()); s++) {
            int segment = s;
            AllocationDecision decision = allocation.decision(s);
            Arrays.stream(log.index().inIdOrder())
                    .filter(c -> now.groupOf(c) == segment)
                    .forEach(c -> words[c] = KpiTables.lower(
                            decision == AllocationDecision.TREAT ? AllocationDecision.DO_NOT_TREAT : decision));
            Arrays.stream(log.index().inIdOrder())
                    .filter(c -> now.groupOf(c) == segment)
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer c) -> -worth[c]))
                    .limit(allocation.treated(s))
                    .forEach(c -> words[c] = KpiTables.lower(AllocationDecision.TREAT));
        }
        return words;
    }

    /** The campaign that suggestions follow: the one whose windows end last. */
    Campaign latest() {
        return latest;
    }

    /** What a next campaign like the latest should do with each customer. */
    Column column() {
        return Column.text("suggested_treatment", c -> suggested[c].isEmpty() ? null : suggested[c]);
    }

    /** What each campaign added, by segment. */
    Table upliftTable() {
        StackedTable table = new StackedTable("uplift", "campaign");
        campaigns.forEach(
                campaign -> table.add(campaign.report().toTable(KpiTables.LEVEL, ADJUSTMENT), campaign.name()));
        return table.toTable();
    }

    /** What a next campaign like each of them should do. */
    Table allocationTable() {
        StackedTable table = new StackedTable("allocation", "campaign");
        campaigns.forEach(campaign -> table.add(campaign.allocation().toTable(), campaign.name()));
        return table.toTable();
    }
}
