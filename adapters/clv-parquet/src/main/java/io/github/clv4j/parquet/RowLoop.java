package io.github.clv4j.parquet;

import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.NumberCell;
import io.github.clv4j.data.RowWriter;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;

/** Moves the cells of row groups to a sink, row by row. */
final class RowLoop {
    private RowLoop() {}

    static void run(RowGroups groups, String sourceName, TransactionColumns columns, TransactionSink sink)
            throws IOException {
        LogOptions options = sink.options();
        CellMoves moves = new CellMoves(sourceName);
        CellMoves.Move[] cells = new CellMoves.Move[columns.names(options).size()];
        cells[0] = moves.customer(groups.type(0));
        cells[1] = moves.date(groups.type(1));
        cells[2] = moves.number(groups.type(2), NumberCell.AMOUNT);
        int next = 3;
        if (options.hasCost()) {
            cells[next] = moves.number(groups.type(next), NumberCell.COST);
            next++;
        }
        if (options.hasQuantity()) {
            cells[next] = moves.number(groups.type(next), NumberCell.QUANTITY);
            next++;
        }
        for (int d = 0; d < options.dimensions().size(); d++, next++) {
            cells[next] = moves.label(groups.type(next), d);
        }
        RowWriter writer = columns.writer(sink, sourceName);
        while (groups.next()) {
            rows(groups, sourceName, cells, writer);
        }
    }

    private static void rows(RowGroups groups, String sourceName, CellMoves.Move[] cells, RowWriter writer) {
        long rows = groups.rows();
        ColumnReader[] readers = groups.readers();
        int[] known = new int[readers.length];
        boolean[] last = new boolean[readers.length];
        for (int c = 0; c < readers.length; c++) {
            known[c] = readers[c].getDescriptor().getMaxDefinitionLevel();
            last[c] = Arrays.asList(readers).lastIndexOf(readers[c]) == c;
        }
        for (long row = 0; row < rows; row++) {
            try {
                for (int c = 0; c < readers.length; c++) {
                    if (readers[c].getCurrentDefinitionLevel() == known[c]) {
                        cells[c].cell(readers[c], writer);
                    }
                    if (last[c]) {
                        readers[c].consume();
                    }
                }
            } catch (DataException e) {
                throw e;
            } catch (RuntimeException e) {
                // Of damaged pages the library throws whatever it stumbles over.
                throw RowGroups.damaged(sourceName, e);
            }
            writer.write();
        }
    }
}
