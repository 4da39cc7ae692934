package io.github.clv4j.kpi;

import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.Grouping;
import io.github.clv4j.data.TimeGrid;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Responses of customers to surveys as columns: who, when, which kind, which score, about what. Immutable; sorted by
 * customer and day, and within a day from the highest score to the lowest, whatever order the rows came in.
 *
 * <p>So where the latest response of a customer counts and there are several of one kind on its day, the lowest does.
 */
public final class SurveyResponses {
    private final @Nullable CustomerIndex index;
    private final List<String> ids;
    private final int[] customer;
    private final int[] day;
    private final byte[] kind;
    private final byte[] score;
    private final @Nullable String[] touchpoint;
    private final RowReport report;

    private SurveyResponses(
            @Nullable CustomerIndex index,
            List<String> ids,
            int[] customer,
            int[] day,
            byte[] kind,
            byte[] score,
            @Nullable String[] touchpoint,
            RowReport report) {
        this.index = index;
        this.ids = ids;
        this.customer = customer;
        this.day = day;
        this.kind = kind;
        this.score = score;
        this.touchpoint = touchpoint;
        this.report = report;
    }

    static SurveyResponses of(
            @Nullable CustomerIndex index, List<String> ids, List<SurveyResponsesBuilder.Kept> rows, RowReport report) {
        // Text in an index may be written in several ways or merged, so order is by customer, not by id.
        record Row(int customer, SurveyResponsesBuilder.Kept kept) {}
        List<Row> sorted = new ArrayList<>(rows.size());
        for (SurveyResponsesBuilder.Kept row : rows) {
            int number = index == null ? Collections.binarySearch(ids, row.id()) : index.indexOf(row.id());
            sorted.add(new Row(number, row));
        }
        sorted.sort(Comparator.comparingInt(Row::customer)
                .thenComparingInt(row -> row.kept().day())
                .thenComparing(row -> row.kept().kind())
                .thenComparingInt(row -> -row.kept().score())
                .thenComparing(row -> row.kept().touchpoint(), Comparator.nullsFirst(Comparator.naturalOrder())));
        int n = sorted.size();
        int[] customer = new int[n];
        int[] day = new int[n];
        byte[] kind = new byte[n];
        byte[] score = new byte[n];
        @Nullable String[] touchpoint = new @Nullable String[n];
        for (int i = 0; i < n; i++) {
            SurveyResponsesBuilder.Kept row = sorted.get(i).kept();
            customer[i] = sorted.get(i).customer();
            day[i] = row.day();
            kind[i] = (byte) row.kind().code();
            score[i] = (byte) row.score();
            touchpoint[i] = row.touchpoint();
        }
        return new SurveyResponses(index, ids, customer, day, kind, score, touchpoint, report);
    }

    /** A builder that takes responses one by one. */
    public static SurveyResponsesBuilder builder(SurveyOptions options) {
        return new SurveyResponsesBuilder(options);
    }

    /**
     * Responses from rows in any order.
     *
     * @throws io.github.clv4j.data.DataException if a row is bad and the options do not let it pass
     */
    public static SurveyResponses of(SurveyOptions options, List<SurveyRow> rows) {
        SurveyResponsesBuilder builder = builder(options);
        rows.forEach(builder::add);
        return builder.build();
    }

    /**
     * The responses about one touchpoint; customers keep their numbers, and the report stays that of all rows.
     *
     * @throws IllegalArgumentException if there are none; the message lists the touchpoints
     */
    public SurveyResponses at(String what) {
        int[] rows = new int[count()];
        int n = 0;
        for (int i = 0; i < rows.length; i++) {
            if (what.equals(touchpoint[i])) {
                rows[n++] = i;
            }
        }
        if (n == 0) {
            throw new IllegalArgumentException(
                    "no response is about touchpoint '" + what + "'; there are " + touchpoints());
        }
        int[] customers = new int[n];
        int[] days = new int[n];
        byte[] kinds = new byte[n];
        byte[] scores = new byte[n];
        @Nullable String[] texts = new @Nullable String[n];
        for (int i = 0; i < n; i++) {
            customers[i] = customer[rows[i]];
            days[i] = day[rows[i]];
            kinds[i] = kind[rows[i]];
            scores[i] = score[rows[i]];
            texts[i] = touchpoint[rows[i]];
        }
        return new SurveyResponses(index, ids, customers, days, kinds, scores, texts, report);
    }

