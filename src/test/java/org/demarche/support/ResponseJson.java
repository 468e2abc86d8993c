package org.demarche.support;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;

import static io.restassured.path.json.config.JsonPathConfig.NumberReturnType.DOUBLE;

/**
 * The values of a response by their paths, such as {@code data.events.nodes[0].topics.slug}. A name after a list asks each element
 * that is not null; what does not exist is null. REST Assured's {@link JsonPath} gives the same values, but compiles a Groovy
 * script and parses the response for each of them, which took most of the time of the tests over HTTP. It still runs the paths
 * that are scripts, such as {@code nodes.find { it.code == 'FR' }.name}.
 */
public final class ResponseJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The library's default is float, which loses digits. */
    private static final JsonPathConfig DOUBLES =
            JsonPathConfig.jsonPathConfig().numberReturnType(DOUBLE);

    private static final Pattern STEP = Pattern.compile("(?:^|(?<=.)\\.)(\\w+)|\\[(\\d+)]");

    private final String text;
    private final Object json;
    private final String root;

    private ResponseJson(String text, Object json, String root) {
        this.text = text;
        this.json = json;
        this.root = root;
    }

    public static ResponseJson of(Response response) {
        return of(response.asString());
    }

    public static ResponseJson of(String text) {
        try {
            return new ResponseJson(text, JSON.readValue(text, Object.class), "");
        } catch (JsonProcessingException invalid) {
            throw new UncheckedIOException(text, invalid);
        }
    }

    /** The same response; paths begin at the given one, which begins at the top. */
    public ResponseJson at(String path) {
        return new ResponseJson(text, json, path);
    }

    /** @param path empty for the value where paths begin */
    @SuppressWarnings("unchecked")
    public <T> T get(String path) {
        String whole = whole(path);
        return (T) (isScript(whole) ? JsonPath.from(text).using(DOUBLES).get(whole) : value(whole));
    }

    public String getString(String path) {
        Object value = get(path);
        return value == null ? null : value.toString();
    }

    public boolean getBoolean(String path) {
        return this.<Boolean>get(path);
    }

    public int getInt(String path) {
        return this.<Integer>get(path);
    }

    public long getLong(String path) {
        return this.<Number>get(path).longValue();
    }

    public double getDouble(String path) {
        return this.<Number>get(path).doubleValue();
    }

    public <T> List<T> getList(String path) {
        return get(path);
    }

    /** @throws ClassCastException for an element of another type */
    public <T> List<T> getList(String path, Class<T> type) {
        return this.<Object>getList(path).stream().<T>map(type::cast).toList();
    }

    public <K, V> Map<K, V> getMap(String path) {
        return get(path);
    }

    /** The whole response. */
    @Override
    public String toString() {
        return text;
    }

    private String whole(String path) {
        return root.isEmpty() || path.isEmpty() || path.startsWith("[") ? root + path : root + '.' + path;
    }

    private static boolean isScript(String path) {
        return path.contains("{") || path.contains("(");
    }

    private Object value(String path) {
        Object value = json;
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (end < path.length()) {
            if (!step.find(end) || step.start() != end) {
                throw new IllegalArgumentException("Not a path: " + path);
            }
            value = step.group(1) == null
                    ? element(value, Integer.parseInt(step.group(2)))
                    : named(value, step.group(1));
            end = step.end();
        }
        return value;
    }

    private static Object named(Object value, String name) {
        if (value instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.stream().filter(element -> element != null).forEach(element -> values.add(named(element, name)));
            return values;
        }
        return value == null ? null : ((Map<?, ?>) value).get(name);
    }

    private static Object element(Object value, int index) {
        return value == null || ((List<?>) value).size() <= index ? null : ((List<?>) value).get(index);
    }
}
