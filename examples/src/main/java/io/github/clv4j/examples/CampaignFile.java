package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.CampaignArm;
import io.github.clv4j.kpi.CampaignData;
import io.github.clv4j.kpi.CampaignDataBuilder;
import io.github.clv4j.kpi.CampaignOptions;
import io.github.clv4j.kpi.CampaignRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the customers of campaigns: columns {@code customer_id}, {@code arm} ({@code treated} or {@code control}), {@code
 * from} and {@code to} (the days in which orders count as a response), and, if known, {@code campaign} and {@code cost} of
 * the contact. In a file with a named campaign each row needs a name; without any name there is one campaign.
 */
final class CampaignFile {
    private static final String UNNAMED = "campaign";

    private final SideFile rows;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String campaign, CampaignRow row) {}

    private CampaignFile(SideFile rows) {
        this.rows = rows;
    }

    static CampaignFile read(Path file, MoneyScale money, boolean decimalComma, BadRowPolicy badRows)
            throws IOException {
        CampaignFile campaigns = new CampaignFile(new SideFile(file.toString(), money, decimalComma, badRows)
                .withNames("customer", "customer_id")
                .withNames("arm", "group")
                .withNames("from", "start")
                .withNames("to", "end"));
        campaigns.rows.read(file, "--campaigns", List.of("customer", "arm", "from", "to"), campaigns::add);
        return campaigns;
    }

    private void add(SideFile.Row row) {
        CampaignRow customer = new CampaignRow(
                row.text("customer"),
                arm(row),
                row.day("from"),
                row.day("to"),
                row.text("cost").isEmpty() ? 0 : row.amount("cost"),
                row.number());
        entries.add(new Entry(row.text("campaign"), customer));
    }

    /** Under a name of our own it could be one with a campaign that is called so. */
    private DataException unnamed(Entry entry) {
        return new DataException(new RowProblem(
                rows.name(),
                entry.row.row(),
                "campaign",
                "",
                RejectReason.BAD_ROW,
                "a name is needed where other rows have one"));
    }

    private static CampaignArm arm(SideFile.Row row) {
        return switch (row.text("arm").toLowerCase(Locale.ROOT)) {
            case "treated", "treatment" -> CampaignArm.TREATED;
            case "control", "holdout" -> CampaignArm.CONTROL;
            default -> throw row.fault("arm", row.text("arm"), RejectReason.BAD_ROW, "must be treated or control");
        };
    }

    /** What became of the rows. */
    SideFile rows() {
        return rows;
    }

    /**
     * The campaigns by name, of customers of a log. To be called once, for rows that the library finds bad are counted
     * here.
     *
     * @throws DataException if a row is bad and may not be skipped
     */
    SortedMap<String, CampaignData> of(TransactionLog log) {
        // Of two rows of one customer the first is taken; which that is must not depend on the order in the file.
        Comparator<Entry> order = Comparator.comparing(Entry::campaign)
                .thenComparing(entry -> Objects.requireNonNull(entry.row.customerId()))
                .thenComparing(entry -> entry.row.arm())
                .thenComparing(entry -> Objects.requireNonNull(entry.row.from()))
                .thenComparing(entry -> Objects.requireNonNull(entry.row.to()))
                .thenComparingLong(entry -> entry.row.costMinor())
                .thenComparingLong(entry -> entry.row.row());
        CampaignOptions options = CampaignOptions.of(log).withSource(rows.name());
        SortedMap<String, CampaignDataBuilder> builders = new TreeMap<>();
        boolean named = entries.stream().anyMatch(entry -> !entry.campaign.isEmpty());
        for (Entry entry : entries.stream().sorted(order).toList()) {
            try {
                if (named && entry.campaign.isEmpty()) {
                    throw unnamed(entry);
                }
                builders.computeIfAbsent(named ? entry.campaign : UNNAMED, name -> CampaignData.builder(options))
                        .add(entry.row);
            } catch (DataException e) {
                rows.reject(e);
            }
        }
        rows.requireGoodRows();
        SortedMap<String, CampaignData> campaigns = new TreeMap<>();
        builders.forEach((name, builder) -> {
            CampaignData data = builder.build();
            if (data.count() > 0) {
                campaigns.put(name, data);
            }
        });
        return campaigns;
    }
}
