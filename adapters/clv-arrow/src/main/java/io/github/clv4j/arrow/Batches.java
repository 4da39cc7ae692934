package io.github.clv4j.arrow;

import java.io.IOException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Record batches, one after the other, of the columns that a log needs. */
interface Batches {
    /** Loads the next batch; false if there is none. */
    boolean next() throws IOException;

    /** Rows of the batch. */
    int rows();

    /** The values of a needed column in the batch; the indices if it is dictionary-encoded. */
    FieldVector vector(int column);

    /** The dictionary of a needed column as it is for this batch, or null if the column has none. */
    @Nullable
    FieldVector dictionary(int column);

    /** What the dictionary of a needed column holds, or null if the column has none. */
    @Nullable
    ArrowType dictionaryType(int column);

    /** Grows whenever a dictionary may have changed. */
    int dictionaryVersion();
}
