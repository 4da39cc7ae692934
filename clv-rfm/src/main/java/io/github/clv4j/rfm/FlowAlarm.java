package io.github.clv4j.rfm;

/**
 * A rate of a segment that left its control limits in a step.
 *
 * @param step number of the step
 * @param segment the segment's name
 * @param customers whom the rate is of
 * @param rate the rate of the step
 * @param baseline the rate that it was held against
 * @param lower lower limit
 * @param upper upper limit
 * @param direction on which side the rate lies outside
 */
public record FlowAlarm(
        int step,
        String segment,
        long customers,
        double rate,
        double baseline,
        double lower,
        double upper,
        AlarmDirection direction) {}
