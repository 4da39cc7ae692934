package io.github.clv4j.examples;

import io.github.clv4j.fit.Interval;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.report.BarChart;
import io.github.clv4j.report.HeatMap;
import io.github.clv4j.report.ReportTable;
import io.github.clv4j.report.Section;
import io.github.clv4j.report.Series;
import io.github.clv4j.report.ValueFormat;
import io.github.clv4j.value.CustomerEquity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The part of the report that tells what customers are expected to bring, how sure that is, and by whom. */
final class ValueSection {
    private static final String TITLE = "Value to come";
    /** Bins of the distribution end where nearly all customers are. */
    private static final double LOWEST = 0.05;

    private static final double HIGHEST = 0.99;
    private static final int[] STEPS = {1, 2, 5};
    private static final int MOST_COLUMNS = 12;
    private static final int[] ROWS = {1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000};
    private static final int MOST_ROWS = 10;

    private final CustomerBase base;
    private final Predictions predictions;
    private final ValueFormat count = ValueFormat.integer();
    private final ValueFormat percent = ValueFormat.percent(1);
    private final ValueFormat amount;

    private ValueSection(CustomerBase base) {
        this.base = base;
        this.predictions = base.predictions;
        this.amount =
                ValueFormat.money(base.log.money().currency(), base.log.money().digits());
    }

    static Section of(CustomerBase base) {
        return new ValueSection(base).section();
    }

    private Section section() {
        Predictions.Purchases purchases = predictions.purchases;
        if (purchases == null) {
            return Section.of(TITLE, "Nothing can be predicted from these data: " + predictions.reason + ".");
        }
        Predictions.Value value = predictions.value;
        Section section = value == null ? Section.of(TITLE, purchasesAlone(purchases)) : withValue(value, purchases);
        HeatMap alive = alive(purchases.model());
        section = alive == null ? section : section.with(alive);
        for (String note : predictions.notes()) {
            section = section.withWarning(sentence(note));
        }
        return section;
    }

    private static String sentence(String note) {
        return Character.toUpperCase(note.charAt(0)) + note.substring(1) + ".";
    }

    private String purchasesAlone(Predictions.Purchases purchases) {
        return orders(purchases) + "\n\nThere is no value to come, for " + predictions.reason + ".";
    }

    private String orders(Predictions.Purchases purchases) {
        return "Of " + count.format(base.summary.presentCustomers()) + " customers "
                + count.format(predictions.expectedAlive()) + " are expected to be active still, and to order "
                + count.format(predictions.totalExpectedOrders()) + " times within the next "
                + predictions.settings.length() + ", counted from " + base.asOf + ". The model of purchases is "
                + purchases.fit().model() + " (" + purchases.chosenBy()
                + (predictions.settings.loaded() == null ? "), fitted to all orders up to then." : ").");
    }

    private Section withValue(Predictions.Value value, Predictions.Purchases purchases) {
        String total = amount.format(base.log.money().toDecimal(value.equity().totalMinor()));
        String level = ValueFormat.percent(0).format(Predictions.LEVEL);
        StringBuilder text = new StringBuilder("Today's customers are expected to bring " + total + " within the next "
                + predictions.settings.length() + ".");
        if (isFinite(value.expected())) {
            text.append(" That expectation itself is known to between ").append(range(value.expected()));
            text.append(" (").append(level).append(" confidence): so far do the data tell the models.");
        }
        if (isFinite(value.outcome())) {
            text.append(" What really comes varies around it: in ")
                    .append(level)
                    .append(" of such cases it is between ");
            text.append(range(value.outcome())).append('.');
        }
        text.append(" Both take customers to go on as the models say; they know nothing of new prices, campaigns or a"
                + " crisis, and customers yet to be won are not in them.\n\n");
        text.append(orders(purchases)).append("\n\n").append(assumptions());
        Section section = Section.of(TITLE, text.toString(), equity(value), distribution(value), tenths(value));
        return section.with(table(value));
    }

    private static boolean isFinite(Interval interval) {
        return Double.isFinite(interval.lower()) && Double.isFinite(interval.upper());
    }

    private String range(Interval interval) {
        ValueFormat whole = ValueFormat.decimals(0);
        return whole.format(interval.lower()) + " and "
                + ValueFormat.money(base.log.money().currency(), 0).format(interval.upper());
    }

