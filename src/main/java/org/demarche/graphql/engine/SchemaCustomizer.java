package org.demarche.graphql.engine;

import graphql.GraphQL;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.GraphQLUnionType;
import graphql.schema.SchemaTransformer;
import graphql.schema.TypeResolver;
import graphql.schema.visibility.DefaultGraphqlFieldVisibility;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import io.smallrye.graphql.spi.EventingService;
import org.demarche.graphql.relay.RelaySchema;
import org.demarche.graphql.schema.CustomScalars;

/**
 * Changes the schema and its execution where the annotations do not suffice. SmallRye finds this class with the service
 * loader. Only the hooks for building are implemented: those for execution slow down every request.
 */
public class SchemaCustomizer implements EventingService {

    private static final String DESCRIPTION =
            "Who stands where on world events, since when, and according to whom. Begin with search, event or country. Lists "
                    + "are Relay connections, and every object with an id can be fetched again by node.";

    /** What introspection lists. */
    private static final FieldCoordinates DIRECTIVES = FieldCoordinates.coordinates("__Schema", "directives");

    /** Null: no setting turns this service off. */
    @Override
    public String getConfigKey() {
        return null;
    }

    @Override
    public GraphQLSchema.Builder beforeSchemaBuild(GraphQLSchema.Builder builder) {
        GraphQLSchema schema = SchemaTransformer.transformSchema(builder.build(), new TypeChanges());
        GraphQLSchema finished = RelaySchema.finish(schema, fetcher -> ((PropertyDataFetcher) fetcher).valueType());
        return GraphQLSchema.newSchema(finished)
                .description(DESCRIPTION)
                .clearDirectives()
                .additionalDirectives(SupportedDirectives.all())
                .codeRegistry(registry(finished));
    }

    @Override
    public GraphQL.Builder beforeGraphQLBuild(GraphQL.Builder builder) {
        ExceptionHandler errors = new ExceptionHandler();
        // The existing instrumentation caches parsed documents, and instrumentation() replaces it. No upstream issue
        // known.
        return builder.defaultDataFetcherExceptionHandler(errors)
                .instrumentation(new ChainedInstrumentation(
                        builder.build().getInstrumentation(), new RequestInstrumentation(errors)));
    }

    private static GraphQLCodeRegistry registry(GraphQLSchema schema) {
        GraphQLCodeRegistry registry = schema.getCodeRegistry();
        return registry.transform(changed -> {
            // SmallRye's visibility scans a list of patterns for each field, even if empty. No upstream issue known.
            changed.fieldVisibility(DefaultGraphqlFieldVisibility.DEFAULT_FIELD_VISIBILITY);
            schema.getAllTypesAsList().forEach(type -> resolveChangedTypes(type, registry, changed));
            changed.dataFetcher(DIRECTIVES, (DataFetcher<?>) fetch -> SupportedDirectives.of(fetch.getGraphQLSchema()));
        });
    }

    private static void resolveChangedTypes(
            GraphQLNamedType type, GraphQLCodeRegistry registry, GraphQLCodeRegistry.Builder changed) {
        if (type instanceof GraphQLInterfaceType interfaceType) {
            changed.typeResolver(interfaceType.getName(), byName(registry.getTypeResolver(interfaceType)));
        } else if (type instanceof GraphQLUnionType union) {
            changed.typeResolver(union.getName(), byName(registry.getTypeResolver(union)));
        }
    }

    /**
     * SmallRye's resolver returns the type objects from before {@link TypeChanges}, but fragments match only those of the
     * final schema. No upstream issue known.
     */
    private static TypeResolver byName(TypeResolver resolver) {
        return environment -> environment
                .getSchema()
                .getObjectType(resolver.getType(environment).getName());
    }

    private static final class TypeChanges extends GraphQLTypeVisitorStub {

        @Override
        public TraversalControl visitGraphQLScalarType(
                GraphQLScalarType scalar, TraverserContext<GraphQLSchemaElement> context) {
            GraphQLScalarType replacement = CustomScalars.replacementFor(scalar);
            return replacement == scalar ? TraversalControl.CONTINUE : changeNode(context, replacement);
        }

        /**
         * Makes a list of ids {@code [ID!]!}. MicroProfile's annotation cannot be put on the items of a list
         * (compare https://github.com/smallrye/smallrye-graphql/issues/1359).
         */
        @Override
        public TraversalControl visitGraphQLArgument(
                GraphQLArgument argument, TraverserContext<GraphQLSchemaElement> context) {
            if (!argument.getName().equals("ids")) {
                return TraversalControl.CONTINUE;
            }
            GraphQLNonNull ids =
                    GraphQLNonNull.nonNull(GraphQLList.list(GraphQLNonNull.nonNull(graphql.Scalars.GraphQLID)));
            return changeNode(context, argument.transform(changed -> changed.type(ids)));
        }
    }
}
