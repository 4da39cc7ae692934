package io.github.clv4j.jackson;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.PurchaseModel;
import java.util.Arrays;
import java.util.List;

/** A {@link PurchaseModel} as JSON. */
record PurchaseForm(ModelFamily model, TimeStep unit, List<Double> parameters) {
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
        if (parameters.size() != names.size() || parameters.contains(null)) {
            throw new IllegalArgumentException("parameters are " + parameters + "; they must be " + names);
        }
        return parameters.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
