package io.github.clv4j.spark;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The CDNOW cohort, where it is at hand. */
final class Cdnow {
    private Cdnow() {}

    /** Its rows in cents; the test is skipped, with a message, if the file is not there. */
    static List<SampleRow> rows() throws IOException {
        Path file = null;
        Path wanted = Path.of("shared", "datasets", "cdnow_master.csv");
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(wanted))) {
                file = folder.resolve(wanted);
                break;
            }
        }
        assumeThat(file).as("cdnow_master.csv is not at hand").isNotNull();
        List<SampleRow> rows = new ArrayList<>();
        if (file != null) {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                long cents = new BigDecimal(cells[2]).movePointRight(2).longValueExact();
                rows.add(new SampleRow(cells[0], (int) LocalDate.parse(cells[1]).toEpochDay(), cents, 0));
            }
        }
        return rows;
    }
}
