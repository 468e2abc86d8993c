package org.demarche.graphql.http;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.demarche.error.StartupException;
import org.demarche.http.EntityTags;

/**
 * The documents in the folder of the operator, by the name of their file without the ending and by their SHA-256, and those of
 * the pages of the service, by their SHA-256.
 */
final class ProvidedDocuments {

    private static final String ENDING = ".graphql";

    private final Map<String, String> byName = new HashMap<>();
    private final Set<String> texts = new HashSet<>();

    private ProvidedDocuments(Map<String, String> files, Collection<String> pages) {
        files.forEach((name, text) -> {
            byName.put(name, text);
            // Editors end a file with a newline, which the document that a client sends does not have.
            add(text);
            add(text.strip());
        });
        pages.forEach(this::add);
    }

    private void add(String text) {
        byName.put(DocumentHash.of(text), text);
        texts.add(text);
    }

    /**
     * @param files of the operator, by their names without the ending
     * @param pages the documents of the pages of the service
     */
    static ProvidedDocuments of(Map<String, String> files, Collection<String> pages) {
        return new ProvidedDocuments(files, pages);
    }

    /**
     * The documents in a folder, by the names of their files without the ending.
     *
     * @throws StartupException if the folder cannot be read
     */
    static Map<String, String> files(Path folder) {
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
        return files;
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
