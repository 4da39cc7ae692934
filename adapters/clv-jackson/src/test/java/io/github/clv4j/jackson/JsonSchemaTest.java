package io.github.clv4j.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TransactionColumns;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.data.TransactionLogBuilder;
import io.github.clv4j.model.SavedModel;
import io.github.clv4j.rfm.SavedThresholds;
import io.github.clv4j.rfm.SegmentMap;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas allow what is written, what is kept of each version, and what is read; and refuse what is refused. */
class JsonSchemaTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final TransactionColumns COLUMNS =
            TransactionColumns.of("customer_id", "ordered_at", "amount").withCost("cost");
    private static final LogOptions OPTIONS =
            LogOptions.of(MoneyScale.of("EUR")).withCost().withRefunds(RefundPolicy.KEEP_NEGATIVE);

    /** Reads and writes again a text that a schema describes. */
    private interface Form {
        String again(String text) throws IOException;
    }

    private static Schema schema(JsonSchema schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.text());
    }

    static String golden(String name) throws IOException {
        try (InputStream in = JsonSchemaTest.class.getResourceAsStream("golden/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Form form(JsonSchema schema) {
        return switch (schema) {
            case TRANSACTIONS -> JsonSchemaTest::transactions;
            case TABLE -> text -> table(text, JsonLayout.DOCUMENT);
            case TABLE_LINES -> text -> table(text, JsonLayout.LINES);
            case MODEL ->
                text -> {
                    StringWriter again = new StringWriter();
                    JsonModels.write(JsonModels.read(new StringReader(text), "t"), again);
                    return again.toString();
                };
            case SEGMENT_MAP ->
                text -> {
                    StringWriter again = new StringWriter();
                    JsonSegmentMaps.write(JsonSegmentMaps.read(new StringReader(text), "t"), again);
                    return again.toString();
                };
            case THRESHOLDS ->
                text -> {
                    StringWriter again = new StringWriter();
                    JsonThresholds.write(JsonThresholds.read(new StringReader(text), "t"), again);
                    return again.toString();
                };
        };
    }

    private static String transactions(String text) throws IOException {
        log(text, JsonLayout.DOCUMENT);
        return text;
    }

    private static TransactionLog log(String text, JsonLayout layout) throws IOException {
        TransactionLogBuilder builder = TransactionLog.builder(OPTIONS);
        JsonTransactions.readInto(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "t",
                COLUMNS,
                builder,
                JsonReadOptions.withDefaults().withLayout(layout));
        return builder.build();
    }

    private static String table(String text, JsonLayout layout) throws IOException {
        Table table = JsonTables.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "t",
                JsonReadOptions.withDefaults().withLayout(layout));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        JsonTables.write(table, again, layout);
        return again.toString(StandardCharsets.UTF_8);
    }

    private static List<String> errors(JsonSchema schema, JsonNode node) {
        return schema(schema).validate(node).stream().map(String::valueOf).toList();
    }

    /** What each version of a text looked like stays readable, and the newest is still written as it was. */
    @ParameterizedTest
    @CsvSource({
        "TRANSACTIONS, transactions-1.json",
        "TABLE, table-1.json",
        "TABLE_LINES, table-lines-1.jsonl",
        "MODEL, model-2.json",
        "MODEL, model-2-spend.json",
        "MODEL, model-2-edge.json",
        "SEGMENT_MAP, segment-map-1.json",
        "THRESHOLDS, thresholds-1.json"
    })
    void theNewestIsReadAndWrittenAsItWas(JsonSchema schema, String file) throws IOException {
        String text = golden(file);
        assertThat(form(schema).again(text)).isEqualTo(text);
        assertThat(errors(schema, PLAIN.readTree(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "model-1.json")
    void anOlderOneIsRead(String file) throws IOException {
        SavedModel model = JsonModels.read(new StringReader(golden(file)), file);
        assertThat(model.format()).isEqualTo(1);
        assertThat(model.covariates()).isNull();
        assertThat(model.parameters())
                .isEqualTo(JsonModels.read(new StringReader(golden("model-2.json")), file)
                        .parameters());
        assertThat(errors(JsonSchema.MODEL, PLAIN.readTree(golden(file)))).isEmpty();
    }

    @Test
    void theTransactionsAreThoseThatTheFileTells() throws IOException {
        TransactionLog log = log(golden("transactions-1.json"), JsonLayout.DOCUMENT);
        assertThat(log.report()).hasToString("read 4 = accepted 4 + netted 0 + dropped 0 + rejected 0");
        assertThat(log.revenueMinor()).isEqualTo(1990 - 500 + 100 + 9_007_199_254_740_993L);
        TransactionLog onLines = log(golden("transactions-1.jsonl"), JsonLayout.LINES);
        assertThat(onLines.sameRows(log)).isTrue();
        ArrayNode lines = PLAIN.createArrayNode();
        for (String line : golden("transactions-1.jsonl").split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(PLAIN.readTree(line));
            }
        }
        assertThat(errors(JsonSchema.TRANSACTIONS, lines)).isEmpty();
    }

    /** The schemas and the readers agree on each row that they take or refuse. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "{\"customer_id\":\"a\",\"ordered_at\":\"2025-03-01\",\"amount\":1,\"cost\":0} ! true",
                "{\"customer_id\":-7,\"ordered_at\":\"2025-03-01 10:15+0100\",\"amount\":\"-1.5e1\",\"cost\":0.1,\"x\":{}} ! true",
                "{\"customer_id\":\" \",\"ordered_at\":\"2025-03-01\",\"amount\":1,\"cost\":0} ! false",
                "{\"customer_id\":null,\"ordered_at\":\"2025-03-01\",\"amount\":1,\"cost\":0} ! false",
                "{\"customer_id\":1.5,\"ordered_at\":\"2025-03-01\",\"amount\":1,\"cost\":0} ! false",
                "{\"customer_id\":\"a\",\"ordered_at\":20250301,\"amount\":1,\"cost\":0} ! false",
                "{\"customer_id\":\"a\",\"ordered_at\":\"1.3.2025\",\"amount\":1,\"cost\":0} ! false",
                "{\"customer_id\":\"a\",\"ordered_at\":\"2025-03-01\",\"amount\":\"1,5\",\"cost\":0} ! false",
                "{\"customer_id\":\"a\",\"ordered_at\":\"2025-03-01\",\"amount\":1,\"cost\":[]} ! false",
                "{\"customer_id\":\"a\",\"ordered_at\":\"2025-03-01\",\"cost\":0} ! false",
                "7 ! false"
            })
    void transactionsThatAreTakenOrRefused(String row, boolean isTaken) throws IOException {
        String text = "[" + row + "]";
        assertThat(errors(JsonSchema.TRANSACTIONS, PLAIN.readTree(text)).isEmpty())
                .isEqualTo(isTaken);
        assertThat(isRead(JsonSchema.TRANSACTIONS, text)).isEqualTo(isTaken);
    }

    private static boolean isRead(JsonSchema schema, String text) throws IOException {
        try {
            form(schema).again(text);
            return true;
        } catch (DataException e) {
            return false;
        }
    }

    static Stream<String> files(JsonSchema schema) {
        return switch (schema) {
            case TRANSACTIONS -> Stream.of("transactions-1.json");
            case TABLE -> Stream.of("table-1.json");
            case TABLE_LINES -> Stream.of("table-lines-1.jsonl");
            case MODEL -> Stream.of("model-1.json", "model-2.json", "model-2-edge.json", "model-2-spend.json");
            case SEGMENT_MAP -> Stream.of("segment-map-1.json");
            case THRESHOLDS -> Stream.of("thresholds-1.json");
        };
    }

    /** Every key left out, every object with a key too many, every value of another type. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TRANSACTIONS", "TABLE_LINES"})
    void schemaAndReaderRefuseTheSame(JsonSchema schema) throws IOException {
        for (String file : files(schema).toList()) {
            List<JsonNode> changed = changes(PLAIN.readTree(golden(file)));
            assertThat(changed).hasSizeGreaterThan(20);
            for (JsonNode text : changed) {
                List<String> errors = errors(schema, text);
                assertThat(isRead(schema, text.toString()))
                        .as("%s as %s: %s", file, text, errors)
                        .isEqualTo(errors.isEmpty());
            }
        }
    }

    private static List<JsonNode> changes(JsonNode text) {
        List<JsonNode> changed = new ArrayList<>();
        changes(text, node -> node, changed);
        return changed;
    }

    /** Adds the whole with each change within one part of it. */
    private static void changes(JsonNode part, UnaryOperator<JsonNode> inWhole, List<JsonNode> changed) {
        changed.add(inWhole.apply(BooleanNode.TRUE));
        if (part instanceof ObjectNode object) {
            changed.add(inWhole.apply(object.deepCopy().put("unheard_of", 1)));
            object.fieldNames().forEachRemaining(key -> {
                changed.add(inWhole.apply(object.deepCopy().without(key)));
                changes(
                        object.path(key),
                        value -> inWhole.apply(object.deepCopy().set(key, value)),
                        changed);
            });
        } else if (part instanceof ArrayNode array && !array.isEmpty()) {
            // One entry stands for all.
            changes(array.path(0), value -> inWhole.apply(array.deepCopy().set(0, value)), changed);
        }
    }

    @Test
    void theFirstLineOfATableIsDescribed() throws IOException {
        JsonNode first = PLAIN.readTree(golden("table-lines-1.jsonl"));
        for (JsonNode text : changes(first)) {
            List<String> errors = errors(JsonSchema.TABLE_LINES, text);
            String rows = golden("table-lines-1.jsonl");
            String changed = text + rows.substring(rows.indexOf('\n'));
            if (!errors.isEmpty()) {
                assertThat(isRead(JsonSchema.TABLE_LINES, changed)).as(changed).isFalse();
            }
        }
        assertThat(errors(JsonSchema.TABLE_LINES, first)).isEmpty();
    }

    @Test
    void whatIsWrittenNowIsAllowed() throws IOException {
        for (SavedModel model : List.of(Fits.purchases(), Fits.atTheEdge(), Fits.spend(), Fits.contract())) {
            StringWriter text = new StringWriter();
            JsonModels.write(model, text);
            assertThat(errors(JsonSchema.MODEL, PLAIN.readTree(text.toString())))
                    .isEmpty();
        }
        for (SegmentMap map : SegmentMaps.all()) {
            StringWriter text = new StringWriter();
            JsonSegmentMaps.write(map, text);
            assertThat(errors(JsonSchema.SEGMENT_MAP, PLAIN.readTree(text.toString())))
                    .isEmpty();
        }
        StringWriter thresholds = new StringWriter();
        JsonThresholds.write(Fits.thresholds(), thresholds);
        assertThat(errors(JsonSchema.THRESHOLDS, PLAIN.readTree(thresholds.toString())))
                .isEmpty();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        JsonTables.write(SegmentMaps.OMNICONVERT.toTable(), table, JsonLayout.DOCUMENT);
        assertThat(errors(JsonSchema.TABLE, PLAIN.readTree(table.toByteArray())))
                .isEmpty();
    }

    @Test
    void unknownCellsMayBeNull() throws IOException {
        ObjectNode table = (ObjectNode) PLAIN.readTree(golden("table-1.json"));
        ((ArrayNode) table.path("rows").path(0)).set(0, NullNode.getInstance());
        assertThat(errors(JsonSchema.TABLE, table)).isEmpty();
        assertThat(isRead(JsonSchema.TABLE, table.toString())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void eachSchemaIsOneOfTheDraftAndSaysItsVersion(JsonSchema schema) throws IOException {
        JsonNode text = PLAIN.readTree(schema.text());
        assertThat(text.path("$schema").textValue()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        String name = schema.fileName().replace(".schema.json", "");
        int dash = name.lastIndexOf('-');
        assertThat(text.path("$id").textValue())
                .isEqualTo("urn:clv4j:schema:" + name.substring(0, dash) + ":" + schema.version());
        assertThat(name).endsWith("-" + schema.version());
        assertThat(text.path("description").textValue()).isNotBlank();
        Schema draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(draft.validate(text)).isEmpty();
    }

    @Test
    void versionsAreThoseThatAreWritten() {
        assertThat(JsonSchema.TABLE.version()).isEqualTo(JsonTables.VERSION);
        assertThat(JsonSchema.MODEL.version()).isEqualTo(SavedModel.FORMAT);
        assertThat(JsonSchema.THRESHOLDS.version()).isEqualTo(SavedThresholds.FORMAT);
    }
}
