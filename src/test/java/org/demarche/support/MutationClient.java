package org.demarche.support;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends mutations over HTTP.
 *
 * @param authorization the value of the header; null for none
 */
public record MutationClient(String authorization) {

    public static final MutationClient ANONYMOUS = new MutationClient(null);

    public static MutationClient editor(String name) {
        return new MutationClient(TestTokens.editor(name));
    }

    public static MutationClient curator(String name) {
        return new MutationClient(TestTokens.curator(name));
    }

    /** An input from names and values; a name with a null value is left out. */
    public static Map<String, Object> input(Object... namesAndValues) {
        return with(Map.of(), namesAndValues);
    }

    /** The input with other values; a name with a null value is left out. */
    public static Map<String, Object> with(Map<String, Object> input, Object... namesAndValues) {
        Map<String, Object> changed = new HashMap<>(input);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        changed.values().removeIf(value -> value == null);
        return changed;
    }

    public static List<Map<String, Object>> source(String title) {
        return List.of(Map.of("title", title));
    }

    /** The payload, which has no errors. */
    public ResponseJson done(String mutation, Map<String, Object> input, String selection) {
        ResponseJson payload = payload(mutation, input, selection);
        assertThat(payload.getList("userErrors")).as(mutation + " " + input).isEmpty();
        return payload;
    }

    /** The payload's errors: code, path and nothing else, such as "INVALID sources.0.url". */
    public List<String> errors(String mutation, Map<String, Object> input) {
        List<Map<String, Object>> errors = payload(mutation, input, "").getList("userErrors");
        return errors.stream()
                .map(error -> error.get("code") + " " + String.join(".", strings(error.get("field"))))
                .toList();
    }

    public ResponseJson payload(String mutation, Map<String, Object> input, String selection) {
        Response response = send(mutation, input, selection);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        ResponseJson answer = ResponseJson.of(response);
        assertThat(answer.getList("errors")).as(mutation + " " + input).isNull();
        return answer.at("data." + mutation);
    }

    /** The code of the answer's only error. */
    public String refusal(String mutation, Map<String, Object> input) {
        ResponseJson answer = ResponseJson.of(send(mutation, input, ""));
        assertThat(answer.<Object>get("data")).isNull();
        assertThat(answer.getList("errors")).hasSize(1);
        return answer.getString("errors[0].extensions.code");
    }

    public Response send(String mutation, Map<String, Object> input, String selection) {
        String type = mutation.startsWith("withdraw")
                ? "WithdrawInput"
                : Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String document = "mutation($input: %s!) { %s(input: $input) { %s userErrors { field code message } } }"
                .formatted(type, mutation, selection);
        return post(document, Map.of("input", input));
    }

    public Response post(String document, Map<String, ?> variables) {
        var request = RestAssured.given()
                // REST Assured leaves connections open until the garbage collector finds them.
                .header("Connection", "close")
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(Map.of("query", document, "variables", variables));
        return (authorization == null ? request : request.header("Authorization", authorization)).post("/graphql");
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object field) {
        return field == null ? Arrays.asList("-") : (List<String>) field;
    }
}
