package io.github.clv4j.model;

import io.github.clv4j.fit.FitException;
import io.github.clv4j.internal.math.Gammas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Minus the log-likelihood of {@link Nbd} over columns with its gradient, in θ = (ln r, ln α). */
final class NbdLikelihood implements Likelihood {
    private static final double MOST = Math.log(1e6);
    private static final double ALIKE = 1e3;

    private final HistoryColumns columns;
    private final double scale;

    NbdLikelihood(HistoryColumns columns) {
        this.columns = columns;
        this.scale = columns.meanAge();
        if (!(columns.purchases() > 0)) {
            throw new FitException(Words.noRepeat(name(), columns.customers));
        }
        if (!(columns.meanAge() > 0)) {
            throw new FitException(Words.noTime(name(), columns.customers));
        }
    }

    @Override
    public String name() {
        return "NBD";
    }

    @Override
    public List<String> parameterNames() {
        return List.of("r", "alpha");
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public long customers() {
        return columns.customers;
    }

    @Override
    public Likelihood thinned(int wanted) {
        HistoryColumns sample = columns.thinned(wanted);
        return sample == columns || !(sample.purchases() > 0) ? this : new NbdLikelihood(sample);
    }

    @Override
    public List<double[]> starts() {
        double rate = columns.purchases() / columns.customers / scale;
        return List.of(
                new double[] {Math.log(0.5), Math.log(0.5 / rate)}, new double[] {Math.log(3), Math.log(3 / rate)});
    }

    @Override
    public double[] lower() {
        return new double[] {-MOST, Math.log(scale) - 1.5 * MOST};
    }

    @Override
    public double[] upper() {
        return new double[] {MOST, Math.log(scale) + 1.5 * MOST};
    }

    @Override
    public double[] parameters(double[] theta) {
        return new double[] {Math.exp(theta[0]), Math.exp(theta[1])};
    }

    @Override
    public double[] theta(double[] parameters) {
        return new double[] {Math.log(parameters[0]), Math.log(parameters[1])};
    }

    @Override
    public @Nullable String limit(double[] p) {
        if (p[0] > ALIKE) {
            return "all customers buy at nearly the same rate r/alpha = " + Words.number(p[0] / p[1])
                    + ": the likelihood rises for ever with r and alpha, only their ratio is identified";
        }
        if (p[0] < 1 / ALIKE) {
            return "nearly all purchases come from a few customers (r = " + Words.number(p[0])
                    + "): r and alpha are not identified";
        }
        return null;
    }

    @Override
    public double value(double[] theta, double @Nullable [] gradient) {
        double r = Math.exp(theta[0]);
        double alpha = Math.exp(theta[1]);
        double value = 0;
        double inR = 0;
        double inAlpha = 0;
        for (int i = 0; i < columns.rows; i++) {
            double w = columns.weight[i];
            double age = columns.times[columns.ageTime[i]];
            double shape = r + columns.x[i];
            double log = Math.log1p(age / alpha);
            value -= w * shape * log;
            inR -= w * log;
            inAlpha += w * shape * age / (alpha + age);
        }
        for (int g = 0; g < columns.groupX.length; g++) {
            double w = columns.groupWeight[g];
            int x = columns.groupX[g];
            value += w * (Gammas.logRising(r, x) - x * theta[1]);
            inR += w * Gammas.digammaRising(r, x);
            inAlpha -= w * x;
        }
        if (gradient != null) {
            gradient[0] = -r * inR;
            gradient[1] = -inAlpha;
        }
        return -value;
    }
}
