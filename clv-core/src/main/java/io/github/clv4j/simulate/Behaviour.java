package io.github.clv4j.simulate;

import io.github.clv4j.model.BgBb;
import io.github.clv4j.model.BgCnbdK;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.CorrelatedParetoNbd;
import io.github.clv4j.model.GgompertzNbd;
import io.github.clv4j.model.MbgCnbdK;
import io.github.clv4j.model.MbgNbd;
import io.github.clv4j.model.Nbd;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.model.PurchaseModel;

/** A model as a recipe for customers. */
interface Behaviour {
    /** Draws a customer and what it does up to an age. */
    void live(Draws draws, double until, Life life);

    /** The recipe of a model: one case a family. */
    static Behaviour of(PurchaseModel model) {
        return switch (model.family()) {
            case NBD -> nbd((Nbd) model);
            case PARETO_NBD -> paretoNbd((ParetoNbd) model);
            case CORRELATED_PARETO_NBD -> new CorrelatedBehaviour((CorrelatedParetoNbd) model);
            case GGOMPERTZ_NBD -> ggompertzNbd((GgompertzNbd) model);
            case BG_NBD -> bgNbd((BgNbd) model);
            case MBG_NBD -> mbgNbd((MbgNbd) model);
            case BG_CNBD_K -> bgCnbdK((BgCnbdK) model);
            case MBG_CNBD_K -> mbgCnbdK((MbgCnbdK) model);
            case BG_BB -> bgBb((BgBb) model);
        };
    }

    private static Behaviour nbd(Nbd m) {
        return new LifetimeBehaviour(m.r(), m.alpha(), draws -> Double.POSITIVE_INFINITY);
    }

    private static Behaviour paretoNbd(ParetoNbd m) {
        double logBeta = StrictMath.log(m.beta());
        return new LifetimeBehaviour(
                m.r(),
                m.alpha(),
                draws -> StrictMath.exp(StrictMath.log(draws.exponential()) - draws.logGamma(m.s()) + logBeta));
    }

    private static Behaviour ggompertzNbd(GgompertzNbd m) {
        double logBeta = StrictMath.log(m.beta());
        // The age at which η (e^{bt} − 1) reaches an exponential variate.
        return new LifetimeBehaviour(m.r(), m.alpha(), draws -> {
            double log = StrictMath.log(draws.exponential()) - draws.logGamma(m.s()) + logBeta;
            return (log > 40 ? log : StrictMath.log1p(StrictMath.exp(log))) / m.b();
        });
    }

    private static Behaviour bgNbd(BgNbd m) {
        return new DropoutBehaviour(1, m.r(), m.alpha(), m.a(), m.b(), false);
    }

    private static Behaviour mbgNbd(MbgNbd m) {
        return new DropoutBehaviour(1, m.r(), m.alpha(), m.a(), m.b(), true);
    }

    private static Behaviour bgCnbdK(BgCnbdK m) {
        return new DropoutBehaviour(m.k(), m.r(), m.alpha(), m.a(), m.b(), false);
    }

    private static Behaviour mbgCnbdK(MbgCnbdK m) {
        return new DropoutBehaviour(m.k(), m.r(), m.alpha(), m.a(), m.b(), true);
    }

    private static Behaviour bgBb(BgBb m) {
        return new OpportunityBehaviour(m.alpha(), m.beta(), m.gamma(), m.delta());
    }
}
