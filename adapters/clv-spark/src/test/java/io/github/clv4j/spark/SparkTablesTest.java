package io.github.clv4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SparkTablesTest {
    @Test
    void keepsTypesAndUnknownCells() {
        MoneyScale yen = MoneyScale.of("JPY");
        Table table = Table.of(
                "t",
                3,
                List.of(
                        Column.text("te.xt", row -> row == 1 ? null : "row " + row),
                        Column.integer("whole", row -> row * 10L, row -> row == 2),
                        Column.decimal("real", row -> row == 0 ? Double.NaN : row / 3.0),
                        Column.money("spend", MoneyScale.of("EUR"), row -> Long.MAX_VALUE - row),
                        Column.money("yen", yen, row -> row),
                        Column.date("day", row -> row - 800_000)));
        Dataset<Row> dataset = SparkTables.toDataset(Sparks.SESSION, table);
        assertThat(dataset.schema().simpleString())
                .isEqualTo(
                        "struct<te.xt:string,whole:bigint,real:double,spend:decimal(20,2),yen:decimal(20,0),day:date>");
        List<Row> rows = dataset.withColumn("day", org.apache.spark.sql.functions.unix_date(dataset.col("day")))
                .collectAsList();
        for (int row = 0; row < 3; row++) {
            Row told = rows.get(row);
            assertThat(told.<String>getAs(0)).isEqualTo(table.columns().get(0).textAt(row));
            assertThat(told.isNullAt(1)).isEqualTo(row == 2);
            assertThat(told.isNullAt(2)).isEqualTo(row == 0);
            assertThat(told.getDecimal(3)).isEqualTo(BigDecimal.valueOf(Long.MAX_VALUE - row, 2));
            assertThat(told.getDecimal(4)).isEqualTo(BigDecimal.valueOf(row));
            assertThat(told.getInt(5)).isEqualTo(row - 800_000);
        }
    }
}
