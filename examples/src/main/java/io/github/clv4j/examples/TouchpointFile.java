package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.IdLinks;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.Attribution;
import io.github.clv4j.kpi.Touchpoint;
import io.github.clv4j.kpi.TouchpointOptions;
import io.github.clv4j.kpi.Touchpoints;
import io.github.clv4j.kpi.TouchpointsBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads contacts with people: columns {@code customer_id}, {@code date} and {@code channel}, and, if known, {@code time},
 * {@code kind} and {@code cost}. People need not be customers of the log.
 */
final class TouchpointFile {
    private final SideFile rows;
    private final List<Touchpoint> touchpoints = new ArrayList<>();

    private TouchpointFile(SideFile rows) {
        this.rows = rows;
    }

    static TouchpointFile read(Path file, MoneyScale money, boolean decimalComma, BadRowPolicy badRows)
            throws IOException {
        TouchpointFile touchpoints = new TouchpointFile(new SideFile(file.toString(), money, decimalComma, badRows)
                .withNames("customer", "customer_id")
                .withNames("day", "date")
                .withNames("channel", "source"));
        touchpoints.rows.read(file, "--touchpoints", List.of("customer", "day", "channel"), touchpoints::add);
        return touchpoints;
    }

    private void add(SideFile.Row row) {
        String channel = row.text("channel");
        if (channel.equals(Attribution.UNATTRIBUTED)) {
            throw row.fault("channel", channel, RejectReason.BAD_ROW, "this name stands for what no channel touched");
        }
        String kind = row.text("kind");
        touchpoints.add(new Touchpoint(
                row.text("customer"),
                row.day("day"),
                time(row),
                channel,
                kind.isEmpty() ? null : kind,
                row.text("cost").isEmpty() ? 0 : row.amount("cost"),
                row.number()));
    }

    private static @Nullable LocalTime time(SideFile.Row row) {
        String text = row.text("time");
        try {
            return text.isEmpty() ? null : LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw row.fault("time", text, RejectReason.BAD_DATE, "must be a time such as 09:30");
        }
    }

    /** What became of the rows. */
    SideFile rows() {
        return rows;
    }

    /**
     * The touchpoints beside a log. To be called once, for rows that the library finds bad are counted here.
     *
     * @throws DataException if a row is bad and may not be skipped
     */
    Touchpoints of(TransactionLog log, @Nullable IdLinks links) {
        TouchpointOptions options = TouchpointOptions.beside(log).withSource(rows.name());
        TouchpointsBuilder builder = Touchpoints.builder(links == null ? options : options.withLinks(links));
        for (Touchpoint touchpoint : touchpoints) {
            try {
                builder.add(touchpoint);
            } catch (DataException e) {
                rows.reject(e);
            }
        }
        rows.requireGoodRows();
        return builder.build();
    }
}
