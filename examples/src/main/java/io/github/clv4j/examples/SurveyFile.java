package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RejectReason;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.kpi.SurveyOptions;
import io.github.clv4j.kpi.SurveyResponses;
import io.github.clv4j.kpi.SurveyResponsesBuilder;
import io.github.clv4j.kpi.SurveyRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads responses to surveys: columns {@code customer_id}, {@code date}, {@code kind} ({@code nps}, {@code csat} or {@code
 * ces}) and {@code score}.
 */
final class SurveyFile {
    private final SideFile rows;
    private final List<SurveyRow> responses = new ArrayList<>();

    private SurveyFile(SideFile rows) {
        this.rows = rows;
    }

    static SurveyFile read(Path file, MoneyScale money, boolean decimalComma, BadRowPolicy badRows) throws IOException {
        // The first names are those that the library's messages use.
        SurveyFile surveys = new SurveyFile(new SideFile(file.toString(), money, decimalComma, badRows)
                .withNames("customer", "customer_id")
                .withNames("day", "date")
                .withNames("kind", "survey"));
        surveys.rows.read(file, "--surveys", List.of("customer", "day", "kind", "score"), surveys::add);
        return surveys;
    }

    private void add(SideFile.Row row) {
        String score = row.text("score");
        if (!score.matches("-?[0-9]{1,9}")) {
            throw row.fault("score", score, RejectReason.BAD_ROW, "must be a whole number");
        }
        responses.add(SurveyRow.of(row.text("customer"), row.day("day"), row.text("kind"), Integer.parseInt(score))
                .withRow(row.number()));
    }

    /** What became of the rows. */
    SideFile rows() {
        return rows;
    }

    /**
     * The responses of the customers of a log. To be called once, for rows that the library finds bad are counted here.
     *
     * @throws DataException if a row is bad and may not be skipped
     */
    SurveyResponses of(TransactionLog log) {
        SurveyResponsesBuilder builder = SurveyResponses.builder(
                SurveyOptions.withDefaults().withSource(rows.name()).withCustomers(log.index()));
        for (SurveyRow response : responses) {
            try {
                builder.add(response);
            } catch (DataException e) {
                rows.reject(e);
            }
        }
        rows.requireGoodRows();
        return builder.build();
    }
}
