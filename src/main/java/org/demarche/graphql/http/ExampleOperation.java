package org.demarche.graphql.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.json.JsonObject;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

/** An operation that the explorer page offers: comment lines asking a question, then the operation that answers it. */
record ExampleOperation(String name, String title, String query) {

    private static final Pattern OPERATION =
            Pattern.compile("^(?:query|mutation|subscription)\\s+(\\w+)", Pattern.MULTILINE);

    static ExampleOperation parse(String document) {
        return new ExampleOperation(operationName(document), question(document), document.strip());
    }

    JsonObject toJson() {
        return new JsonObject().put("name", name).put("title", title).put("query", query);
    }

    private static String operationName(String document) {
        Matcher operation = OPERATION.matcher(document);
        if (!operation.find()) {
            throw new IllegalArgumentException("no named operation at the start of a line");
        }
        return operation.group(1);
    }

    /** The first paragraph of the comment; what follows an empty comment line is for readers of the query only. */
    private static String question(String document) {
        String question = document.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .takeWhile(not(String::isEmpty))
                .collect(joining(" "));
        if (question.isEmpty()) {
            throw new IllegalArgumentException("no leading comment that says what question it answers");
        }
        return question;
    }
}
