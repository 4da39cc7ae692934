package io.github.clv4j.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes a dataset as a Parquet folder that is whole or not there. Files go to a hidden sibling of the folder; when Spark has
 * written its {@code _SUCCESS}, an earlier folder of the name is moved aside, the new one takes its place and the earlier
 * one is deleted. If anything fails the earlier folder stays, or is moved back, and the sibling is deleted; what a killed
 * process leaves behind has a name that begins with a point, which Spark does not read.
 *
 * <p>A rename is one step on HDFS and on local disks. On object stores it is a copy file by file: there use a table format,
 * or read only folders that have a {@code _SUCCESS}.
 */
public final class SparkOutput {
    private static final String SUCCESS = "_SUCCESS";

    private SparkOutput() {}

    /**
     * Writes a dataset as the folder, replacing what was there.
     *
     * @param folder such as {@code hdfs:/results/rfm/as_of=2025-06-30}
     * @throws IOException if a folder cannot be moved, or Spark has left no {@code _SUCCESS}
     */
    public static void write(Dataset<Row> rows, String folder) throws IOException {
        Path target = new Path(folder);
        FileSystem files =
                target.getFileSystem(rows.sparkSession().sparkContext().hadoopConfiguration());
        String mark = UUID.randomUUID().toString();
        Path written = new Path(target.getParent(), "." + target.getName() + "." + mark + ".new");
        Path earlier = new Path(target.getParent(), "." + target.getName() + "." + mark + ".old");
        try {
            rows.write().parquet(written.toString());
            if (!files.exists(new Path(written, SUCCESS))) {
                throw new FileNotFoundException("there is no " + SUCCESS + " in " + written
                        + "; the session must not turn off mapreduce.fileoutputcommitter.marksuccessfuljobs");
            }
            boolean replaces = files.exists(target);
            if (replaces) {
                move(files, target, earlier);
            }
            try {
                move(files, written, target);
            } catch (IOException e) {
                if (replaces) {
                    move(files, earlier, target);
                }
                throw e;
            }
            if (replaces) {
                files.delete(earlier, true);
            }
        } finally {
            files.delete(written, true);
        }
    }

    private static void move(FileSystem files, Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("cannot move " + from + " to " + to);
        }
    }
}
