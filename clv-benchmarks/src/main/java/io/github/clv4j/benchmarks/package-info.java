/** JMH benchmarks, one class a question. */
@NullMarked
package io.github.clv4j.benchmarks;

import org.jspecify.annotations.NullMarked;
