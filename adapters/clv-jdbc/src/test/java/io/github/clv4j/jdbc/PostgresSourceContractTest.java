package io.github.clv4j.jdbc;

/** Transactions from PostgreSQL. */
class PostgresSourceContractTest extends DatabaseSourceContract {
    PostgresSourceContractTest() {
        super(TestDatabase.POSTGRESQL, typed("TEXT"));
    }
}
