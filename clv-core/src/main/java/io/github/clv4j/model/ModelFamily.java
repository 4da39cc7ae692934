package io.github.clv4j.model;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.FitException;
import io.github.clv4j.fit.FitOptions;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.summary.DistinctHistories;
import io.github.clv4j.summary.PurchaseIntervals;
import java.util.Arrays;
import java.util.List;

/** The purchase models, each with its parameters and how it is made and fitted. */
public enum ModelFamily {
    /** {@link Nbd}: customers never leave. */
    NBD("NBD", List.of("r", "alpha"), 0, 1) {
        @Override
        public PurchaseModel of(double[] p, TimeStep unit) {
            return Nbd.of(count(p)[0], p[1], unit);
        }

        @Override
        public Fitted<Nbd> fit(DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
            return Nbd.fit(histories, options);
        }

        @Override
        Fitted<Nbd> refit(PurchaseModel model, DistinctHistories histories, FitOptions options) {
            return Nbd.fit(histories, startingAt(model, options));
        }
    },
    /** {@link ParetoNbd}: customers leave at any time. */
    PARETO_NBD("Pareto/NBD", List.of("r", "alpha", "s", "beta"), 0, 1, 0, 1) {
        @Override
        public PurchaseModel of(double[] p, TimeStep unit) {
            return ParetoNbd.of(count(p)[0], p[1], p[2], p[3], unit);
        }

        @Override
        public Fitted<ParetoNbd> fit(DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
            return ParetoNbd.fit(histories, options);
        }

        @Override
        Fitted<ParetoNbd> refit(PurchaseModel model, DistinctHistories histories, FitOptions options) {
            return ParetoNbd.fit(histories, startingAt(model, options));
        }
    },
    /** {@link CorrelatedParetoNbd}: customers leave at any time, those who buy often sooner or later than others. */
    CORRELATED_PARETO_NBD("correlated Pareto/NBD", List.of("r", "alpha", "s", "beta", "m"), 0, 1, 0, 1, 0) {
        @Override
        public PurchaseModel of(double[] p, TimeStep unit) {
            return CorrelatedParetoNbd.of(count(p)[0], p[1], p[2], p[3], p[4], unit);
        }

        @Override
        public Fitted<CorrelatedParetoNbd> fit(
                DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
            return CorrelatedParetoNbd.fit(histories, options);
        }

        @Override
        Fitted<CorrelatedParetoNbd> refit(PurchaseModel model, DistinctHistories histories, FitOptions options) {
            return CorrelatedParetoNbd.fit(histories, startingAt(model, options));
        }

        @Override
        PurchaseModel near(PurchaseModel model, double[] p) {
            return ((CorrelatedParetoNbd) model).near(p);
        }

        @Override
        boolean isSigned(int parameter) {
            return parameter == 4;
        }

        @Override
        double[] rescaled(double[] parameters, TimeStep from, TimeStep to) {
            if (from != to) {
                throw new IllegalArgumentException("correlated Pareto/NBD ties the rates a unit of time by e^(-rate),"
                        + " which no other unit can tell: it is in " + from + " and cannot be told in " + to
                        + "; fit it to data in " + to);
            }
            return parameters;
        }
    },
    /** {@link BgNbd}: customers leave after a repeat purchase. */
    BG_NBD("BG/NBD", BetaGeometric.NAMES, 0, 1, 0, 0) {
        @Override
        public PurchaseModel of(double[] p, TimeStep unit) {
            return BgNbd.of(count(p)[0], p[1], p[2], p[3], unit);
        }

        @Override
        public Fitted<BgNbd> fit(DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
            return BgNbd.fit(histories, options);
        }

        @Override
        Fitted<BgNbd> refit(PurchaseModel model, DistinctHistories histories, FitOptions options) {
            return BgNbd.fit(histories, startingAt(model, options));
        }
    },
    /** {@link MbgNbd}: customers leave after any purchase, the first included. */
    MBG_NBD("MBG/NBD", BetaGeometric.NAMES, 0, 1, 0, 0) {
        @Override
        public PurchaseModel of(double[] p, TimeStep unit) {
            return MbgNbd.of(count(p)[0], p[1], p[2], p[3], unit);
        }

        @Override
        public Fitted<MbgNbd> fit(DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
            return MbgNbd.fit(histories, options);
        }

        @Override
        Fitted<MbgNbd> refit(PurchaseModel model, DistinctHistories histories, FitOptions options) {
            return MbgNbd.fit(histories, startingAt(model, options));
        }
    },
    /** {@link BgCnbdK}: as BG/NBD, with regular intervals. */
    BG_CNBD_K("BG/CNBD-k", List.of("k", "r", "alpha", "a", "b"), 0, 0, 1, 0, 0) {
        @Override
        public PurchaseModel of(double[] p, TimeStep unit) {
            return BgCnbdK.of(BgCnbdK.wholeK(count(p)[0]), p[1], p[2], p[3], p[4], unit);
        }

        @Override
        public Fitted<BgCnbdK> fit(DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
            return BgCnbdK.fit(histories, intervals, options);
        }

        @Override
        Fitted<BgCnbdK> refit(PurchaseModel model, DistinctHistories histories, FitOptions options) {
            return RegularFit.again(
                    ((BgCnbdK) model).k(), "BG/CNBD", 0, histories, startingAt(model, options), BgCnbdK::of);
        }
    },
    /** {@link MbgCnbdK}: as MBG/NBD, with regular intervals. */
    MBG_CNBD_K("MBG/CNBD-k", List.of("k", "r", "alpha", "a", "b"), 0, 0, 1, 0, 0) {
        @Override
        public PurchaseModel of(double[] p, TimeStep unit) {
            return MbgCnbdK.of(BgCnbdK.wholeK(count(p)[0]), p[1], p[2], p[3], p[4], unit);
        }

        @Override
        public Fitted<MbgCnbdK> fit(DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
            return MbgCnbdK.fit(histories, intervals, options);
        }

        @Override
        Fitted<MbgCnbdK> refit(PurchaseModel model, DistinctHistories histories, FitOptions options) {
            return RegularFit.again(
                    ((MbgCnbdK) model).k(), "MBG/CNBD", 1, histories, startingAt(model, options), MbgCnbdK::of);
        }
    },
    /** {@link GgompertzNbd}: customers leave at any time, the more likely the older they are. */
    GGOMPERTZ_NBD("GGompertz/NBD", List.of("r", "alpha", "b", "s", "beta"), 0, 1, -1, 0, 0) {
        @Override
        public PurchaseModel of(double[] p, TimeStep unit) {
            return GgompertzNbd.of(count(p)[0], p[1], p[2], p[3], p[4], unit);
        }

        @Override
        public Fitted<GgompertzNbd> fit(DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
            return GgompertzNbd.fit(histories, options);
        }

        @Override
        Fitted<GgompertzNbd> refit(PurchaseModel model, DistinctHistories histories, FitOptions options) {
            return GgompertzNbd.fit(histories, startingAt(model, options));
        }
    },
    /** {@link BgBb}: customers buy or not at each of a row of opportunities; times are whole numbers of them. */
    BG_BB("BG/BB", List.of("alpha", "beta", "gamma", "delta"), 0, 0, 0, 0) {
        @Override
        public PurchaseModel of(double[] p, TimeStep unit) {
            return BgBb.of(count(p)[0], p[1], p[2], p[3], unit);
        }

        @Override
        public Fitted<BgBb> fit(DistinctHistories histories, PurchaseIntervals intervals, FitOptions options) {
            return BgBb.fit(histories, options);
        }

        @Override
        Fitted<BgBb> refit(PurchaseModel model, DistinctHistories histories, FitOptions options) {
            return BgBb.fit(histories, startingAt(model, options));
        }

        @Override
        double[] rescaled(double[] parameters, TimeStep from, TimeStep to) {
            if (from != to) {
                throw new IllegalArgumentException(
                        "BG/BB counts opportunities, one each of " + from + "; it cannot be told in " + to);
            }
            return parameters;
        }
    };

