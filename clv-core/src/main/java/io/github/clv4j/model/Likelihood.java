package io.github.clv4j.model;

import io.github.clv4j.internal.optim.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model gives to be fitted: minus its log-likelihood in working variables θ (logarithms of parameters or of products
 * of them), where to start, how far to go, and words for the limits that it can run into.
 */
interface Likelihood extends Objective {
    /** Name of the model, as a report shows it. */
    String name();

    /** Names of the parameters that θ stands for. */
    List<String> parameterNames();

    /** Number of customers. */
    long customers();

    /** Starting points in θ from the data; the first is the centre of a prior. Never empty. */
    List<double[]> starts();

    /** Lower bounds of θ. */
    double[] lower();

    /** Upper bounds of θ. */
    double[] upper();

    /** The parameters at θ. */
    double[] parameters(double[] theta);

    /** θ at given parameters. */
    double[] theta(double[] parameters);

    /** True if a parameter may be negative, so that it has no logarithm and is taken as it is. */
    default boolean isSigned(int parameter) {
        return false;
    }

    /**
     * d ln parameter<sub>i</sub> / d θ<sub>j</sub>, which is constant; of the parameter itself where it {@linkplain
     * #isSigned may be negative}.
     */
    default double[][] logJacobian() {
        double[][] identity = new double[size()][size()];
        for (int i = 0; i < identity.length; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    /**
     * The same of the parameters in the form that priors and words go by; other than {@link #logJacobian} where the report's
     * form is in units that the user chose, as with covariates.
     */
    default double[][] standardJacobian() {
        return logJacobian();
    }

    /** λ of a penalty λ θ<sub>i</sub>²/2 on a variable, beside any prior; 0 for none. */
    default double ridge(int variable) {
        return 0;
    }

    /** A likelihood of a sample of about this many customers; itself where there are not many more. */
    Likelihood thinned(int customersWanted);

    /** What the model has become if the parameters stand at or near a limit, in words; null if they do not. */
    @Nullable
    String limit(double[] parameters);

    /** What else the report should say beside how the fit ended, in words; null if nothing. */
    default @Nullable String remark(double[] parameters) {
        return null;
    }

    /** A term of the log-likelihood that depends on the data alone and is not part of the objective. */
    default double constant() {
        return 0;
    }

    /** Further whole-number parameters that were chosen by likelihood. */
    default int chosenBeside() {
        return 0;
    }
}
