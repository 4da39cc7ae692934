package io.github.clv4j.csv;

import io.github.clv4j.data.RejectReason;
import org.jspecify.annotations.Nullable;

/** Why a row cannot be added; what the sink's reject method takes. */
record Fault(RejectReason reason, String column, @Nullable String value, String rule) {}
