package io.github.clv4j.benchmarks.suite;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Cost against size.
 *
 * @param milliseconds the median time at each number of rows
 */
record Scaling(Map<Integer, Double> milliseconds) {
    Scaling {
        if (milliseconds.size() < 2) {
            throw new IllegalArgumentException("cost against size needs two sizes or more: " + milliseconds.keySet());
        }
        milliseconds = new TreeMap<>(milliseconds);
    }

    /** The slope of log time over log rows, by least squares. */
    double slope() {
        SimpleRegression line = new SimpleRegression();
        milliseconds.forEach((rows, ms) -> line.addData(Math.log(rows), Math.log(ms)));
        return line.getSlope();
    }
}
