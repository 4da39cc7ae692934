package io.github.clv4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlReportTest {
    private static final String PAGE = Samples.report().toHtml();

    @Test
    void pageParsesAndKeepsHostileText() {
        Document page = Pages.parse(PAGE);
        assertThat(Pages.texts(page, "title")).containsExactly("Customer base " + Samples.HOSTILE);
        assertThat(Pages.texts(page, "h1")).containsExactly("Customer base " + Samples.HOSTILE);
        assertThat(Pages.texts(page, "dt")).containsExactly("Customers", Samples.HOSTILE);
        assertThat(Pages.texts(page, "footer").get(0)).isEqualTo("From " + Samples.HOSTILE);
        assertThat(Pages.texts(page, "h2")).contains("Contents", Samples.HOSTILE, "Table");
        assertThat(Pages.elements(page, "b")).isEmpty();
    }

    @Test
    void idsAreUniqueAndContentsPointToThem() {
        Document page = Pages.parse(PAGE);
        Set<String> ids = new HashSet<>();
        for (String name : List.of("section", "figure")) {
            for (Element element : Pages.elements(page, name)) {
                assertThat(ids.add(element.getAttribute("id"))).isTrue();
            }
        }
        List<Element> links = Pages.elements(page, "a");
        assertThat(links).hasSize(Samples.charts().size() + 1);
        for (Element link : links) {
            assertThat(ids).contains(link.getAttribute("href").substring(1));
        }
    }

    @Test
    void nothingIsLoaded() {
        Document page = Pages.parse(PAGE);
        for (Element element : Pages.elements(page, "*")) {
            assertThat(element.hasAttribute("src")).isFalse();
            if (element.hasAttribute("href")) {
                assertThat(element.getAttribute("href")).startsWith("#");
            }
            assertThat(element.getTagName()).isNotIn("link", "img", "iframe", "object", "embed", "base");
        }
        Matcher style = Pattern.compile("(?s)<style>(.*?)</style>").matcher(PAGE);
        assertThat(style.find()).isTrue();
        assertThat(style.group(1)).doesNotContain("url(", "@import", "//");
        assertThat(PAGE)
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                        + "script-src 'unsafe-inline'; style-src 'unsafe-inline'; ");
    }

    /** Two for code, one a chart; a text that closed one early would leave more ends than starts. */
    @Test
    void scriptsEndWhereTheyShould() {
        int expected = Samples.charts().size() + 2;
        assertThat(count("(?i)</script", PAGE)).isEqualTo(expected);
        assertThat(count("<script>|<script type=\"application/json\">", PAGE)).isEqualTo(expected);
    }

    @Test
    void holdsEchartsWithItsNoticeAndLicences() {
        assertThat(PAGE)
                .contains("t.version=\"" + HtmlReport.ECHARTS_VERSION + "\"")
                .contains("Copyright 2017-2025 The Apache Software Foundation")
                .contains("Apache License")
                .contains("Copyright 2010-2016 Mike Bostock");
    }

    @Test
    void versionIsThatOfTheClassPath() throws IOException {
        Properties artifact = new Properties();
        try (InputStream stream = Objects.requireNonNull(HtmlReport.class
                .getClassLoader()
                .getResourceAsStream("META-INF/maven/org.mvnpm/echarts/pom.properties"))) {
            artifact.load(stream);
        }
        assertThat(HtmlReport.ECHARTS_VERSION).isEqualTo(artifact.getProperty("version"));
    }

    @Test
    void sameReportHasSameBytesInAnyLocaleAndZone() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(Samples.report().toHtml()).isEqualTo(PAGE);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void withMethodsLeaveTheReportAsItWas() {
        HtmlReport bare = HtmlReport.titled("Bare");
        String before = bare.toHtml();
        assertThat(bare.withSubtitle("s")
                        .withFooter("f")
                        .with(Section.of("a", ""))
                        .toHtml())
                .isNotEqualTo(before);
        assertThat(bare.toHtml()).isEqualTo(before).doesNotContain("<nav", "<dl");
    }

    @Test
    void refusesBlankTexts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HtmlReport.titled(" "))
                .withMessage("title is \" \": must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> Fact.of("", "1")).withMessageStartingWith("label is");
        assertThatIllegalArgumentException().isThrownBy(() -> Fact.of("a", "")).withMessageStartingWith("value is");
        assertThatIllegalArgumentException().isThrownBy(() -> Section.of("", "text"));
    }

    @Test
    void writesAndReplacesTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.titled("Old").write(file);
        Samples.report().write(file);
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo(PAGE);
        assertThat(list(folder)).containsExactly(file);
    }

    @Test
    void takesAnotherTemporaryNameIfOneIsLeft(@TempDir Path folder) throws IOException {
        Path left = Files.createFile(folder.resolve(".report.html.0.tmp"));
        Path file = folder.resolve("report.html");
        HtmlReport.titled("New").write(file);
        assertThat(list(folder)).containsExactlyInAnyOrder(left, file);
        assertThat(left).isEmptyFile();
    }

    @Test
    void failureLeavesTheOldFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        for (int i = 0; i < 100; i++) {
            Files.createFile(folder.resolve(".report.html." + i + ".tmp"));
        }
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> HtmlReport.titled("New").write(file))
                .withMessageContaining("holds 100 temporary files of report.html");
        assertThat(file).hasContent("old");
    }

    @Test
    void missingFolderIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("report.html");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> HtmlReport.titled("New").write(file))
                .withMessageContaining("the folder " + folder.resolve("missing") + " must exist");
        assertThat(list(folder)).isEmpty();
    }

    @Test
    void folderAsTargetIsRefused(@TempDir Path folder) {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> HtmlReport.titled("New").write(folder))
                .withMessageContaining("is a folder");
        assertThat(list(folder)).isEmpty();
    }

    @Test
    void unwritableFolderIsLeftAlone(@TempDir Path folder) throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeFalse(!closed.toFile().setWritable(false) || Files.isWritable(closed), "this user may write anywhere");
        try {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> HtmlReport.titled("New").write(closed.resolve("report.html")));
            assertThat(list(closed)).isEmpty();
        } finally {
            assertThat(closed.toFile().setWritable(true)).isTrue();
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long count(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().count();
    }
}
