package io.github.clv4j.kpi;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of survey, each with its scale of whole numbers and the classes that its scores fall into.
 *
 * <table>
 * <caption>Kinds</caption>
 * <tr><th>kind</th><th>question</th><th>scale</th><th>classes</th></tr>
 * <tr><td>NPS</td><td>would you recommend us</td><td>0 to 10</td><td>detractor 0-6, passive 7-8, promoter 9-10</td></tr>
 * <tr><td>CSAT</td><td>how satisfied are you</td><td>1 to 5</td><td>not satisfied 1-3, satisfied 4-5</td></tr>
 * <tr><td>CES</td><td>it was easy to get it done</td><td>1 to 7</td><td>hard 1-4, easy 5-7</td></tr>
 * </table>
 *
 * <p>Scores rise with satisfaction. An effort score on which 7 is the most effort has to be turned round (8 − score).
 */
public enum SurveyKind {
    /** Net promoter score: likelihood to recommend. */
    NPS(0, 0, 10, 7, 9),
    /** Customer satisfaction score. */
    CSAT(1, 1, 5, 4, 4),
    /** Customer effort score, 7 being the least effort. */
    CES(2, 1, 7, 5, 5);

    /** The number that columns hold, and the place among the kinds. */
    private final int code;

    private final int lowest;
    private final int highest;
    /** The lowest score of the second class, and of the last one; both are the same where there are two classes. */
    private final int second;

    private final int top;

    SurveyKind(int code, int lowest, int highest, int second, int top) {
        this.code = code;
        this.lowest = lowest;
        this.highest = highest;
        this.second = second;
        this.top = top;
    }

    /** The kind of that name, in any case, or null. */
    static @Nullable SurveyKind named(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        for (SurveyKind kind : values()) {
            if (kind.name().equals(upper)) {
                return kind;
            }
        }
        return null;
    }

    /** The number that columns hold. */
    int code() {
        return code;
    }

    static SurveyKind ofCode(int code) {
        return switch (code) {
            case 0 -> NPS;
            case 1 -> CSAT;
            default -> CES;
        };
    }

    /** The lowest score. */
    public int lowest() {
        return lowest;
    }

    /** The highest score. */
    public int highest() {
        return highest;
    }

    /** Names of the classes, from the least to the most satisfied. */
    public List<String> classes() {
        return switch (this) {
            case NPS -> List.of("detractor", "passive", "promoter");
            case CSAT -> List.of("not satisfied", "satisfied");
            case CES -> List.of("hard", "easy");
        };
    }

    /** The lowest score of the most satisfied class: 9, 4, 5. */
    public int top() {
        return top;
    }

    /** True if the score is on the scale. */
    public boolean has(int score) {
        return score >= lowest && score <= highest;
    }

    /**
     * The class of a score, an index into {@link #classes()}.
     *
     * @throws IllegalArgumentException if the score is not on the scale
     */
    public int classOf(int score) {
        if (!has(score)) {
            throw new IllegalArgumentException(
                    "score is " + score + "; " + name() + " must be " + lowest + " to " + highest);
        }
        int afterSecond = score >= top && top > second ? 1 : 0;
        return score >= second ? 1 + afterSecond : 0;
    }
}
