package io.github.clv4j.model;

import io.github.clv4j.internal.Parallel;
import io.github.clv4j.internal.optim.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minus the log-likelihood of a model with covariates: the sum over the patterns of covariates of the model's own, each at
 * variables that are moved by its covariates. θ are the model's own variables for a customer with the mean of each covariate,
 * then the coefficients of the covariates told in standard deviations, so that neither unit nor origin of a covariate is
 * felt by the search.
 *
 * <p>A block gives slopes s<sub>p</sub> and second derivatives H<sub>p</sub> in its own few variables; all of θ moves those by
 * the constant matrix J<sub>p</sub> = (I, signs and standardised covariates), and the sum is of J<sub>p</sub>ᵀ s<sub>p</sub>
 * and J<sub>p</sub>ᵀ H<sub>p</sub> J<sub>p</sub>. What is not linear in z, or changes along a life, is another block.
 */
final class CovariateLikelihood implements Likelihood {
    /** What the name of a model has more with covariates. */
    static final String SUFFIX = " with covariates";

    /** A piece of work for one thread has at least this many rows. */
    private static final int PIECE = 1 << 9;

    /** ln of how far apart the customers of least and greatest value may be; like the bounds of the shapes. */
    private static final double MOST = Math.log(1e6);

    /** In standard deviations of a covariate with far outliers the former would bind too early. */
    private static final double MOST_STANDARD = 3;

    /** Part of {@link #MOST} from which a coefficient that the data do not tell counts as endless. */
    private static final double NEARLY = 0.9;

    private final BlockLikelihood base;
    private final CovariateEffects effects;
    private final Standard standard;
    private final double @Nullable [] plain;
    private final int own;
    private final int size;

    /** First block of each piece, and the end. */
    private final int[] pieces;

    /** Covariates in standard deviations from their mean, by column and pattern. */
    static final class Standard {
        final double[] mean;
        final double[] sd;
        final double[] range;
        final double[][] z;

        /** Over the customers, of whom each pattern has {@code weight}. */
        Standard(double[][] values, long[] weight) {
            int columns = values.length;
            mean = new double[columns];
            sd = new double[columns];
            range = new double[columns];
            z = new double[columns][weight.length];
            long customers = Arrays.stream(weight).sum();
            for (int j = 0; j < columns; j++) {
                double largest = 0;
                for (double value : values[j]) {
                    largest = Math.max(largest, Math.abs(value));
                }
                // Told in the largest value, so that no square overflows.
                double unit = largest > 0 ? largest : 1;
                double sum = 0;
                for (int p = 0; p < weight.length; p++) {
                    sum += weight[p] * (values[j][p] / unit);
                }
                double centre = sum / customers;
                double squares = 0;
                double low = Double.POSITIVE_INFINITY;
                double high = Double.NEGATIVE_INFINITY;
                for (int p = 0; p < weight.length; p++) {
                    z[j][p] = values[j][p] / unit - centre;
                    squares += weight[p] * z[j][p] * z[j][p];
                    low = Math.min(low, z[j][p]);
                    high = Math.max(high, z[j][p]);
                }
                double deviation = Math.sqrt(squares / customers);
                for (int p = 0; p < weight.length; p++) {
                    z[j][p] /= deviation;
                }
                mean[j] = centre * unit;
                sd[j] = deviation * unit;
                range[j] = (high - low) / deviation;
            }
        }
    }

    /**
     * With the base likelihood's blocks being the patterns.
     *
     * @param plain parameters of the best fit without covariates, as a further start; null for none
     */
    CovariateLikelihood(BlockLikelihood base, CovariateEffects effects, Standard standard, double @Nullable [] plain) {
        this.base = base;
        this.effects = effects;
        this.standard = standard;
        this.plain = plain;
        this.own = base.size();
        this.size = own + effects.coefficients();
        HistoryColumns columns = base.columns();
        int[] starts = new int[columns.blocks() + 1];
        int count = 0;
        for (int block = 0; block < columns.blocks(); block++) {
            if (count == 0 || columns.blockRow[block] - columns.blockRow[starts[count - 1]] >= PIECE) {
                starts[count++] = block;
            }
        }
        starts[count] = columns.blocks();
        this.pieces = Arrays.copyOf(starts, count + 1);
    }

    @Override
    public String name() {
        return base.name() + SUFFIX;
    }

