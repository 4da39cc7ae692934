/**
 * Tests that every adapter has to pass: {@link io.github.clv4j.kit.SourceContract} for what reads transactions, {@link
 * io.github.clv4j.kit.SinkContract} for what writes tables.
 */
@NullMarked
package io.github.clv4j.kit;

import org.jspecify.annotations.NullMarked;
