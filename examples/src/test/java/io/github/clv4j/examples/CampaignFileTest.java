package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --campaigns}: uplift and allocation done by hand, and what is said of rows that are wrong. */
class CampaignFileTest {
    /** Four treated at 0.50 each and four controls, in February. */
    private static final List<String> SOUND = List.of(
            "t1,treated,2024-02-01,2024-02-29,0.50",
            "t2,Treated,2024-02-01,2024-02-29,0.50",
            "t3,treated,2024-02-01,2024-02-29,0.50",
            "t4,treatment,2024-02-01,2024-02-29,0.50",
            "c1,control,2024-02-01,2024-02-29,",
            "c2,control,2024-02-01,2024-02-29,0",
            "c3,control,2024-02-01,2024-02-29,",
            "c4,holdout,2024-02-01,2024-02-29,");

    @TempDir
    private Path folder = Path.of("");

    private Path shop = Path.of("");
    private Path map = Path.of("");
    private SideFiles files = new SideFiles(folder, folder, "", "");

    @BeforeEach
    void writeShop() {
        List<String> rows = new ArrayList<>(List.of("customer_id,date,amount"));
        for (String id : List.of("t1", "t2", "t3", "t4", "c1", "c2", "c3", "c4")) {
            rows.add(id + ",2024-01-01,10.00");
        }
        rows.addAll(List.of(
                "t1,2024-02-05,20.00",
                "t2,2024-02-06,30.00",
                "c1,2024-02-07,10.00",
                "t3,2024-03-05,99.00",
                "z,2024-03-31,5.00"));
        shop = Run.write(folder.resolve("shop.csv"), rows.toArray(String[]::new));
        map = Run.write(folder.resolve("map.csv"), "segment,rule,treatment,description", "Base,any,keep,-");
        files = new SideFiles(folder, shop, "--campaigns", "customer_id,arm,from,to,cost");
    }

    private Run run(String... more) {
        List<String> all = new ArrayList<>(List.of("--segment-map", map.toString()));
        all.addAll(List.of(more));
        return files.run(SOUND, all.toArray(String[]::new)).done();
    }

    @Test
    void upliftByHand() {
        Run run = run();
        JsonNode campaign = run.summary().get("campaigns").get("campaigns").get(0);
        assertThat(campaign.get("name").textValue()).isEqualTo("campaign");
        assertThat(campaign.get("segmentsOn").textValue()).isEqualTo("2024-01-31");
        assertThat(campaign.get("treatedResponders").intValue()).isEqualTo(2);
        assertThat(campaign.get("controlResponders").intValue()).isEqualTo(1);
        assertThat(campaign.get("responseUplift").doubleValue()).isEqualTo(0.25);
        assertThat(campaign.get("marginUplift").doubleValue()).isEqualTo(10);
        // Variances 225 and 25: SE √62.5 with 3.65 degrees of freedom, whose quantile is 2.8829.
        assertThat(campaign.get("marginUpliftUpper").doubleValue())
                .isCloseTo(10 + 2.883 * Math.sqrt(62.5), within(0.05));
        assertThat(campaign.get("cost").textValue()).isEqualTo("2.00");
        assertThat(campaign.get("netReturn").doubleValue()).isEqualTo(38);
        assertThat(campaign.get("stratifiedMargin").doubleValue()).isEqualTo(40);
        assertThat(run.table("uplift.csv").stream().map(row -> row.get("campaign") + " " + row.get("group")))
                .containsExactly("campaign all", "campaign Base", "campaign (none)");
        Run.Line base = run.table("uplift.csv").get(1);
        assertThat(base.get("response_uplift")).isEqualTo("0.25");
        assertThat(base.get("incremental_margin")).isEqualTo("40.0");
        assertThat(base.get("response_p"))
                .as("of one test Holm's adjustment leaves the p-value as it is")
                .isEqualTo(run.table("uplift.csv").get(0).get("response_p"));
        assertThat(run.text("report.html"))
                .contains("What campaign added", "Whom a next campaign like campaign should contact")
                .contains("4 treated, 4 controls, cost 2.00");
    }

