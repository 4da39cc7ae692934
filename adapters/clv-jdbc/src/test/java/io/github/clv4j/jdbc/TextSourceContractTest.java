package io.github.clv4j.jdbc;

import java.util.Collections;

/** Transactions from a table that has text in all columns. */
class TextSourceContractTest extends DatabaseSourceContract {
    TextSourceContractTest() {
        super(TestDatabase.H2, Collections.nCopies(7, "VARCHAR"));
    }
}