    private String assumptions() {
        StringBuilder text = new StringBuilder("Value is ");
        text.append(ValueFormat.percent(1).format(predictions.marginRate)).append(" of revenue (");
        text.append(predictions.marginSource)
                .append("), discounted to ")
                .append(base.asOf)
                .append(" at ");
        text.append(predictions.settings.horizon().rate());
        if (predictions.settings.retentionCostMinor() > 0) {
            text.append(", less ")
                    .append(amount.format(base.log.money().toDecimal(predictions.settings.retentionCostMinor())))
                    .append(" in each of the ")
                    .append(SummaryJson.lower(predictions.settings.retentionPeriod()))
                    .append(" that a customer stays active");
        }
        text.append(
                ". Spend at an order is predicted by Gamma-Gamma, which takes it to have nothing to do with how often"
                        + " a customer orders");
        predictions.spendCorrelation.ifPresent(correlation -> text.append("; their correlation here is ")
                .append(ValueFormat.decimals(2).format(correlation)));
        text.append('.');
        Predictions.Baseline baseline = predictions.baseline(base);
        if (baseline != null) {
            text.append(
                            " The formula of the back of an envelope, each month's margin kept up at the retention rate of the"
                                    + " last ")
                    .append(base.windowMonths)
                    .append(" months, gives ")
                    .append(amount.format(base.log.money().toDecimal(baseline.totalMinor())))
                    .append(" for the ")
                    .append(count.format(baseline.customers()))
                    .append(" customers who ordered in them.");
        }
        return text.toString();
    }

    private BarChart equity(Predictions.Value value) {
        CustomerEquity equity = value.equity();
        double[] clv = new double[equity.labels().size()];
        for (int row = 0; row < clv.length; row++) {
            clv[row] = base.log.money().toMajor(equity.valueMinor(row));
        }
        return BarChart.of("Value to come by segment", equity.labels(), Series.of("Value to come", amount, clv))
                .horizontal()
                .withLabelName("Segment");
    }

