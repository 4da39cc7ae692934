/** A Spark job from Parquet to Parquet, and the program that measures it. */
@NullMarked
package io.github.clv4j.examples.spark;

import org.jspecify.annotations.NullMarked;
