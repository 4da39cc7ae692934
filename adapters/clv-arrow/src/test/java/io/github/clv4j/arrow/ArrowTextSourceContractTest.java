package io.github.clv4j.arrow;

import io.github.clv4j.kit.BadCell;
import io.github.clv4j.kit.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Transactions from Arrow streams of text columns. */
class ArrowTextSourceContractTest extends ArrowSourceContractTest {
    @Override
    Path file(String name) {
        return folder.resolve(name + ".arrows");
    }

    @Override
    protected void store(String name, List<Transaction> rows) throws IOException {
        ArrowData.writeTexts(file(name), rows, codec());
    }

    @Override
    protected boolean canHold(BadCell cell) {
        return true;
    }
}
