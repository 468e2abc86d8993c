package org.demarche.graphql.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import org.demarche.error.ClientErrorException;

/**
 * Checks that a subscription has exactly one root field, without directives that may take it away
 * (https://spec.graphql.org/draft/#sec-Single-Root-Field). To be called before validation: graphql-java's rule fails with an
 * exception for some documents, such as one whose root is a fragment on another type. No upstream issue known.
 */
final class SubscriptionRoot {

    private final String type;
    private final Map<String, FragmentDefinition> fragments;
    private final Set<String> entered = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    private SubscriptionRoot(Document document, String type) {
        this.type = type;
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment, (one, other) -> one));
    }

    /** @param type the name of the subscription type */
    static void check(OperationDefinition subscription, Document document, String type) {
        SubscriptionRoot root = new SubscriptionRoot(document, type);
        root.collect(subscription.getSelectionSet());
        if (root.keys.size() != 1) {
            throw ClientErrorException.invalidQuery(
                    "A subscription must have exactly one root field; this one has %d.".formatted(root.keys.size()));
        }
    }

    private void collect(SelectionSet set) {
        for (Selection<?> selection : set.getSelections()) {
            if (selection instanceof DirectivesContainer<?> container
                    && (container.hasDirective("skip") || container.hasDirective("include"))) {
                throw ClientErrorException.invalidQuery(
                        "The root field of a subscription cannot have @skip or @include; leave them out.");
            }
            if (selection instanceof Field field) {
                add(field);
            } else if (selection instanceof InlineFragment inline) {
                collect(inline.getTypeCondition(), inline.getSelectionSet());
            } else {
                FragmentDefinition fragment = fragments.get(((FragmentSpread) selection).getName());
                if (fragment != null && entered.add(fragment.getName())) {
                    collect(fragment.getTypeCondition(), fragment.getSelectionSet());
                }
            }
        }
    }

    /** The fields of a fragment on another type are none of this one; validation would say that it cannot be spread here. */
    private void collect(TypeName condition, SelectionSet set) {
        if (condition == null || condition.getName().equals(type)) {
            collect(set);
        }
    }

    private void add(Field field) {
        if (field.getName().startsWith("__")) {
            throw ClientErrorException.invalidQuery(
                    "The root field of a subscription cannot be '%s'; subscribe to something."
                            .formatted(field.getName()));
        }
        keys.add(field.getAlias() == null ? field.getName() : field.getAlias());
    }
}
