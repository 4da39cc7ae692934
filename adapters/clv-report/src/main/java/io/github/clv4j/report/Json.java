package io.github.clv4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Chart options as JSON trees; {@code toString} of a tree is its text. */
final class Json {
    /** What ECharts draws as a gap. */
    private static final String GAP = "-";

    /** More digits than a screen can show; and unlike {@code Double.toString} the same text on every JDK. */
    private static final MathContext PRECISION = new MathContext(12);

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /** A place the page's script fills with its function or value of this name; see {@code report.js}. */
    static ObjectNode hook(String name) {
        return object().put("$hook", name);
    }

    /** Puts {@code value}, or a gap if it is not yet known. */
    static ObjectNode putValue(ObjectNode node, String field, double value) {
        return Double.isNaN(value) ? node.put(field, GAP) : node.put(field, number(value));
    }

    static BigDecimal number(double value) {
        return new BigDecimal(value).round(PRECISION);
    }
}
