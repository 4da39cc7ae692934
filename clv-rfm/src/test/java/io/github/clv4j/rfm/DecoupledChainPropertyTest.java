package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.TimeStep;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Chains whose states hardly ever leave their group, against exact fractions: the probabilities are doubles, so cofactors of
 * I − P have exact decimals. All digits must be right, however seldom customers move between the groups.
 */
class DecoupledChainPropertyTest {
    private static final List<String> STATES = List.of("A", "B", "C", "D");
    private static final MathContext DIGITS = new MathContext(60);
    /** In per cent: 1e-14 of a figure. */
    private static final double ROUNDING = 1e-12;

    /** Two pairs of states with moves of 2⁻ᵉ between them; all are sums of powers of two, so that rows add up to 1. */
    private static double[][] rows(Random random, int exponent, int size, double last) {
        double seldom = Math.scalb(1.0, -exponent);
        double[][] rows = new double[size][size];
        for (int i = 0; i < 4; i++) {
            double rest = 1;
            for (int j = 0; j < size; j++) {
                boolean pair = i / 2 == j / 2 && j < 4;
                double move = (1 + random.nextInt(7)) * (j == 4 ? last : pair ? 0.0625 : seldom);
                rows[i][j] = i == j ? 0 : move;
                rest -= rows[i][j];
            }
            rows[i][i] = rest;
        }
        if (size == 5) {
            rows[4][4] = 1;
        }
        return rows;
    }

    /** I − P of some states, its diagonal from what leaves; row sums of exits included. */
    private static BigDecimal[][] laplacian(double[][] rows, int size) {
        BigDecimal[][] matrix = new BigDecimal[size][size];
        for (int i = 0; i < size; i++) {
            BigDecimal leaving = BigDecimal.ZERO;
            for (int j = 0; j < rows[i].length; j++) {
                leaving = i == j ? leaving : leaving.add(new BigDecimal(rows[i][j]));
            }
            for (int j = 0; j < size; j++) {
                matrix[i][j] = i == j ? leaving : new BigDecimal(rows[i][j]).negate();
            }
        }
        return matrix;
    }

    private static BigDecimal determinant(BigDecimal[][] matrix) {
        if (matrix.length == 0) {
            return BigDecimal.ONE;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j < matrix.length; j++) {
            BigDecimal part = matrix[0][j].multiply(determinant(without(matrix, 0, j)));
            sum = j % 2 == 0 ? sum.add(part) : sum.subtract(part);
        }
        return sum;
    }

    private static BigDecimal[][] without(BigDecimal[][] matrix, int row, int column) {
        List<BigDecimal[]> rows = new ArrayList<>();
        for (int i = 0; i < matrix.length; i++) {
            List<BigDecimal> cells = new ArrayList<>();
            for (int j = 0; j < matrix.length; j++) {
                if (i != row && j != column) {
                    cells.add(matrix[i][j]);
                }
            }
            if (i != row) {
                rows.add(cells.toArray(BigDecimal[]::new));
            }
        }
        return rows.toArray(BigDecimal[][]::new);
    }

    /** (I − Q)⁻¹ by cofactors. */
    private static BigDecimal[][] inverse(BigDecimal[][] matrix) {
        BigDecimal all = determinant(matrix);
        BigDecimal[][] inverse = new BigDecimal[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                BigDecimal cofactor = determinant(without(matrix, j, i));
                inverse[i][j] = ((i + j) % 2 == 0 ? cofactor : cofactor.negate()).divide(all, DIGITS);
            }
        }
        return inverse;
    }

    @Property(tries = 200)
    void sharesHaveAllDigits(@ForAll Random random, @ForAll @IntRange(min = 8, max = 48) int exponent) {
        double[][] rows = rows(random, exponent, 4, 0);
        BigDecimal[][] matrix = laplacian(rows, 4);
        BigDecimal[] weights = new BigDecimal[4];
        BigDecimal whole = BigDecimal.ZERO;
        for (int i = 0; i < 4; i++) {
            weights[i] = determinant(without(matrix, i, i));
            whole = whole.add(weights[i]);
        }
        double[] shares = MarkovChain.of(STATES, rows, Paths.MONTH).stationary().shares();
        for (int i = 0; i < 4; i++) {
            assertThat(shares[i]).isCloseTo(weights[i].divide(whole, DIGITS).doubleValue(), withinPercentage(ROUNDING));
        }
    }

    @Property(tries = 200)
    void timesHaveAllDigits(@ForAll Random random, @ForAll @IntRange(min = 8, max = 48) int exponent) {
        double[][] rows = rows(random, exponent, 5, Math.scalb(1.0, -exponent - 2));
        BigDecimal[][] inverse = inverse(laplacian(rows, 4));
        List<String> states = new ArrayList<>(STATES);
        states.add(MigrationMatrix.GONE);
        TimeToGone times = MarkovChain.of(states, rows, Paths.MONTH).timeToGone();
        BigDecimal[] mean = new BigDecimal[4];
        for (int i = 0; i < 4; i++) {
            mean[i] = BigDecimal.ZERO;
            for (int j = 0; j < 4; j++) {
                mean[i] = mean[i].add(inverse[i][j]);
                assertThat(times.visits(states.get(i), states.get(j)))
                        .isCloseTo(inverse[i][j].doubleValue(), withinPercentage(ROUNDING));
            }
            assertThat(times.meanSteps(states.get(i))).isCloseTo(mean[i].doubleValue(), withinPercentage(ROUNDING));
        }
        for (int i = 0; i < 4; i++) {
            BigDecimal variance = mean[i].add(mean[i].pow(2)).negate();
            for (int j = 0; j < 4; j++) {
                variance = variance.add(inverse[i][j].multiply(mean[j]).multiply(BigDecimal.valueOf(2)));
            }
            assertThat(times.varianceOfSteps(states.get(i)))
                    .isCloseTo(variance.doubleValue(), withinPercentage(10 * ROUNDING));
        }
    }

    /** Without discounting the value without end of 1 a step in one state is the number of visits to it. */
    @Property(tries = 100)
    void valuesHaveAllDigits(@ForAll Random random, @ForAll @IntRange(min = 8, max = 48) int exponent) {
        double[][] rows = rows(random, exponent, 5, Math.scalb(1.0, -exponent - 2));
        BigDecimal[][] inverse = inverse(laplacian(rows, 4));
        List<String> states = new ArrayList<>(STATES);
        states.add(MigrationMatrix.GONE);
        Map<String, Double> rewards = new HashMap<>();
        STATES.forEach(state -> rewards.put(state, state.equals("C") ? 1.0 : 0.0));
        MarkovClv clv = MarkovClv.of(
                MarkovChain.of(states, rows, StepLength.of(1, TimeStep.MONTHS)),
                SegmentRewards.of(rewards),
                DiscountRate.none());
        for (int i = 0; i < 4; i++) {
            assertThat(clv.value(STATES.get(i))).isCloseTo(inverse[i][2].doubleValue(), withinPercentage(ROUNDING));
        }
    }
}
