package io.github.clv4j.rfm;

import java.util.List;

/**
 * States of a {@link MarkovChain} that lead to each other.
 *
 * @param states their names, in the chain's order
 * @param closed true if nobody leaves the class: its states are recurrent; those of other classes are transient
 * @param period greatest common divisor of the numbers of steps in which a state can be come back to: 1 mostly; 0 for a
 *     state that is never come back to
 */
public record ChainClass(List<String> states, boolean closed, int period) {
    /** A class. */
    public ChainClass {
        states = List.copyOf(states);
    }

    /** True for a single state that nobody leaves. */
    public boolean absorbing() {
        return closed && states.size() == 1;
    }
}
