package org.demarche.graphql.http;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.demarche.error.StartupException;
import org.demarche.http.EntityTags;

/** The documents in the folder of the operator, by the name of their file without the ending and by their SHA-256. */
final class ProvidedDocuments {

    static final ProvidedDocuments NONE = new ProvidedDocuments(Map.of());

    private static final String ENDING = ".graphql";

    private final Map<String, String> byName = new HashMap<>();
    private final Set<String> texts = new HashSet<>();

    private ProvidedDocuments(Map<String, String> files) {
        files.forEach((name, text) -> {
            byName.put(name, text);
            // Editors end a file with a newline, which the document that a client sends does not have.
            for (String variant : List.of(text, text.strip())) {
                byName.put(DocumentHash.of(variant), variant);
                texts.add(variant);
            }
        });
    }

    /** @throws StartupException if the folder cannot be read */
    static ProvidedDocuments read(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(ProvidedDocuments::isDocument).toList()) {
                String file = path.getFileName().toString();
                files.put(file.substring(0, file.length() - ENDING.length()), text(path));
            }
        } catch (IOException unreadable) {
            throw new StartupException(
                    "The folder of demarche.documents.folder (DEMARCHE_DOCUMENTS_FOLDER) cannot be read: %s."
                            .formatted(unreadable));
        }
        return new ProvidedDocuments(files);
    }

    /** Null if there is none of this name or hash. */
    String find(String name) {
        return byName.get(name);
    }

    boolean contain(String text) {
        return texts.contains(text);
    }

    /** Differs if any document differs. */
    String fingerprint() {
        return EntityTags.hash(new TreeMap<>(byName).toString(), 8);
    }

    private static boolean isDocument(Path path) {
        return path.getFileName().toString().endsWith(ENDING) && Files.isRegularFile(path);
    }

    private static String text(Path path) throws IOException {
        try {
            return Files.readString(path);
        } catch (MalformedInputException notUtf8) {
            throw new StartupException("The document %s is not in UTF-8.".formatted(path));
        }
    }
}
