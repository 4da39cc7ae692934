package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleSerializers;
import io.github.clv4j.model.SavedModel;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.table.Table;

/**
 * Teaches a host's Jackson mapper the value types of this library, so that they can stand in the host's own classes:
 *
 * <pre>{@code
 * record Answer(String customer, RfmCell cell, KpiValue churn, Table history) {}
 *
 * ObjectMapper mapper = JsonMapper.builder().addModule(new ClvModule()).build();
 * }</pre>
 *
 * <ul>
 *   <li>The public records of values (such as {@link io.github.clv4j.rfm.RfmCell}, {@link io.github.clv4j.fit.Interval},
 *       {@link SavedModel}): objects with all components, each of which must be there once. NaN and what is empty are null,
 *       infinities are the strings {@code "Infinity"} and {@code "-Infinity"}, dates ISO 8601, exact decimals strings, enums
 *       their names. No module for dates or optional values is needed, and settings of the mapper for them play no part.
 *   <li>{@link Table}: as in {@link JsonTables}, a document. {@link SegmentMap}: as in {@link JsonSegmentMaps}. {@link
 *       io.github.clv4j.rfm.RfmThresholds}: as in {@link JsonThresholds}.
 *   <li>{@link io.github.clv4j.data.MoneyScale} {@code {"currency":"EUR","digits":2}}; {@link
 *       io.github.clv4j.data.DiscountRate} {@code {"rate":0.1,"period":"YEARS","compounding":"effective"}}; {@link
 *       io.github.clv4j.kpi.BillingInterval} {@code {"length":1,"unit":"MONTHS"}}.
 *   <li>{@link io.github.clv4j.kpi.KpiValue}: numerator and denominator, reason, note, interval; {@code value} is for readers
 *       in other languages and plays no part when it is read back.
 *   <li>The sealed {@link io.github.clv4j.model.PurchaseModel} and {@link io.github.clv4j.model.ContractModel}, declared as
 *       such or as one of their models, and {@link io.github.clv4j.model.GammaGamma}: name, unit of time and parameters. The
 *       report of a fit goes with {@link SavedModel}.
 * </ul>
 *
 * <p>What is written comes back equal, numbers to the last bit. What cannot be read is refused with Jackson's {@link
 * com.fasterxml.jackson.databind.JsonMappingException} that names key and rule. No class is ever chosen by a name in the
 * text. Results that are no single values (scores, reports, profiles) go as their {@code toTable()}.
 */
public final class ClvModule extends Module {
    private static final String NAME = "clv4j";

    @Override
    public String getModuleName() {
        return NAME;
    }

    @Override
    public Object getTypeId() {
        return NAME;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        SimpleSerializers serializers = new SimpleSerializers();
        SimpleDeserializers deserializers = new SimpleDeserializers();
        for (Class<? extends Record> type : ValueRecords.ALL) {
            addRecord(type, serializers, deserializers);
        }
        deserializers.addDeserializer(SavedModel.class, new SavedModelDeserializer());
        serializers.addSerializer(Table.class, new TableSerializer());
        deserializers.addDeserializer(Table.class, new TableDeserializer());
        for (ValueForm<?, ?> form : ValueForm.ALL) {
            form.addTo(serializers, deserializers);
        }
        context.addSerializers(serializers);
        context.addDeserializers(deserializers);
    }

    private static <T extends Record> void addRecord(
            Class<T> type, SimpleSerializers serializers, SimpleDeserializers deserializers) {
        serializers.addSerializer(type, new RecordSerializer<>(type));
        deserializers.addDeserializer(type, new RecordDeserializer<>(type));
    }
}
