package io.github.clv4j.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** What the library wants for making records of columns, which are read as they are here. */
final class NoRecords extends GroupConverter {
    private static final PrimitiveConverter VALUE = new PrimitiveConverter() {};

    @Override
    public Converter getConverter(int fieldIndex) {
        return VALUE;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
