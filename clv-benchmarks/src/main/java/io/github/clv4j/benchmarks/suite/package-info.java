/** Runs the benchmarks in pairs, tells ratios, and holds them against recorded ones. */
@org.jspecify.annotations.NullMarked
package io.github.clv4j.benchmarks.suite;
