package io.github.clv4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A titled part of a report: plain words, then charts and tables. Immutable. */
public final class Section {
    private static final Pattern EMPTY_LINE = Pattern.compile("\\R\\s*\\R");

    private final String title;
    private final String text;
    private final List<String> warnings;
    private final List<Block> blocks;

    private Section(String title, String text, List<String> warnings, List<Block> blocks) {
        this.title = title;
        this.text = text;
        this.warnings = warnings;
        this.blocks = blocks;
    }

    /**
     * A section.
     *
     * @param title the heading and the entry in the table of contents, not blank
     * @param text plain words; an empty line starts a new paragraph; may be empty
     * @param blocks charts and tables in reading order; narrow charts stand side by side where the page is wide enough
     * @throws IllegalArgumentException if the title is blank
     */
    public static Section of(String title, String text, Block... blocks) {
        return new Section(
                Checks.text("title", title), Objects.requireNonNull(text, "text"), List.of(), List.of(blocks));
    }

    /** The same section with one more chart or table at its end. */
    public Section with(Block block) {
        return new Section(title, text, warnings, appended(blocks, Objects.requireNonNull(block, "block")));
    }

    /**
     * The same section with one more warning in a frame above its charts, such as a fit that did not converge.
     *
     * @throws IllegalArgumentException if {@code warning} is blank
     */
    public Section withWarning(String warning) {
        return new Section(title, text, appended(warnings, Checks.text("warning", warning)), blocks);
    }

    static <T> List<T> appended(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }

    String title() {
        return title;
    }

    void render(Html html, String id) {
        html.raw("<section id=\"").raw(id).raw("\">\n").element("h2", title).raw("\n");
        EMPTY_LINE
                .splitAsStream(text)
                .filter(paragraph -> !paragraph.isBlank())
                .forEach(paragraph -> html.element("p", paragraph.strip()).raw("\n"));
        for (String warning : warnings) {
            html.raw("<p class=\"warning\"><strong>Note.</strong> ")
                    .text(warning)
                    .raw("</p>\n");
        }
        if (!blocks.isEmpty()) {
            html.raw("<div class=\"blocks\">\n");
            for (int i = 0; i < blocks.size(); i++) {
                blocks.get(i).render(html, id + "-" + (i + 1));
            }
            html.raw("</div>\n");
        }
        html.raw("</section>\n");
    }

    @Override
    public String toString() {
        return "Section[" + title + ", " + blocks.size() + " blocks]";
    }
}
