package io.github.clv4j.arrow;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.jspecify.annotations.Nullable;

/** Batches of a reader that is the caller's. */
final class ReaderBatches implements Batches {
    private final ArrowReader reader;
    private final VectorSchemaRoot root;
    private final int[] columns;
    private int batch;

    ReaderBatches(ArrowReader reader, String sourceName, List<String> names) throws IOException {
        this.reader = reader;
        this.root = reader.getVectorSchemaRoot();
        this.columns = NeededColumns.find(root.getSchema(), names, sourceName);
    }

    @Override
    public boolean next() throws IOException {
        batch++;
        return reader.loadNextBatch();
    }

    @Override
    public int rows() {
        return root.getRowCount();
    }

    @Override
    public FieldVector vector(int column) {
        return root.getVector(columns[column]);
    }

    @Override
    public @Nullable FieldVector dictionary(int column) {
        DictionaryEncoding encoding = vector(column).getField().getDictionary();
        Dictionary dictionary = encoding == null ? null : reader.lookup(encoding.getId());
        return dictionary == null ? null : dictionary.getVector();
    }

    @Override
    public @Nullable ArrowType dictionaryType(int column) {
        FieldVector dictionary = dictionary(column);
        return dictionary == null ? null : dictionary.getField().getType();
    }

    /** The reader does not tell when it replaces a dictionary. */
    @Override
    public int dictionaryVersion() {
        return batch;
    }
}
