package org.demarche.deployment;

import java.io.IOException;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Names and versions in pom.xml, with which all other files must agree. */
record Project(String artifact, String version, String imageName) {

    static Project read() {
        try {
            Document pom = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Path.of("pom.xml").toFile());
            XPath path = XPathFactory.newInstance().newXPath();
            return new Project(
                    path.evaluate("/project/artifactId", pom),
                    path.evaluate("/project/version", pom),
                    path.evaluate("/project/properties/image.name", pom));
        } catch (IOException | SAXException | ParserConfigurationException | XPathExpressionException failure) {
            throw new IllegalStateException("pom.xml cannot be read", failure);
        }
    }

    String image() {
        return imageName + ":" + version;
    }
}
