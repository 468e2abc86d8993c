package org.demarche.graphql.limit;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import org.demarche.config.LimitSettings;

/** The cost of an operation of a document, by the variables that it depends on: those of page sizes and directives. */
public final class OperationCost {

    private final LimitSettings settings;
    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final OperationDefinition operation;
    /** Clients send one document with the same page sizes again and again. */
    private volatile Known last;

    OperationCost(LimitSettings settings, GraphQLSchema schema, Document document, OperationDefinition operation) {
        this.settings = settings;
        this.schema = schema;
        this.operation = operation;
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment));
    }

    /**
     * The cost of a request.
     *
     * @param values the variables, with their defaults
     * @throws org.demarche.error.LimitExceededException if it is too much
     */
    public RequestCost check(Map<String, Object> values) {
        Known known = last;
        if (known == null || !known.isFor(values)) {
            RequestVariables variables = new RequestVariables(values);
            known = new Known(calculate(variables), variables.read());
            last = known;
        }
        known.cost.check(settings);
        return known.cost;
    }

    private RequestCost calculate(RequestVariables variables) {
        SelectionCollector collector = new SelectionCollector(schema, fragments, variables);
        return new CostCalculator(schema, collector, variables).of(operation, root());
    }

    private GraphQLObjectType root() {
        return switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
    }

    /** @param variables those that the cost depends on, with the values that it was calculated for */
    private record Known(RequestCost cost, Map<String, Object> variables) {

        boolean isFor(Map<String, Object> values) {
            for (Map.Entry<String, Object> variable : variables.entrySet()) {
                if (!Objects.equals(variable.getValue(), values.get(variable.getKey()))) {
                    return false;
                }
            }
            return true;
        }
    }
}
