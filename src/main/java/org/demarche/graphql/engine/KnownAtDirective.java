package org.demarche.graphql.engine;

import java.time.OffsetDateTime;
import java.util.List;

import graphql.execution.ExecutionContext;
import graphql.introspection.Introspection.DirectiveLocation;
import graphql.language.Directive;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeReference;

/** The directive by which a query looks back. */
final class KnownAtDirective {

    static final String NAME = "knownAt";
    private static final String TIME = "time";
    private static final String TYPE = "DateTime";

    private KnownAtDirective() {}

    /** A new one for each schema, because its type is that of the schema. */
    static GraphQLDirective define() {
        return GraphQLDirective.newDirective()
                .name(NAME)
                .description(
                        "Answers the whole query from the record as it was known at a moment, so that what was cited can "
                                + "be shown again: later changes do not count, and today is the day of the moment. How alike "
                                + "countries stand, and the changes themselves, are known of the present only.")
                .validLocation(DirectiveLocation.QUERY)
                .argument(GraphQLArgument.newArgument()
                        .name(TIME)
                        .description("The moment. It has passed, and is not before changes were kept.")
                        .type(GraphQLNonNull.nonNull(GraphQLTypeReference.typeRef(TYPE))))
                .build();
    }

    /**
     * The moment that the operation looks back to; null if it reads the present. The document and its variables have been
     * validated. graphql-java gives the arguments of directives on fields only.
     */
    static OffsetDateTime time(ExecutionContext request) {
        List<Directive> given = request.getOperationDefinition().getDirectives(NAME);
        if (given.isEmpty()) {
            return null;
        }
        Value<?> written = given.get(0).getArgument(TIME).getValue();
        Object time = written instanceof VariableReference variable
                ? request.getCoercedVariables().get(variable.getName())
                : coercing(request)
                        .parseLiteral(
                                written,
                                request.getCoercedVariables(),
                                request.getGraphQLContext(),
                                request.getLocale());
        return OffsetDateTime.parse((String) time);
    }

    private static Coercing<?, ?> coercing(ExecutionContext request) {
        return ((GraphQLScalarType) request.getGraphQLSchema().getType(TYPE)).getCoercing();
    }
}
