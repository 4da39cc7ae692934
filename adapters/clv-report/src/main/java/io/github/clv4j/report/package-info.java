/**
 * Self-contained HTML reports with charts.
 *
 * <p>A host builds an {@link io.github.clv4j.report.HtmlReport} from {@link io.github.clv4j.report.Section sections} of
 * {@link io.github.clv4j.report.Chart charts} and {@link io.github.clv4j.report.ReportTable tables} and writes one
 * file. That file holds its styles, its script, its data and Apache ECharts, loads nothing when opened, and has the same
 * bytes for the same input: no clock, no random ids, no locale.
 *
 * <p>All types are immutable. Text is plain text: everything is escaped, nothing is read as markup. In every chart
 * {@link java.lang.Double#NaN} means "not yet known"; it is drawn as such and never as zero. Infinite values are
 * refused.
 *
 * <p>To add a chart, write one final class that extends {@link io.github.clv4j.report.Chart} beside the others, one layout
 * function in {@code report.js}, and one sample in {@code ChartContractTest}, which fails until all three are there.
 */
@NullMarked
package io.github.clv4j.report;

import org.jspecify.annotations.NullMarked;
