package io.github.clv4j.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.clv4j.kit.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions from JSON lines. */
class JsonLinesSourceContractTest extends JsonSourceContractTest {
    @Override
    Path file(String name) {
        return folder.resolve(name + ".jsonl");
    }

    @Override
    protected void store(String name, List<Transaction> rows) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newOutputStream(file(name)))) {
            json.setRootValueSeparator(new SerializedString("\n"));
            for (Transaction row : rows) {
                write(row, json);
            }
        }
    }

    /** A file that ends with a line is as whole as one that has more of them. */
    @Override
    protected @Nullable Path fileThatShowsCuts(String name) {
        return null;
    }
}
