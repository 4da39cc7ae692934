/**
 * Transactions as columns: the log, its builder, customer ids, money and time, and the policies that decide every row's
 * fate.
 */
@NullMarked
package io.github.clv4j.data;

import org.jspecify.annotations.NullMarked;
