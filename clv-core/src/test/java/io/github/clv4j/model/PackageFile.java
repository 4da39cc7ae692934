package io.github.clv4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clv4j.data.TimeStep;
import io.github.clv4j.summary.SharedFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a public package made of CDNOW: a file that names package, version and command, and the fit that it drove to its end. */
final class PackageFile {
    private static final String NUMBER = "(-?[0-9][-+0-9.eE]*)";

    private final String name;
    private final String text;

    private PackageFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** Skips the test without the folder of shared files. */
    static PackageFile of(String name) throws IOException {
        return new PackageFile(name, SharedFiles.text("reference/cdnow/" + name + ".json"));
    }

    /** The parameters that all predictions in the file are at. */
    double[] parameters() {
        return object("\"fit\":[^{]*\\{[^{]*\"params\":");
    }

    double logLikelihood() {
        return number("\"fit\":[^{]*\\{[^{]*\"params\":[^}]*\\},\\s*\"log_likelihood\":");
    }

    double[] standardErrors() {
        return object("\"fit\":[^{]*\\{[^{]*\"params\":[^}]*\\},[^{]*\"se\":");
    }

    /** A sum over all customers. */
    double total(String total) {
        return number("\"totals\":[^}]*\"" + total + "\":");
    }

    /** An array of a part of the file. */
    double[] array(String part, String array) {
        Matcher matcher = Pattern.compile("\"" + part + "\":\\s*\\{[^}]*?\"" + array + "\":\\s*\\[([^\\]]*)\\]")
                .matcher(text);
        assertThat(matcher.find()).as("%s of %s in %s", array, part, name).isTrue();
        return Arrays.stream(matcher.group(1).split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private double number(String before) {
        Matcher matcher = Pattern.compile(before + "\\s*" + NUMBER).matcher(text);
        assertThat(matcher.find()).as("%s in %s", before, name).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private double[] object(String before) {
        Matcher object = Pattern.compile(before + "\\s*\\{([^}]*)\\}").matcher(text);
        assertThat(object.find()).as("%s in %s", before, name).isTrue();
        return Pattern.compile(":\\s*" + NUMBER)
                .matcher(object.group(1))
                .results()
                .mapToDouble(pair -> Double.parseDouble(pair.group(1)))
                .toArray();
    }

    PurchaseModel model(ModelFamily family, TimeStep unit) {
        return family.of(parameters(), unit);
    }

    /** The predictions for every customer of the sample: rows of cells by the header's names. */
    List<Map<String, String>> customers() throws IOException {
        String[][] lines = SharedFiles.text("reference/cdnow/full/" + name + ".csv")
                .lines()
                .map(line -> line.split(",", -1))
                .toArray(String[][]::new);
        return Arrays.stream(lines)
                .skip(1)
                .map(cells -> {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 0; i < cells.length; i++) {
                        row.put(lines[0][i], cells[i]);
                    }
                    return row;
                })
                .toList();
    }
}
