package io.github.clv4j.examples;

import io.github.clv4j.data.RowProblem;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.ValueFormat;
import java.util.ArrayList;
import java.util.List;

/** What became of the rows of a file beside the log, and the first bad ones. */
final class RowTables {
    private static final int SHOWN_PROBLEMS = 3;

    private RowTables() {}

    static ReportTable fates(String title, SideFile file) {
        ValueFormat count = ValueFormat.integer();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("read", "", count.format(file.read())));
        rows.add(List.of("accepted", "", count.format(file.accepted())));
        file.rejected()
                .forEach((reason, n) -> rows.add(List.of("rejected", reason.id().replace('-', ' '), count.format(n))));
        StringBuilder note = new StringBuilder("Read = accepted + rejected.");
        for (RowProblem problem :
                file.firstProblems().stream().limit(SHOWN_PROBLEMS).toList()) {
            note.append(" Row ")
                    .append(problem.row())
                    .append(", ")
                    .append(problem.column())
                    .append(" '");
            note.append(problem.value()).append("': ").append(problem.rule()).append('.');
        }
        return ReportTable.of(title, List.of("Fate", "Reason", "Rows"), rows)
                .withNumericColumns("Rows")
                .withNote(note.toString());
    }
}
