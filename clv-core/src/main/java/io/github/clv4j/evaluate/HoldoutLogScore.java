package io.github.clv4j.evaluate;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.summary.CalibrationSplit;
import io.github.clv4j.summary.CustomerSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Mean of ln P(purchases in the hold-out | history); each history and number once, however many customers share it. */
final class HoldoutLogScore {
    /** Days stand for the times, which are differences of them. */
    private record Outcome(int x, int firstDay, int lastDay, int purchases) {}

    private static final Comparator<Outcome> ORDER = Comparator.comparingInt(Outcome::x)
            .thenComparingInt(Outcome::firstDay)
            .thenComparingInt(Outcome::lastDay)
            .thenComparingInt(Outcome::purchases);

    private HoldoutLogScore() {}

    static double of(CalibrationSplit split, PurchaseModel model) {
        CustomerSummary calibration = split.calibration();
        Map<Outcome, int[]> counts = new TreeMap<>(ORDER);
        Map<Outcome, Integer> one = new TreeMap<>(ORDER);
        for (int c = 0; c < calibration.customers(); c++) {
            if (calibration.isPresent(c)) {
                Outcome outcome = new Outcome(
                        calibration.x(c), calibration.firstDay(c), calibration.lastDay(c), split.holdoutPurchases(c));
                counts.computeIfAbsent(outcome, o -> new int[1])[0]++;
                one.put(outcome, c);
            }
        }
        List<Outcome> outcomes = new ArrayList<>(counts.keySet());
        int[] customer = one.values().stream().mapToInt(c -> c).toArray();
        double length = split.holdoutLength();
        double[] log = new double[outcomes.size()];
        Parallel.pieces((log.length + 63) >> 6, piece -> {
            for (int i = piece << 6; i < Math.min(log.length, (piece + 1) << 6); i++) {
                int c = customer[i];
                log[i] = log(model.probability(
                        outcomes.get(i).purchases(), calibration.x(c), calibration.tx(c), calibration.age(c), length));
            }
        });
        double sum = 0;
        int i = 0;
        for (int[] count : counts.values()) {
            sum += count[0] * log[i++];
        }
        return sum / calibration.presentCustomers();
    }

    /** A probability too small to be told counts as the smallest that can, so that one customer does not decide alone. */
    private static double log(double probability) {
        return Math.log(Math.max(probability, Double.MIN_VALUE));
    }
}
