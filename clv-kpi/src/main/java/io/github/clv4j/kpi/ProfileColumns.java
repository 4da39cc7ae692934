package io.github.clv4j.kpi;

import io.github.clv4j.data.Grouping;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The optional columns of profiles; one that was not given is null. Filled by the builder, not changed after. */
final class ProfileColumns {
    /** An amount that is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** Scores of recency, frequency and monetary value; 0 is not known. */
    byte @Nullable [][] scores;

    @Nullable
    Grouping segments;

    double @Nullable [] alive;
    final Map<ProfileField, long[]> amounts = new EnumMap<>(ProfileField.class);

    @Nullable
    LifecycleStages stages;

    @Nullable
    ChannelSets channels;

    double @Nullable [] survey;
    /** The treatment of each segment, null where there is none. */
    @Nullable
    String @Nullable [] treatments;

    OptionalInt score(int dimension, int customer) {
        int score = scores == null ? 0 : scores[dimension][customer];
        return score == 0 ? OptionalInt.empty() : OptionalInt.of(score);
    }

    @Nullable
    String segment(int customer) {
        return segments == null ? null : segments.labelOf(customer);
    }

    OptionalDouble pAlive(int customer) {
        return known(alive, customer);
    }

    OptionalDouble surveyScore(int customer) {
        return known(survey, customer);
    }

    private static OptionalDouble known(double @Nullable [] column, int customer) {
        return column == null || Double.isNaN(column[customer])
                ? OptionalDouble.empty()
                : OptionalDouble.of(column[customer]);
    }

    OptionalLong amount(ProfileField field, int customer) {
        long[] column = amounts.get(field);
        return column == null || column[customer] == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(column[customer]);
    }

    @Nullable
    LifecycleStage stage(int customer) {
        return stages == null ? null : stages.stage(customer);
    }

    @Nullable
    List<String> channels(int customer) {
        return channels == null ? null : channels.of(customer);
    }

    @Nullable
    String treatment(int customer) {
        if (treatments == null || segments == null || segments.groupOf(customer) == Grouping.NONE) {
            return null;
        }
        return treatments[segments.groupOf(customer)];
    }

    List<ProfileField> given() {
        List<ProfileField> given = new ArrayList<>();
        for (ProfileField field : ProfileField.values()) {
            if (isGiven(field)) {
                given.add(field);
            }
        }
        return given;
    }

    private boolean isGiven(ProfileField field) {
        return switch (field) {
            case RFM_SCORES -> scores != null;
            case SEGMENT -> segments != null;
            case P_ALIVE -> alive != null;
            case CLV, COST_TO_SERVE, PROFIT -> amounts.containsKey(field);
            case LIFECYCLE_STAGE -> stages != null;
            case CHANNELS -> channels != null;
            case SURVEY_SCORE -> survey != null;
            case TREATMENT -> treatments != null;
        };
    }
}
