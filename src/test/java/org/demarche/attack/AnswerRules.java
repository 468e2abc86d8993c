package org.demarche.attack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.demarche.error.ErrorCode;

/** What every answer of /graphql has to be, whatever was sent. */
final class AnswerRules {

    /** Of a request's text that a message may repeat. */
    static final int MAX_ECHO = 130;

    private static final int MAX_MESSAGE = 1000;

    private static final Set<Integer> STATUSES =
            Set.of(200, 204, 303, 304, 400, 401, 403, 404, 405, 406, 408, 411, 413, 414, 415, 417, 426, 429, 431, 503);
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 303, 304);
    private static final Set<String> CODES =
            Stream.of(ErrorCode.values()).map(ErrorCode::name).collect(Collectors.toSet());
    private static final Pattern INTERNALS = Pattern.compile(
            "\\b(java|graphql|org|io|com)\\.[a-z]+\\.|[A-Z]\\w+(Exception|Coercing)\\b|\\w+Value\\{|Hibernate|SRGQL");

    private static final Pattern EVENT = Pattern.compile("^event: next\\ndata: (.*)$", Pattern.MULTILINE);

    private AnswerRules() {}

    /** What is wrong with an answer, in a few words that are the same for the same defect. */
    static Optional<String> violation(RawAnswer answer, String request) {
        if (!STATUSES.contains(answer.status())) {
            return Optional.of("status " + answer.status());
        }
        if (WITHOUT_BODY.contains(answer.status())) {
            return Optional.empty();
        }
        try {
            return violation(answer.status(), answer.header("content-type"), new JsonObject(body(answer)), request);
        } catch (DecodeException | ClassCastException notJson) {
            return Optional.of("status " + answer.status() + " without a JSON object: " + start(answer.text()));
        }
    }

    /** Of a stream of events, the data of the first: queries have one answer. */
    private static String body(RawAnswer answer) {
        if (!answer.header("content-type").startsWith("text/event-stream")) {
            return answer.text();
        }
        Matcher data = EVENT.matcher(answer.text());
        return data.find() ? data.group(1) : "";
    }

    private static Optional<String> violation(int status, String type, JsonObject body, String request) {
        JsonArray errors = body.getJsonArray("errors", new JsonArray());
        if (!body.containsKey("data") && errors.isEmpty()) {
            return Optional.of("neither data nor errors");
        }
        if (status != 200 && errors.isEmpty()) {
            return Optional.of("status " + status + " without errors");
        }
        if (status == 200 && !body.containsKey("data") && type.startsWith("application/graphql-response+json")) {
            return Optional.of("status 200 without data as " + type);
        }
        return errors.stream()
                .map(error -> violation((JsonObject) error, request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> violation(JsonObject error, String request) {
        String message = error.getString("message", "");
        String code =
                error.getJsonObject("extensions", new JsonObject(Map.of())).getString("code", "");
        if (!CODES.contains(code) && !code.startsWith("PERSISTED_QUERY_")) {
            return Optional.of("code '" + code + "': " + start(message));
        }
        if (code.equals(ErrorCode.INTERNAL_ERROR.name())) {
            return Optional.of("INTERNAL_ERROR: " + start(message.replaceAll("[0-9a-f-]{36}", "ID")));
        }
        if (message.length() > MAX_MESSAGE) {
            return Optional.of("a message of more than " + MAX_MESSAGE + " characters: " + start(message));
        }
        if (message.isBlank() || INTERNALS.matcher(message).find()) {
            return Optional.of("message names internals: " + start(message));
        }
        return echo(message, request) ? Optional.of("message repeats input: " + start(message)) : Optional.empty();
    }

    private static boolean echo(String message, String request) {
        for (int from = 0; from + MAX_ECHO <= message.length(); from += MAX_ECHO / 4) {
            if (request.contains(message.substring(from, from + MAX_ECHO))) {
                return true;
            }
        }
        return false;
    }

    private static String start(String text) {
        String shown = text.length() > 150 ? text.substring(0, 150) : text;
        return List.of(shown.split("['\"]", 2)).get(0).replaceAll("\\d+", "N");
    }
}
