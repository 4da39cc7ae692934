package io.github.clv4j.rfm;

/** On which side a rate left its limits. */
public enum AlarmDirection {
    /** Above the upper limit. */
    HIGH,
    /** Below the lower limit. */
    LOW
}
