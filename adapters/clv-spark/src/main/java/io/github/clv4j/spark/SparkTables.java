package io.github.clv4j.spark;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.ColumnType;
import io.github.clv4j.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Result tables that are on the driver, such as KPIs and cohorts, as datasets, to be written beside the others: text as
 * {@code STRING}, whole numbers as {@code BIGINT}, numbers as {@code DOUBLE}, money as an exact {@code DECIMAL} with the
 * currency's digits, dates as {@code DATE}; unknown cells are null.
 */
public final class SparkTables {
    private SparkTables() {}

    /** The table, row by row, in one partition. */
    public static Dataset<Row> toDataset(SparkSession session, Table table) {
        StructType schema = new StructType();
        for (Column column : table.columns()) {
            schema = schema.add(column.name(), type(column), true);
        }
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            @Nullable Object[] cells = new @Nullable Object[table.columns().size()];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = cell(table.columns().get(c), row);
            }
            rows.add(RowFactory.create(cells));
        }
        Dataset<Row> dataset = session.createDataFrame(rows, schema).coalesce(1);
        for (Column column : table.columns()) {
            // Days go as numbers: how rows tell dates depends on the session.
            if (column.type() == ColumnType.DATE) {
                dataset = dataset.withColumn(
                        column.name(), functions.date_from_unix_date(dataset.col("`" + column.name() + "`")));
            }
        }
        return dataset;
    }

    private static DataType type(Column column) {
        return switch (column.type()) {
            case TEXT -> DataTypes.StringType;
            case DATE -> DataTypes.IntegerType;
            case INTEGER -> DataTypes.LongType;
            case DECIMAL -> DataTypes.DoubleType;
            case MONEY -> DataTypes.createDecimalType(20, column.money().digits());
        };
    }

    private static @Nullable Object cell(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.type()) {
            case TEXT -> column.textAt(row);
            case DATE -> Math.toIntExact(column.longAt(row));
            case INTEGER -> column.longAt(row);
            case DECIMAL -> column.doubleAt(row);
            case MONEY -> column.money().toDecimal(column.longAt(row));
        };
    }
}
