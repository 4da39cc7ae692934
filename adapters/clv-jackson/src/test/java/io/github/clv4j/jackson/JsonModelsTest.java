package io.github.clv4j.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clv4j.data.DataException;
import io.github.clv4j.model.SavedModel;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonModelsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void modelsComeBackToTheBit() throws IOException {
        for (SavedModel saved : List.of(Fits.purchases(), Fits.atTheEdge(), Fits.spend(), Fits.contract())) {
            Path file = folder.resolve(saved.model() + ".json");
            JsonModels.write(saved, file);
            // Records of boxed doubles are equal where the bits are.
            assertThat(JsonModels.read(file)).isEqualTo(saved);
            assertThat(new ObjectMapper().readValue(file.toFile(), SavedModel.class))
                    .isEqualTo(saved);
        }
    }

    @Test
    void faultsAreNamedWithTheirPlace() throws IOException {
        StringWriter written = new StringWriter();
        JsonModels.write(Fits.contract(), written);
        String text = written.toString();
        assertThat(JsonModels.read(new StringReader("\uFEFF" + text), "m.json")).isEqualTo(Fits.contract());

        refused(
                text.replace("\"format\" : 2", "\"format\" : 3, \"novelty\" : 3"),
                "m.json, line 2, column 14, format: format 3 is newer than 2");
        refused(
                text.replace("\"model\"", "\"novelty\" : 1, \"model\""),
                ", novelty: the key is unknown; keys are [covariates, currency,");
        refused(text.replaceFirst("\"timeUnit\".*", ""), ", timeUnit: the key is missing");
        refused(text.replaceFirst("\"gradientNorm\".*", ""), ", report.gradientNorm: the key is missing");
        refused(text.replaceFirst("\"customers\".*", ""), ", data.customers: the key is missing");
        refused(text.replace("\"YEARS\"", "7"), ", timeUnit: Cannot coerce Integer value (7)");
        refused(text.replace("\"YEARS\"", "\"EONS\""), "timeUnit is 'EONS'; it must be one of DAYS");
        refused(text.replace("\"customers\" : 1000", "\"customers\" : 1000.5"), ", data.customers: ");
        refused(
                text.replace("\"customers\" : 1000", "\"customers\" : \"1000\""),
                ", data.customers: Cannot coerce String");
        refused(
                text.replace("\"customers\" : 1000", "\"customers\" : 1000, \"customers\" : 1"),
                ", data.customers: the key stands twice; each must stand once");
        refused(text + "1", ", column 1: there is more text behind the end of the JSON object");
        refused(text.substring(0, text.length() / 2), "m.json, line ");
        refused("", "m.json: the text is empty; it must be a JSON object");
        refused("[]", "m.json, line 1, column 1: the value is a list; it must be an object");
        refused("{", "m.json, line 1, column ");
    }

    /** Format 1 had no key for covariates; what it has is still read, and still checked. */
    @Test
    void formatOneIsStillRead() throws IOException {
        StringWriter written = new StringWriter();
        JsonModels.write(Fits.contract(), written);
        String old = written.toString()
                .replace("\"format\" : 2", "\"format\" : 1")
                .replaceFirst("\\s*\"covariates\" : null,", "");
        assertThat(old).doesNotContain("covariates");
        SavedModel read = JsonModels.read(new StringReader(old), "m.json");
        assertThat(read.format()).isEqualTo(1);
        assertThat(read.parameters()).isEqualTo(Fits.contract().parameters());
        refused(old.replaceFirst("\"timeUnit\".*", ""), "m.json, timeUnit: the key is missing");
        refused(old.replace("\"format\" : 1", "\"format\" : 2"), ", covariates: the key is missing");
    }

    private static void refused(String text, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> JsonModels.read(new StringReader(text), "m.json"))
                .withMessageContaining(message)
                .withMessageNotContainingAny("CoercionConfig", "DeserializationFeature", "ignorable");
    }
}
