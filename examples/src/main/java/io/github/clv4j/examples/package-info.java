/** Programs that show the library at work, to run and to copy from. */
@NullMarked
package io.github.clv4j.examples;

import org.jspecify.annotations.NullMarked;
