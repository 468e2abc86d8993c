package org.demarche.graphql.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries that were valid with the last release stay valid, and clients can read the answers. Compares the snapshot of the
 * schema, which SchemaApiTest holds to the service, with the one of the last release.
 */
class BreakingChangesTest {

    /** Breaks that are meant, in the words of the check. To be explained in the changelog, and emptied by the next release. */
    private static final List<String> MEANT = List.of();

    private static final String RELEASED = """
            type Query { event(slug: String!): Event events(kinds: [Kind!], first: Int = 20): [Event!]! find(in: Filter): Found }
            interface Node { id: ID! }
            type Event implements Node { id: ID! title: String! kind: Kind! }
            type Topic { title: String! }
            union Found = Event | Topic
            enum Kind { VOTE TREATY }
            input Filter { kind: Kind search: String }
            """;

    @Test
    void theSchemaBreaksNothingOfTheLastRelease() throws IOException {
        String released = Files.readString(Path.of("src/test/resources/schema-released.graphql"));
        String current = Files.readString(Path.of("src/test/resources/schema.graphql"));
        assertThat(breaks(released, current)).containsExactlyInAnyOrderElementsOf(MEANT);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
                    title: String! kind           => kind
                    title: String! kind           => title: String kind
                    title: String! kind           => title: Int! kind
                    events(                       => listed(
                    slug: String!                 => slug: String!, symbol: String!
                    kinds: [Kind!], first: Int    => kinds: [Kind!]
                    first: Int = 20               => first: Int!
                    [Event!]!                     => [Event]!
                    VOTE TREATY                   => VOTE
                    Event | Topic                 => Event
                    Event implements Node         => Event
                    kind: Kind search             => search
                    search: String                => search: String!
                    search: String                => search: String day: String!
                    """)
    void aChangeThatBreaksClientsIsFound(String before, String after) {
        assertThat(RELEASED).contains(before);
        assertThat(breaks(RELEASED, RELEASED.replace(before, after))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
                    slug: String!                 => slug: String, symbol: String
                    title: String! kind           => title: String! summary: String kind
                    VOTE TREATY                   => VOTE TREATY SANCTION
                    search: String                => search: String day: String
                    """)
    void anAdditionIsNoBreak(String before, String after) {
        assertThat(RELEASED).contains(before);
        assertThat(breaks(RELEASED, RELEASED.replace(before, after))).isEmpty();
    }

    private static List<String> breaks(String before, String after) {
        CapturingReporter reporter = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromSdl(before, after), reporter);
        return reporter.getBreakages().stream().map(DiffEvent::getReasonMsg).toList();
    }
}
