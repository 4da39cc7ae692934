package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The CDNOW log (Fader and Hardie 2001: 23,570 customers, first orders in January to March 1997, followed to June 1998), as a
 * log and as a table of DuckDB. Tests that ask for its file are skipped where it is not at hand.
 */
final class Cdnow {
    static final MoneyScale USD = MoneyScale.of("USD");

    private static final String NAME = "shared/datasets/cdnow_master.csv";

    private Cdnow() {}

    /** A purchase. */
    record Row(String customer, LocalDate day, long cents, int quantity) {}

    /** The file, in a folder above this one. */
    static Path file() {
        Path file = find();
        assumeTrue(file != null, NAME + " is in no folder above this one");
        return Objects.requireNonNull(file);
    }

    private static @Nullable Path find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    static List<Row> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("customer_id,date,amount,quantity");
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split(",", -1))
                .map(cells ->
                        new Row(cells[0], LocalDate.parse(cells[1]), USD.parse(cells[2]), Integer.parseInt(cells[3])))
                .toList();
    }

    static TransactionLog log(List<Row> rows) {
        TransactionLogBuilder builder =
                TransactionLog.builder(LogOptions.of(USD).withQuantity());
        rows.forEach(row -> builder.add(
                Long.parseLong(row.customer()), (int) row.day().toEpochDay(), row.cents(), 0, row.quantity()));
        return builder.build();
    }

    /** Makes the table {@code sales}: {@code customer_id}, {@code day}, {@code month} (its first day), {@code cents},
     * {@code quantity}. */
    static void createSales(Statement statement, Path file) throws SQLException {
        statement.execute("CREATE TABLE sales AS SELECT CAST(customer_id AS BIGINT) AS customer_id,"
                + " CAST(date AS DATE) AS day, date_trunc('month', CAST(date AS DATE)) AS month,"
                + " CAST(round(CAST(amount AS DECIMAL(18, 4)) * 100) AS BIGINT) AS cents, quantity"
                + " FROM read_csv('" + file
                + "', header = true, types = {'amount': 'VARCHAR', 'date': 'VARCHAR'})");
    }
}
