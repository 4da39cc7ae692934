package io.github.clv4j.jackson;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A {@link PurchaseModel} as JSON. */
record PurchaseForm(ModelFamily model, TimeStep unit, List<Double> parameters) {
    PurchaseForm {
        Objects.requireNonNull(model, "model is missing");
        Objects.requireNonNull(unit, "unit is missing");
        Objects.requireNonNull(parameters, "parameters is missing");
    }

    static PurchaseForm of(PurchaseModel model) {
        return new PurchaseForm(
                model.family(),
                model.unit(),
                Arrays.stream(model.parameters()).boxed().toList());
    }

    PurchaseModel value() {
        return model.of(values(parameters, model.parameterNames()), unit);
    }

    static double[] values(List<Double> parameters, List<String> names) {
        if (parameters.size() != names.size() || parameters.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("parameters are " + parameters + "; they must be " + names);
        }
        return parameters.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
