package io.github.clv4j.kpi;

/** What a KPI needs that a log of customers, days and amounts alone does not tell. */
public enum KpiInput {
    /** A cost with each row of the log, or a margin stated in {@link KpiOptions#withGrossMargin}. */
    GROSS_MARGIN,
    /** What acquiring customers has cost, from {@link KpiOptions#withAcquisitionSpend}. */
    ACQUISITION_SPEND,
    /** A quantity with each row of the log. */
    QUANTITY
}
