package io.github.clv4j.arrow;

import io.github.clv4j.data.DataException;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Finds columns by name. */
final class NeededColumns {
    private NeededColumns() {}

    /** The positions in the schema of the columns of these names, in their order. */
    static int[] find(Schema schema, List<String> names, String sourceName) {
        List<String> present = schema.getFields().stream().map(Field::getName).toList();
        int[] positions = new int[names.size()];
        for (int i = 0; i < positions.length; i++) {
            String name = names.get(i);
            positions[i] = present.indexOf(name);
            if (positions[i] < 0) {
                throw new DataException(sourceName + ": no column '" + name + "'; the columns are " + present);
            }
            if (present.lastIndexOf(name) != positions[i]) {
                throw new DataException(
                        sourceName + ": there are two columns '" + name + "'; the columns are " + present);
            }
        }
        return positions;
    }
}
