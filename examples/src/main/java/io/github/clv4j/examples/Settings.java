package io.github.clv4j.examples;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.kpi.AcquisitionSpend;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the analysis of a log is asked for.
 *
 * @param asOf last day that counts, or null for the log's last
 * @param segments how customers are scored, put into segments and followed
 * @param calibrationEnd last day of the calibration, or null for two thirds of the span
 * @param step unit in which the models' times are told
 * @param grossMargin share of revenue that is margin, or null if the log's cost tells it or revenue stands for it
 * @param discount rate that past cash flows are carried forward at
 * @param spend what was spent on acquisition, or null if not known
 * @param prediction how value to come is predicted
 * @param kpi how KPIs are told, and what is known beside the log
 * @param action what is known of surveys, campaigns, touchpoints and targets
 */
record Settings(
        @Nullable LocalDate asOf,
        SegmentSettings segments,
        @Nullable LocalDate calibrationEnd,
        TimeStep step,
        @Nullable Double grossMargin,
        DiscountRate discount,
        @Nullable AcquisitionSpend spend,
        PredictionSettings prediction,
        KpiSettings kpi,
        ActionSettings action) {}