    /** Margin of 10.00 a contact against 0.50 for nine customers, of whom 2.20 pays for four. */
    @Test
    void budgetGoesToTheMostValuable() {
        Run run = run("--campaign-decision", "estimate", "--campaign-budget", "2.20");
        JsonNode campaigns = run.summary().get("campaigns");
        assertThat(campaigns.get("budget").textValue()).isEqualTo("2.20");
        JsonNode allocation = campaigns.get("campaigns").get(0).get("allocation");
        assertThat(allocation.get("contactCost").textValue()).isEqualTo("0.50");
        assertThat(allocation.get("spent").textValue()).isEqualTo("2.00");
        JsonNode base = allocation.get("segments").get(0);
        assertThat(base.get("customers").intValue()).isEqualTo(9);
        assertThat(base.get("contact").intValue()).isEqualTo(4);
        assertThat(base.get("netGain").doubleValue()).isEqualTo(38);
        Run.Line row = run.table("allocation.csv").get(0);
        assertThat(row.get("decision")).isEqualTo("treat");
        assertThat(row.get("cost")).isEqualTo("2.00");
        String worth = run.summary().get("worth").textValue();
        List<Run.Line> customers = run.table("customers.csv");
        assertThat(customers.stream()
                        .filter(customer -> customer.get("suggested_treatment").equals("treat"))
                        .map(customer -> customer.get("customer_id")))
                .containsExactlyInAnyOrderElementsOf(customers.stream()
                        .sorted(Comparator.comparing((Run.Line customer) -> new BigDecimal(customer.get(worth)))
                                .reversed())
                        .limit(4)
                        .map(customer -> customer.get("customer_id"))
                        .toList());
        assertThat(customers.stream().map(customer -> customer.get("suggested_treatment")))
                .containsOnly("treat", "do_not_treat");
        assertThat(run.text("report.html")).contains("Of a budget of 2.20");
    }

    @Test
    void lowerEndOfTheIntervalDecidesByDefault() {
        Run run = run("--campaign-budget", "100");
        Run.Line row = run.table("allocation.csv").get(0);
        assertThat(row.get("decision")).isEqualTo("do_not_treat");
        assertThat(row.get("reason")).contains("does not add more margin than it costs");
        Run all = run("--campaign-decision", "estimate");
        assertThat(all.table("allocation.csv").get(0).get("treated"))
                .as("without a budget")
                .isEqualTo("9");
        assertThat(all.summary().get("campaigns").get("budget").isNull()).isTrue();
    }

    @Test
    void aStatedMarginCounts() {
        JsonNode campaign = run("--gross-margin", "0.3")
                .summary()
                .get("campaigns")
                .get("campaigns")
                .get(0);
        assertThat(campaign.get("marginUplift").doubleValue()).isCloseTo(3, within(1e-12));
    }

    /** The windows of the second end later, so it is the one that suggestions follow. */
    @Test
    void severalCampaigns() {
        SideFiles named = new SideFiles(folder, shop, "--campaigns", "campaign,customer,group,start,end");
        Run run = named.run(List.of(
                        "zeta,t1,treated,2024-02-01,2024-02-29",
                        "zeta,c1,control,2024-02-01,2024-02-29",
                        "alpha,c1,treated,2024-03-01,2024-04-30",
                        "alpha,t1,control,2024-03-01,2024-04-30"))
                .done();
        JsonNode campaigns = run.summary().get("campaigns");
        assertThat(campaigns.get("suggestedBy").textValue()).isEqualTo("alpha");
        assertThat(campaigns.get("campaigns").get(0).get("unfinished").intValue())
                .isEqualTo(2);
        assertThat(run.text("report.html")).contains("The windows of 2 customers of alpha go on");
        assertThat(run.table("uplift.csv").stream()
                        .map(row -> row.get("campaign"))
                        .distinct())
                .containsExactly("alpha", "zeta");
    }

