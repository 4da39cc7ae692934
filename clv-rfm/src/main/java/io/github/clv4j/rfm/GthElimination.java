package io.github.clv4j.rfm;

import java.util.Arrays;

/**
 * Solves the equations of Markov chains without a subtraction, so that each figure has nearly all its digits however seldom
 * customers leave a group of states. Eliminating a state turns each way through it into a move of its own; what would be 1 −
 * the probability of staying is the sum of the moves that leave (Grassmann, Taksar and Heyman 1985, "Regenerative analysis
 * and steady state distributions for Markov chains", Operations Research 33(5), doi 10.1287/opre.33.5.1107; with exits,
 * Heyman and O'Leary 1995, "What is fundamental for Markov chains: first passage times, fundamental matrices, and group
 * generalized inverses").
 */
final class GthElimination {
    /** Moves between states as they are when the earlier state of the two is eliminated; the diagonal is not read. */
    private final double[][] moves;
    /** What leaves a state when it is eliminated, exits included. */
    private final double[] leaving;

    /**
     * Takes the moves over.
     *
     * @param moves from each state to each other, 0 or more
     * @param exits from each state out of all of these, 0 or more; from each state some exit must be come to
     */
    GthElimination(double[][] moves, double[] exits) {
        int size = moves.length;
        this.moves = moves;
        this.leaving = new double[size];
        double[] out = exits.clone();
        for (int k = 0; k < size; k++) {
            leaving[k] = out[k];
            for (int j = k + 1; j < size; j++) {
                leaving[k] += moves[k][j];
            }
            for (int i = k + 1; i < size; i++) {
                double through = moves[i][k];
                for (int j = k + 1; through > 0 && j < size; j++) {
                    moves[i][j] += through * (moves[k][j] / leaving[k]);
                }
                out[i] += through * (out[k] / leaving[k]);
            }
        }
    }

    /** The moves among some states: a new array. */
    static double[][] part(double[][] rows, int[] member) {
        return Arrays.stream(member)
                .mapToObj(
                        i -> Arrays.stream(member).mapToDouble(j -> rows[i][j]).toArray())
                .toArray(double[][]::new);
    }

    /** The probability of leaving some states in a step, from each of them. */
    static double[] exits(double[][] rows, int[] member) {
        double[] exits = new double[member.length];
        for (int a = 0; a < exits.length; a++) {
            double[] row = rows[member[a]].clone();
            for (int j : member) {
                row[j] = 0;
            }
            exits[a] = Arrays.stream(row).sum();
        }
        return exits;
    }

    /**
     * The {@code x} of {@code leaving(i) x(i) − Σ moves(i, j) x(j) = right(i)} for the moves and exits that were given.
     * Nothing is subtracted if the right side is 0 or more.
     */
    double[] solve(double[] right) {
        int size = right.length;
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum += moves[i][k] * solution[k];
            }
            solution[i] = sum / leaving[i];
        }
        for (int k = size - 1; k >= 0; k--) {
            double sum = 0;
            for (int j = k + 1; j < size; j++) {
                sum += moves[k][j] * solution[j];
            }
            solution[k] += sum / leaving[k];
        }
        return solution;
    }

    /**
     * The shares of states that the moves do not change.
     *
     * @param moves from each state to each other, 0 or more, all states leading to each other; changed
     */
    static double[] stationary(double[][] moves) {
        int size = moves.length;
        double[] leaving = new double[size];
        for (int k = size - 1; k > 0; k--) {
            for (int j = 0; j < k; j++) {
                leaving[k] += moves[k][j];
            }
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    moves[i][j] += moves[i][k] * (moves[k][j] / leaving[k]);
                }
            }
        }
        double[] shares = new double[size];
        shares[0] = 1;
        for (int k = 1; k < size; k++) {
            double coming = 0;
            for (int i = 0; i < k; i++) {
                coming += shares[i] * moves[i][k];
            }
            // As many come to the state as leave it; kept as shares, so that nothing can overflow.
            shares[k] = coming / (coming + leaving[k]);
            for (int i = 0; i < k; i++) {
                shares[i] *= leaving[k] / (coming + leaving[k]);
            }
        }
        return shares;
    }
}
