package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder with a summary.json holds the results of one run, all of them and no others; a failed run leaves nothing. */
class OutputFolderTest {
    @TempDir
    private Path folder = Path.of("");

    private Path sound = Path.of("");
    private Path broken = Path.of("");

    @BeforeEach
    void writeFiles() {
        sound = Run.write(
                folder.resolve("sound.csv"),
                "customer_id,date,amount,channel",
                "a,2024-01-01,5,web",
                "b,2024-01-05,6,ads");
        broken = Run.write(folder.resolve("broken.csv"), "customer_id,date,amount", "a,2024-01-01,5", "b,never,5");
    }

    private static Run run(Path input, Path output, String... more) {
        List<String> all = new ArrayList<>(List.of("--input", input.toString()));
        all.addAll(List.of(more));
        return Run.to(output, all.toArray(String[]::new));
    }

    @Test
    void resultsOfAnEarlierRunStayIfTheNewOnesCannotBeMoved() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.writeString(target.resolve("kpis.csv"), "old");
        Files.writeString(target.resolve("summary.json"), "{\"format\": 1}");
        Files.createDirectories(target.resolve("segments.csv/in the way"));
        try (OutputFolder results = new OutputFolder(target)) {
            Files.writeString(results.file("kpis.csv"), "new");
            Files.writeString(results.file("segments.csv"), "new");
            Files.writeString(results.file("summary.json"), "new");
            assertThatThrownBy(results::publish)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("could not be moved")
                    .hasMessageContaining("is as it was");
        }
        assertThat(target.resolve("kpis.csv")).hasContent("old");
        assertThat(target.resolve("summary.json")).hasContent("{\"format\": 1}");
        try (Stream<Path> left = Files.list(target)) {
            assertThat(left).hasSize(3);
        }
    }

    @Test
    void aFolderInThePlaceOfAResultIsRefusedAtOnce() throws IOException {
        Path target = folder.resolve("target");
        Files.createDirectories(target.resolve("uplift.csv"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputFolder.requireOnlyOwnResults(target))
                .withMessageContaining("where uplift.csv is no file");
    }

    @Test
    void folderIsMadeWithThoseAboveIt() {
        Path deep = folder.resolve("a/b/c");
        assertThat(run(sound, deep).done().files())
                .containsExactly(
                        "cohort-payback-curves.csv",
                        "cohorts.csv",
                        "concentration.csv",
                        "customers.csv",
                        "gains-and-losses.csv",
                        "kpis.csv",
                        "lifecycle-movement.csv",
                        "lifecycle.csv",
                        "migration-series.csv",
                        "migration.csv",
                        "report.html",
                        "revenue-tree.csv",
                        "rfm-thresholds.json",
                        "segment-spread.csv",
                        "segments.csv",
                        "summary.json");
    }

    /** What an earlier run wrote of subscriptions and costs is no result of one that has none. */
    @Test
    void tablesOfFilesThatAreNoLongerGivenGo() {
        Path out = folder.resolve("out-of-both");
        Path costs = Run.write(folder.resolve("costs.csv"), "cost", "1.00");
        Path plans = Run.write(folder.resolve("plans.csv"), "customer_id,start,amount", "a,2023-01-01,5.00");
        List<String> known = List.of("contract-churn.csv", "contract-survival.csv", "mrr.csv", "profit.csv");
        assertThat(run(sound, out, "--cost-to-serve", costs.toString(), "--subscriptions", plans.toString())
                        .done()
                        .files())
                .containsAll(known);
        assertThat(run(sound, out).done().files()).doesNotContainAnyElementsOf(known);
    }

    @Test
    void failedRunTakesBackAllFoldersThatItMade() {
        run(broken, folder.resolve("x")).failed(1, "broken.csv");
        assertThat(folder.resolve("x")).doesNotExist();
        run(broken, folder.resolve("y/z/out")).failed(1, "broken.csv");
        assertThat(folder.resolve("y")).doesNotExist();
    }

    @Test
    void failedRunLeavesWhatWasThere() throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.writeString(out.resolve("notes.txt"), "mine");
        run(broken, out).failed(1, "broken.csv");
        assertThat(Run.files(out)).containsExactly("notes.txt");
    }

    /** Either all the earlier results or none of them. */
    @Test
    void failedRunLeavesEarlierResultsWhole() {
        Path out = folder.resolve("out");
        Map<String, String> earlier = run(sound, out).done().texts();
        run(broken, out).failed(1, "broken.csv");
        Run.assertSameFiles(Run.texts(out), earlier);
        run(sound, out, "--refunds", "perhaps").failed(2, "--refunds");
        Run.assertSameFiles(Run.texts(out), earlier);
    }

    @Test
    void secondRunReplacesTheFirst() {
        Path out = folder.resolve("out");
        run(sound, out).done();
        Path other = Run.write(folder.resolve("other.csv"), "customer_id,date,amount", "z,2023-01-01,9");
        Run second = run(other, out).done();
        Run.assertSameFiles(
                second.texts(), run(other, folder.resolve("fresh")).done().texts());
    }

    /** What an earlier run wrote and this one does not write is not a result of this one. */
    @Test
    void noResultsOfAnEarlierRunStay() {
        Path out = folder.resolve("out");
        assertThat(run(sound, out, "--channel-column", "channel").done().files())
                .contains("kpis-by-channel.csv");
        assertThat(run(sound, out).done().files()).doesNotContain("kpis-by-channel.csv");
    }

    @Test
    void filesOfOthersStay() throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.writeString(out.resolve("notes.txt"), "mine");
        run(sound, out).done();
        assertThat(out.resolve("notes.txt")).hasContent("mine");
    }

    /** A list of customers is easily called customers.csv, and the folder that it lies in given as output. */
    @ParameterizedTest
    @ValueSource(strings = {"customers.csv", "kpis.csv", "segments.csv"})
    void inputIsNeverOverwritten(String name) throws IOException {
        Path mine = Files.copy(sound, folder.resolve(name));
        Run run = run(mine, folder);
        assertThat(mine).as("the input").hasSameBinaryContentAs(sound);
        run.failed(2, name);
        Files.createDirectories(folder.resolve("sub"));
        run(folder.resolve("sub").resolve("..").resolve(name), folder.resolve("sub/.."))
                .failed(2, name);
        assertThat(mine).as("the input").hasSameBinaryContentAs(sound);
    }

    @Test
    void spendFileIsNeverOverwritten() throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        Path spend = Run.write(out.resolve("kpis.csv"), "month,spend", "2024-01,5");
        String before = Files.readString(spend);
        Run run = run(sound, out, "--acquisition-spend", spend.toString());
        assertThat(spend).as("the spend file").hasContent(before);
        run.failed(2, "kpis.csv");
    }

    /** Whatever option names it: a map of segments is easily called segments.csv. */
    @ParameterizedTest
    @CsvSource({
        "--acquisition-spend, acquisition.csv",
        "--load-model, models.json",
        "--thresholds, rfm-thresholds.json",
        "--segment-map, segments.csv",
        "--cost-to-serve, profit.csv",
        "--subscriptions, mrr.csv",
        "--subscriptions, summary.json"
    })
    void noFileOfAnOptionIsOverwritten(String option, String name) throws IOException {
        Path out = folder.resolve("out");
        run(sound, out).done();
        Path mine = Run.write(out.resolve(name), "mine");
        Map<String, String> before = Run.texts(out);
        run(sound, out, option, mine.toString()).failed(2, option, name, "--output");
        Run.assertSameFiles(Run.texts(out), before);
    }

    /** What the earlier run did not write is not its to replace, though it lies beside its results. */
    @Test
    void filesOfOthersBesideEarlierResultsAreNeverOverwritten() throws IOException {
        Path out = folder.resolve("out");
        Run first = run(sound, out).done();
        List<String> written = new ArrayList<>();
        first.summary().get("files").forEach(file -> written.add(file.textValue()));
        assertThat(written).containsExactlyInAnyOrderElementsOf(first.files()).doesNotContain("kpis-by-channel.csv");
        Path mine = Run.write(out.resolve("kpis-by-channel.csv"), "mine");
        Map<String, String> before = Run.texts(out);
        run(sound, out).failed(2, "kpis-by-channel.csv", "no earlier run wrote", "--output");
        Run.assertSameFiles(Run.texts(out), before);
        Files.delete(mine);
        run(sound, out, "--channel-column", "channel").done();
        assertThat(run(sound, out).done().files())
                .as("what the run before wrote of channels goes")
                .doesNotContain("kpis-by-channel.csv");
    }

    /** A summary.json that is cut off, or of a run that kept no list, tells of no file that it may be replaced. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"format\": 1", "{\"format\": 1}"})
    void marksWithoutAListAllowNothing(String mark) throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        Run.write(out.resolve("summary.json"), mark);
        run(sound, out).failed(2, "summary.json", "--output");
        assertThat(Run.files(out)).containsExactly("summary.json");
    }

    /** Also a file that no option names: without a summary.json of ours beside it, it is of no earlier run. */
    @ParameterizedTest
    @ValueSource(strings = {"segments.csv", "summary.json"})
    void filesOfOthersAreNeverOverwritten(String name) throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        Path mine = Run.write(out.resolve(name), "{\"total\": 1}");
        String before = Files.readString(mine);
        Run run = run(sound, out);
        assertThat(mine).hasContent(before);
        run.failed(2, name, "--output");
        assertThat(Run.files(out)).containsExactly(name);
    }

    @Test
    void outputThatIsAFile() {
        Run run = run(sound, broken).failed(1, "broken.csv");
        assertThat(run.message()).as("says what is wrong with it").containsIgnoringCase("folder");
        run(sound, sound).failed(1, "sound.csv");
        assertThat(Run.text(sound)).contains("customer_id");
        run(sound, broken.resolve("below")).failed(1, "broken.csv");
        assertThat(Run.text(broken)).contains("never");
    }

    @Test
    void outputThatCannotBeWritten() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("file permissions")
                .contains("posix");
        Path locked = Files.createDirectories(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(locked))
                .as("permissions do not bind this user")
                .isFalse();
        for (Path out : List.of(locked, locked.resolve("below"))) {
            Run run = run(sound, out).failed(1, "locked");
            assertThat(run.message()).as("says what is wrong with it").containsAnyOf("permission", "denied", "written");
        }
    }

    @Test
    void inputThatCannotBeRead() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("file permissions")
                .contains("posix");
        Files.setPosixFilePermissions(sound, PosixFilePermissions.fromString("-wx-wx-wx"));
        assumeThat(Files.isReadable(sound))
                .as("permissions do not bind this user")
                .isFalse();
        Run run = run(sound, folder.resolve("out")).failed(1, "sound.csv");
        assertThat(run.message()).as("says what is wrong with it").containsAnyOf("permission", "denied", "read");
    }

    /** Results are for others to read too: a web server, a colleague. */
    @Test
    void resultsHaveTheRightsOfAnyNewFile() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("file permissions")
                .contains("posix");
        Path out = folder.resolve("out");
        run(sound, out).done();
        for (String name : Run.files(out)) {
            assertThat(Files.getPosixFilePermissions(out.resolve(name)))
                    .as(name)
                    .isEqualTo(Files.getPosixFilePermissions(sound));
        }
    }

    /** A folder in the place of a result is refused, and what the earlier run left stays. */
    @Test
    void folderInTheWay() throws IOException {
        Path out = folder.resolve("out");
        run(sound, out).done();
        Files.delete(out.resolve("report.html"));
        Files.createDirectories(out.resolve("report.html/mine"));
        List<String> before = Run.files(out);
        run(sound, out).failed(2, "report.html is no file");
        assertThat(Run.files(out)).isEqualTo(before).contains("summary.json", "kpis.csv");
        assertThat(out.resolve("report.html/mine")).isDirectory();
        Files.delete(out.resolve("report.html/mine"));
        Files.delete(out.resolve("report.html"));
        run(sound, out).done();
    }
}
