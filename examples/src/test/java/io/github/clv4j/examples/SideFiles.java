package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs of one small shop with a file beside it. */
final class SideFiles {
    private final Path folder;
    private final Path shop;
    private final String option;
    private final String header;
    private int runs;

    SideFiles(Path folder, Path shop, String option, String header) {
        this.folder = folder;
        this.shop = shop;
        this.option = option;
        this.header = header;
    }

    /** A run with a file of these rows under its header. */
    Run run(List<String> rows, String... more) {
        List<String> lines = new ArrayList<>(rows);
        lines.add(0, header);
        return run(Run.write(folder.resolve("side.csv"), lines.toArray(String[]::new)), more);
    }

    Run run(Path file, String... more) {
        List<String> all = new ArrayList<>(List.of("--input", shop.toString(), option, file.toString()));
        all.addAll(List.of(more));
        return Run.to(folder.resolve("out" + runs++), all.toArray(String[]::new));
    }

    /**
     * A bad row among sound ones ends the run with its row, column and rule; skipped, it is counted and nothing else changes.
     *
     * @param node of summary.json that has the rows
     */
    void assertBadRow(List<String> sound, String line, String node, String column, String rule, String reason) {
        List<String> rows = new ArrayList<>(sound);
        rows.add(line);
        run(rows).failed(1, "side.csv", "row " + (rows.size() + 1), "'" + column + "'", rule);
        Run skipped = run(rows, "--on-bad-row", "skip").done();
        JsonNode told = skipped.summary().get(node).get("rows");
        assertThat(told.get("read").intValue()).isEqualTo(rows.size());
        assertThat(told.get("accepted").intValue()).isEqualTo(sound.size());
        assertThat(told.get("rejected").get(reason).intValue()).isEqualTo(1);
        assertThat(told.get("firstProblems").get(0).get("column").textValue()).isEqualTo(column);
        Run without = run(sound).done();
        for (String file : skipped.files()) {
            if (file.endsWith(".csv")) {
                assertThat(skipped.text(file)).as(file).isEqualTo(without.text(file));
            }
        }
    }

    /** Rows the other way round give the same files. */
    void assertOrderDoesNotMatter(List<String> rows, String... more) {
        List<String> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        Run.assertSameFiles(
                run(reversed, more).done().texts(), run(rows, more).done().texts());
    }

    /** What is said of files that are no such table. */
    void assertOtherFilesAreRefused(String firstColumn) {
        run(List.of()).failed(1, "side.csv", "no rows");
        run(Run.write(folder.resolve("other.csv"), "x,y", "1,2")).failed(1, "other.csv", "no column " + firstColumn);
        run(folder).failed(1, "folder", option);
        run(folder.resolve("absent.csv")).failed(1, "absent.csv", "no such file");
    }
}
