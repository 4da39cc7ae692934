/** Programs to run and to copy from. The main job is {@link io.github.clv4j.examples.CustomerBaseReport}. */
@NullMarked
package io.github.clv4j.examples;

import org.jspecify.annotations.NullMarked;
