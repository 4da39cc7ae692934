package io.github.clv4j.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.clv4j.data.CustomerIndex;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.fit.Fitted;
import io.github.clv4j.fit.Interval;
import io.github.clv4j.kpi.BillingInterval;
import io.github.clv4j.kpi.FactsAndCohorts;
import io.github.clv4j.kpi.KpiValue;
import io.github.clv4j.kpi.LoyaltyComponent;
import io.github.clv4j.kpi.OrderWindow;
import io.github.clv4j.kpi.ProfileVersion;
import io.github.clv4j.kpi.ScorecardLine;
import io.github.clv4j.kpi.ValueEstimate;
import io.github.clv4j.model.Bdw;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.ContractModel;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.model.ModelFamily;
import io.github.clv4j.model.ParetoNbd;
import io.github.clv4j.model.PurchaseModel;
import io.github.clv4j.model.SavedModel;
import io.github.clv4j.model.Sbg;
import io.github.clv4j.rfm.RfmCell;
import io.github.clv4j.rfm.RfmThresholds;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.rfm.SegmentSnapshot;
import io.github.clv4j.table.Table;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClvModuleTest {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new ClvModule()).build();

    /** Public records and sealed classes that have no form in JSON, and why. */
    private static final Map<Class<?>, String> NOT_MEANT = Map.of(
            FactsAndCohorts.class, "two results, which go as their tables",
            Fitted.class, "a SavedModel holds model and report, and knows the data",
            LoyaltyComponent.class, "holds a function",
            ProfileVersion.class, "a snapshot of all customers goes as its table",
            ScorecardLine.class, "holds a Kpi, which is made of functions; the scorecard goes as its table",
            SegmentSnapshot.class, "a grouping of all customers goes as a table",
            CustomerIndex.class, "the ids of all customers go as columns of tables");

    static List<Record> records() {
        return RecordSamples.all();
    }

    static List<Object> values() {
        return List.of(
                MoneyScale.of("EUR"),
                MoneyScale.of("points", 9),
                DiscountRate.none(),
                DiscountRate.annual(0.1),
                DiscountRate.annual(1e-9),
                DiscountRate.perPeriod(1.0 / 3, TimeStep.DAYS),
                DiscountRate.perPeriod(0.01, TimeStep.WEEKS),
                DiscountRate.perPeriod(12345678.9, TimeStep.MONTHS),
                DiscountRate.continuousAnnual(0.095),
                BillingInterval.of(6, TimeStep.MONTHS),
                KpiValue.of(7),
                KpiValue.of(new BigDecimal("1E+3")),
                KpiValue.of(new BigDecimal("12.50")).withNote("of two").withInterval(new Interval(12, 13)),
                KpiValue.of(1).over(3, "nobody").withInterval(new Interval(0.1, Double.POSITIVE_INFINITY)),
                KpiValue.of(1).over(0, "nobody").withNote("note"),
                KpiValue.of(1).over(-3, "negative"),
                KpiValue.of(1).over(KpiValue.undefined("base unknown"), "x"),
                KpiValue.undefined("no orders"),
                KpiValue.undefined("no orders").over(4, "x"),
                SegmentMaps.OMNICONVERT,
                Fits.thresholds(),
                GammaGamma.of(6.25, 3.74, 15.44),
                Sbg.of(0.668, 3.806, TimeStep.YEARS),
                Bdw.of(0.668, 3.806, 1.0 / 3, TimeStep.MONTHS));
    }

    @ParameterizedTest
    @MethodSource({"records", "values"})
    void valuesComeBackEqual(Object value) throws JsonProcessingException {
        String json = MAPPER.writeValueAsString(value);
        assertThat(MAPPER.readValue(json, value.getClass()))
                .as(json)
                .isEqualTo(value)
                .hasToString(value.toString());
        assertThat(MAPPER.convertValue(MAPPER.valueToTree(value), value.getClass()))
                .isEqualTo(value);
        // Settings of the host for what is within the value play no part.
        ObjectMapper other = JsonMapper.builder()
                .addModule(new ClvModule())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
                .enable(SerializationFeature.WRITE_ENUMS_USING_INDEX)
                .build();
        assertThat(other.writeValueAsString(value)).isEqualTo(json);
        assertThat(other.readValue(json, value.getClass())).isEqualTo(value);
    }

    @Test
    void everyFamilyOfModelsComesBack() throws JsonProcessingException {
        for (ModelFamily family : ModelFamily.values()) {
            double[] parameters = new double[family.parameterNames().size()];
            Arrays.setAll(parameters, i -> 1 + i / 3.0);
            if (family.name().endsWith("CNBD_K")) {
                parameters[0] = 2;
            }
            PurchaseModel model = family.of(parameters, TimeStep.WEEKS);
            String json = MAPPER.writeValueAsString(model);
            assertThat(MAPPER.readValue(json, PurchaseModel.class)).isEqualTo(model);
            assertThat(MAPPER.readValue(json, model.getClass())).isEqualTo(model);
        }
    }

    /** As a host would have them. */
    record Answer(
            String customer,
            RfmCell cell,
            KpiValue churn,
            MoneyScale money,
            DiscountRate rate,
            PurchaseModel model,
            ContractModel contract,
            BgNbd same,
            GammaGamma spend,
            SavedModel saved,
            SegmentMap map,
            RfmThresholds thresholds,
            List<Interval> intervals,
            Map<String, RfmCell> cells,
            @Nullable RfmCell none) {}

    @Test
    void aHostsOwnClassHoldsThem() throws JsonProcessingException {
        BgNbd model = BgNbd.of(0.8, 8, 1.2, 3, TimeStep.WEEKS);
        Answer answer = new Answer(
                "c1",
                new RfmCell(5, 4, 3),
                KpiValue.of(1).over(3, "x"),
                MoneyScale.of("EUR"),
                DiscountRate.annual(0.1),
                model,
                Sbg.of(1, 2, TimeStep.YEARS),
                model,
                GammaGamma.of(6, 4, 15),
                Fits.spend(),
                SegmentMaps.OMNICONVERT,
                Fits.thresholds(),
                List.of(new Interval(1, 2)),
                Map.of("a", new RfmCell(1, 1, 1)),
                null);
        assertThat(MAPPER.readValue(MAPPER.writeValueAsString(answer), Answer.class))
                .isEqualTo(answer);
        assertThat(MAPPER.writeValueAsString(new RfmCell(5, 4, 3))).isEqualTo("{\"r\":5,\"f\":4,\"m\":3}");
        assertThat(MAPPER.writeValueAsString(MoneyScale.of("EUR"))).isEqualTo("{\"currency\":\"EUR\",\"digits\":2}");
        assertThat(MAPPER.writeValueAsString(DiscountRate.annual(0.1)))
                .isEqualTo("{\"rate\":0.1,\"period\":\"YEARS\",\"compounding\":\"effective\"}");
        assertThat(MAPPER.writeValueAsString(KpiValue.of(1).over(4, "x")))
                .isEqualTo("{\"value\":0.25,\"numerator\":\"1\",\"denominator\":\"4\",\"undefinedReason\":null,"
                        + "\"note\":null,\"interval\":null}");
    }

    record Holder(Table table, @Nullable Table other) {}

    @Test
    void tablesComeBackWithinAnotherText() throws JsonProcessingException {
        String json = MAPPER.writeValueAsString(new Holder(JsonTablesTest.clv(), null));
        Tables.assertSame(MAPPER.readValue(json, Holder.class).table(), JsonTablesTest.clv());
        Tables.assertSame(
                MAPPER.convertValue(MAPPER.valueToTree(new Holder(JsonTablesTest.clv(), null)), Holder.class)
                        .table(),
                JsonTablesTest.clv());
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> MAPPER.readValue(json.replace("\"version\":1", "\"version\":2"), Holder.class))
                .withMessageContaining("version 2 is newer than 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "{\"r\":1,\"f\":2} ! the key 'm' is missing",
                "{\"r\":1,\"f\":2,\"m\":3,\"m\":3} ! the key 'm' stands twice; each must stand once",
                "{\"r\":1,\"f\":2,\"m\":3,\"x\":3} ! Unrecognized field \"x\"",
                "{\"r\":0,\"f\":2,\"m\":3} ! scores are 0, 2, 3; each must be 1 or more",
                "{\"r\":null,\"f\":2,\"m\":3} ! the value is null; it must be known",
                "{\"r\":1.0,\"f\":2,\"m\":3} ! the value is 1.0; it must be a whole number",
                "{\"r\":\"1\",\"f\":2,\"m\":3} ! the value is 1; it must be a whole number",
                "{\"r\":9999999999,\"f\":2,\"m\":3} ! the value is 9999999999; it must be a whole number",
                "{\"@class\":\"java.lang.Runtime\",\"r\":1,\"f\":2,\"m\":3} ! Unrecognized field \"@class\"",
                "[1,2,3] ! the value must be an object"
            })
    void whatIsNoCellIsRefused(String json, String message) {
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> MAPPER.readValue(json, RfmCell.class))
                .withMessageContaining(message);
    }

    @Test
    void otherValuesAreRefusedWithTheirRule() throws JsonProcessingException {
        refused("{\"currency\":\" \",\"digits\":2}", MoneyScale.class, "currency code is blank");
        refused("{\"currency\":null,\"digits\":2}", MoneyScale.class, "currency is missing");
        refused("{\"model\":null,\"unit\":\"WEEKS\",\"parameters\":[]}", PurchaseModel.class, "model is missing");
        refused("{\"model\":\"NBD\",\"unit\":\"WEEKS\",\"parameters\":[null,1]}", PurchaseModel.class, "they must be");
        refused("{\"rate\":-1,\"period\":\"YEARS\",\"compounding\":\"effective\"}", DiscountRate.class, "0 or more");
        refused("{\"rate\":1e999,\"period\":\"YEARS\",\"compounding\":\"effective\"}", DiscountRate.class, "1e999");
        refused(
                "{\"rate\":1,\"period\":\"AGES\",\"compounding\":\"effective\"}",
                DiscountRate.class,
                "the value is 'AGES'; it must be one of [DAYS, WEEKS, MONTHS, YEARS]");
        refused("{\"rate\":1,\"period\":\"DAYS\",\"compounding\":\"continuous\"}", DiscountRate.class, "over YEARS");
        refused(
                "{\"model\":\"BG_NBD\",\"unit\":\"WEEKS\",\"parameters\":[1,2]}",
                PurchaseModel.class,
                "parameters are [1.0, 2.0]; they must be [r, alpha, a, b]");
        String bgNbd = MAPPER.writeValueAsString(BgNbd.of(1, 2, 3, 4, TimeStep.WEEKS));
        refused(bgNbd, ParetoNbd.class, "it must be a ParetoNbd");
        refused(
                MAPPER.writeValueAsString(Fits.contract()).replace("\"format\":2", "\"format\":3,\"more\":1"),
                SavedModel.class,
                "format 3 is newer than 2");
        refused(
                "{\"first\":\"2025-02-30\",\"last\":null}",
                OrderWindow.class,
                "the value is '2025-02-30'; it must be a date");
        refused(
                "{\"value\":1,\"numerator\":\"1\",\"denominator\":\"0\",\"undefinedReason\":null,\"note\":null,"
                        + "\"interval\":null}",
                KpiValue.class,
                "there must be a reason where, and only where");
    }

    private static void refused(String json, Class<?> type, String message) {
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> MAPPER.readValue(json, type))
                .withMessageContaining(message);
    }

    @Test
    void modelsOfTheFirstFormatAreRead() throws JsonProcessingException {
        SavedModel saved = Fits.contract();
        String old = MAPPER.writeValueAsString(saved)
                .replace("\"format\":2", "\"format\":1")
                .replace("\"covariates\":null,", "");
        assertThat(MAPPER.readValue(old, SavedModel.class).parameters()).isEqualTo(saved.parameters());
    }

    /** A new record or sealed class is either taught to the module, with a sample, or listed as not meant. */
    @Test
    void everyPublicRecordAndSealedClassIsCoveredOrNotMeant() {
        Set<Class<?>> found = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.github.clv4j").stream()
                        .filter(ClvModuleTest::isInModules)
                        .map(JavaClass::reflect)
                        .filter(type -> type.isRecord() || (type.isSealed() && !type.isEnum()))
                        .filter(ClvModuleTest::isPublic)
                        .collect(Collectors.toSet());
        assertThat(found).contains(RfmCell.class, ValueEstimate.class, SavedModel.Report.class, PurchaseModel.class);

        Set<Class<?>> covered = new HashSet<>(ValueRecords.ALL);
        ValueForm.ALL.forEach(form -> covered.add(form.type()));
        Set<Class<?>> told = new HashSet<>(covered);
        told.addAll(NOT_MEANT.keySet());
        found.removeAll(told);
        assertThat(found)
                .as("public records and sealed classes that nobody decided on")
                .isEmpty();
        assertThat(covered).doesNotContainAnyElementsOf(NOT_MEANT.keySet());

        Set<Class<?>> sampled = new HashSet<>();
        records().forEach(sample -> sampled.add(sample.getClass()));
        assertThat(sampled).containsAll(ValueRecords.ALL);
    }

    private static boolean isInModules(JavaClass type) {
        String name = type.getPackageName();
        return !name.contains(".internal")
                && !name.startsWith("io.github.clv4j.kit")
                && !name.startsWith("io.github.clv4j.jackson");
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (!Modifier.isPublic(at.getModifiers())) {
                return false;
            }
        }
        return true;
    }
}
