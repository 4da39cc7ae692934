package io.github.clv4j.csv;

import io.github.clv4j.data.TransactionSink;
import java.io.IOException;

/** How the records after the header get to the sink. */
interface RowReads {
    /** One by one. */
    RowReads ON_THIS_THREAD = (source, columns, sink) ->
            new RowReader(source, columns, sink, new Hints(columns.format().dates())).readAll(source);

    /**
     * Reads to the end of a source.
     *
     * @param columns all of them present in the source's header
     */
    void read(CsvSource source, CsvColumns columns, TransactionSink sink) throws IOException;
}