    private final String displayName;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> parameterNames;

    /** The power of time in each parameter's unit. */
    @SuppressWarnings("ImmutableEnumChecker") // never written, never given out
    private final int[] timePowers;

    ModelFamily(String displayName, List<String> parameterNames, int... timePowers) {
        this.displayName = displayName;
        this.parameterNames = parameterNames;
        this.timePowers = timePowers;
    }

    /** The name in the literature, such as {@code BG/NBD}. */
    public String displayName() {
        return displayName;
    }

    /** Names of the parameters in order. */
    public List<String> parameterNames() {
        return parameterNames;
    }

    /**
     * The model of this family at given parameters.
     *
     * @param parameters in the order of {@link #parameterNames}
     * @param unit the unit of time that they are told in
     * @throws IllegalArgumentException if there are more or fewer, or one is out of its domain
     */
    public abstract PurchaseModel of(double[] parameters, TimeStep unit);

    /**
     * The model of this family that fits the histories best.
     *
     * @param intervals of the same customers; only the models of regular purchases read them
     * @throws FitException if the data cannot identify the model; the message says why
     */
    public abstract Fitted<? extends PurchaseModel> fit(
            DistinctHistories histories, PurchaseIntervals intervals, FitOptions options);

    /** The model of the family, with the same whole-number parameters, that fits best, searched for from a model on. */
    abstract Fitted<? extends PurchaseModel> refit(
            PurchaseModel model, DistinctHistories histories, FitOptions options);

    /** The parameters that a fit estimates are the last ones; a whole number k comes before them. */
    private static FitOptions startingAt(PurchaseModel model, FitOptions options) {
        double[] parameters = model.parameters();
        boolean regular = model instanceof BgCnbdK || model instanceof MbgCnbdK;
        return options.withStart(regular ? Arrays.copyOfRange(parameters, 1, parameters.length) : parameters);
    }

    /** True if a parameter may be 0 or negative; all others must be above 0. */
    boolean isSigned(int parameter) {
        return false;
    }

    /** A model of the family at parameters that were moved a little from another's, for differences. */
    PurchaseModel near(PurchaseModel model, double[] parameters) {
        return of(parameters, model.unit());
    }

    /** The parameters of the same model in another unit of time. */
    double[] rescaled(double[] parameters, TimeStep from, TimeStep to) {
        double[] result = parameters.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= Math.pow(from.days() / to.days(), timePowers[i]);
        }
        return result;
    }

    double[] count(double[] parameters) {
        if (parameters.length == parameterNames.size()) {
            return parameters;
        }
        throw new IllegalArgumentException(displayName + " has the parameters " + parameterNames + "; there are "
                + parameters.length + ": " + Arrays.toString(parameters));
    }
}
