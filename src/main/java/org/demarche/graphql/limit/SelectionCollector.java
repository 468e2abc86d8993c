package org.demarche.graphql.limit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;

/**
 * Collects the fields of selection sets by their key in the response, with fragments and directives applied: CollectFields of
 * the GraphQL specification.
 */
final class SelectionCollector {

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final RequestVariables variables;

    SelectionCollector(GraphQLSchema schema, Map<String, FragmentDefinition> fragments, RequestVariables variables) {
        this.schema = schema;
        this.fragments = fragments;
        this.variables = variables;
    }

    Map<String, List<Field>> collect(List<SelectionSet> sets, GraphQLObjectType type) {
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        Set<String> spread = new HashSet<>();
        sets.forEach(set -> collect(set, type, spread, fields));
        return fields;
    }

    private void collect(
            SelectionSet set, GraphQLObjectType type, Set<String> spread, Map<String, List<Field>> fields) {
        for (Selection<?> selection : set.getSelections()) {
            if (!isIncluded((DirectivesContainer<?>) selection)) {
                continue;
            }
            if (selection instanceof Field field) {
                fields.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>(1))
                        .add(field);
            } else if (selection instanceof InlineFragment inline && matches(inline.getTypeCondition(), type)) {
                collect(inline.getSelectionSet(), type, spread, fields);
            } else if (selection instanceof FragmentSpread named && spread.add(named.getName())) {
                FragmentDefinition fragment = fragments.get(named.getName());
                if (matches(fragment.getTypeCondition(), type)) {
                    collect(fragment.getSelectionSet(), type, spread, fields);
                }
            }
        }
    }

    private boolean isIncluded(DirectivesContainer<?> selection) {
        for (Directive directive : selection.getDirectives()) {
            boolean skips = directive.getName().equals("skip") && variables.condition(directive);
            boolean excludes = directive.getName().equals("include") && !variables.condition(directive);
            if (skips || excludes) {
                return false;
            }
        }
        return true;
    }

    /** @param condition null for an inline fragment without a type, which matches */
    private boolean matches(TypeName condition, GraphQLObjectType type) {
        if (condition == null || condition.getName().equals(type.getName())) {
            return true;
        }
        GraphQLType other = schema.getType(condition.getName());
        if (other instanceof GraphQLUnionType union) {
            return union.isPossibleType(type);
        }
        for (GraphQLNamedOutputType implemented : ((GraphQLImplementingType) type).getInterfaces()) {
            if (implemented.getName().equals(condition.getName())) {
                return true;
            }
        }
        return false;
    }
}
