package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleSerializers;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.kpi.BillingInterval;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.model.ContractModel;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.rfm.SavedThresholds;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMapData;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A value type that is written and read as a record. */
final class ValueForm<T, D extends Record> {
    static final List<ValueForm<?, ?>> ALL = List.of(
            new ValueForm<>(MoneyScale.class, MoneyForm.class, MoneyForm::of, MoneyForm::value),
            new ValueForm<>(DiscountRate.class, RateForm.class, RateForm::of, RateForm::value),
            new ValueForm<>(BillingInterval.class, BillingForm.class, BillingForm::of, BillingForm::value),
            new ValueForm<>(KpiValue.class, KpiForm.class, KpiForm::of, KpiForm::toKpi),
            new ValueForm<>(SegmentMap.class, SegmentMapData.class, SegmentMap::data, SegmentMap::of),
            new ValueForm<>(
                    RfmThresholds.class, SavedThresholds.class, SavedThresholds::of, SavedThresholds::toThresholds),
            new ValueForm<>(GammaGamma.class, SpendForm.class, SpendForm::of, SpendForm::value),
            new ValueForm<>(PurchaseModel.class, PurchaseForm.class, PurchaseForm::of, PurchaseForm::value),
            new ValueForm<>(ContractModel.class, ContractForm.class, ContractForm::of, ContractForm::value));

    private final Class<T> type;
    private final RecordSerializer<D> serializer;
    private final RecordDeserializer<D> deserializer;
    private final Function<T, D> to;
    private final Function<D, T> from;

    private ValueForm(Class<T> type, Class<D> form, Function<T, D> to, Function<D, T> from) {
        this.type = type;
        this.serializer = new RecordSerializer<>(form);
        this.deserializer = new RecordDeserializer<>(form);
        this.to = to;
        this.from = from;
    }

    Class<T> type() {
        return type;
    }

    /** Of a sealed class its members, too, which a host may declare. */
    void addTo(SimpleSerializers serializers, SimpleDeserializers deserializers) {
        serializers.addSerializer(type, new Writer());
        deserializers.addDeserializer(type, new Reader<>(type));
        if (type.isSealed()) {
            for (Class<?> member : type.getPermittedSubclasses()) {
                addMember(member.asSubclass(type), deserializers);
            }
        }
    }

    private <S extends T> void addMember(Class<S> member, SimpleDeserializers deserializers) {
        deserializers.addDeserializer(member, new Reader<>(member));
    }

    private final class Writer extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            serializer.serialize(to.apply(value), json, provider);
        }
    }

    private final class Reader<S extends T> extends JsonDeserializer<S> {
        private final Class<S> wanted;

        Reader(Class<S> wanted) {
            this.wanted = wanted;
        }

        @Override
        public S deserialize(JsonParser json, DeserializationContext context) throws IOException {
            D form = deserializer.deserialize(json, context);
            T value;
            try {
                value = from.apply(form);
            } catch (IllegalArgumentException e) {
                value = type.cast(context.handleInstantiationProblem(type, form, e));
            }
            return wanted.isInstance(value)
                    ? wanted.cast(value)
                    : context.reportInputMismatch(
                            wanted, "the value is a %s; it must be a %s", value, wanted.getSimpleName());
        }
    }
}
