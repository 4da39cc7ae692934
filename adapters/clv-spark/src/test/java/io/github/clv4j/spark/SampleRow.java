package io.github.clv4j.spark;

/** A transaction of a test, before it is a row of a log or of a dataset. */
record SampleRow(String customer, int day, long amountMinor, long costMinor) {}
