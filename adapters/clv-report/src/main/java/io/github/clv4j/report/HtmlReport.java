package io.github.clv4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report as one HTML page that holds all it needs: styles, script, data and Apache ECharts (about 1.1 MB).
 *
 * <p>The page loads nothing when opened; its content security policy forbids it. It follows the reader's light or dark
 * mode, fits narrow screens and prints. Each chart has its data as a table, which stands open where no script runs. The
 * same report gives the same bytes. Immutable.
 *
 * <pre>{@code
 * HtmlReport.titled("Customer base report")
 *         .withSubtitle("January 2024 to June 2025")
 *         .withFacts(List.of(Fact.of("Customers", "23,570")))
 *         .with(Section.of("Segments", "How many customers each segment has.",
 *                 BarChart.of("Customers by segment", names, Series.of("Customers", ValueFormat.integer(), sizes))
 *                         .horizontal()))
 *         .write(Path.of("report.html"));
 * }</pre>
 */
public final class HtmlReport {
    /** The version of {@code org.mvnpm:echarts} whose files the page takes; a test holds it against the class path. */
    static final String ECHARTS_VERSION = "6.0.0";

    private static final String ECHARTS_FOLDER = "META-INF/resources/_static/echarts/" + ECHARTS_VERSION + "/";
    private static final String DEFAULT_FOOTER = "Made with clv4j. Charts drawn by Apache ECharts.";
    private static final int MAX_TEMPORARY_FILES = 100;

    private final String title;
    private final @Nullable String subtitle;
    private final List<Fact> facts;
    private final List<Section> sections;
    private final String footer;

    private HtmlReport(
            String title, @Nullable String subtitle, List<Fact> facts, List<Section> sections, String footer) {
        this.title = title;
        this.subtitle = subtitle;
        this.facts = facts;
        this.sections = sections;
        this.footer = footer;
    }

    /**
     * A report without sections.
     *
     * @throws IllegalArgumentException if {@code title} is blank
     */
    public static HtmlReport titled(String title) {
        return new HtmlReport(Checks.text("title", title), null, List.of(), List.of(), DEFAULT_FOOTER);
    }

    /**
     * The same report with a line below its title, such as the time it covers.
     *
     * @throws IllegalArgumentException if {@code subtitle} is blank
     */
    public HtmlReport withSubtitle(String subtitle) {
        return new HtmlReport(title, Checks.text("subtitle", subtitle), facts, sections, footer);
    }

    /** The same report with these facts, and no others, as tiles at its top. */
    public HtmlReport withFacts(List<Fact> facts) {
        return new HtmlReport(title, subtitle, List.copyOf(facts), sections, footer);
    }

    /** The same report with one more section at its end. */
    public HtmlReport with(Section section) {
        Objects.requireNonNull(section, "section");
        return new HtmlReport(title, subtitle, facts, Section.appended(sections, section), footer);
    }

    /**
     * The same report with another line at its foot, such as where the data are from.
     *
     * @throws IllegalArgumentException if {@code footer} is blank
     */
    public HtmlReport withFooter(String footer) {
        return new HtmlReport(title, subtitle, facts, sections, Checks.text("footer", footer));
    }

    /**
     * The page.
     *
     * @throws IllegalStateException if Apache ECharts is not on the class path
     */
    public String toHtml() {
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                + "script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"/>\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
        html.element("title", title).raw("\n<style>\n").raw(own("report.css")).raw("</style>\n</head>\n<body>\n");
        renderHead(html);
        html.raw("<main>\n");
        for (int i = 0; i < sections.size(); i++) {
            sections.get(i).render(html, sectionId(i));
        }
        html.raw("</main>\n<footer><p>").text(footer).raw("</p></footer>\n");
        html.raw("<!--\nThis page contains Apache ECharts.\n\n")
                .raw(Html.comment(echarts("NOTICE")))
                .raw("\n\n");
        html.raw(Html.comment(echarts("LICENSE"))).raw("\n\n").raw(Html.comment(echarts("licenses/LICENSE-d3")));
        html.raw("\n-->\n<script>\n")
                .raw(Html.script(echarts("dist/echarts.min.js")))
                .raw("\n</script>\n");
        html.raw("<script>\n").raw(Html.script(own("report.js"))).raw("</script>\n</body>\n</html>\n");
        return html.toString();
    }

    private void renderHead(Html html) {
        html.raw("<header>\n").element("h1", title).raw("\n");
        if (subtitle != null) {
            html.raw("<p class=\"subtitle\">").text(subtitle).raw("</p>\n");
        }
        html.raw("<noscript><p class=\"warning\">The charts need JavaScript. ");
        html.raw("The same data are in the tables below.</p></noscript>\n");
        if (!facts.isEmpty()) {
            html.raw("<dl class=\"facts\">\n");
            for (Fact fact : facts) {
                html.raw("<div>").element("dt", fact.label()).raw("<dd>").text(fact.value());
                if (fact.hint() != null) {
                    html.raw("<small>").text(fact.hint()).raw("</small>");
                }
                html.raw("</dd></div>\n");
            }
            html.raw("</dl>\n");
        }
        if (sections.size() > 1) {
            html.raw("<nav aria-label=\"Contents\"><h2>Contents</h2><ol>\n");
            for (int i = 0; i < sections.size(); i++) {
                html.raw("<li><a href=\"#").raw(sectionId(i)).raw("\">");
                html.text(sections.get(i).title()).raw("</a></li>\n");
            }
            html.raw("</ol></nav>\n");
        }
        html.raw("</header>\n");
    }

    private static String sectionId(int index) {
        return "s" + (index + 1);
    }

    /**
     * Writes the page, in UTF-8, to a file. The page is written beside the file under a name of its own and then moved
     * onto it, so that the file is never half written: after a failure it is as before.
     *
     * @param file the file to make or replace, in a folder that exists
     * @throws IOException if the folder does not exist, the file is a folder, or writing fails
     * @throws IllegalStateException if Apache ECharts is not on the class path
     */
    public void write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "is a folder: must be a file to make or replace");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString(), null, "the folder " + folder + " must exist");
        }
        byte[] page = toHtml().getBytes(StandardCharsets.UTF_8);
        Path temporary = createTemporary(folder, target.getFileName().toString());
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                out.write(page);
            }
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Creates an empty file with the permissions any new file has, which {@code Files.createTempFile} does not give. */
    private static Path createTemporary(Path folder, String name) throws IOException {
        for (int i = 0; i < MAX_TEMPORARY_FILES; i++) {
            Path temporary = folder.resolve("." + name + "." + i + ".tmp");
            try {
                Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                        .close();
                return temporary;
            } catch (FileAlreadyExistsException taken) {
                // By another writer, or left by one that was killed: take the next name.
            }
        }
        throw new FileAlreadyExistsException(
                folder.toString(), null, "holds " + MAX_TEMPORARY_FILES + " temporary files of " + name);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String own(String name) {
        return resource(HtmlReport.class.getResourceAsStream(name), name);
    }

    private static String echarts(String name) {
        String path = ECHARTS_FOLDER + name;
        ClassLoader loader = HtmlReport.class.getClassLoader();
        return resource(
                loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path),
                path + " of org.mvnpm:echarts:" + ECHARTS_VERSION);
    }

    private static String resource(@Nullable InputStream stream, String name) {
        if (stream == null) {
            throw new IllegalStateException(name + " is not on the class path");
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }

    @Override
    public String toString() {
        return "HtmlReport[" + title + ", " + sections.size() + " sections]";
    }
}