    /** The shop's log ends on 2024-03-31. */
    @Test
    void windowsOutsideTheLogHaveNoRates() {
        List<String> rows = SOUND.stream()
                .map(row -> row.replace("2024-02-01", "2024-05-01").replace("2024-02-29", "2024-05-31"))
                .toList();
        Run run = files.run(rows, "--segment-map", map.toString()).done();
        JsonNode campaign = run.summary().get("campaigns").get("campaigns").get(0);
        assertThat(campaign.get("unobserved").intValue()).isEqualTo(8);
        assertThat(campaign.get("unfinished").intValue()).isZero();
        assertThat(campaign.get("treated").intValue()).isZero();
        assertThat(campaign.get("responseUplift").isNull()).isTrue();
        assertThat(campaign.get("marginUplift").isNull()).isTrue();
        assertThat(campaign.get("stratifiedMargin").isNull()).isTrue();
        JsonNode allocation = campaign.get("allocation");
        assertThat(allocation.get("contactCost").textValue())
                .as("known all the same")
                .isEqualTo("0.50");
        assertThat(allocation.get("segments").get(0).get("reason").textValue())
                .contains("not known", "outside the days of the log");
        assertThat(run.table("uplift.csv").get(0).get("undefined")).contains("outside the days of the log");
        assertThat(run.text("report.html"))
                .contains("The windows of 8 customers of campaign have no day in common with the transactions");
        files.run(rows.stream().map(row -> row.replace("2024-05", "2023-05")).toList(), "--segment-map", map.toString())
                .done();
    }

    /** A campaign may be called what a file without names calls its one. */
    @Test
    void rowsWithoutANameJoinNoOtherCampaign() {
        SideFiles named = new SideFiles(folder, shop, "--campaigns", "campaign,customer_id,arm,from,to");
        List<String> rows =
                List.of("campaign,t1,treated,2024-02-01,2024-02-29", "campaign,c1,control,2024-02-01,2024-02-29");
        named.assertBadRow(
                rows,
                ",t2,treated,2024-02-01,2024-02-29",
                "campaigns",
                "campaign",
                "a name is needed where other rows have one",
                "bad-row");
    }

    @Test
    void faultsOfTheWholeFileNameIt() {
        assertThat(files.run(List.of("x,treated,2024-02-01,2024-02-29,1"), "--on-bad-row", "skip")
                        .failed(1, "no good rows")
                        .message())
                .startsWith("error: " + folder.resolve("side.csv") + ": the file has no good rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ",treated,2024-02-01,2024-02-29,|customer_id|''|empty-customer-id",
                "x,treated,2024-02-01,2024-02-29,|customer_id|'x'|bad-customer-id",
                "z,maybe,2024-02-01,2024-02-29,|arm|treated or control|bad-row",
                "t1,treated,2024-02-01,2024-02-29,0.50|customer_id|each customer must be once|duplicate",
                "t1,control,2024-02-01,2024-02-29,|arm|both treated and control|bad-row",
                "z,treated,soon,2024-02-29,|from|'soon'|bad-date",
                "z,treated,2024-02-02,2024-02-01,|to|must not end before it starts, on 2024-02-02|bad-date",
                "z,treated,2024-02-01,2024-02-29,-1|cost|0 or more|bad-amount",
                "z,treated,2024-02-01,2024-02-29,0.501|cost|2 decimals|bad-amount",
                "z,control,2024-02-01,2024-02-29,0.50|cost|a control was not contacted|bad-cost"
            })
    void badRowsAreNamedOrSkipped(String line, String column, String rule, String reason) {
        files.assertBadRow(SOUND, line, "campaigns", column, rule, reason);
    }

    /** Of a customer in both arms the same row is taken, whichever comes first. */
    @Test
    void orderOfRowsDoesNotMatter() {
        files.assertOrderDoesNotMatter(SOUND);
        List<String> rows = new ArrayList<>(SOUND);
        rows.add("t1,control,2024-02-01,2024-02-29,");
        String uplift = files.run(rows, "--on-bad-row", "skip").done().text("uplift.csv");
        rows.add(0, rows.remove(rows.size() - 1));
        assertThat(files.run(rows, "--on-bad-row", "skip").done().text("uplift.csv"))
                .isEqualTo(uplift)
                .isEqualTo(files.run(SOUND).done().text("uplift.csv"));
    }

    @Test
    void otherFilesAreRefused() {
        files.assertOtherFilesAreRefused("customer or customer_id");
    }

    @ParameterizedTest
    @CsvSource({"-1", "a lot", "1.234"})
    void badBudgets(String budget) {
        files.run(SOUND, "--campaign-budget", budget).failed(2, "--campaign-budget is '" + budget + "'", "USD");
    }

    @Test
    void optionsWithoutCampaigns() {
        for (String option : List.of("--campaign-budget=1", "--campaign-decision=lower", "--journey-days=3")) {
            Run.to(folder.resolve("never"), "--input", shop.toString(), option)
                    .failed(2, option.substring(0, option.indexOf('=')) + " is given, but no --");
        }
    }
}
