package org.demarche.graphql.engine;

import java.util.Map;

import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.demarche.error.ClientErrorException;

/**
 * Rejects null for a variable where null is not allowed. Validation lets a nullable variable with a default value stand in such
 * a place (section 5.8.5 of the GraphQL specification), and a request may still send null for it. graphql-java notices that
 * for arguments only when it fetches the field, and not for directives and for items of lists.
 */
final class NullVariables {

    private final GraphQLSchema schema;
    private final Map<String, Object> variables;

    private NullVariables(GraphQLSchema schema, Map<String, Object> variables) {
        this.schema = schema;
        this.variables = variables;
    }

    /**
     * @param document valid
     * @param variables with their defaults
     */
    static void check(GraphQLSchema schema, Document document, Map<String, Object> variables) {
        // Variables are null in few requests; the others need not be searched.
        if (variables.containsValue(null)) {
            new NullVariables(schema, variables).check(document);
        }
    }

    private void check(Document document) {
        document.getDefinitionsOfType(OperationDefinition.class).forEach(operation -> {
            operation.getDirectives().forEach(this::check);
            check(operation.getSelectionSet(), root(operation));
        });
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> check(fragment.getSelectionSet(), type(fragment.getTypeCondition())));
    }

    private GraphQLCompositeType root(OperationDefinition operation) {
        return switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
    }

    private GraphQLCompositeType type(TypeName name) {
        return (GraphQLCompositeType) schema.getType(name.getName());
    }

    private void check(SelectionSet set, GraphQLCompositeType parent) {
        for (Selection<?> selection : set.getSelections()) {
            ((DirectivesContainer<?>) selection).getDirectives().forEach(this::check);
            if (selection instanceof Field field && parent instanceof GraphQLFieldsContainer fields) {
                check(field, Introspection.getFieldDefinition(schema, fields, field.getName()));
            } else if (selection instanceof InlineFragment inline) {
                check(
                        inline.getSelectionSet(),
                        inline.getTypeCondition() == null ? parent : type(inline.getTypeCondition()));
            }
        }
    }

    private void check(Field field, GraphQLFieldDefinition definition) {
        for (Argument argument : field.getArguments()) {
            GraphQLArgument declared = definition.getArgument(argument.getName());
            check(argument.getName(), argument.getValue(), declared.getType());
        }
        if (GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType type) {
            check(field.getSelectionSet(), type);
        }
    }

    private void check(Directive directive) {
        GraphQLDirective declared = schema.getDirective(directive.getName());
        for (Argument argument : directive.getArguments()) {
            GraphQLType type = declared.getArgument(argument.getName()).getType();
            check("@%s(%s:)".formatted(directive.getName(), argument.getName()), argument.getValue(), type);
        }
    }

    private void check(String location, Value<?> value, GraphQLType type) {
        if (type instanceof GraphQLNonNull nonNull) {
            checkNotNull(location, value);
            check(location, value, nonNull.getWrappedType());
        } else if (type instanceof GraphQLList list && value instanceof ArrayValue array) {
            array.getValues().forEach(item -> check(location, item, list.getWrappedType()));
        } else if (type instanceof GraphQLList list) {
            check(location, value, list.getWrappedType());
        } else if (type instanceof GraphQLInputObjectType input && value instanceof ObjectValue object) {
            for (ObjectField field : object.getObjectFields()) {
                GraphQLInputObjectField declared = input.getFieldDefinition(field.getName());
                check(location + '.' + field.getName(), field.getValue(), declared.getType());
            }
        }
    }

    private void checkNotNull(String location, Value<?> value) {
        if (value instanceof VariableReference variable && variables.get(variable.getName()) == null) {
            throw ClientErrorException.invalid(
                    location,
                    "null is not allowed; give the variable %s a value, or leave it out for its default"
                            .formatted(variable.getName()));
        }
    }
}
