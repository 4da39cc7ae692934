package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same input gives the same bytes, whatever the order of its rows, the locale, the zone and the number of threads. */
class DeterminismTest {
    private static final Locale LOCALE = Locale.getDefault();
    private static final TimeZone ZONE = TimeZone.getDefault();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void restoreDefaults() {
        Locale.setDefault(LOCALE);
        TimeZone.setDefault(ZONE);
    }

    /** Many ties: equal days, amounts and channels, and refunds that fit several purchases. */
    private static List<String> rows() {
        Random random = new Random(20250301);
        List<String> rows = new ArrayList<>();
        List<String> channels = List.of("web", "shop", "Ïnternet", "");
        for (int i = 0; i < 1500; i++) {
            int cents = 100 * random.nextInt(-3, 8);
            rows.add("k" + random.nextInt(200) + "," + LocalDate.of(2023, 10, 1).plusDays(random.nextInt(400)) + "T"
                    + (10 + random.nextInt(13)) + ":30:00Z," + cents / 100 + ".00,"
                    + channels.get(random.nextInt(channels.size())) + "," + random.nextInt(3) + ".50");
        }
        return rows;
    }

    private Path file(String name, List<String> rows) {
        List<String> lines = new ArrayList<>(rows);
        lines.add(0, "CUSTOMERID,INVOICEDATE,TOTAL,channel,cost");
        return Run.write(folder.resolve(name), lines.toArray(String[]::new));
    }

    private String[] options(Path file, String refunds) {
        Path spend =
                Run.write(folder.resolve("spend.csv"), "month,channel,spend", "2023-10,web,120", "2024-02,shop,90.5");
        Path costs = Run.write(
                folder.resolve("costs.csv"),
                "customer_id,channel,contacts,cost",
                ",web,,1.20",
                ",,,0.30",
                "k7,,3,4.00",
                "k8,,,9.99");
        Path subscriptions = Run.write(
                folder.resolve("subscriptions.csv"),
                "customer_id,plan,start,end,amount,interval",
                "k7,i,2023-11-05,2024-02-01,12.00,MONTHLY",
                "k7,I,2024-02-01,,120.00,Yearly",
                "k9,,2024-01-01,,7.00,weekly");
        Path surveys = Run.write(
                folder.resolve("surveys.csv"),
                "customer_id,date,kind,score",
                "k7,2024-01-05,nps,9",
                "k8,2024-01-05,CSAT,2",
                "k9,2024-02-05,nps,3");
        Path campaigns = Run.write(
                folder.resolve("campaigns.csv"),
                "customer_id,arm,from,to,cost",
                "k1,TREATED,2024-03-01,2024-05-31,0.20",
                "k2,treated,2024-03-01,2024-05-31,0.20",
                "k3,control,2024-03-01,2024-05-31,",
                "k4,control,2024-03-01,2024-05-31,");
        Path touchpoints = Run.write(
                folder.resolve("touchpoints.csv"),
                "customer_id,date,channel,cost",
                "k1,2024-01-05,İnfo,0.10",
                "k2,2024-02-05,mail,0.10",
                "v,2024-02-05,mail,0.10");
        Path targets = Run.write(
                folder.resolve("targets.csv"),
                "kpi,department,target",
                "aov,finance,3",
                "retention_rate,,0.3",
                "churn_rate,service,0.5");
        Path links = Run.write(folder.resolve("links.csv"), "id,other_id", "k11,k10", "k12,k11");
        return new String[] {
            "--input",
            file.toString(),
            "--surveys",
            surveys.toString(),
            "--campaigns",
            campaigns.toString(),
            "--campaign-decision",
            "ESTIMATE",
            "--touchpoints",
            touchpoints.toString(),
            "--targets",
            targets.toString(),
            "--id-links",
            links.toString(),
            "--cost-to-serve",
            costs.toString(),
            "--subscriptions",
            subscriptions.toString(),
            "--channel-column",
            "channel",
            "--cost-column",
            "cost",
            "--acquisition-spend",
            spend.toString(),
            "--annual-discount-rate",
            "0.1",
            "--gone-after",
            "200",
            "--time-unit",
            "months",
            "--refunds",
            refunds
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"net", "negative", "drop"})
    void orderOfRowsDoesNotMatter(String refunds) {
        List<String> rows = rows();
        Map<String, String> expected = Run.to(folder.resolve("a"), options(file("a.csv", rows), refunds))
                .done()
                .texts();
        List<String> sorted = rows.stream().sorted().toList();
        Run.assertSameFiles(
                Run.to(folder.resolve("b"), options(file("b.csv", sorted), refunds))
                        .done()
                        .texts(),
                expected);
        Collections.shuffle(rows, new Random(3));
        Run.assertSameFiles(
                Run.to(folder.resolve("c"), options(file("c.csv", rows), refunds))
                        .done()
                        .texts(),
                expected);
    }

