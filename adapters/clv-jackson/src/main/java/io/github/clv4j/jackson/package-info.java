/** Reads and writes segment maps and saved models as JSON, with Jackson. */
@NullMarked
package io.github.clv4j.jackson;

import org.jspecify.annotations.NullMarked;
