/**
 * Probability models of customers' behaviour: how often they buy and how long they stay, with a contract or without, and
 * what they spend. Start with {@link io.github.clv4j.model.BgNbd}.
 */
@NullMarked
package io.github.clv4j.model;

import org.jspecify.annotations.NullMarked;
