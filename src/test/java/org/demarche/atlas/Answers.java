package org.demarche.atlas;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.demarche.support.HttpConnection;

import static org.assertj.core.api.Assertions.assertThat;

/** What the API answers to the requests that a page has sent, asked for again without the page. */
final class Answers {

    private static final Pattern NAME = Pattern.compile("query (\\w+)");

    /** An answer, by the name of its document. */
    private record Answer(String name, String variables, JsonObject data) {}

    private final List<Answer> answers = new ArrayList<>();

    /** @param requests the addresses of all requests of the page, in their order */
    Answers(HttpConnection http, List<String> requests) {
        Map<String, String> names = namesByHash();
        for (String request : requests) {
            URI address = URI.create(request);
            if (!address.getPath().endsWith("/graphql")) {
                continue;
            }
            Map<String, String> parameters = parameters(address);
            JsonObject answer = new JsonObject(HttpConnection.text(http.get("graphql?" + address.getRawQuery())));
            if (answer.containsKey("data") && !answer.containsKey("errors")) {
                answers.add(
                        new Answer(name(parameters, names), parameters.get("variables"), answer.getJsonObject("data")));
            }
        }
    }

    /** @param path the name of the document, with a value of its variables where that is needed, and the path in its answer */
    Object valueAt(String path) {
        String[] parts = path.split(" ", 2);
        String[] name = parts[0].split(":", 2);
        List<Answer> found = answers.stream()
                .filter(answer -> answer.name().equals(name[0]))
                .filter(answer -> name.length == 1 || answer.variables().contains('"' + name[1] + '"'))
                .toList();
        assertThat(found).as("answers for %s", path).isNotEmpty();
        Object value = found.get(found.size() - 1).data();
        for (String step : parts[1].split("[.\\[\\]]+")) {
            value = value instanceof JsonArray list
                    ? list.getValue(Integer.parseInt(step))
                    : ((JsonObject) value).getValue(step);
        }
        return value;
    }

    /** All texts of all answers. */
    Set<String> texts() {
        return answers.stream().flatMap(answer -> texts(answer.data())).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof JsonObject object) {
            return object.fieldNames().stream().flatMap(name -> texts(object.getValue(name)));
        }
        if (value instanceof JsonArray list) {
            return list.stream().flatMap(Answers::texts);
        }
        return value instanceof String text ? Stream.of(text) : Stream.empty();
    }

    private static String name(Map<String, String> parameters, Map<String, String> names) {
        if (parameters.containsKey("query")) {
            Matcher name = NAME.matcher(parameters.get("query"));
            return name.find() ? name.group(1) : "";
        }
        JsonObject extensions = new JsonObject(parameters.get("extensions"));
        return names.get(extensions.getJsonObject("persistedQuery").getString("sha256Hash"));
    }

    private static Map<String, String> namesByHash() {
        Map<String, String> names = new HashMap<>();
        new AtlasDocuments().byName().forEach((name, text) -> names.put(sha256(text), name));
        return names;
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> parameters(URI address) {
        return Stream.of(address.getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parameter -> parameter[0],
                        parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
    }
}
