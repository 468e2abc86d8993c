package org.demarche.graphql.engine;

import graphql.GraphQL;
import graphql.execution.instrumentation.ChainedInstrumentation;
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
import org.demarche.graphql.schema.CustomScalars;

/** What the annotations cannot say about the schema and its execution. Found by SmallRye as a Java service. */
public class SchemaCustomizer implements EventingService {

    /** Null: always on. */
    @Override
    public String getConfigKey() {
        return null;
    }

    @Override
    public GraphQLSchema.Builder beforeSchemaBuild(GraphQLSchema.Builder builder) {
        GraphQLSchema schema = SchemaTransformer.transformSchema(builder.build(), new Touches());
        return GraphQLSchema.newSchema(schema).codeRegistry(registry(schema));
    }

    @Override
    public GraphQL.Builder beforeGraphQLBuild(GraphQL.Builder builder) {
        ExceptionHandler errors = new ExceptionHandler();
        // The instrumentation that is there holds the cache of parsed documents, so it is kept.
        return builder.defaultDataFetcherExceptionHandler(errors)
                .instrumentation(new ChainedInstrumentation(
                        builder.build().getInstrumentation(), new RequestInstrumentation(errors)));
    }

    private static GraphQLCodeRegistry registry(GraphQLSchema schema) {
        GraphQLCodeRegistry registry = schema.getCodeRegistry();
        return registry.transform(changed -> {
            // SmallRye's looks through a list of patterns for each field, empty as it is.
            changed.fieldVisibility(DefaultGraphqlFieldVisibility.DEFAULT_FIELD_VISIBILITY);
            schema.getAllTypesAsList().forEach(type -> finish(type, registry, changed));
        });
    }

    private static void finish(
            GraphQLNamedType type, GraphQLCodeRegistry registry, GraphQLCodeRegistry.Builder changed) {
        if (type instanceof GraphQLInterfaceType node) {
            changed.typeResolver(node.getName(), finished(registry.getTypeResolver(node)));
        } else if (type instanceof GraphQLUnionType union) {
            changed.typeResolver(union.getName(), finished(registry.getTypeResolver(union)));
        }
    }

    /** SmallRye's resolver knows the types as they were before {@link Touches}; fragments match only the finished. */
    private static TypeResolver finished(TypeResolver resolver) {
        return environment -> environment
                .getSchema()
                .getObjectType(resolver.getType(environment).getName());
    }

    private static final class Touches extends GraphQLTypeVisitorStub {

        @Override
        public TraversalControl visitGraphQLScalarType(
                GraphQLScalarType scalar, TraverserContext<GraphQLSchemaElement> context) {
            GraphQLScalarType own = CustomScalars.orOwn(scalar);
            return own == scalar ? TraversalControl.CONTINUE : changeNode(context, own);
        }

        /** A list of ids: the annotation for an ID does not reach into a list. */
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
