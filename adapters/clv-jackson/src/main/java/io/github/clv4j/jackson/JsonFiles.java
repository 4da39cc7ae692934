package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.clv4j.data.DataException;
import io.github.clv4j.table.AtomicFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text of files, and the one mapper: strict in what it reads, the same text everywhere in what it writes. Doubled keys and
 * text behind the end are {@link JsonValue}'s to refuse, which tells where they are.
 */
final class JsonFiles {
    /** Characters of the longest text that is read as a whole. */
    private static final int LONGEST_TEXT = 1 << 28;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(JsonReadOptions.withDefaults()
                            .withSizeLimit(LONGEST_TEXT)
                            .constraints())
                    // The same digits on every Java.
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, config -> {
                config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            })
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private JsonFiles() {}

    /**
     * A file's text.
     *
     * @throws DataException if it is not UTF-8, or too long
     */
    static String text(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > LONGEST_TEXT) {
            throw new DataException(
                    file + ": the file has " + Files.size(file) + " bytes; it must have at most " + LONGEST_TEXT);
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": the file is not UTF-8 text", e);
        }
    }

    static String text(Reader reader) throws IOException {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }

    /** The text without byte order mark, which readers of files keep. */
    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** What is wrong with a text, without the parser's words of its own settings. */
    static String words(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage())
                .replaceAll(" \\(start marker at \\[Source: [^]]*]\\)", "")
                .replaceAll(", from `StreamReadConstraints[^`]*`", "");
    }

    static void write(Object value, Path file) throws IOException {
        AtomicFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder());
            write(value, writer);
        });
    }

    static void write(Object value, Writer writer) throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER);
        MAPPER.writer(printer).writeValue(writer, value);
        writer.write('\n');
        writer.flush();
    }
}
