package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.AcquisitionSpend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what was spent on acquisition: a column {@code month} or {@code date} ({@code 2025-03} or {@code 2025-03-01}), a
 * column {@code spend} or {@code amount}, and, if spend is known by channel, a column {@code channel}. A bad row is an error
 * always: without it acquisition would look cheaper than it was.
 */
final class SpendFile {
    private static final List<String> MONTH = List.of("month", "date", "day", "period");
    private static final List<String> SPEND = List.of("spend", "amount", "cost");
    private static final List<String> CHANNEL = List.of("channel", "source");

    private SpendFile() {}

    static AcquisitionSpend read(Path file, MoneyScale money, boolean decimalComma) throws IOException {
        SideFile rows = new SideFile(file.toString(), money, decimalComma, BadRowPolicy.fail());
        List<AcquisitionSpend.Entry> entries = new ArrayList<>();
        rows.read(file, "--acquisition-spend", List.of(), row -> entries.add(entry(rows, row)));
        return AcquisitionSpend.of(money, file.toString(), entries);
    }

    private static AcquisitionSpend.Entry entry(SideFile rows, SideFile.Row row) {
        LocalDate day = row.dayOrMonth(rows.requiredOf(MONTH));
        long minor = row.amount(rows.requiredOf(SPEND));
        String column = rows.firstOf(CHANNEL);
        String channel = column == null ? "" : row.text(column);
        AcquisitionSpend.Entry entry = channel.isEmpty()
                ? AcquisitionSpend.Entry.of(day, minor)
                : AcquisitionSpend.Entry.of(day, minor, Channels.label(channel));
        return entry.withRow(row.number());
    }
}
