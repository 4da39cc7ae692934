package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --id-links}: linked ids are one customer, in the transactions and in files beside them. */
class LinkFileTest {
    private static final List<String> SOUND = List.of("a,b", "b,cookie-7");

    @TempDir
    private Path folder = Path.of("");

    private Path shop = Path.of("");
    private SideFiles files = new SideFiles(folder, folder, "", "");

    @BeforeEach
    void writeShop() {
        shop = Run.write(
                folder.resolve("shop.csv"),
                "customer_id,date,amount",
                "a,2024-01-01,100.00",
                "b,2024-02-15,30.00",
                "c,2024-03-31,50.00");
        files = new SideFiles(folder, shop, "--id-links", "id,other_id");
    }

    @Test
    void linkedIdsAreOneCustomer() {
        Run run = files.run(SOUND).done();
        Consistency.check(run);
        assertThat(run.summary().get("customers").intValue()).isEqualTo(2);
        assertThat(run.summary().get("revenue").textValue()).isEqualTo("180.00");
        assertThat(run.customer("a")).containsEntry("orders", "2").containsEntry("spend", "130.00");
        JsonNode links = run.summary().get("idLinks");
        assertThat(links.get("ids").intValue()).isEqualTo(3);
        assertThat(links.get("persons").intValue()).isEqualTo(1);
        assertThat(run.text("report.html")).contains("Rows of id links (3 ids of 1 customers)");
    }

    /** Links may go round in a circle. */
    @Test
    void aCircleIsOneCustomer() {
        Run run = files.run(List.of("a,b", "b,c", "c,a")).done();
        assertThat(run.summary().get("customers").intValue()).isEqualTo(1);
        assertThat(run.summary().get("idLinks").get("rows").get("accepted").intValue())
                .isEqualTo(3);
    }

    @Test
    void filesBesideKnowTheLinks() {
        Path surveys =
                Run.write(folder.resolve("surveys.csv"), "customer_id,date,kind,score", "cookie-7,2024-02-01,nps,10");
        Path touchpoints = Run.write(
                folder.resolve("touch.csv"), "customer_id,date,channel", "cookie-7,2024-02-10,web", "x,2024-02-10,web");
        Run run = files.run(SOUND, "--surveys", surveys.toString(), "--touchpoints", touchpoints.toString())
                .done();
        assertThat(run.customer("a")).containsEntry("nps", "10");
        assertThat(run.summary().get("attribution").get("people").intValue()).isEqualTo(3);
        assertThat(run.table("attribution.csv").get(0).get("value")).isEqualTo("30.00");
        Run.to(folder.resolve("never"), "--input", shop.toString(), "--surveys", surveys.toString())
                .failed(1, "surveys.csv", "row 2", "cookie-7");
    }

    /** A person is shown under its smallest id, and numbers come before text. */
    @Test
    void numbersAndTextMayBeOne() {
        Path numbers = Run.write(
                folder.resolve("numbers.csv"), "customer_id,date,amount", "12,2024-01-01,5", "9,2024-01-02,6");
        Run run = new SideFiles(folder, numbers, "--id-links", "customer_id,other_id")
                .run(List.of("cookie,12", "9,cookie"))
                .done();
        assertThat(run.customer("9")).containsEntry("spend", "11.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "c,|other_id|two ids|empty-customer-id",
                ",c|id|two ids|empty-customer-id",
                "c,c|other_id|two different ids|bad-customer-id",
                "a,b,c|id|the row has 3 fields|bad-row"
            })
    void badRowsAreNamedOrSkipped(String line, String column, String rule, String reason) {
        files.assertBadRow(SOUND, line, "idLinks", column, rule, reason);
    }

    @Test
    void orderOfRowsDoesNotMatter() {
        files.assertOrderDoesNotMatter(List.of("c,b", "b,a", "d,e", "a,c"));
    }

    @Test
    void otherFilesAreRefused() {
        files.assertOtherFilesAreRefused("one or id or customer_id");
    }
}
