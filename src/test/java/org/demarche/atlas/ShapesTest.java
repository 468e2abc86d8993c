package org.demarche.atlas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.demarche.atlas.Shapes.Row;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** The atlas shows every country of the service: the table of shapes, the shapes, and the record agree. */
class ShapesTest {

    private static final Path RECORD = Path.of("src/main/resources/record");

    /** Drawn as points: too small for the scale of the map. */
    private static final Set<String> POINTS = Set.of("BV", "GI", "TV", "UM");

    /** Natural Earth draws them, but ISO 3166 has no code for them. The first one belongs to no country of the record. */
    private static final Set<String> WITHOUT_A_CODE = Set.of("siachen-glacier", "northern-cyprus", "somaliland");

    /** Part of its successors' territory, but no successor. */
    private static final Set<String> BESIDE_SUCCESSORS = Set.of("XK");

    @Test
    void everyPresentCountryHasAShapeOfItsOwnCode() throws IOException {
        Set<String> shapes = Shapes.geometries().keySet();
        assertThat(countries("countries-present.yaml").keySet()).hasSize(250).allSatisfy(code -> {
            assertThat(shapes).contains(code);
            assertThat(codesOf(code)).contains(code);
        });
    }

    @Test
    void everyFormerCountryHasTheShapesOfItsSuccessorsOrAPoint() throws IOException {
        Map<String, Map<String, Object>> former = countries("countries-former.yaml");
        Map<String, List<Row>> rows = Shapes.table().stream()
                .filter(Row::isFormer)
                .collect(Collectors.groupingBy(Row::code, TreeMap::new, Collectors.toList()));
        assertThat(rows.keySet()).isEqualTo(new TreeSet<>(former.keySet()));
        rows.forEach((code, shapes) -> {
            Set<String> successors = presentSuccessors(code, former);
            if (shapes.get(0).isDrawn()) {
                assertThat(shapes).hasSize(1);
                assertThat(shapes.get(0).point()).isNotEmpty();
            } else {
                Set<String> shown = shapes.stream().map(Row::shape).collect(Collectors.toCollection(TreeSet::new));
                shown.removeAll(BESIDE_SUCCESSORS);
                assertThat(shown).as(code).isEqualTo(successors);
            }
            assertThat(shapes.get(0).note()).as("what is said of " + code).isNotEmpty();
            assertThat(shapes).allSatisfy(row -> assertThat(row.lastDay().toString())
                    .isLessThan(day(former.get(code).get("existedUntil"))));
            assertThat(shapes.stream().map(Row::until))
                    .contains(day(former.get(code).get("existedUntil")));
        });
    }

    @Test
    void theShapesAreThoseOfTheTable() throws IOException {
        Map<String, JsonObject> geometries = Shapes.geometries();
        List<Row> drawn = Shapes.table().stream().filter(Row::isDrawn).toList();
        assertThat(drawn.stream().map(Row::shape)).containsExactlyElementsOf(geometries.keySet());
        for (Row row : drawn) {
            JsonObject geometry = geometries.get(row.shape());
            JsonObject properties = geometry.getJsonObject("properties");
            assertThat(properties.getString("code", "")).isEqualTo(row.code());
            assertThat(properties.getString("note", "")).isEqualTo(row.note());
            assertThat(geometry.getString("type")).isEqualTo(row.point().isEmpty() ? "MultiPolygon" : "Point");
            JsonArray at = properties.getJsonArray("at");
            assertThat(at.getDouble(0)).isBetween(-180.0, 180.0);
            assertThat(at.getDouble(1)).isBetween(-90.0, 90.0);
        }
    }

    @Test
    void theRowsOfFormerCountriesAreInTheFileOfTheShapes() throws IOException {
        JsonObject former = Shapes.world().getJsonObject("former");
        List<String> expected = Shapes.table().stream()
                .filter(Row::isFormer)
                .map(row -> row.code() + " " + row.shape() + " " + row.until())
                .toList();
        List<String> actual = former.fieldNames().stream()
                .flatMap(code -> former.getJsonObject(code).getJsonArray("shapes").stream()
                        .map(JsonObject.class::cast)
                        .map(shape -> code + " " + shape.getString("shape") + " " + shape.getString("until")))
                .toList();
        assertThat(actual).containsExactlyElementsOf(expected);
    }

    @Test
    void whatIsNotDrawnAsACountryIsListed() throws IOException {
        Set<String> points = Shapes.table().stream()
                .filter(row -> !row.point().isEmpty() && !row.isFormer())
                .map(Row::shape)
                .collect(Collectors.toSet());
        assertThat(points).isEqualTo(POINTS);
        List<Row> others = Shapes.table().stream()
                .filter(row -> row.isDrawn() && !row.isFormer() && !row.shape().equals(row.code()))
                .toList();
        assertThat(others.stream().map(Row::shape)).containsExactlyInAnyOrderElementsOf(WITHOUT_A_CODE);
        assertThat(others).allSatisfy(row -> assertThat(row.note()).isNotEmpty());
    }

    /** Of the 400 kB that the page may take. */
    @Test
    void theShapesAreSmall() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(Files.readAllBytes(Shapes.FOLDER.resolve("world.json")));
        }
        assertThat(compressed.size()).isBetween(50_000, 100_000);
    }

    private static Set<String> codesOf(String shape) throws IOException {
        return Shapes.table().stream()
                .filter(row -> row.shape().equals(shape))
                .map(Row::code)
                .collect(Collectors.toSet());
    }

    /** Those of its successors that are former countries are replaced by their successors. */
    @SuppressWarnings("unchecked")
    private static Set<String> presentSuccessors(String code, Map<String, Map<String, Object>> former) {
        return ((List<String>) former.get(code).get("successors"))
                .stream()
                        .flatMap(successor -> former.containsKey(successor)
                                ? presentSuccessors(successor, former).stream()
                                : Set.of(successor).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String day(Object yaml) {
        return ((Date) yaml).toInstant().toString().substring(0, 10);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> countries(String file) throws IOException {
        Map<String, Object> record = new Yaml().load(Files.readString(RECORD.resolve(file)));
        return ((List<Map<String, Object>>) record.get("countries"))
                .stream().collect(Collectors.toMap(country -> (String) country.get("code"), country -> country));
    }
}
