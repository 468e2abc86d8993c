package org.demarche.graphql.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import org.demarche.error.ErrorCode;

/** An error as clients see it: message, locations, path and a stable code. graphql-java's errors would show class names. */
public record CodedError(
        ErrorCode code, String message, Map<String, Object> details, List<SourceLocation> locations, List<Object> path)
        implements GraphQLError {

    private static final long serialVersionUID = 1L;

    /** The key in {@code extensions}. */
    static final String CODE = "code";

    /** @param details what else {@code extensions} has besides the code */
    public CodedError {
        message = Excerpt.of(message);
    }

    public CodedError(ErrorCode code, String message, List<SourceLocation> locations, List<Object> path) {
        this(code, message, Map.of(), locations, path);
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** Null if there are none: the specification does not allow an empty list. */
    @Override
    public List<SourceLocation> getLocations() {
        return locations == null || locations.isEmpty() ? null : locations;
    }

    @Override
    public List<Object> getPath() {
        return path;
    }

    @Override
    public ErrorClassification getErrorType() {
        return null;
    }

    @Override
    public Map<String, Object> getExtensions() {
        if (details.isEmpty()) {
            return Map.of(CODE, code.name());
        }
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(CODE, code.name());
        extensions.putAll(details);
        return extensions;
    }
}
