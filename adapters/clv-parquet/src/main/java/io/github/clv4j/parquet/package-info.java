/** Reads transactions from Parquet files and writes result tables to them. */
@NullMarked
package io.github.clv4j.parquet;

import org.jspecify.annotations.NullMarked;
