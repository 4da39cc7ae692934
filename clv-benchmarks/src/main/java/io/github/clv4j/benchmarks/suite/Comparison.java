package io.github.clv4j.benchmarks.suite;

import java.util.OptionalDouble;

/**
 * One question of the suite: a body of ours beside another body, both of which run in the same round.
 *
 * @param id what it is called in files; lower case and hyphens
 * @param work what is done, in words
 * @param against what it is compared with, in words
 * @param measure which way the ratio goes
 * @param ours our body
 * @param other the rival's or the floor's
 * @param goal the ratio that is wanted, if one is
 */
public record Comparison(
        String id, String work, String against, Measure measure, Body ours, Body other, OptionalDouble goal) {
    /** The same question, asked without wanting anything. */
    Comparison withoutGoal() {
        return new Comparison(id, work, against, measure, ours, other, OptionalDouble.empty());
    }
}
