package io.github.clv4j.jackson;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.Bdw;
import io.github.clv4j.model.ContractModel;
import io.github.clv4j.model.Sbg;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A {@link ContractModel} as JSON. */
record ContractForm(Kind model, TimeStep period, List<Double> parameters) {
    /** The models, as {@link io.github.clv4j.model.SavedModel} calls them. */
    enum Kind {
        SBG,
        BDW
    }

    ContractForm {
        Objects.requireNonNull(model, "model is missing");
        Objects.requireNonNull(period, "period is missing");
        Objects.requireNonNull(parameters, "parameters is missing");
    }

    static ContractForm of(ContractModel model) {
        return new ContractForm(
                model instanceof Sbg ? Kind.SBG : Kind.BDW,
                model.period(),
                Arrays.stream(model.parameters()).boxed().toList());
    }

    ContractModel value() {
        return switch (model) {
            case SBG -> {
                double[] p = PurchaseForm.values(parameters, List.of("alpha", "beta"));
                yield Sbg.of(p[0], p[1], period);
            }
            case BDW -> {
                double[] p = PurchaseForm.values(parameters, List.of("alpha", "beta", "c"));
                yield Bdw.of(p[0], p[1], p[2], period);
            }
        };
    }
}
