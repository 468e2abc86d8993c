package org.demarche.atlas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The atlas' table of shapes, and the shapes themselves. */
final class Shapes {

    static final Path FOLDER = Path.of("src/main/resources/META-INF/resources/atlas");

    private Shapes() {}

    /** A line of shapes.csv: a shape shows a country, for ever or until a day. Texts are empty if absent. */
    record Row(String shape, String code, String until, String naturalEarth, String point, String note) {

        boolean isDrawn() {
            return !naturalEarth.isEmpty() || !point.isEmpty();
        }

        boolean isFormer() {
            return !until.isEmpty();
        }

        LocalDate lastDay() {
            return LocalDate.parse(until).minusDays(1);
        }
    }

    static List<Row> table() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(FOLDER.resolve("shapes.csv"))) {
            for (NamedCsvRecord line : csv) {
                rows.add(new Row(
                        line.getField("shape"),
                        line.getField("code"),
                        line.getField("until"),
                        line.getField("natural_earth"),
                        line.getField("point"),
                        line.getField("note")));
            }
        }
        return rows;
    }

    static JsonObject world() throws IOException {
        return new JsonObject(Files.readString(FOLDER.resolve("world.json")));
    }

    /** By the id of the shape. */
    static Map<String, JsonObject> geometries() throws IOException {
        Map<String, JsonObject> geometries = new LinkedHashMap<>();
        JsonArray countries =
                world().getJsonObject("objects").getJsonObject("countries").getJsonArray("geometries");
        for (int i = 0; i < countries.size(); i++) {
            JsonObject geometry = countries.getJsonObject(i);
            if (geometries.put(geometry.getString("id"), geometry) != null) {
                throw new IllegalStateException("Two shapes have the id " + geometry.getString("id"));
            }
        }
        return geometries;
    }
}
