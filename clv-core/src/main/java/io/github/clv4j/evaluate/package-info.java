/**
 * Whether a model can be trusted on a user's data: forecasts against what came, period by period, by frequency, by rank,
 * and one model against another.
 */
@NullMarked
package io.github.clv4j.evaluate;

import org.jspecify.annotations.NullMarked;
