package io.github.clv4j.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads what the module writes, with the XML parser of the JDK. */
final class Pages {
    private Pages() {}

    /** A whole page; its styles and its code are taken out, as XML cannot hold them. */
    static Document parse(String page) {
        return parseXml(page.replaceFirst("(?s)^<!DOCTYPE html>", "")
                .replaceAll("(?s)<style>.*?</style>", "<style></style>")
                .replaceAll("(?s)<script>.*?</script>", "<script></script>"));
    }

    /** A part of a page. */
    static Document parse(Section section) {
        return parseXml(render(section));
    }

    static String render(Section section) {
        Html html = new Html();
        section.render(html, "s1");
        return html.toString();
    }

    /** The texts of all elements of a name, in order. */
    static List<String> texts(Document page, String element) {
        return elements(page, element).stream().map(Node::getTextContent).toList();
    }

    static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Document parseXml(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser.parse(new InputSource(new StringReader(text)));
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new AssertionError("the page must parse: " + e.getMessage(), e);
        }
    }
}
