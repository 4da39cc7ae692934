package io.github.clv4j.jdbc;

/** Results in tables of DuckDB. */
class DuckDbSinkContractTest extends DatabaseSinkContract {
    DuckDbSinkContractTest() {
        super(TestDatabase.DUCKDB);
    }
}