    /** Duplicates and rejected rows are counted the same too; only the examples of bad rows name other lines. */
    @Test
    void orderOfRowsDoesNotMatterForDroppedDuplicates() {
        List<String> rows = rows();
        rows.addAll(rows.subList(0, 300));
        String[] arguments = {"--duplicates", "drop", "--zero-amounts", "drop"};
        Map<String, String> expected = withMore("a", rows, arguments).texts();
        Collections.shuffle(rows, new Random(4));
        Run shuffled = withMore("b", rows, arguments);
        Run.assertSameFiles(shuffled.texts(), expected);
        assertThat(shuffled.summary()
                        .get("ingest")
                        .get("dropped")
                        .get("duplicate")
                        .intValue())
                .isGreaterThan(200);
    }

    private Run withMore(String name, List<String> rows, String... more) {
        List<String> arguments = new ArrayList<>(List.of(options(file(name + ".csv", rows), "net")));
        arguments.addAll(List.of(more));
        return Run.to(folder.resolve(name), arguments.toArray(String[]::new)).done();
    }

    @ParameterizedTest
    @CsvSource({"tr-TR, Pacific/Apia", "ar-EG, Pacific/Apia", "hi-IN-u-nu-deva, America/St_Johns", "fa-IR, Asia/Kolkata"
    })
    void localeAndZoneDoNotMatter(String locale, String zone) {
        String[] options = options(file("a.csv", rows()), "net");
        Run plain = Run.to(folder.resolve("a"), options).done();
        Locale.setDefault(Locale.forLanguageTag(locale));
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Run elsewhere = Run.to(folder.resolve("b"), options).done();
        Run.assertSameFiles(elsewhere.texts(), plain.texts());
        assertThat(elsewhere
                        .out()
                        .replace(elsewhere.folder().toString(), plain.folder().toString()))
                .isEqualTo(plain.out());
    }

    /** In Turkish the upper case of i is not I: names of options' values must not feel it. */
    @Test
    void namesOfChoicesAreReadInTurkish() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        Path file = file("a.csv", rows());
        Run.to(
                        folder.resolve("a"),
                        "--input",
                        file.toString(),
                        "--refunds",
                        "NEGATIVE",
                        "--on-bad-row",
                        "SKIP",
                        "--decimal",
                        "POINT",
                        "--time-unit",
                        "weeks",
                        "--zero-amounts",
                        "KEEP",
                        "--duplicates",
                        "drop",
                        "--segment-map",
                        "CLASSIC")
                .done();
        Run.to(folder.resolve("b"), "--input", file.toString(), "--segment-map", "OMNICONVERT")
                .done();
    }

    /** One thread, another language, zone and file encoding, set from the start of the JVM; and what main prints. */
    @Test
    void aJvmOfItsOwnGivesTheSame() throws IOException, InterruptedException {
        String[] options = options(file("a.csv", rows()), "net");
        Run here = Run.to(folder.resolve("here"), options).done();
        Child child = child(
                List.of(
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=1",
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Pacific/Apia",
                        "-Dfile.encoding=ISO-8859-1"),
                options);
        assertThat(child.err).isEmpty();
        assertThat(child.code).isZero();
        Path written = folder.resolve("customer-base-report");
        Run.assertSameFiles(Run.texts(written), here.texts());
        assertThat(child.out).isEqualTo(here.out().replace(here.folder().toString(), "customer-base-report"));
    }

    /** What a shell sees of mistakes: the exit code, and a sentence on standard error. */
    @Test
    void mainEndsWithTheExitCode() throws IOException, InterruptedException {
        Child dataAtFault = child(List.of(), "--input", "absent.csv");
        assertThat(dataAtFault.code).isEqualTo(1);
        assertThat(dataAtFault.err).contains("absent.csv").hasLineCount(1);
        Run.assertNoStackTrace(dataAtFault.err);
        Child callAtFault = child(List.of(), "--refunds", "maybe");
        assertThat(callAtFault.code).isEqualTo(2);
        assertThat(callAtFault.err).contains("--refunds", "maybe", "negative");
        Run.assertNoStackTrace(callAtFault.err);
        assertThat(dataAtFault.out + callAtFault.out).isEmpty();
        assertThat(folder.resolve("customer-base-report")).doesNotExist();
    }

    private record Child(int code, String out, String err) {}

    /** A JVM in the test's folder, with the class path of this one. */
    private Child child(List<String> flags, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CustomerBaseReport.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("child.out");
        Path err = folder.resolve("child.err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // A JVM that is told of options there says so on standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("_JAVA_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends within a minute")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Child(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
