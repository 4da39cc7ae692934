package io.github.clv4j.arrow;

import io.github.clv4j.data.DataException;
import java.util.Arrays;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** The texts of a dictionary-encoded column: an entry becomes a string when it is first met, not for every row. */
final class DictionaryTexts implements TextCells {
    private final Batches batches;
    private final int column;
    private final BaseIntVector indices;
    private final Utf8Cache cache;
    private final String where;
    private @Nullable FieldVector entries;
    private @Nullable TextCells entryTexts;
    private @Nullable String[] texts = new @Nullable String[0];
    /** The version of the dictionary that the text of an entry is from. */
    private int[] versions = new int[0];

    private int version = -1;

    DictionaryTexts(Batches batches, int column, BaseIntVector indices, Utf8Cache cache, String where) {
        this.batches = batches;
        this.column = column;
        this.indices = indices;
        this.cache = cache;
        this.where = where;
    }

    @Override
    public @Nullable String at(int row) {
        if (version != batches.dictionaryVersion()) {
            take();
        }
        long index = indices.getValueAsLong(row);
        if (index < 0 || index >= texts.length) {
            throw new DataException(where + " is damaged: value " + row + " of the batch is entry " + index
                    + " of a dictionary of " + texts.length);
        }
        int entry = (int) index;
        if (versions[entry] != version) {
            texts[entry] = text(entry);
            versions[entry] = version;
        }
        return texts[entry];
    }

    private void take() {
        FieldVector dictionary = batches.dictionary(column);
        if (dictionary == null) {
            throw new DataException(where + ": its dictionary does not come before the batches that need it");
        }
        entries = dictionary;
        entryTexts = TextCells.of(dictionary, cache, where + ", dictionary");
        int size = dictionary.getValueCount();
        if (size != texts.length) {
            texts = Arrays.copyOf(texts, size);
            versions = Arrays.copyOf(versions, size);
        }
        version = batches.dictionaryVersion();
    }

    private @Nullable String text(int entry) {
        FieldVector dictionary = entries;
        if (dictionary == null || dictionary.isNull(entry)) {
            return null;
        }
        return entryTexts != null ? entryTexts.at(entry) : String.valueOf(dictionary.getObject(entry));
    }
}