    private ReportTable table(Predictions.Value value) {
        CustomerEquity equity = value.equity();
        ValueFormat whole = ValueFormat.decimals(0);
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < equity.labels().size(); row++) {
            double major = base.log.money().toMajor(equity.valueMinor(row));
            rows.add(List.of(
                    equity.labels().get(row),
                    count.format(equity.customers(row)),
                    count.format(equity.expectedAlive(row)),
                    whole.format(major),
                    percent.format(equity.share(row).orElse(Double.NaN)),
                    between(value.expectedBySegment().get(row)),
                    between(value.outcomeBySegment().get(row))));
        }
        return ReportTable.of(
                        "How sure the value of each segment is",
                        List.of(
                                "Segment",
                                "Customers",
                                "Expected active",
                                "Value",
                                "Share",
                                "Expectation within",
                                "Outcome within"),
                        rows)
                .withNumericColumns(
                        "Customers", "Expected active", "Value", "Share", "Expectation within", "Outcome within")
                .withNote(
                        "Amounts in " + base.log.money().currency() + "; intervals of 90 %. The expectation is what the"
                                + " average would come to if the same could be lived through many times; the outcome is what"
                                + " happens once. clv_lower and clv_upper in customers.csv are of each customer's expectation.");
    }

    private static String between(Interval interval) {
        ValueFormat whole = ValueFormat.decimals(0);
        return isFinite(interval) ? whole.format(interval.lower()) + " … " + whole.format(interval.upper()) : "–";
    }

    /** Bins of 1, 2, 5, 10, …, for values spread over powers of ten. */
    private BarChart distribution(Predictions.Value value) {
        double[] sorted = IntStream.range(0, base.log.customers())
                .filter(value.scores()::isPresent)
                .mapToDouble(c -> base.log.money().toMajor(value.scores().valueMinor(c)))
                .sorted()
                .toArray();
        double[] positive = Arrays.stream(sorted).filter(v -> v > 0).toArray();
        int first = positive.length == 0 ? 0 : step(positive[(int) (LOWEST * positive.length)]) - 1;
        int last = positive.length == 0 ? 0 : step(positive[(int) (HIGHEST * positive.length)]);
        List<String> labels = new ArrayList<>();
        List<Double> edges = new ArrayList<>();
        if (sorted[0] < 0) {
            labels.add("below 0");
            edges.add(0.0);
        }
        for (int k = first; k <= last; k++) {
            labels.add(k == first ? "below " + text(k) : text(k - 1) + "–" + text(k));
            edges.add(edge(k).doubleValue());
        }
        labels.add(text(last) + " or more");
        double[] customers = new double[labels.size()];
        for (double v : sorted) {
            int bin = 0;
            while (bin < edges.size() && v >= edges.get(bin)) {
                bin++;
            }
            customers[bin]++;
        }
        return BarChart.of(
                        "Customers by value to come, " + base.log.money().currency(),
                        labels,
                        Series.of("Customers", count, customers))
                .withLabelName("Value to come");
    }

    /** The number of the first edge above a value. */
    private static int step(double value) {
        int k = STEPS.length * (int) Math.floor(Math.log10(value)) - 1;
        while (edge(k).doubleValue() <= value) {
            k++;
        }
        return k;
    }

    private static BigDecimal edge(int k) {
        return BigDecimal.valueOf(STEPS[Math.floorMod(k, STEPS.length)])
                .scaleByPowerOfTen(Math.floorDiv(k, STEPS.length));
    }

    private static String text(int k) {
        BigDecimal edge = edge(k);
        return ValueFormat.decimals(Math.min(9, Math.max(0, edge.scale()))).format(edge);
    }

    private BarChart tenths(Predictions.Value value) {
        return BarChart.of(
                "Share of all value to come by tenth of customers",
                ReportPage.TENTHS,
                Series.of(
                                "Share of value to come",
                                percent,
                                ReportPage.shares(value.scores().concentration()))
                        .withUndefined(i -> true));
    }

    /** P(alive) of customers who came as long ago as the oldest. */
    private @Nullable HeatMap alive(PurchaseModel model) {
        double age = 0;
        int[] sorted = IntStream.range(0, base.log.customers())
                .filter(base.summary::isPresent)
                .map(base.summary::x)
                .sorted()
                .toArray();
        for (int c = 0; c < base.log.customers(); c++) {
            age = base.summary.isPresent(c) ? Math.max(age, base.summary.age(c)) : age;
        }
        if (!(age > 0)) {
            return null;
        }
        int most = Math.max(STEPS.length, sorted[(int) (HIGHEST * sorted.length)]);
        int[] rows = Arrays.stream(ROWS).filter(x -> x <= most).limit(MOST_ROWS).toArray();
        double width = width(age);
        int columns = (int) Math.ceil(age / width);
        String unit = SummaryJson.lower(base.summary.step());
        List<String> xLabels = new ArrayList<>();
        List<String> yLabels = new ArrayList<>();
        double[][] values = new double[rows.length][columns];
        for (int column = 0; column < columns; column++) {
            xLabels.add(new BigDecimal(column * width)
                    .round(new MathContext(6))
                    .stripTrailingZeros()
                    .toPlainString());
        }
        for (int row = 0; row < rows.length; row++) {
            int x = rows[rows.length - 1 - row];
            yLabels.add(Integer.toString(x));
            for (int column = 0; column < columns; column++) {
                values[row][column] = model.pAlive(x, age - column * width, age);
            }
        }
        return HeatMap.of("Chance that a customer is still active", xLabels, yLabels, values, ValueFormat.percent(0))
                .withRange(0, 1)
                .withAxisNames(
                        Character.toUpperCase(unit.charAt(0)) + unit.substring(1) + " since the last order",
                        "Orders after the first")
                .withNote("Of a customer whose first order is "
                        + ValueFormat.decimals(1).format(age) + " " + unit
                        + " old, as that of the oldest. Without an order after the first the chance is "
                        + ValueFormat.percent(0).format(model.pAlive(0, 0, age)) + ".");
    }

    /** The least of 1, 2, 5, 10, … by which an age has few enough steps. */
    private static double width(double age) {
        int k = STEPS.length * (int) Math.floor(Math.log10(age / MOST_COLUMNS)) - 1;
        while (age / edge(k).doubleValue() > MOST_COLUMNS) {
            k++;
        }
        return edge(k).doubleValue();
    }
}
