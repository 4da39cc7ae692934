package io.github.clv4j.jdbc;

import io.github.clv4j.data.RowWriter;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads one cell of the current row and sets it in the row to be written. */
@FunctionalInterface
interface CellReader {
    void read(ResultSet results, RowWriter row) throws SQLException;
}
