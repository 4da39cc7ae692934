package io.github.clv4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkOutputTest {
    @TempDir
    Path folder;

    private static Dataset<Row> numbers(int count) {
        return Sparks.SESSION.range(0, count, 1, 4).toDF();
    }

    private long written(String name) {
        return Sparks.SESSION.read().parquet(folder.resolve(name).toString()).count();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void replacesAFolderAsAWhole() throws IOException {
        String target = folder.resolve("as_of=2025-01-01").toString();
        SparkOutput.write(numbers(10), target);
        assertThat(written("as_of=2025-01-01")).isEqualTo(10);
        SparkOutput.write(numbers(7), target);
        assertThat(written("as_of=2025-01-01")).isEqualTo(7);
        assertThat(names()).containsExactly("as_of=2025-01-01");
        assertThat(folder.resolve("as_of=2025-01-01").resolve("_SUCCESS")).exists();
    }

    /** The failing task is the last one; what the others have written must not be seen. */
    @Test
    void leavesTheEarlierFolderIfATaskFails() throws IOException {
        String target = folder.resolve("kpis").toString();
        SparkOutput.write(numbers(10), target);
        Dataset<Row> failing = numbers(100)
                .withColumn(
                        "id",
                        when(
                                        col("id").equalTo(99),
                                        raise_error(lit("the last row")).cast("bigint"))
                                .otherwise(col("id")));
        assertThatThrownBy(() -> SparkOutput.write(failing, target)).hasStackTraceContaining("the last row");
        assertThat(written("kpis")).isEqualTo(10);
        assertThat(names()).containsExactly("kpis");
        String absent = folder.resolve("none").toString();
        assertThatThrownBy(() -> SparkOutput.write(failing, absent)).hasStackTraceContaining("the last row");
        assertThat(names()).containsExactly("kpis");
    }

    /** What a process that was killed while it wrote leaves behind. */
    @Test
    void leavesNothingThatLooksLikeAResult() throws IOException {
        SparkOutput.write(numbers(10), folder.resolve("as_of=2025-01-01").toString());
        for (String left : List.of(".as_of=2025-01-02.x.new", ".as_of=2025-01-01.x.old")) {
            numbers(5).write().parquet(folder.resolve(left).toString());
        }
        assertThat(Sparks.SESSION.read().parquet(folder.toString()).count()).isEqualTo(10);
    }

    @Test
    void asksForTheMarkOfSuccess() throws IOException {
        String mark = "mapreduce.fileoutputcommitter.marksuccessfuljobs";
        Sparks.SESSION.sparkContext().hadoopConfiguration().set(mark, "false");
        try {
            assertThatThrownBy(() ->
                            SparkOutput.write(numbers(3), folder.resolve("n").toString()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(mark);
        } finally {
            Sparks.SESSION.sparkContext().hadoopConfiguration().unset(mark);
        }
        assertThat(names()).isEmpty();
    }
}
