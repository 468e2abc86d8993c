package org.demarche.graphql.loader;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.schema.DataFetchingEnvironment;
import io.smallrye.graphql.api.Context;

/**
 * The names of all fields in a request's document, including fragments. A request cannot select a field that is not among
 * them, so its columns need not be loaded.
 */
public final class DocumentFields {

    private final Set<String> names = new HashSet<>();

    private DocumentFields(Document document) {
        add(document);
    }

    public static DocumentFields of(Context context) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return environment
                .getGraphQlContext()
                .computeIfAbsent(DocumentFields.class, key -> new DocumentFields(environment.getDocument()));
    }

    private void add(Node<?> node) {
        if (node instanceof Field field) {
            names.add(field.getName());
        }
        node.getChildren().forEach(this::add);
    }

    public boolean containsAny(Set<String> fields) {
        return !Collections.disjoint(names, fields);
    }
}
