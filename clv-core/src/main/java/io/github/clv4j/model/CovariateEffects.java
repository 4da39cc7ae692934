package io.github.clv4j.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which coefficient carries which covariate to which parameter. A term multiplies its parameter by e<sup>sign γ z</sup>: −1
 * for the scales α and β, so that a positive coefficient means more purchases, or an earlier end; +1 for a and b.
 */
final class CovariateEffects {
    private static final Set<ModelFamily> FAMILIES =
            EnumSet.of(ModelFamily.PARETO_NBD, ModelFamily.BG_NBD, ModelFamily.MBG_NBD, ModelFamily.GGOMPERTZ_NBD);

    final ModelFamily family;

    /** The covariates that act on something. */
    final List<String> columns;

    final List<String> transaction;
    final List<String> attrition;

    /** Names of the coefficients; each has one covariate and one penalty. */
    final List<String> names;

    final int[] columnOf;
    final double[] ridge;

    /** By term. */
    final int[] parameter;

    final int[] coefficient;
    final int[] sign;

    /** Terms as they are collected. */
    private static final class Terms {
        final List<String> names = new ArrayList<>();
        final List<Integer> columnOf = new ArrayList<>();
        final List<Double> ridge = new ArrayList<>();
        final List<int[]> terms = new ArrayList<>();

        int coefficient(String name, int column, double penalty) {
            names.add(name);
            columnOf.add(column);
            ridge.add(penalty);
            return names.size() - 1;
        }

        void add(int parameter, int coefficient, int sign) {
            terms.add(new int[] {parameter, coefficient, sign});
        }

        int[] field(int which) {
            return terms.stream().mapToInt(term -> term[which]).toArray();
        }
    }

    private CovariateEffects(
            ModelFamily family, List<String> columns, List<String> transaction, List<String> attrition, Terms terms) {
        this.family = family;
        this.columns = columns;
        this.transaction = transaction;
        this.attrition = attrition;
        this.names = List.copyOf(terms.names);
        this.columnOf = terms.columnOf.stream().mapToInt(Integer::intValue).toArray();
        this.ridge = terms.ridge.stream().mapToDouble(Double::doubleValue).toArray();
        this.parameter = terms.field(0);
        this.coefficient = terms.field(1);
        this.sign = terms.field(2);
    }

    static CovariateEffects of(ModelFamily family, CovariateOptions options, List<String> available) {
        if (!FAMILIES.contains(family)) {
            throw new IllegalArgumentException(family.displayName() + " takes no covariates; "
                    + String.join(
                            ", ",
                            FAMILIES.stream().map(ModelFamily::displayName).toList())
                    + " do");
        }
        List<String> transaction = known(options.transaction(), available);
        List<String> attrition = known(options.attrition(), available);
        List<String> columns = available.stream()
                .filter(name -> transaction.contains(name) || attrition.contains(name))
                .toList();
        List<String> base = family.parameterNames();
        int alpha = base.indexOf("alpha");
        int beta = base.indexOf("beta");
        int a = base.indexOf("a");
        int b = base.indexOf("b");
        boolean separate = beta < 0 && options.dropoutEffect() == DropoutEffect.SEPARATE;
        boolean same = options.hasSameCoefficients();
        if (same && separate) {
            throw new IllegalArgumentException(family.displayName()
                    + " has coefficients of its own for a and for b under "
                    + DropoutEffect.SEPARATE + ", so that none can be the same as that of the transactions; use "
                    + DropoutEffect.BOTH + " with the same coefficients");
        }
        if (same && !transaction.equals(attrition)) {
            throw new IllegalArgumentException("covariates " + transaction + " act on transactions and " + attrition
                    + " on attrition; with the same coefficients they must be the same");
        }
        Terms terms = new Terms();
        for (String name : transaction) {
            int at = terms.coefficient(
                    same ? name : "transaction." + name, columns.indexOf(name), options.transactionRidge());
            terms.add(alpha, at, -1);
            if (same) {
                attrition(terms, at, beta, a, b);
            }
        }
        if (!same && !separate) {
            for (String name : attrition) {
                int at = terms.coefficient("attrition." + name, columns.indexOf(name), options.attritionRidge());
                attrition(terms, at, beta, a, b);
            }
        }
        for (int shape : separate ? new int[] {a, b} : new int[0]) {
            for (String name : attrition) {
                int at = terms.coefficient(
                        "attrition." + base.get(shape) + "." + name, columns.indexOf(name), options.attritionRidge());
                terms.add(shape, at, 1);
            }
        }
        CovariateEffects effects = new CovariateEffects(family, columns, transaction, attrition, terms);
        if (new HashSet<>(effects.parameterNames()).size()
                < effects.parameterNames().size()) {
            throw new IllegalArgumentException(
                    "two parameters have one name: " + effects.parameterNames() + "; call the covariate otherwise");
        }
        return effects;
    }

    /** One coefficient on the scale of attrition, or on both shapes of the dropout probability. */
    private static void attrition(Terms terms, int coefficient, int beta, int a, int b) {
        if (beta >= 0) {
            terms.add(beta, coefficient, -1);
        } else {
            terms.add(a, coefficient, 1);
            terms.add(b, coefficient, 1);
        }
    }

    private static List<String> known(@Nullable List<String> wanted, List<String> available) {
        if (wanted == null) {
            return List.copyOf(available);
        }
        for (String name : wanted) {
            if (!available.contains(name)) {
                throw new IllegalArgumentException("there is no covariate '" + name + "'; there are " + available);
            }
        }
        return wanted;
    }

    int coefficients() {
        return names.size();
    }

    /** The base parameters and the coefficients. */
    List<String> parameterNames() {
        List<String> all = new ArrayList<>(family.parameterNames());
        all.addAll(names);
        return List.copyOf(all);
    }

    /** The base parameters' logarithms move by this at given values of the covariates. */
    double[] shifts(double[] coefficients, double[] values) {
        double[] shifts = new double[family.parameterNames().size()];
        for (int t = 0; t < parameter.length; t++) {
            shifts[parameter[t]] += sign[t] * coefficients[coefficient[t]] * values[columnOf[coefficient[t]]];
        }
        return shifts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CovariateEffects that
                && family == that.family
                && columns.equals(that.columns)
                && names.equals(that.names)
                && transaction.equals(that.transaction)
                && attrition.equals(that.attrition)
                && Arrays.equals(parameter, that.parameter)
                && Arrays.equals(coefficient, that.coefficient);
    }

    @Override
    public int hashCode() {
        return 31 * family.hashCode() + names.hashCode();
    }
}
