/** Reads transactions from JDBC queries and writes result tables to database tables. */
@NullMarked
package io.github.clv4j.jdbc;

import org.jspecify.annotations.NullMarked;
