package org.demarche.graphql.engine;

import java.util.List;
import java.util.Map;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import org.demarche.error.ErrorCode;

/** An error as clients see it: a message, where, and a stable code. graphql-java's own would add its classes' names. */
public record CodedError(ErrorCode code, String message, List<SourceLocation> locations, List<Object> path)
        implements GraphQLError {

    private static final long serialVersionUID = 1L;

    /** The key in {@code extensions}. */
    static final String CODE = "code";

    @Override
    public String getMessage() {
        return message;
    }

    /** Null rather than empty: the specification allows no empty list. */
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
        return Map.of(CODE, code.name());
    }
}
