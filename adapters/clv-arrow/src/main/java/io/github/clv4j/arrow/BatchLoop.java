package io.github.clv4j.arrow;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.NumberCell;
import io.github.clv4j.data.RowWriter;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionSink;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Moves the cells of batches to a sink, row by row. */
final class BatchLoop {
    private BatchLoop() {}

    static void run(Batches batches, String sourceName, TransactionColumns columns, TransactionSink sink)
            throws IOException {
        LogOptions options = sink.options();
        List<String> names = columns.names(options);
        CellMoves moves = new CellMoves(batches, sourceName);
        CellMoves.Move[] cells = new CellMoves.Move[names.size()];
        cells[0] = moves.customer(0);
        cells[1] = moves.date(1);
        cells[2] = moves.number(2, NumberCell.AMOUNT);
        int next = 3;
        if (options.hasCost()) {
            cells[next] = moves.number(next, NumberCell.COST);
            next++;
        }
        if (options.hasQuantity()) {
            cells[next] = moves.number(next, NumberCell.QUANTITY);
            next++;
        }
        for (int d = 0; d < options.dimensions().size(); d++, next++) {
            cells[next] = moves.label(next, d);
        }
        RowWriter writer = columns.writer(sink, sourceName);
        FieldVector[] vectors = new FieldVector[cells.length];
        while (batches.next()) {
            for (int c = 0; c < vectors.length; c++) {
                vectors[c] = batches.vector(c);
            }
            int rows = batches.rows();
            for (int row = 0; row < rows; row++) {
                for (int c = 0; c < cells.length; c++) {
                    if (!vectors[c].isNull(row)) {
                        cells[c].cell(row, writer);
                    }
                }
                writer.write();
            }
        }
    }
}
