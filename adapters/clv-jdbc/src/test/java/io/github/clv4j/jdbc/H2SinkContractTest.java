package io.github.clv4j.jdbc;

/** Results in tables of H2. */
class H2SinkContractTest extends DatabaseSinkContract {
    H2SinkContractTest() {
        super(TestDatabase.H2);
    }
}
