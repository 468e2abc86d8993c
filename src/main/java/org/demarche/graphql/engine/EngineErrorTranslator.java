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

/**
 * Translates graphql-java's errors for clients: removes Java class names and adds the values that would be valid.
 * graphql-java prints input values as Java objects (https://github.com/graphql-java/graphql-java/issues/1686).
 *
 * @param schema null if the document was rejected before the schema was needed
 */
public record EngineErrorTranslator(GraphQLSchema schema) {

    /** Removes the invalid value, which is printed as Java objects. The name of the argument is enough to find it. */
    private static final Pattern VALUE =
            Pattern.compile(" with value '.*?' (?=is not a valid|must |is missing|contains )", Pattern.DOTALL);

    private static final Pattern RULE = Pattern.compile("^Validation error \\([^)]*\\) ?: ");
    /** Ends with the rest of the document, which may have quotation marks itself. */
    private static final Pattern UNKNOWN_TOKEN =
            Pattern.compile("(token recognition error at: '.{80}).{20,}", Pattern.DOTALL);

    private static final Pattern DEFAULT_VALUE = Pattern.compile("Bad default value '.*?' for type", Pattern.DOTALL);
    private static final Pattern ENUM_VALUE = Pattern.compile(" - '\\w+\\{.*?}'", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("(?:is not a valid|for enum) '(\\w+)'");

    GraphQLError translate(GraphQLError error) {
        return error instanceof CodedError
                ? error
                : new CodedError(code(error), message(error.getMessage()), error.getLocations(), error.getPath());
    }

    /** Translates errors of documents that were rejected before the schema was needed. */
    public static List<GraphQLError> translate(List<GraphQLError> errors) {
        EngineErrorTranslator withoutSchema = new EngineErrorTranslator(null);
        return errors.stream().map(withoutSchema::translate).toList();
    }

    static ErrorCode code(GraphQLError error) {
        if (error instanceof CoercingParseValueException
                || error instanceof NonNullableValueCoercedAsNullException
                || error instanceof InputMapDefinesTooManyFieldsException
                || (error instanceof ValidationError invalid && isInvalidValue(invalid))) {
            return ErrorCode.INVALID_ARGUMENT;
        }
        return error.getErrorType() == ErrorType.DataFetchingException
                        || error.getErrorType() == ErrorType.NullValueInNonNullableField
                ? ErrorCode.INTERNAL_ERROR
                : ErrorCode.INVALID_QUERY;
    }

    private static boolean isInvalidValue(ValidationError error) {
        return error.getValidationErrorType() == ValidationErrorType.WrongType
                || error.getValidationErrorType() == ValidationErrorType.BadValueForDefaultArg;
    }

    private String message(String original) {
        String message = RULE.matcher(original).replaceFirst("");
        message = VALUE.matcher(message).replaceAll(" ");
        message = UNKNOWN_TOKEN.matcher(message).replaceFirst("$1...'");
        message = DEFAULT_VALUE.matcher(message).replaceAll("Bad default value for type");
        message = ENUM_VALUE.matcher(message).replaceAll("");
        return message.strip() + validValues(message);
    }

    /** Lists the values of the enum that the message names. */
    private String validValues(String message) {
        Matcher type = TYPE.matcher(message);
        if (schema == null || !type.find() || !(schema.getType(type.group(1)) instanceof GraphQLEnumType enumType)) {
            return "";
        }
        return enumType.getValues().stream()
                .map(GraphQLEnumValueDefinition::getName)
                .collect(Collectors.joining(", ", "; use one of ", ""));
    }
}
