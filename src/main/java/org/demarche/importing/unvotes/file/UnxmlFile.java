package org.demarche.importing.unvotes.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;

import org.demarche.importing.ImportException;
import org.demarche.importing.InputFile;

/** A file of resolutions as JSON: an array of objects, or an object on each line. Read one object at a time. */
public record UnxmlFile(InputFile file) {

    private static final JsonProvider JSON = JsonProvider.provider();

    void read(Consumer<UnxmlResolution> consumer, LongConsumer progress) {
        try (Reader opened = file.open(progress);
                BufferedReader reader = new BufferedReader(opened)) {
            switch (firstCharacter(reader)) {
                case '[' -> readArray(reader, consumer);
                case '{' -> readLines(reader, consumer);
                default ->
                    throw new ImportException(
                            "%s is not a file of UNxml: it must be a JSON array, or have a JSON object on each line"
                                    .formatted(file.path()));
            }
        } catch (IOException failure) {
            throw file.explain(failure);
        }
    }

    /** The first character that is not white space, which the reader still has before it; -1 in an empty file. */
    private static int firstCharacter(BufferedReader reader) throws IOException {
        int next;
        do {
            reader.mark(1);
            next = reader.read();
        } while (Character.isWhitespace(next));
        reader.reset();
        return next;
    }

    private void readLines(BufferedReader reader, Consumer<UnxmlResolution> consumer) throws IOException {
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try (JsonParser parser = JSON.createParser(new StringReader(line))) {
                parser.next();
                consumer.accept(new UnxmlResolution(file.name(), number, parser.getObject()));
            } catch (JsonException | IllegalStateException | NoSuchElementException malformed) {
                throw malformed(number, malformed);
            }
        }
    }

    private void readArray(BufferedReader reader, Consumer<UnxmlResolution> consumer) throws IOException {
        // Closed with its reader: closing it itself would fail in the middle of a malformed file.
        JsonParser parser = JSON.createParser(reader);
        long line = 1;
        try {
            parser.next();
            while (parser.next() != JsonParser.Event.END_ARRAY) {
                line = parser.getLocation().getLineNumber();
                JsonValue value = parser.getValue();
                if (!(value instanceof JsonObject object)) {
                    throw new ImportException(
                            "%s:%d: an element of the array is not an object".formatted(file.path(), line));
                }
                consumer.accept(new UnxmlResolution(file.name(), line, object));
            }
        } catch (JsonException | IllegalStateException | NoSuchElementException malformed) {
            if (malformed.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw malformed(parser.getLocation().getLineNumber(), malformed);
        }
    }

    private ImportException malformed(long line, RuntimeException malformed) {
        return new ImportException("%s:%d: not valid JSON: %s".formatted(file.path(), line, malformed.getMessage()));
    }
}
