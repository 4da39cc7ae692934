/** Tests of the suite's arithmetic, its gate and its files. */
@org.jspecify.annotations.NullMarked
package io.github.clv4j.benchmarks.suite;
