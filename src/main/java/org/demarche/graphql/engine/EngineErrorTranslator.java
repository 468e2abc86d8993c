package org.demarche.graphql.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import org.demarche.error.ErrorCode;

/** graphql-java's own errors, in words for callers: without the names of its classes, and with what would be right. */
public record EngineErrorTranslator(GraphQLSchema schema) {

    /** The wrong value is printed as classes, and the argument's name is enough to find it. */
    private static final Pattern VALUE =
            Pattern.compile(" with value '.*?' (?=is not a valid|must |is missing|contains )", Pattern.DOTALL);

    private static final Pattern RULE = Pattern.compile("^Validation error \\([^)]*\\) ?: ");
    private static final Pattern ENUM_VALUE = Pattern.compile(" - '\\w+\\{.*?}'", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("(?:is not a valid|for enum) '(\\w+)'");

    GraphQLError coded(GraphQLError error) {
        return error instanceof CodedError
                ? error
                : new CodedError(code(error), plain(error.getMessage()), error.getLocations(), error.getPath());
    }

    /** For a document that has not come as far as the schema. */
    public static List<GraphQLError> coded(List<GraphQLError> errors) {
        EngineErrorTranslator withoutSchema = new EngineErrorTranslator(null);
        return errors.stream().map(withoutSchema::coded).toList();
    }

    private static ErrorCode code(GraphQLError error) {
        if (error instanceof CoercingParseValueException
                || error instanceof NonNullableValueCoercedAsNullException
                || error instanceof InputMapDefinesTooManyFieldsException
                || (error instanceof ValidationError invalid
                        && invalid.getValidationErrorType() == ValidationErrorType.WrongType)) {
            return ErrorCode.INVALID_ARGUMENT;
        }
        return error.getErrorType() == ErrorType.DataFetchingException
                        || error.getErrorType() == ErrorType.NullValueInNonNullableField
                ? ErrorCode.INTERNAL_ERROR
                : ErrorCode.INVALID_QUERY;
    }

    private String plain(String message) {
        String plain = RULE.matcher(message).replaceFirst("");
        plain = VALUE.matcher(plain).replaceAll(" ");
        plain = ENUM_VALUE.matcher(plain).replaceAll("");
        return plain.strip() + values(plain);
    }

    /** The values of the enum that the message speaks of. */
    private String values(String message) {
        Matcher type = TYPE.matcher(message);
        if (schema == null || !type.find() || !(schema.getType(type.group(1)) instanceof GraphQLEnumType constants)) {
            return "";
        }
        return constants.getValues().stream()
                .map(GraphQLEnumValueDefinition::getName)
                .collect(Collectors.joining(", ", "; write one of ", ""));
    }
}
