package io.github.clv4j.spark;

import org.apache.spark.sql.SparkSession;

/** The one session of all tests of a JVM: starting one takes longer than most tests. It ends with the JVM. */
final class Sparks {
    static final SparkSession SESSION = SparkSession.builder()
            .master("local[2]")
            .appName("clv-spark tests")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "3")
            .config("spark.default.parallelism", "2")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            // A zone far from UTC, where dates that went by way of the session's zone would show.
            .config("spark.sql.session.timeZone", "Pacific/Apia")
            // Plans of small data take longer to compile than to run.
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.warehouse.dir", "target/spark-warehouse")
            .getOrCreate();

    private Sparks() {}
}
