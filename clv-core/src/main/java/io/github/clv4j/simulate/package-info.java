/**
 * Customers made by a model, whose truth is known: to try a fit before trusting it, to see what a sample of a given size can
 * tell, and for tests. Start with {@link io.github.clv4j.simulate.Simulation}.
 */
@NullMarked
package io.github.clv4j.simulate;

import org.jspecify.annotations.NullMarked;
