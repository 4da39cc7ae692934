package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
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
    private SpendFile() {}

    static AcquisitionSpend read(Path file, MoneyScale money, boolean decimalComma) throws IOException {
        SideFile rows = new SideFile(file.toString(), money, decimalComma, BadRowPolicy.fail())
                .withNames("month", "date", "day", "period")
                .withNames("spend", "amount", "cost")
                .withNames("channel", "source");
        List<AcquisitionSpend.Entry> entries = new ArrayList<>();
        rows.read(file, "--acquisition-spend", List.of("month", "spend"), row -> entries.add(entry(row)));
        requireSum(file, entries);
        return AcquisitionSpend.of(money, file.toString(), entries);
    }

    /** What is 0 or more and fits as a whole fits by month and channel too, which is known only beside the log. */
    private static void requireSum(Path file, List<AcquisitionSpend.Entry> entries) {
        long sum = 0;
        try {
            for (AcquisitionSpend.Entry entry : entries) {
                sum = Math.addExact(sum, entry.amountMinor());
            }
        } catch (ArithmeticException e) {
            throw new DataException(file + ": the sum of spend does not fit 64 bits of minor units", e);
        }
    }

    private static AcquisitionSpend.Entry entry(SideFile.Row row) {
        LocalDate day = row.dayOrMonth("month");
        long minor = row.amount("spend");
        String channel = row.text("channel");
        AcquisitionSpend.Entry entry = channel.isEmpty()
                ? AcquisitionSpend.Entry.of(day, minor)
                : AcquisitionSpend.Entry.of(day, minor, Channels.label(channel));
        return entry.withRow(row.number());
    }
}
