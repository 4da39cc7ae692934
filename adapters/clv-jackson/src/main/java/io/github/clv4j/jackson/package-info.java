/**
 * JSON with Jackson: transactions in, tables, saved models, segment maps and thresholds out and in, and a module that teaches
 * a host's mapper the values of this library.
 */
@NullMarked
package io.github.clv4j.jackson;

import org.jspecify.annotations.NullMarked;
