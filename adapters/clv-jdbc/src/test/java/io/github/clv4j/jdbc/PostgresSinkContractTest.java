package io.github.clv4j.jdbc;

/** Results in tables of PostgreSQL. */
class PostgresSinkContractTest extends DatabaseSinkContract {
    PostgresSinkContractTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
