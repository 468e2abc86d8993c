package org.demarche.atlas;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page's own words, one file per language. */
class WordsTest {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern USED = Pattern.compile("words\\('([\\w.]+)'|data-(?:words|label)=\"([\\w.]+)\"");
    private static final Pattern FILES = Pattern.compile("LANGUAGES = \\[([^\\]]+)]");

    static Stream<String> languages() {
        return Stream.of(FILES.matcher(AtlasResources.text("words.js"))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .replace("'", "")
                .split(", "));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasTheWordsOfEnglishWithTheSameValues(String language) {
        JsonObject english = words("en");
        JsonObject words = words(language);
        assertThat(words.getString("language")).isEqualTo(language);
        assertThat(words.fieldNames()).isEqualTo(english.fieldNames());
        english.fieldNames()
                .forEach(key ->
                        assertThat(places(words.getValue(key))).as(key).isEqualTo(places(english.getValue(key))));
    }

    @Test
    void everyLanguageHasAFileThatIsServed() {
        assertThat(AtlasFiles.NAMES.stream().filter(name -> name.startsWith("words/")))
                .containsExactlyInAnyOrderElementsOf(
                        languages().map("words/%s.json"::formatted).toList());
    }

    @Test
    void everyWordThatAScriptAsksForByItsNameIsThere() {
        Set<String> used = AtlasFiles.NAMES.stream()
                .filter(name -> name.matches("(?!d3).*[.](js|html)"))
                .flatMap(name -> USED.matcher(AtlasResources.text(name)).results())
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).hasSizeGreaterThan(30);
        assertThat(words("en").fieldNames()).containsAll(used);
    }

    /** The names of positions, acts and kinds follow those of the schema. */
    @Test
    void everyValueOfAnEnumThatIsShownHasAWord() {
        Map<String, Class<? extends Enum<?>>> shown = Map.of(
                "position", org.demarche.stance.Position.class,
                "act", org.demarche.stance.Act.class,
                "kind", org.demarche.event.EventKind.class);
        List<String> keys = shown.entrySet().stream()
                .flatMap(type ->
                        Stream.of(type.getValue().getEnumConstants()).map(value -> type.getKey() + "." + value.name()))
                .toList();
        assertThat(words("en").fieldNames()).containsAll(keys);
    }

    /** What is filled in, in any form of a plural. */
    private static Set<String> places(Object words) {
        return PLACE.matcher(words.toString())
                .results()
                .map((MatchResult place) -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonObject words(String language) {
        return new JsonObject(AtlasResources.text("words/" + language + ".json"));
    }
}
