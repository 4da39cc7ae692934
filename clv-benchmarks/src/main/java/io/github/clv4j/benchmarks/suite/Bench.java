package io.github.clv4j.benchmarks.suite;

/** Runs a body once in a process of its own and tells its times; what the suite asks JMH for. */
@FunctionalInterface
interface Bench {
    /**
     * One round of a body.
     *
     * @return milliseconds of each measured shot
     */
    double[] run(Body body);
}
