package org.demarche.graphql.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

/** An operation that the explorer page offers: comment lines with a question, then the operation that answers it. */
record ExampleOperation(String name, String title, String query) {

    private static final Pattern OPERATION =
            Pattern.compile("^(?:query|mutation|subscription)\\s+(\\w+)", Pattern.MULTILINE);

    static ExampleOperation parse(String document) {
        return new ExampleOperation(operationName(document), question(document), document.strip());
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("title", title);
        map.put("query", query);
        return map;
    }

    private static String operationName(String document) {
        Matcher operation = OPERATION.matcher(document);
        if (!operation.find()) {
            throw new IllegalArgumentException("no line starts with a named operation");
        }
        return operation.group(1);
    }

    /** The first paragraph of the comment. Further paragraphs are for readers of the query only. */
    private static String question(String document) {
        String question = document.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .takeWhile(not(String::isEmpty))
                .collect(joining(" "));
        if (question.isEmpty()) {
            throw new IllegalArgumentException("it does not start with a comment that asks a question");
        }
        return question;
    }
}
