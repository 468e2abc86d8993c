package org.demarche.graphql.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import org.demarche.http.FixedKeysMap;

/** The fields that one request selects on objects of one type at one place of the document. */
final class FastPathSelection {

    private final ExecutionContext context;
    private final FastPathCompletion completion;
    private final GraphQLObjectType type;
    private final MergedSelectionSet fields;
    private final int keyBytes;
    private final FixedKeysMap.Keys keys;
    private volatile SelectedField[] selected;
    private volatile boolean eligible = true;

    FastPathSelection(
            ExecutionContext context,
            FastPathCompletion completion,
            GraphQLObjectType type,
            MergedSelectionSet fields) {
        this.context = context;
        this.completion = completion;
        this.type = type;
        this.fields = fields;
        this.keyBytes = keyBytes(fields);
        this.keys = new FixedKeysMap.Keys(fields.getKeys());
    }

    /** About how many bytes an object takes in the response without texts: its keys with their punctuation, and numbers. */
    static int keyBytes(MergedSelectionSet fields) {
        int bytes = 2;
        for (String key : fields.getKeys()) {
            bytes += key.length() + 6;
        }
        return bytes;
    }

    boolean isEligible() {
        return eligible;
    }

    void disable() {
        eligible = false;
    }

    /** The object as a map, or a future of it. */
    Object read(Object object) throws Exception {
        SelectedField[] prepared = selected;
        if (prepared == null) {
            prepared = prepare();
            selected = prepared;
        }
        Object[] values = new Object[prepared.length];
        for (int i = 0; i < values.length; i++) {
            SelectedField field = prepared[i];
            values[i] = completion.complete(field.field, field.type, field.reader.read(object));
        }
        return CombinedFuture.combine(values, this::toMap);
    }

    private Map<String, Object> toMap(Object[] values) {
        int bytes = keyBytes;
        for (Object value : values) {
            bytes += value instanceof String text ? text.length() : 0;
        }
        completion.addBytes(bytes);
        return keys.map(values);
    }

    private SelectedField[] prepare() {
        List<SelectedField> prepared = new ArrayList<>(fields.size());
        for (MergedField field : fields.getSubFieldsList()) {
            GraphQLFieldDefinition definition =
                    Introspection.getFieldDefinition(context.getGraphQLSchema(), type, field.getName());
            prepared.add(new SelectedField(field, definition.getType(), fieldReader(field, definition)));
        }
        return prepared.toArray(SelectedField[]::new);
    }

    private SynchronousField.Reader fieldReader(MergedField field, GraphQLFieldDefinition definition) {
        if (definition == Introspection.TypeNameMetaFieldDef) {
            return object -> type.getName();
        }
        DataFetcher<?> fetcher = context.getGraphQLSchema().getCodeRegistry().getDataFetcher(type, definition);
        if (!(fetcher instanceof SynchronousField synchronous)) {
            throw new FastPathException();
        }
        SynchronousField.Reader reader = synchronous.readerFor(field.getSingleField(), context.getGraphQLContext());
        if (reader == null) {
            throw new SelectionNotLearnedException();
        }
        return reader;
    }

    private record SelectedField(MergedField field, GraphQLType type, SynchronousField.Reader reader) {}
}
