package io.github.clv4j.kpi;

/** What a {@link CustomerProfile} may tell beside the summary, as far as the host has given it. */
public enum ProfileField {
    /** Scores of recency, frequency and monetary value. */
    RFM_SCORES("RFM scores"),
    /** The segment. */
    SEGMENT("segment"),
    /** The probability of still being a customer. */
    P_ALIVE("P(alive)"),
    /** Customer lifetime value. */
    CLV("CLV"),
    /** What serving the customer cost. */
    COST_TO_SERVE("cost to serve"),
    /** Margin less cost to serve less acquisition cost. */
    PROFIT("profit"),
    /** Where the customer stands. */
    LIFECYCLE_STAGE("lifecycle stage"),
    /** The channels that the customer uses. */
    CHANNELS("channels"),
    /** The last answer to a survey. */
    SURVEY_SCORE("survey score"),
    /** What to do with the customer. */
    TREATMENT("treatment");

    private final String text;

    ProfileField(String text) {
        this.text = text;
    }

    /** The field as messages write it. */
    public String text() {
        return text;
    }
}
