package org.demarche.graphql.engine;

import java.time.OffsetDateTime;
import java.util.List;

import graphql.execution.ExecutionContext;
import graphql.execution.ValuesResolver;
import graphql.introspection.Introspection.DirectiveLocation;
import graphql.language.Directive;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLTypeReference;

/** The directive by which a query looks back. */
final class KnownAtDirective {

    static final String NAME = "knownAt";
    private static final String TIME = "time";

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
                        .type(GraphQLNonNull.nonNull(GraphQLTypeReference.typeRef("DateTime"))))
                .build();
    }

    /** The moment that the operation looks back to; null if it reads the present. */
    static OffsetDateTime time(ExecutionContext request) {
        List<Directive> given = request.getOperationDefinition().getDirectives(NAME);
        if (given.isEmpty()) {
            return null;
        }
        GraphQLDirective declared = request.getGraphQLSchema().getDirective(NAME);
        Object time = ValuesResolver.getArgumentValues(
                        declared.getArguments(),
                        given.get(0).getArguments(),
                        request.getCoercedVariables(),
                        request.getGraphQLContext(),
                        request.getLocale())
                .get(TIME);
        return OffsetDateTime.parse((String) time);
    }
}
