package io.github.clv4j.jdbc;

/** Transactions from H2. */
class H2SourceContractTest extends DatabaseSourceContract {
    H2SourceContractTest() {
        super(TestDatabase.H2, typed("VARCHAR"));
    }
}
