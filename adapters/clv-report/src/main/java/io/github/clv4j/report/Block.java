package io.github.clv4j.report;

/** What a {@link Section} shows below its text: a {@link Chart} or a {@link ReportTable}. */
public abstract class Block {
    Block() {}

    /**
     * Appends this block to the page.
     *
     * @param id an id that no other block of the page has
     */
    abstract void render(Html html, String id);
}
