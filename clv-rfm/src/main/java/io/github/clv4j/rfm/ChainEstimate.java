package io.github.clv4j.rfm;

import static io.github.clv4j.rfm.MigrationMatrix.GONE;
import static io.github.clv4j.rfm.MigrationMatrix.NEW;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The states and probabilities of a {@link MarkovChain} from counts: each row's counts over their sum. */
final class ChainEstimate {
    private final MigrationMatrix matrix;
    private final MarkovOptions options;

    private ChainEstimate(MigrationMatrix matrix, MarkovOptions options) {
        this.matrix = matrix;
        this.options = options;
    }

    static MarkovChain of(MigrationMatrix matrix, StepLength step, MarkovOptions options) {
        ChainEstimate estimate = new ChainEstimate(matrix, options);
        List<String> states = estimate.states();
        double[][] rows = new double[states.size()][states.size()];
        for (int i = 0; i < rows.length; i++) {
            estimate.fill(rows[i], states, i);
        }
        return MarkovChain.ofShares(states, rows, step);
    }

    private List<String> states() {
        Set<String> names = new LinkedHashSet<>(matrix.from());
        names.addAll(matrix.to());
        names.remove(NEW);
        names.remove(GONE);
        List<String> states = new ArrayList<>();
        for (String name : names) {
            if (options.emptyRow() != EmptyRow.OMIT || rowTotal(name) > 0) {
                states.add(name);
            } else if (columnTotal(name) > 0) {
                throw new IllegalArgumentException("segment '" + name + "' cannot be omitted: " + columnTotal(name)
                        + " customers came to it, though none was in it before");
            }
        }
        states.add(GONE);
        return states;
    }

    private void fill(double[] row, List<String> states, int i) {
        String name = states.get(i);
        long total = rowTotal(name);
        if (name.equals(GONE) && options.gone() == GoneRule.ABSORBING) {
            long returned = matrix.returned();
            if (returned > 0) {
                throw new IllegalArgumentException(returned + " customers returned from '" + GONE
                        + "', so it is not the end; treat it as an ordinary state with GoneRule.ORDINARY");
            }
            row[i] = 1;
        } else if (total > 0) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (double) count(name, states.get(j)) / total;
            }
        } else if (options.emptyRow() == EmptyRow.STAY) {
            row[i] = 1;
        } else if (options.emptyRow() == EmptyRow.GONE) {
            row[row.length - 1] = 1;
        } else {
            throw new IllegalArgumentException("segment '" + name
                    + "' had no customers, so it is not known where they go; choose another EmptyRow than "
                    + options.emptyRow()
                    + (name.equals(GONE) ? ", or GoneRule.ABSORBING" : ", or merge it with another segment"));
        }
    }

    private long count(String from, String to) {
        int row = matrix.from().indexOf(from);
        int column = matrix.to().indexOf(to);
        return row < 0 || column < 0 ? 0 : matrix.count(row, column);
    }

    private long rowTotal(String name) {
        int row = matrix.from().indexOf(name);
        return row < 0 ? 0 : matrix.rowTotal(row);
    }

    private long columnTotal(String name) {
        int column = matrix.to().indexOf(name);
        return column < 0 ? 0 : matrix.columnTotal(column);
    }
}
