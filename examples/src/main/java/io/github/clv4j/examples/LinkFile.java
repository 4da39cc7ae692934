package io.github.clv4j.examples;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.IdLinks;
import io.github.clv4j.data.IdLinksBuilder;
import io.github.clv4j.data.MoneyScale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads which ids are one customer: columns {@code id} and {@code other_id}. Links may go round in a circle; all ids in it are
 * one customer.
 *
 * @param rows what became of the rows
 */
record LinkFile(IdLinks links, SideFile rows) {
    static LinkFile read(Path file, MoneyScale money, boolean decimalComma, BadRowPolicy badRows) throws IOException {
        SideFile side = new SideFile(file.toString(), money, decimalComma, badRows)
                .withNames("one", "id", "customer_id")
                .withNames("other", "other_id");
        IdLinksBuilder builder = IdLinks.builder(file.toString(), BadRowPolicy.fail());
        side.read(
                file,
                "--id-links",
                List.of("one", "other"),
                row -> builder.row(row.number()).link(row.text("one"), row.text("other")));
        return new LinkFile(builder.build(), side);
    }
}
