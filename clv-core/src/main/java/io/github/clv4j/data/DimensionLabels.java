package io.github.clv4j.data;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;
import org.jspecify.annotations.Nullable;

/** The labels of one dimension while a log is being built: text to code and back. */
final class DimensionLabels {
    private final ObjectIntHashMap<String> codeOf = new ObjectIntHashMap<>();
    private final List<String> labels = new ArrayList<>();

    DimensionLabels(List<String> known) {
        for (String label : known) {
            intern(label);
        }
    }

    int intern(@Nullable String label) {
        if (label == null || label.isEmpty()) {
            return Dimension.UNKNOWN;
        }
        int next = labels.size();
        int code = codeOf.getIfAbsentPut(label, next);
        if (code == next) {
            labels.add(label);
        }
        return code;
    }

    List<String> labels() {
        return labels;
    }

    /** Order of two codes by their labels, unknown first: independent of the order in which labels were seen. */
    int compare(int code, int other) {
        if (code == other) {
            return 0;
        }
        if (code == Dimension.UNKNOWN || other == Dimension.UNKNOWN) {
            return Integer.compare(code, other);
        }
        return labels.get(code).compareTo(labels.get(other));
    }
}
