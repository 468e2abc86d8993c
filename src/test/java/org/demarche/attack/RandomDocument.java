package org.demarche.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;

/** Writes one document that is mostly valid for the schema, with the variables that it declares. */
final class RandomDocument {

    private static final int MAX_DEPTH = 6;
    /** Of selections, so that a document stays far below every limit. */
    private static final int MAX_SIZE = 60;

    private static final List<String> ODD_DIRECTIVES = List.of(
            " @include", " @skip(if: null)", " @include(if: 1)", " @noSuch", " @deprecated", " @skip(if: $noSuch)");

    private final GraphQLSchema schema;
    private final RandomValue values;
    private final Map<String, String> declared = new LinkedHashMap<>();
    private final Map<String, String> given = new LinkedHashMap<>();
    private final List<String> fragments = new ArrayList<>();
    private int size;

    private RandomDocument(GraphQLSchema schema, RandomValue values) {
        this.schema = schema;
        this.values = values;
    }

    /**
     * @param text the document
     * @param variables the values in JSON by name
     */
    record Written(String text, Map<String, String> variables) {}

    static Written write(GraphQLSchema schema, RandomValue values) {
        return new RandomDocument(schema, values).operation();
    }

    private Written operation() {
        String selections = selections(schema.getQueryType(), 0);
        String kind = odd(2) ? values.one(List.of("mutation", "subscription")) : "query";
        StringJoiner document = new StringJoiner("\n");
        document.add(kind + (values.chance(30) ? " Random" : "") + declarations() + (odd(5) ? directives() : "") + " "
                + selections);
        fragments.forEach(document::add);
        if (odd(2)) {
            document.add("query Other { __typename }");
        }
        return new Written(document.toString(), given);
    }

    private String declarations() {
        StringJoiner list = new StringJoiner(", ", "(", ")");
        declared.forEach((name, type) -> list.add("$" + name + ": " + type));
        return declared.isEmpty() ? "" : list.toString();
    }

    private String selections(GraphQLCompositeType type, int depth) {
        StringJoiner selections = new StringJoiner(" ", "{ ", " }");
        selections.setEmptyValue("{ __typename }");
        int wanted = 1 + values.random().nextInt(depth == 0 ? 3 : 5);
        for (int i = 0; i < wanted && size < MAX_SIZE; i++) {
            size++;
            selections.add(selection(type, depth));
        }
        return selections.toString();
    }

    private String selection(GraphQLCompositeType type, int depth) {
        if (values.chance(4)) {
            return "__typename" + directives();
        }
        if (depth < MAX_DEPTH && values.chance(type instanceof GraphQLFieldsContainer ? 10 : 90)) {
            return fragment(type, depth);
        }
        if (depth == 0 && values.chance(6)) {
            return introspection();
        }
        return type instanceof GraphQLFieldsContainer container ? field(container, depth) : "__typename";
    }

    private String fragment(GraphQLCompositeType type, int depth) {
        GraphQLCompositeType condition = condition(type);
        if (values.chance(50)) {
            return "... on " + condition.getName() + directives() + " " + selections(condition, depth + 1);
        }
        String name = "F" + fragments.size();
        fragments.add("");
        String spread = odd(2) ? " ..." + name : "";
        String body = selections(condition, depth + 1);
        fragments.set(
                Integer.parseInt(name.substring(1)),
                "fragment " + name + " on " + condition.getName() + " { ... " + body + spread + " }");
        return "..." + name + directives();
    }

    /** The type itself or one that it may be. */
    private GraphQLCompositeType condition(GraphQLCompositeType type) {
        if (odd(3)) {
            return values.one(List.of(schema.getQueryType(), schema.getObjectType("Country")));
        }
        List<? extends GraphQLCompositeType> objects =
                type instanceof GraphQLUnionType union ? schemaTypes(union) : List.of(type);
        return type.getName().equals("Node")
                ? values.one(schema.getImplementations((GraphQLInterfaceType) type))
                : values.one(objects);
    }

    private List<GraphQLCompositeType> schemaTypes(GraphQLUnionType union) {
        return union.getTypes().stream()
                .map(member -> (GraphQLCompositeType) schema.getType(member.getName()))
                .toList();
    }

    private String introspection() {
        return values.chance(50)
                ? field(schema.getIntrospectionSchemaFieldDefinition(), MAX_DEPTH - 2)
                : "t" + size + ": __type(name: \""
                        + values.one(List.copyOf(schema.getTypeMap().keySet())) + "\") "
                        + selections((GraphQLCompositeType) schema.getType("__Type"), MAX_DEPTH - 2);
    }

    private String field(GraphQLFieldsContainer container, int depth) {
        List<GraphQLFieldDefinition> fields = container.getFieldDefinitions().stream()
                .filter(field -> depth < MAX_DEPTH || isLeaf(field))
                .toList();
        return fields.isEmpty() ? "__typename" : field(values.one(fields), depth);
    }

    private String field(GraphQLFieldDefinition field, int depth) {
        String alias = (field.getArguments().isEmpty() ? values.chance(5) : !odd(40)) ? "a" + size + ": " : "";
        String start = alias + field.getName() + arguments(field) + directives();
        GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getType());
        return type instanceof GraphQLCompositeType composite
                ? start + " " + selections(composite, depth + 1)
                : start + (odd(1) ? " { x }" : "");
    }

    private static boolean isLeaf(GraphQLFieldDefinition field) {
        return !(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType);
    }

    private String arguments(GraphQLFieldDefinition field) {
        StringJoiner list = new StringJoiner(", ", "(", ")");
        list.setEmptyValue("");
        for (GraphQLArgument argument : field.getArguments()) {
            if (isWritten(argument)) {
                list.add(argument.getName() + ": " + value(argument));
            }
        }
        if (odd(1)) {
            list.add("noSuchArgument: 1");
        }
        return list.toString();
    }

    private boolean isWritten(GraphQLArgument argument) {
        if (argument.getType() instanceof GraphQLNonNull) {
            return !odd(2);
        }
        // Most cursors are of another list.
        return values.chance(List.of("after", "before", "last").contains(argument.getName()) ? 5 : 25);
    }

    private String value(GraphQLArgument argument) {
        if (values.chance(70)) {
            return values.of(argument.getType(), argument.getName()).inDocument();
        }
        return variable(GraphQLTypeUtil.simplePrint(argument.getType()), argument.getType(), argument.getName());
    }

    private String variable(String type, GraphQLType shape, String argument) {
        String name = "v" + declared.size();
        String bare = type.endsWith("!") ? type.substring(0, type.length() - 1) : type;
        String declaration = odd(20) ? bare : odd(10) ? bare + "!" : type;
        if (values.chance(30)) {
            declaration += " = " + values.of(shape, argument).inDocument();
        }
        declared.put(name, declaration);
        if (!odd(10)) {
            given.put(name, values.of(shape, argument).inJson());
        }
        return "$" + name;
    }

    private boolean odd(int percent) {
        return values.hard() && values.chance(percent);
    }

    private String directives() {
        if (!values.chance(4)) {
            return "";
        }
        if (odd(25)) {
            return values.one(ODD_DIRECTIVES);
        }
        String value =
                values.chance(50) ? "true" : variable("Boolean!", GraphQLNonNull.nonNull(Scalars.GraphQLBoolean), "if");
        return (values.chance(50) ? " @include(if: " : " @skip(if: ") + value + ")";
    }
}