    /** The touchpoints that responses are about, sorted. */
    public List<String> touchpoints() {
        TreeSet<String> texts = new TreeSet<>();
        Arrays.stream(touchpoint).filter(Objects::nonNull).forEach(texts::add);
        return List.copyOf(texts);
    }

    /**
     * Each customer by the class of its latest response of a kind: promoters, passives and detractors for NPS. Any KPI
     * and any total can be taken by it. Customers without a response are in no group.
     *
     * @param asOf responses after this day do not count
     */
    public Grouping classes(SurveyKind which, LocalDate asOf) {
        int[] latest = latest(which, TimeGrid.withDefaults().day(asOf));
        int[] groupOf = new int[latest.length];
        for (int c = 0; c < groupOf.length; c++) {
            groupOf[c] = latest[c] < 0 ? Grouping.NONE : which.classOf(score[latest[c]]);
        }
        return Grouping.of(which + " class", which.classes(), groupOf);
    }

    /** For each customer its latest response of a kind up to a day, or -1. */
    int[] latest(SurveyKind which, int asOfDay) {
        int[] latest = new int[customers()];
        Arrays.fill(latest, -1);
        for (int i = 0; i < customer.length; i++) {
            if (kind[i] == which.code() && day[i] <= asOfDay) {
                latest[customer[i]] = i;
            }
        }
        return latest;
    }

    /** Number of responses. */
    public int count() {
        return customer.length;
    }

    /** Number of customers: those of the given index, with or without a response, or those that have one. */
    public int customers() {
        return index == null ? ids.size() : index.size();
    }

    /** The id of a customer. */
    public String id(int customerNumber) {
        return index == null ? ids.get(customerNumber) : index.id(customerNumber);
    }

    /** The customer of an id, or -1 if it is unknown. */
    public int indexOf(String id) {
        return index == null ? Math.max(-1, Collections.binarySearch(ids, id)) : index.indexOf(id);
    }

    /** The customer of a response. */
    public int customer(int response) {
        return customer[response];
    }

    /** The day of a response, in days since 1970-01-01. */
    public int day(int response) {
        return day[response];
    }

    /** The kind of a response. */
    public SurveyKind kind(int response) {
        return SurveyKind.ofCode(kind[response]);
    }

    /** The score of a response, on its kind's scale. */
    public int score(int response) {
        return score[response];
    }

    /** What a response is about, or null. */
    public @Nullable String touchpoint(int response) {
        return touchpoint[response];
    }

    /** What became of every row that was read. */
    public RowReport report() {
        return report;
    }

    /**
     * One row a response, in the order of customer id and day: {@code customer_id}, {@code day}, {@code kind},
     * {@code score}, {@code class}, {@code touchpoint}.
     */
    public Table toTable() {
        return Table.of(
                        "survey_responses",
                        count(),
                        List.of(
                                Column.text("customer_id", row -> id(customer[row])),
                                Column.date("day", row -> day[row]),
                                Column.text("kind", row -> kind(row).name()),
                                Column.integer("score", row -> score[row]),
                                Column.text(
                                        "class",
                                        row -> kind(row).classes().get(kind(row).classOf(score[row]))),
                                Column.text("touchpoint", row -> touchpoint[row])))
                .rows(inIdOrder());
    }

    private int[] inIdOrder() {
        if (index == null) {
            return IntStream.range(0, count()).toArray();
        }
        int[] from = new int[customers() + 1];
        for (int c : customer) {
            from[c + 1]++;
        }
        for (int c = 0; c < customers(); c++) {
            from[c + 1] += from[c];
        }
        return Arrays.stream(index.inIdOrder())
                .flatMap(c -> IntStream.range(from[c], from[c + 1]))
                .toArray();
    }

    @Override
    public String toString() {
        return count() + " responses of " + customers() + " customers";
    }
}
