package org.demarche.graphql.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import graphql.Directives;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLSchema;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import org.demarche.error.ClientErrorException;

/**
 * The directives that the service supports: those of the specification, and its own. It advertises these and rejects all others.
 * graphql-java adds experimental ones to every schema that it builds, and ignores them in documents (no upstream issue known).
 * SmallRye adds those that it has annotations for, and with them the types of their arguments, BigDecimal and BigInteger.
 */
final class SupportedDirectives {

    private static final List<GraphQLDirective> SPECIFIED = List.of(
            Directives.IncludeDirective,
            Directives.SkipDirective,
            Directives.DeprecatedDirective,
            Directives.SpecifiedByDirective,
            Directives.OneOfDirective);

    private static final Set<String> NAMES =
            all().stream().map(GraphQLDirective::getName).collect(Collectors.toUnmodifiableSet());

    private SupportedDirectives() {}

    /** In the order in which introspection lists them. */
    static Set<GraphQLDirective> all() {
        Set<GraphQLDirective> all = new LinkedHashSet<>(SPECIFIED);
        all.add(KnownAtDirective.define());
        return all;
    }

    static boolean contains(String name) {
        return NAMES.contains(name);
    }

    static List<GraphQLDirective> of(GraphQLSchema schema) {
        return schema.getDirectives().stream()
                .filter(directive -> contains(directive.getName()))
                .toList();
    }

    /** Rejects a document with a directive that validation would accept. */
    static void check(Document document, GraphQLSchema schema) {
        new NodeTraverser().preOrder(new DirectiveCheck(schema), document);
    }

    private static final class DirectiveCheck extends NodeVisitorStub {

        private final GraphQLSchema schema;

        DirectiveCheck(GraphQLSchema schema) {
            this.schema = schema;
        }

        @Override
        @SuppressWarnings("rawtypes") // as in graphql-java
        public TraversalControl visitDirective(Directive directive, TraverserContext<Node> context) {
            String name = directive.getName();
            if (!contains(name) && schema.getDirective(name) != null) {
                throw ClientErrorException.invalidQuery(
                        "The directive '@%s' is not supported; leave it out.".formatted(name));
            }
            return TraversalControl.CONTINUE;
        }
    }
}
