package io.github.clv4j.rfm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** Which states of a chain lead to which, and the classes that this makes. Only whether a probability is above 0 counts. */
final class ChainClasses {
    private final List<String> states;
    private final double[][] rows;
    private final boolean[][] reach;
    private final int[][] members;

    private ChainClasses(List<String> states, double[][] rows) {
        this.states = states;
        this.rows = rows;
        int size = rows.length;
        this.reach = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                reach[i][j] = i == j || rows[i][j] > 0;
            }
        }
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; reach[i][k] && j < size; j++) {
                    reach[i][j] |= reach[k][j];
                }
            }
        }
        this.members = IntStream.range(0, size)
                .filter(i -> IntStream.range(0, i).noneMatch(j -> reach[i][j] && reach[j][i]))
                .mapToObj(i -> IntStream.range(0, size)
                        .filter(j -> reach[i][j] && reach[j][i])
                        .toArray())
                .toArray(int[][]::new);
    }

    static ChainClasses of(List<String> states, double[][] rows) {
        return new ChainClasses(states, rows);
    }

    /** True if a customer of one state can come to the other, in any number of steps, none included. */
    boolean reaches(int from, int to) {
        return reach[from][to];
    }

    /** True if the state is in a class that nobody leaves. */
    boolean isRecurrent(int state) {
        return IntStream.range(0, rows.length).allMatch(j -> !reach[state][j] || reach[j][state]);
    }

    /** The members of the classes that nobody leaves. */
    List<int[]> closed() {
        return Arrays.stream(members).filter(m -> isRecurrent(m[0])).toList();
    }

    List<ChainClass> classes() {
        List<ChainClass> classes = new ArrayList<>();
        for (int[] member : members) {
            classes.add(new ChainClass(
                    Arrays.stream(member).mapToObj(states::get).toList(), isRecurrent(member[0]), period(member)));
        }
        return List.copyOf(classes);
    }

    /** The common divisor of (level of i) + 1 − (level of j) over all steps i → j inside the class. */
    int period(int[] member) {
        int[] level = new int[rows.length];
        Arrays.fill(level, -1);
        level[member[0]] = 0;
        Deque<Integer> queue = new ArrayDeque<>(List.of(member[0]));
        int period = 0;
        while (!queue.isEmpty()) {
            int i = queue.remove();
            for (int j : member) {
                if (rows[i][j] > 0 && level[j] < 0) {
                    level[j] = level[i] + 1;
                    queue.add(j);
                } else if (rows[i][j] > 0) {
                    period = gcd(period, Math.abs(level[i] + 1 - level[j]));
                }
            }
        }
        return period;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
