package io.github.clv4j.kpi;

/** Whether a customer of a campaign was contacted. */
public enum CampaignArm {
    /** Was contacted. */
    TREATED,
    /** Was held out, to see what customers do without. */
    CONTROL;

    int code() {
        return this == TREATED ? 0 : 1;
    }

    static CampaignArm ofCode(int code) {
        return code == 0 ? TREATED : CONTROL;
    }
}
