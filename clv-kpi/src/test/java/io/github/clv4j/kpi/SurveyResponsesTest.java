package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SurveyResponsesTest {
    private static final LocalDate DAY = LocalDate.parse("2011-02-01");
    private static final CustomerIndex QUARTER =
            Logs.of(Logs.quarter(), RefundPolicy.KEEP_NEGATIVE, false).index();

    private static void assertBad(SurveyRow row, String message) {
        SurveyOptions options =
                SurveyOptions.withDefaults().withSource("nps.csv").withCustomers(QUARTER);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> SurveyResponses.of(options, List.of(SurveyRow.of("a", DAY, "NPS", 10), row)))
                .withMessageContaining("nps.csv, row 2, ")
                .withMessageContaining(message);
    }

    @Test
    void badRowsAreNamedWithTheRule() {
        assertBad(SurveyRow.of("a", DAY, "NPS", 11), "column 'score': '11'; a score of NPS must be 0 to 10");
        assertBad(SurveyRow.of("a", DAY, "NPS", -1), "column 'score': '-1'; a score of NPS must be 0 to 10");
        assertBad(SurveyRow.of("a", DAY, "csat", 0), "column 'score': '0'; a score of CSAT must be 1 to 5");
        assertBad(SurveyRow.of("a", DAY, "CES", 8), "column 'score': '8'; a score of CES must be 1 to 7");
        assertBad(SurveyRow.of("a", DAY, "stars", 3), "column 'kind': 'stars'; it must be one of [NPS, CSAT, CES]");
        assertBad(SurveyRow.of("a", DAY, null, 3), "column 'kind': no value; it must be one of");
        assertBad(
                SurveyRow.of("z", DAY, "NPS", 3),
                "column 'customer': 'z'; it must be one of the 5 customers of the given index");
        assertBad(SurveyRow.of(" ", DAY, "NPS", 3), "column 'customer': ' '; a customer id is needed");
        assertBad(SurveyRow.of("a", null, "NPS", 3), "column 'day': no value; a date is needed");
        assertBad(
                SurveyRow.of("a", LocalDate.of(10_000, 1, 1), "NPS", 3),
                "column 'day': '+10000-01-01'; it must be 0001-01-01 to 9999-12-31");
    }

    @Test
    void badRowsThatMayBeSkippedAreCounted() {
        SurveyOptions options = SurveyOptions.withDefaults().withBadRows(BadRowPolicy.skip(2));
        SurveyResponses some = SurveyResponses.of(
                options,
                List.of(
                        SurveyRow.of("b", DAY, "NPS", 3).withRow(17),
                        SurveyRow.of("b", DAY, "NPS", 12).withRow(18),
                        SurveyRow.of("a", DAY, "nps", 9),
                        SurveyRow.of("a", DAY, "", 9)));
        assertThat(some.report().rejected()).containsEntry("score", 1L).containsEntry("kind", 1L);
        assertThat(some.report().firstProblems()).extracting(RowProblem::row).containsExactly(18L, 4L);
        assertThat(some.report()).hasToString("4 rows read, 2 accepted, rejected {kind=1, score=1}");
        Table rows = some.report().toTable();
        assertThat(rows.column("what").textAt(3)).isEqualTo("rejected: score");
        assertThat(rows.column("rows").longAt(1)).isEqualTo(2);
        assertThat(some.id(0)).isEqualTo("a");
        assertThat(some.indexOf("b")).isEqualTo(1);
        assertThat(some.indexOf("c")).isEqualTo(-1);
    }

    @Test
    void oneMoreBadRowThanAllowedEndsTheReading() {
        SurveyResponsesBuilder builder =
                SurveyResponses.builder(SurveyOptions.withDefaults().withBadRows(BadRowPolicy.skip(1)));
        builder.add(SurveyRow.of("a", DAY, "NPS", 99));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> builder.add(SurveyRow.of("a", DAY, "NPS", 98)))
                .withMessageContaining("surveys, row 2");
    }

    @Test
    void aBuilderBuildsOnce() {
        SurveyResponsesBuilder builder = SurveyResponses.builder(SurveyOptions.withDefaults());
        builder.build();
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("make a new one");
        assertThatIllegalStateException().isThrownBy(() -> builder.add(SurveyRow.of("a", DAY, "NPS", 9)));
    }

    @Test
    void customersAreListedInIdOrderAndClassedByTheirLatest() {
        SurveyResponses some = SurveyResponses.of(
                SurveyOptions.withDefaults().withCustomers(QUARTER),
                List.of(
                        SurveyRow.of("e", DAY, "NPS", 10),
                        SurveyRow.of("a", DAY, "NPS", 10),
                        SurveyRow.of("a", DAY.plusDays(1), "NPS", 3).at("checkout"),
                        SurveyRow.of("a", DAY.plusDays(1), "NPS", 7),
                        SurveyRow.of("a", DAY.plusDays(9), "CSAT", 5).at("delivery")));
        Table table = some.toTable();
        assertThat(table.column("customer_id").textAt(0)).isEqualTo("a");
        assertThat(table.column("customer_id").textAt(4)).isEqualTo("e");
        assertThat(table.column("class").textAt(4)).isEqualTo("promoter");
        assertThat(some.touchpoints()).containsExactly("checkout", "delivery");
        // Of two on one day the lower counts.
        assertThat(some.classes(SurveyKind.NPS, DAY.plusDays(1)).labelOf(some.indexOf("a")))
                .isEqualTo("detractor");
        assertThat(some.classes(SurveyKind.NPS, DAY).labelOf(some.indexOf("a"))).isEqualTo("promoter");
        assertThat(some.classes(SurveyKind.NPS, DAY).labelOf(some.indexOf("b"))).isNull();
        SurveyResponses checkout = some.at("checkout");
        assertThat(checkout.count()).isEqualTo(1);
        assertThat(checkout.score(0)).isEqualTo(3);
        assertThat(checkout.customers()).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> some.at("shop"))
                .withMessage("no response is about touchpoint 'shop'; there are [checkout, delivery]");
    }

    @Property(tries = 200)
    void rowsAddUpAndTheirOrderDoesNotMatter(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 5_000) Integer> seeds, @ForAll Random random) {
        List<SurveyRow> rows = new ArrayList<>();
        for (int seed : seeds) {
            rows.add(SurveyRow.of(
                            List.of("a", "b", "c", " ").get(seed % 4),
                            DAY.plusDays(seed / 4 % 3),
                            List.of("NPS", "CES", "CSAT", "?").get(seed / 12 % 4),
                            seed / 48 % 12)
                    .at(seed % 7 == 0 ? "web" : null));
        }
        SurveyOptions options = SurveyOptions.withDefaults().withBadRows(BadRowPolicy.skip());
        SurveyResponses some = SurveyResponses.of(options, rows);
        assertThat(some.report().read()).isEqualTo(rows.size());
        assertThat(some.report().accepted()).isEqualTo(some.count());
        assertThat(some.report().accepted() + some.report().rejectedRows()).isEqualTo(rows.size());
        List<SurveyRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        SurveyResponses other = SurveyResponses.of(options, shuffled);
        for (int i = 0; i < some.count(); i++) {
            assertThat(other.id(other.customer(i))).isEqualTo(some.id(some.customer(i)));
            assertThat(other.day(i)).isEqualTo(some.day(i));
            assertThat(other.kind(i)).isEqualTo(some.kind(i));
            assertThat(other.score(i)).isEqualTo(some.score(i));
            assertThat(other.touchpoint(i)).isEqualTo(some.touchpoint(i));
        }
    }
}