    @Override
    public List<String> parameterNames() {
        return effects.parameterNames();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long customers() {
        return base.customers();
    }

    @Override
    public CovariateLikelihood thinned(int wanted) {
        BlockLikelihood sample = base.thinned(wanted);
        return sample == base ? this : new CovariateLikelihood(sample, effects, standard, plain);
    }

    @Override
    public boolean isSigned(int parameter) {
        return parameter >= own;
    }

    @Override
    public double ridge(int variable) {
        return variable < own ? 0 : effects.ridge[variable - own];
    }

    @Override
    public List<double[]> starts() {
        List<double[]> starts = new ArrayList<>();
        for (double[] start : base.starts()) {
            starts.add(Arrays.copyOf(start, size));
        }
        if (plain != null) {
            starts.add(Arrays.copyOf(base.theta(plain), size));
        }
        return starts;
    }

    @Override
    public double[] lower() {
        double[] lower = Arrays.copyOf(base.lower(), size);
        for (int k = 0; k < effects.coefficients(); k++) {
            lower[own + k] = -most(k);
        }
        return lower;
    }

    @Override
    public double[] upper() {
        double[] upper = Arrays.copyOf(base.upper(), size);
        for (int k = 0; k < effects.coefficients(); k++) {
            upper[own + k] = most(k);
        }
        return upper;
    }

    private double most(int coefficient) {
        return Math.max(MOST_STANDARD, MOST / standard.range[effects.columnOf[coefficient]]);
    }

    /** The model's own variables of a customer with these standardised covariates. */
    private double[] moved(double[] theta, double[] z, int direction) {
        double[] result = Arrays.copyOf(theta, own);
        double[] shifts = effects.shifts(Arrays.copyOfRange(theta, own, size), z);
        for (int i = 0; i < own; i++) {
            result[i] += direction * shifts[i];
        }
        return result;
    }

    /** Where in standard deviations all covariates are 0. */
    private double[] origin() {
        double[] origin = new double[standard.mean.length];
        for (int j = 0; j < origin.length; j++) {
            origin[j] = -standard.mean[j] / standard.sd[j];
        }
        return origin;
    }

    private double sd(int coefficient) {
        return standard.sd[effects.columnOf[coefficient]];
    }

    @Override
    public double[] parameters(double[] theta) {
        double[] result = Arrays.copyOf(base.parameters(moved(theta, origin(), 1)), size);
        for (int k = 0; k < effects.coefficients(); k++) {
            result[own + k] = theta[own + k] / sd(k);
        }
        return result;
    }

    @Override
    public double[] theta(double[] parameters) {
        double[] theta = Arrays.copyOf(base.theta(Arrays.copyOf(parameters, own)), size);
        for (int k = 0; k < effects.coefficients(); k++) {
            theta[own + k] = parameters[own + k] * sd(k);
        }
        System.arraycopy(moved(theta, origin(), -1), 0, theta, 0, own);
        return theta;
    }

    @Override
    public double[][] logJacobian() {
        double[][] of = base.logJacobian();
        double[][] jacobian = standardJacobian();
        double[] origin = origin();
        for (int t = 0; t < effects.parameter.length; t++) {
            int k = effects.coefficient[t];
            double moves = effects.sign[t] * origin[effects.columnOf[k]];
            for (int i = 0; i < own; i++) {
                jacobian[i][own + k] += of[i][effects.parameter[t]] * moves;
            }
        }
        for (int k = 0; k < effects.coefficients(); k++) {
            jacobian[own + k][own + k] = 1 / sd(k);
        }
        return jacobian;
    }

    /** Of the parameters at the mean of the covariates, and of coefficients of a standard deviation. */
    @Override
    public double[][] standardJacobian() {
        double[][] of = base.logJacobian();
        double[][] jacobian = new double[size][size];
        for (int i = 0; i < size; i++) {
            if (i < own) {
                System.arraycopy(of[i], 0, jacobian[i], 0, own);
            } else {
                jacobian[i][i] = 1;
            }
        }
        return jacobian;
    }

    /** The parameter that is no number at the origin of the covariates, and the column that is most to blame; or null. */
    @Nullable
    String overflow(double[] parameters) {
        for (int i = 0; i < own; i++) {
            if (parameters[i] > 0 && parameters[i] < Double.POSITIVE_INFINITY) {
                continue;
            }
            int worst = 0;
            double most = -1;
            for (int k = 0; k < effects.coefficients(); k++) {
                double shift = Math.abs(parameters[own + k] * standard.mean[effects.columnOf[k]]);
                if (shift > most) {
                    most = shift;
                    worst = effects.columnOf[k];
                }
            }
            return parameterNames().get(i) + " of a customer with all covariates 0 is " + parameters[i]
                    + ", which is no number to compute with: 0 is too far from the values of '"
                    + effects.columns.get(worst) + "', whose mean is " + Words.number(standard.mean[worst])
                    + "; centre that column";
        }
        return null;
    }

    @Override
    public @Nullable String limit(double[] parameters) {
        double[] theta = theta(parameters);
        double[] centre = base.parameters(Arrays.copyOf(theta, own));
        for (double value : centre) {
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                return null; // told by overflow
            }
        }
        List<String> words = new ArrayList<>();
        List<String> endless = new ArrayList<>();
        for (int k = 0; k < effects.coefficients(); k++) {
            if (Math.abs(theta[own + k]) * standard.range[effects.columnOf[k]] > NEARLY * MOST) {
                endless.add(effects.names.get(k));
            }
        }
        if (!endless.isEmpty()) {
            words.add("the likelihood rises for ever with the size of " + String.join(", ", endless)
                    + ": customers at one end of the covariate stand at a limit of the model");
        }
        String limit = base.limit(centre);
        if (limit != null) {
            words.add("at the mean of the covariates " + limit);
        }
        return words.isEmpty() ? null : String.join("; ", words);
    }

