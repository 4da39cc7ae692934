package io.github.clv4j.examples;

import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvTransactions;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.jackson.JsonModels;
import io.github.clv4j.jackson.JsonTables;
import io.github.clv4j.jackson.JsonThresholds;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.DataFingerprint;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.model.SavedModel;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.RepeatSpend;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.PredictedClv;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Fits models in one call and scores with them in another, which may be another program on another machine: the same
 * customers get the same bits.
 *
 * <pre>
 * SaveAndLoadModel fit orders.csv EUR folder      writes purchases.json, spend.json and thresholds.json
 * SaveAndLoadModel score orders.csv EUR folder    reads them and writes clv.json and rfm.json
 * </pre>
 */
public final class SaveAndLoadModel {
    private static final ClvOptions NEXT_YEAR =
            ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.10)).withGrossMargin(0.35);

    private SaveAndLoadModel() {}

    /**
     * Fits or scores.
     *
     * @param args {@code fit} or {@code score}, a CSV file of orders, its currency, and a folder
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 4 || !(args[0].equals("fit") || args[0].equals("score"))) {
            throw new IllegalArgumentException("call: SaveAndLoadModel fit|score <orders.csv> <currency> <folder>");
        }
        MoneyScale money = MoneyScale.of(args[2]);
        TransactionLog log = CsvTransactions.read(Path.of(args[1]), CsvColumns.detect(), money);
        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.weekly());
        if (args[0].equals("fit")) {
            fit(summary, Path.of(args[3]));
        } else {
            score(summary, Path.of(args[3]));
        }
    }

    private static void fit(CustomerSummary summary, Path folder) throws IOException {
        String currency = summary.money().currency();
        JsonModels.write(
                SavedModel.of(BgNbd.fit(summary), DataFingerprint.of(summary)), folder.resolve("purchases.json"));
        JsonModels.write(
                SavedModel.ofSpend(GammaGamma.fit(summary), currency, DataFingerprint.of(RepeatSpend.of(summary))),
                folder.resolve("spend.json"));
        JsonThresholds.write(
                Rfm.score(summary, RfmOptions.withDefaults()).thresholds(), folder.resolve("thresholds.json"));
    }

    private static void score(CustomerSummary summary, Path folder) throws IOException {
        PurchaseModel purchases = JsonModels.read(folder.resolve("purchases.json"))
                .purchaseModel()
                .model();
        GammaGamma spend =
                JsonModels.read(folder.resolve("spend.json")).spendModel().model();
        PredictedClv clv = PredictedClv.of(purchases, spend, summary.money(), NEXT_YEAR);
        JsonTables.write(clv.score(summary).toTable(), folder.resolve("clv.json"));

        RfmOptions frozen =
                RfmOptions.withDefaults().withThresholds(JsonThresholds.read(folder.resolve("thresholds.json")));
        JsonTables.write(Rfm.score(summary, frozen).toTable(), folder.resolve("rfm.json"));
    }
}
