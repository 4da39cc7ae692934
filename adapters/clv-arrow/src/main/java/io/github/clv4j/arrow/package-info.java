/** Reads transactions from Arrow IPC streams and files and writes result tables to them. */
@NullMarked
package io.github.clv4j.arrow;

import org.jspecify.annotations.NullMarked;