    /** One thread's place to work in. */
    private final class Work {
        final double[] at = new double[own];
        final double[] told = new double[1 + own + own * (own + 1) / 2];
        final double[] below = new double[1 + own];
        final double[][] moves = new double[own][effects.coefficients()];
        final double[][] curve = new double[own][own];

        /** Goes to a block: its variables, and how they move with the coefficients. */
        void go(int block, double[] theta) {
            System.arraycopy(theta, 0, at, 0, own);
            for (double[] row : moves) {
                Arrays.fill(row, 0);
            }
            for (int t = 0; t < effects.parameter.length; t++) {
                int k = effects.coefficient[t];
                double move = effects.sign[t] * standard.z[effects.columnOf[k]][block];
                moves[effects.parameter[t]][k] += move;
                at[effects.parameter[t]] += move * theta[own + k];
            }
        }

        void tell(int block, boolean second) {
            Arrays.fill(told, 0);
            base.addBlock(block, at, second, told);
        }

        void addSlopes(double[] sums) {
            sums[0] += told[0];
            for (int i = 0; i < own; i++) {
                double slope = told[1 + i];
                sums[1 + i] += slope;
                for (int k = 0; k < moves[i].length; k++) {
                    sums[1 + own + k] += slope * moves[i][k];
                }
            }
        }

        /** The block's second derivatives in its own variables; by differences of slopes where it knows none. */
        void bend(int block, boolean rough) {
            tell(block, base.hasSecond());
            if (base.hasSecond()) {
                int next = 1 + own;
                for (int i = 0; i < own; i++) {
                    for (int j = i; j < own; j++) {
                        curve[i][j] = told[next];
                        curve[j][i] = told[next++];
                    }
                }
                return;
            }
            System.arraycopy(told, 0, below, 0, below.length);
            for (int i = 0; i < own; i++) {
                double here = at[i];
                if (!rough) {
                    at[i] = here - STEP;
                    Arrays.fill(below, 0);
                    base.addBlock(block, at, false, below);
                }
                at[i] = here + STEP;
                tell(block, false);
                at[i] = here;
                for (int j = 0; j < own; j++) {
                    curve[i][j] = (told[1 + j] - below[1 + j]) / (rough ? STEP : 2 * STEP);
                }
            }
            Objective.symmetrize(curve);
        }

        /** Adds (I, M)ᵀ H (I, M) to the rows of a matrix, H being the curve and M the moves. */
        void addCurve(double[] sums) {
            int more = effects.coefficients();
            for (int i = 0; i < own; i++) {
                for (int j = 0; j < own; j++) {
                    double h = curve[i][j];
                    sums[i * size + j] += h;
                    for (int k = 0; k < more; k++) {
                        sums[i * size + own + k] += h * moves[j][k];
                        double left = moves[i][k] * h;
                        if (left == 0) {
                            continue;
                        }
                        for (int l = 0; l < more; l++) {
                            sums[(own + k) * size + own + l] += left * moves[j][l];
                        }
                    }
                }
            }
        }
    }

    @FunctionalInterface
    private interface BlockTask {
        void add(Work work, int block, double[] sums);
    }

    /** Sums over the blocks; in the order of the pieces, so that the threads do not show. */
    private double[] over(int length, BlockTask task) {
        double[][] part = new double[pieces.length - 1][length];
        HistoryColumns columns = base.columns();
        Parallel.pieces(part.length, p -> {
            Work work = new Work();
            for (int block = pieces[p]; block < pieces[p + 1]; block++) {
                // A sample of the customers may have none of a block.
                if (columns.blockRow[block] < columns.blockRow[block + 1]) {
                    task.add(work, block, part[p]);
                }
            }
        });
        double[] sums = new double[length];
        for (double[] piece : part) {
            for (int i = 0; i < length; i++) {
                sums[i] += piece[i];
            }
        }
        return sums;
    }

    @Override
    public double value(double[] theta, double @Nullable [] gradient) {
        double[] sums = over(1 + size, (work, block, into) -> {
            work.go(block, theta);
            work.tell(block, false);
            work.addSlopes(into);
        });
        for (int i = 0; gradient != null && i < size; i++) {
            gradient[i] = -sums[1 + i];
        }
        return -sums[0];
    }

    @Override
    public void hessian(double[] theta, double[][] hessian) {
        bend(theta, false, hessian);
    }

    @Override
    public void roughHessian(double[] theta, double[] gradient, double[][] hessian) {
        bend(theta, true, hessian);
    }

    private void bend(double[] theta, boolean rough, double[][] hessian) {
        double[] sums = over(size * size, (work, block, into) -> {
            work.go(block, theta);
            work.bend(block, rough);
            work.addCurve(into);
        });
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                hessian[i][j] = -sums[i * size + j];
                hessian[j][i] = hessian[i][j];
            }
        }
    }
}
