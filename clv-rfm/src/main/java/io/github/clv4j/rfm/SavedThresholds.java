package io.github.clv4j.rfm;

import io.github.clv4j.data.MoneyScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Frozen edges as plain values that any JSON or database library stores without help. {@link #of} and {@link
 * #toThresholds} are inverse; numbers come back to the bit if they are written with all their digits.
 *
 * @param format version of this record; {@value #FORMAT} now
 * @param currency the currency's code
 * @param digits digits of the amounts after the point
 * @param monetary name of the {@link MonetaryMeasure}
 * @param rule name of the {@link ScoringRule}
 * @param lookBackDays days looked back over, or null
 * @param edges the edges over all customers, and of nested thresholds those of each group
 */
public record SavedThresholds(
        int format,
        String currency,
        int digits,
        String monetary,
        String rule,
        @Nullable Integer lookBackDays,
        List<Edges> edges) {
    /** The version that this library writes. */
    public static final int FORMAT = 1;

    /**
     * The edges of one dimension.
     *
     * @param dimension its {@linkplain RfmDimension#id id}
     * @param r the recency score of the group within which they count, or null
     * @param f the frequency score of that group, or null
     * @param cuts ascending, in raw units: days, orders, minor units or shares
     * @param side name of the {@link ScoreEdges.Side}
     * @param tieIds for each cut the id at which a tie was split, or null
     * @param numericIds true if ids are compared as numbers
     */
    public record Edges(
            String dimension,
            @Nullable Integer r,
            @Nullable Integer f,
            List<Double> cuts,
            String side,
            List<@Nullable String> tieIds,
            boolean numericIds) {}

    /** The thresholds as plain values. */
    public static SavedThresholds of(RfmThresholds thresholds) {
        List<Edges> all = new ArrayList<>();
        for (RfmDimension dimension : thresholds.dimensions()) {
            all.add(edges(dimension, null, null, thresholds.edges(dimension)));
        }
        NestedEdges nested = thresholds.nested();
        if (nested != null) {
            int bins = thresholds.bins();
            for (RfmDimension dimension : List.of(RfmDimension.FREQUENCY, RfmDimension.MONETARY)) {
                List<@Nullable ScoreEdges> groups = nested.all(dimension);
                for (int g = 0; g < groups.size(); g++) {
                    ScoreEdges some = groups.get(g);
                    boolean isFrequency = dimension == RfmDimension.FREQUENCY;
                    if (some != null) {
                        all.add(edges(
                                dimension,
                                isFrequency ? g + 1 : g / bins + 1,
                                isFrequency ? null : g % bins + 1,
                                some));
                    }
                }
            }
        }
        OptionalInt lookBack = thresholds.lookBackDays();
        return new SavedThresholds(
                FORMAT,
                thresholds.money().currency(),
                thresholds.money().digits(),
                thresholds.monetary().name(),
                thresholds.rule().name(),
                lookBack.isPresent() ? lookBack.getAsInt() : null,
                List.copyOf(all));
    }

    private static Edges edges(RfmDimension dimension, @Nullable Integer r, @Nullable Integer f, ScoreEdges edges) {
        return new Edges(
                dimension.id(),
                r,
                f,
                Arrays.stream(edges.cuts()).boxed().toList(),
                edges.side().name(),
                edges.tieIds(),
                edges.hasNumericIds());
    }

    /**
     * The thresholds.
     *
     * @throws IllegalArgumentException if the format is newer than {@value #FORMAT}, or something is missing or wrong; the
     *     message names it
     */
    public RfmThresholds toThresholds() {
        if (!(format >= 1 && format <= FORMAT)) {
            throw new IllegalArgumentException(
                    "thresholds have format " + format + "; this version reads 1 to " + FORMAT);
        }
        EnumMap<RfmDimension, ScoreEdges> overall = new EnumMap<>(RfmDimension.class);
        Map<String, Edges> within = new LinkedHashMap<>();
        for (Edges entry : required("edges", edges)) {
            Edges some = required("an entry of edges", entry);
            RfmDimension dimension = named("dimension", some.dimension(), RfmDimension.values(), RfmDimension::id);
            String group = some.dimension()
                    + (some.r() == null ? "" : " r" + some.r())
                    + (some.f() == null ? "" : " f" + some.f());
            boolean isOverall = some.r() == null && some.f() == null;
            boolean isTwice =
                    isOverall ? overall.put(dimension, toEdges(group, some)) != null : within.put(group, some) != null;
            if (isTwice) {
                throw new IllegalArgumentException("edges of " + group + " stand twice");
            }
        }
        ScoreEdges recency = required("edges of recency_days", overall.get(RfmDimension.RECENCY));
        OptionalInt lookBack = lookBackDays == null
                ? OptionalInt.empty()
                : OptionalInt.of(RfmOptions.checkedDays("lookBackDays", lookBackDays));
        return new RfmThresholds(
                MoneyScale.of(required("currency", currency), digits),
                named("monetary", monetary, MonetaryMeasure.values(), MonetaryMeasure::name),
                named("rule", rule, ScoringRule.values(), ScoringRule::name),
                lookBack,
                overall,
                within.isEmpty() ? null : nested(recency.bins(), within));
    }

    private static NestedEdges nested(int bins, Map<String, Edges> within) {
        @Nullable ScoreEdges[] frequency = new @Nullable ScoreEdges[bins];
        @Nullable ScoreEdges[] monetary = new @Nullable ScoreEdges[bins * bins];
        within.forEach((group, some) -> {
            int r = score("r of " + group, some.r(), bins);
            if (some.dimension().equals(RfmDimension.FREQUENCY.id()) && some.f() == null) {
                frequency[r - 1] = toEdges(group, some);
            } else if (some.dimension().equals(RfmDimension.MONETARY.id())) {
                monetary[(r - 1) * bins + score("f of " + group, some.f(), bins) - 1] = toEdges(group, some);
            } else {
                throw new IllegalArgumentException(
                        "edges of " + group + " make no group; within one are orders (by r) and spend (by r and f)");
            }
        });
        return new NestedEdges(bins, frequency, monetary);
    }

    private static int score(String what, @Nullable Integer score, int bins) {
        if (score != null && score >= 1 && score <= bins) {
            return score;
        }
        throw new IllegalArgumentException(what + " is " + score + "; it must be 1 to " + bins);
    }

    private static ScoreEdges toEdges(String group, Edges some) {
        List<Double> cuts = required("cuts of " + group, some.cuts());
        List<@Nullable String> tieIds = some.tieIds();
        if (tieIds == null) {
            throw new IllegalArgumentException("tieIds of " + group + " are missing");
        }
        ScoreEdges.Side side = named("side of " + group, some.side(), ScoreEdges.Side.values(), ScoreEdges.Side::name);
        try {
            double[] values = new double[cuts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = required("cut " + (i + 1), cuts.get(i));
            }
            return ScoreEdges.of(values, side, tieIds, some.numericIds());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("edges of " + group + ": " + e.getMessage(), e);
        }
    }

    private static <T> T required(String what, @Nullable T value) {
        if (value != null) {
            return value;
        }
        throw new IllegalArgumentException(what + " is missing");
    }

    private static <T> T named(String what, @Nullable String name, T[] all, Function<T, String> nameOf) {
        for (T one : all) {
            if (nameOf.apply(one).equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException(what + " is " + name + "; it must be one of "
                + Arrays.stream(all).map(nameOf).toList());
    }
}
