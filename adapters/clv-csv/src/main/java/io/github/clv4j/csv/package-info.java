/** Reads transactions and segment maps from CSV files and writes result tables to them. */
@NullMarked
package io.github.clv4j.csv;

import org.jspecify.annotations.NullMarked;
