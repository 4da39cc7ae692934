package io.github.clv4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTableTest {
    private static final ReportTable TABLE =
            ReportTable.of("KPIs", List.of("Name", "Value"), List.of(List.of("AOV", "43.18"), List.of("ARPU", "106")));

    @Test
    void holdsHeaderRowsAndRowNames() {
        Document page = page(TABLE);
        assertThat(Pages.texts(page, "th")).containsExactly("Name", "Value", "AOV", "ARPU");
        assertThat(Pages.texts(page, "td")).containsExactly("43.18", "106");
    }

    @Test
    void alignsTheNamedColumnsOnly() {
        Document page = page(TABLE.withNumericColumns("Value"));
        for (Element cell : Pages.elements(page, "td")) {
            assertThat(cell.getAttribute("class")).isEqualTo("n");
        }
        assertThat(Pages.elements(page, "th").get(0).hasAttribute("class")).isFalse();
    }

    @Test
    void emptyTableSaysSo() {
        assertThat(Pages.texts(page(ReportTable.of("t", List.of("a"), List.of())), "p"))
                .containsExactly("No rows.");
    }

    @Test
    void namesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportTable.of("t", List.of("a", "b"), List.of(List.of("1", "2"), List.of("1"))))
                .withMessage("rows[1] has 1 cells: must have one for each of the 2 columns [a, b]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.withNumericColumns("Valeu"))
                .withMessage("no column \"Valeu\": must be one of [Name, Value]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportTable.of("t", List.of(), List.of()))
                .withMessage("header is empty: must hold at least one label");
    }

    private static Document page(ReportTable table) {
        return Pages.parse(Section.of("s", "", table));
    }
}
