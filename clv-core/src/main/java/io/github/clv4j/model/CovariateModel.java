package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.FitReport;
import io.github.clv4j.fit.FitStatus;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.DistinctHistories;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A purchase model whose parameters depend on what is known of a customer beside its purchases. Immutable.
 *
 * <p>With the covariates z of a customer, which do not change along its life:
 *
 * <table>
 * <caption>What the coefficients move</caption>
 * <tr><th>process</th><th>models</th><th>parameter</th><th>a positive coefficient means</th></tr>
 * <tr><td>transaction</td><td>all</td><td>α<sub>i</sub> = α₀ e<sup>−γ'z</sup></td>
 *     <td>more purchases while alive, by the factor e<sup>γ</sup> a unit of the covariate</td></tr>
 * <tr><td>attrition</td><td>Pareto/NBD, GGompertz/NBD</td><td>β<sub>i</sub> = β₀ e<sup>−γ'z</sup></td>
 *     <td>an earlier end</td></tr>
 * <tr><td>attrition</td><td>BG/NBD, MBG/NBD</td><td>a<sub>i</sub> = a₀ e<sup>g'z</sup>, b<sub>i</sub> = b₀
 *     e<sup>h'z</sup></td><td>of a: an earlier end; of b: a later one; see {@link DropoutEffect}</td></tr>
 * </table>
 *
 * <p>α₀, β₀, a₀ and b₀ are those of a customer whose covariates are all 0, as in the literature. Every customer {@linkplain
 * #forCustomer has a purchase model of its own}, which is the base model at other scales; so whatever a {@link PurchaseModel}
 * tells is told with covariates too.
 *
 * <pre>{@code
 * Fitted<CovariateModel> fitted = CovariateModel.fit(ModelFamily.PARETO_NBD, summary, known,
 *         CovariateOptions.withDefaults(), FitOptions.withDefaults());
 * double faster = Math.exp(fitted.model().coefficient("transaction.channel=web"));
 * PurchaseModel ofOne = fitted.model().forCustomers(known).of(summary.index().indexOf("c1"));
 * }</pre>
 *
 * <p>Sources: Fader and Hardie 2007, note 019, brucehardie.com, for Pareto/NBD and BG/NBD; the others by the same device.
 */
public final class CovariateModel {
    /** Customers of the sample that the search begins with. */
    private static final int SAMPLE = 5_000;

    private final PurchaseModel base;
    private final CovariateOptions options;
    private final CovariateEffects effects;
    private final double[] coefficients;

    private CovariateModel(
            PurchaseModel base, CovariateOptions options, CovariateEffects effects, double[] coefficients) {
        this.base = base;
        this.options = options.withTransaction(effects.transaction.toArray(new String[0]))
                .withAttrition(effects.attrition.toArray(new String[0]))
                .withRidge(0);
        this.effects = effects;
        this.coefficients = coefficients;
    }

    /**
     * The model at given parameters.
     *
     * @param base for a customer with all covariates 0
     * @param options which covariates act on what; a penalty plays no part
     * @param columns names of the covariates that there are
     * @param coefficients in the order of {@link #coefficientNames}: those of the transaction process, then those of attrition
     *     (of a, then of b), each in the order of the columns
     * @throws IllegalArgumentException if the family takes no covariates, the options do not go with it, there are more or
     *     fewer coefficients, or one is not finite
     */
    public static CovariateModel of(
            PurchaseModel base, CovariateOptions options, List<String> columns, double... coefficients) {
        CovariateEffects effects = CovariateEffects.of(base.family(), options, columns);
        if (coefficients.length != effects.coefficients()) {
            throw new IllegalArgumentException("there are " + coefficients.length + " coefficients; "
                    + base.family().displayName() + " has " + effects.names);
        }
        for (int k = 0; k < coefficients.length; k++) {
            if (!Double.isFinite(coefficients[k])) {
                throw new IllegalArgumentException(
                        effects.names.get(k) + " is " + coefficients[k] + "; it must be finite");
            }
        }
        return new CovariateModel(base, options, effects, coefficients.clone());
    }

    /**
     * The model of a family with covariates that fits a summary's customers best. Where no covariate acts on anything, it is
     * the fit without.
     *
     * <p>The search begins at the fit without covariates. The report's parameters are {@link #parameterNames}; its standard
     * errors and intervals of a coefficient are of the coefficient itself. Its objective has the penalty of a ridge, its
     * likelihood has not.
     *
     * @param family Pareto/NBD, BG/NBD, MBG/NBD or GGompertz/NBD
     * @param covariates of the summary's customers; each that is present must have a value in each column that acts
     * @throws IllegalArgumentException if the covariates are of other customers, a present customer has no row, or a column
     *     that acts is the same for all; the message names customer and column
     * @throws FitException if the data cannot identify the model, or the parameters of a customer with all covariates 0 are no
     *     numbers, because 0 is too far from all values of a column
     */
    public static Fitted<CovariateModel> fit(
            ModelFamily family,
            CustomerSummary summary,
            Covariates covariates,
            CovariateOptions options,
            FitOptions fitOptions) {
        covariates.requireCustomersOf(summary.index(), "a summary");
        CovariateEffects effects = CovariateEffects.of(family, options, covariates.names());
        return fit(effects, options, summary.distinctHistories(), Members.of(summary), covariates, fitOptions);
    }

    /**
     * The same of histories that a host has at hand, one a customer.
     *
     * @param x repeat purchases by customer number, 0 or more
     * @param tx age at the last purchase; 0 where x is 0
     * @param age T, at least t<sub>x</sub>
     * @param step the unit of both times
     * @throws IllegalArgumentException if a customer's history cannot be; for the rest see {@link #fit(ModelFamily,
     *     CustomerSummary, Covariates, CovariateOptions, FitOptions)}
     */
    public static Fitted<CovariateModel> fit(
            ModelFamily family,
            int[] x,
            double[] tx,
            double[] age,
            TimeStep step,
            Covariates covariates,
            CovariateOptions options,
            FitOptions fitOptions) {
        return fit(
                CovariateEffects.of(family, options, covariates.names()),
                options,
                DistinctHistories.of(x, tx, age, step),
                new Members(x, tx, age, customer -> true),
                covariates,
                fitOptions);
    }

    /** The customers' histories by number. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one fit, inside this class
    record Members(int[] x, double[] tx, double[] age, IntPredicate present) {
        static Members of(CustomerSummary summary) {
            int customers = summary.customers();
            int[] x = new int[customers];
            double[] tx = new double[customers];
            double[] age = new double[customers];
            for (int c = 0; c < customers; c++) {
                x[c] = summary.x(c);
                tx[c] = summary.tx(c);
                age[c] = summary.age(c);
            }
            return new Members(x, tx, age, summary::isPresent);
        }

        /** Each that is present must have a value in each of the columns. */
        void requireValues(Covariates covariates, List<String> columns) {
            if (x.length != covariates.customers()) {
                throw new IllegalArgumentException("there are " + x.length + " customers, and covariates of "
                        + covariates.customers() + "; they must be the same customers");
            }
            for (String name : columns) {
                double[] column = covariates.column(name);
                for (int c = 0; c < column.length; c++) {
                    if (Double.isNaN(column[c]) && present.test(c)) {
                        throw new IllegalArgumentException("customer " + covariates.customerName(c)
                                + " has no covariate '" + name + "'; each customer that is present must have one");
                    }
                }
            }
        }
    }

    private static Fitted<CovariateModel> fit(
            CovariateEffects effects,
            CovariateOptions options,
            DistinctHistories histories,
            Members members,
            Covariates covariates,
            FitOptions fitOptions) {
        check(effects, members, covariates);
        BlockLikelihood alone = likelihood(effects.family, HistoryColumns.of(histories));
        if (effects.coefficients() == 0) {
            return fitted(effects, options, histories.step(), MaximumLikelihood.fit(alone, fitOptions));
        }
        @Nullable FitReport plain = fitOptions.start() == null ? MaximumLikelihood.fit(alone, fitOptions) : null;
        CovariateLikelihood likelihood =
                likelihood(effects, histories, members, covariates, plain == null ? null : plain.estimates());
        FitReport report =
                plain == null ? MaximumLikelihood.fit(likelihood, fitOptions) : search(likelihood, plain, fitOptions);
        String overflow = likelihood.overflow(report.estimates());
        if (overflow != null) {
            throw new FitException(overflow);
        }
        return fitted(effects, options, histories.step(), report);
    }

    /** From the fit without covariates; where that, or what it leads to, is no proper maximum, from other starts too. */
    private static FitReport search(CovariateLikelihood likelihood, FitReport plain, FitOptions options) {
        if (plain.status() != FitStatus.CONVERGED) {
            return MaximumLikelihood.fit(likelihood, options);
        }
        double[] start = Arrays.copyOf(plain.estimates(), likelihood.size());
        CovariateLikelihood sample = likelihood.thinned(SAMPLE);
        if (sample != likelihood) {
            // A few customers lead most of the way for a fraction of the cost.
            FitReport near = MaximumLikelihood.fit(sample, options.withStart(start));
            boolean leads = near.status() == FitStatus.CONVERGED && likelihood.overflow(near.estimates()) == null;
            start = leads ? near.estimates() : start;
        }
        FitReport report = MaximumLikelihood.fit(likelihood, options.withStart(start));
        if (report.status() == FitStatus.CONVERGED) {
            return report;
        }
        FitReport other = MaximumLikelihood.fit(likelihood, options);
        boolean better = other.status() != FitStatus.NOT_CONVERGED
                && (report.status() == FitStatus.NOT_CONVERGED || other.objective() > report.objective() + 1e-7);
        return better ? other : report;
    }

    private static Fitted<CovariateModel> fitted(
            CovariateEffects effects, CovariateOptions options, TimeStep step, FitReport report) {
        int own = effects.family.parameterNames().size();
        double[] estimates = report.estimates();
        PurchaseModel base = effects.family.of(Arrays.copyOf(estimates, own), step);
        return new Fitted<>(
                new CovariateModel(base, options, effects, Arrays.copyOfRange(estimates, own, estimates.length)),
                report);
    }

    /** The objective; {@code plain} is a further start. */
    static CovariateLikelihood likelihood(
            CovariateEffects effects,
            DistinctHistories histories,
            Members members,
            Covariates covariates,
            double @Nullable [] plain) {
        CovariatePatterns patterns = CovariatePatterns.of(covariates, effects.columns, members.present);
        HistoryColumns columns = columns(histories, members, patterns);
        return new CovariateLikelihood(
                likelihood(effects.family, columns), effects, standard(patterns, columns), plain);
    }

    private static BlockLikelihood likelihood(ModelFamily family, HistoryColumns columns) {
        return switch (family) {
            case PARETO_NBD -> new GammaLifetimeLikelihood(family.displayName(), false, columns);
            case GGOMPERTZ_NBD -> new GammaLifetimeLikelihood(family.displayName(), true, columns);
            case BG_NBD -> new BetaGeometricLikelihood(family.displayName(), columns, 1, 0, 0, 0);
            case MBG_NBD -> new BetaGeometricLikelihood(family.displayName(), columns, 1, 1, 0, 0);
            default -> throw new IllegalStateException(family + " takes no covariates");
        };
    }

    private static void check(CovariateEffects effects, Members members, Covariates covariates) {
        members.requireValues(covariates, effects.columns);
        for (String name : effects.columns) {
            double[] column = covariates.column(name);
            int present = 0;
            boolean differs = false;
            int first = -1;
            for (int c = 0; c < column.length; c++) {
                if (!members.present.test(c)) {
                    continue;
                }
                present++;
                first = first < 0 ? c : first;
                differs |= column[c] != column[first];
            }
            if (!differs && present > 0) {
                throw new IllegalArgumentException("covariate '" + name + "' is " + column[first] + " for customer "
                        + covariates.customerName(first) + " and each other of the " + present
                        + " customers; what is the same for all cannot be told from the base rate");
            }
        }
    }

    /** The histories in blocks, one a pattern. */
    static HistoryColumns columns(DistinctHistories histories, Members members, CovariatePatterns patterns) {
        return HistoryColumns.of(histories, patterns.count, blocks(histories, members, patterns));
    }

    /** For each customer its block and its history, as {@link HistoryColumns} wants them. */
    private static long[] blocks(DistinctHistories histories, Members members, CovariatePatterns patterns) {
        long[] result = new long[(int) histories.customers()];
        int n = 0;
        for (int c = 0; c < members.x.length; c++) {
            int pattern = patterns.patternOf[c];
            if (pattern != CovariatePatterns.NONE) {
                result[n++] = ((long) pattern << 32)
                        | historyOf(histories, members.x[c], members.tx[c] + 0.0, members.age[c] + 0.0);
            }
        }
        return result;
    }

    private static int historyOf(DistinctHistories histories, int x, double tx, double age) {
        int low = 0;
        int high = histories.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compare(histories.x(middle), x);
            order = order != 0 ? order : Double.compare(histories.tx(middle), tx);
            order = order != 0 ? order : Double.compare(histories.age(middle), age);
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static CovariateLikelihood.Standard standard(CovariatePatterns patterns, HistoryColumns columns) {
        long[] weight = new long[patterns.count];
        for (int p = 0; p < patterns.count; p++) {
            for (int row = columns.blockRow[p]; row < columns.blockRow[p + 1]; row++) {
                weight[p] += columns.weight[row];
            }
        }
        return new CovariateLikelihood.Standard(patterns.values, weight);
    }

    /** The family of each customer's model. */
    public ModelFamily family() {
        return base.family();
    }

    /** The unit of all times. */
    public TimeStep unit() {
        return base.unit();
    }

    /** The model of a customer whose covariates are all 0. */
    public PurchaseModel base() {
        return base;
    }

    /** Which covariates act on what, each named; without a penalty, which is no part of a model. */
    public CovariateOptions options() {
        return options;
    }

    /** The covariates that the model needs, in the order in which {@link #forCustomer} takes their values. */
    public List<String> columns() {
        return effects.columns;
    }

    /**
     * Names of the coefficients: {@code transaction.} and {@code attrition.} with the covariate's name, {@code attrition.a.}
     * and {@code attrition.b.} where those have their own, and the covariate's name alone where both processes have the same.
     */
    public List<String> coefficientNames() {
        return effects.names;
    }

    /** The coefficients in the order of {@link #coefficientNames}; a copy. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /**
     * A coefficient, a unit of its covariate.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public double coefficient(String name) {
        int k = effects.names.indexOf(name);
        if (k >= 0) {
            return coefficients[k];
        }
        throw new IllegalArgumentException("there is no coefficient '" + name + "'; there are " + effects.names);
    }

    /** The base model's parameters, then the coefficients. */
    public List<String> parameterNames() {
        return effects.parameterNames();
    }

    /** The parameters in the order of {@link #parameterNames}, as {@link FitOptions#withStart} takes them; a copy. */
    public double[] parameters() {
        double[] own = base.parameters();
        double[] all = Arrays.copyOf(own, own.length + coefficients.length);
        System.arraycopy(coefficients, 0, all, own.length, coefficients.length);
        return all;
    }

    /** The same model with times in another unit; the coefficients stay. */
    public CovariateModel in(TimeStep other) {
        return new CovariateModel(base.in(other), options, effects, coefficients);
    }

    /** The same with other parameters, in the order of {@link #parameterNames}. */
    CovariateModel at(double[] parameters) {
        int own = base.family().parameterNames().size();
        PurchaseModel other = base.family().of(Arrays.copyOf(parameters, own), base.unit());
        return new CovariateModel(other, options, effects, Arrays.copyOfRange(parameters, own, parameters.length));
    }

    /**
     * The model of a customer with these covariates.
     *
     * @param values in the order of {@link #columns}, each finite
     * @throws IllegalArgumentException if there are more or fewer, one is not finite, or they are so far from what is usual
     *     that a parameter is no number
     */
    public PurchaseModel forCustomer(double... values) {
        if (values.length != effects.columns.size()) {
            throw new IllegalArgumentException(
                    "there are " + values.length + " covariates; the model needs " + effects.columns);
        }
        for (int j = 0; j < values.length; j++) {
            if (!Double.isFinite(values[j])) {
                throw new IllegalArgumentException(
                        "covariate '" + effects.columns.get(j) + "' is " + values[j] + "; it must be finite");
            }
        }
        double[] parameters = base.parameters();
        double[] shifts = effects.shifts(coefficients, values);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] *= Math.exp(shifts[i]);
            if (!(parameters[i] > 0 && parameters[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(family().parameterNames().get(i) + " is " + parameters[i]
                        + " of a customer with " + effects.columns + " = " + Arrays.toString(values)
                        + "; covariates must not be so far from those of the fit");
            }
        }
        return family().of(parameters, unit());
    }

    /**
     * The models of many customers; those with the same covariates have the same model. Columns are found by name; further
     * ones are left aside.
     *
     * @throws IllegalArgumentException if a column is missing, or a customer's covariates are out of reach
     */
    public CustomerModels forCustomers(Covariates covariates) {
        return CustomerModels.of(this, covariates);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CovariateModel that
                && base.equals(that.base)
                && effects.equals(that.effects)
                && Arrays.equals(coefficients, that.coefficients);
    }

    @Override
    public int hashCode() {
        return Objects.hash(base, effects, Arrays.hashCode(coefficients));
    }

    @Override
    public String toString() {
        return base + " with covariates " + effects.names + " = " + Arrays.toString(coefficients);
    }
}
