package org.demarche.attack;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way to hurt the service, and what it must get.
 *
 * @param group one of the tables in the manual
 * @param row of that table; similar attacks share one
 */
record Attack(Group group, String row, String name, Outcome outcome, Action action) {

    Attack(Group group, String name, Outcome outcome, Action action) {
        this(group, name, name, outcome, action);
    }

    enum Group {
        DOCUMENTS("Documents"),
        VALUES("Values and variables"),
        REQUESTS("Requests and bodies"),
        CONNECTIONS("Connections"),
        STREAMS("Sockets and streams");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Performs an attack and returns what it got. */
    interface Action {
        List<RawAnswer> perform(Target target) throws IOException;
    }

    static Stream<Attack> all() {
        return Stream.of(
                        DocumentAttacks.all(),
                        ShapeAttacks.all(),
                        ValueAttacks.all(),
                        TextAttacks.all(),
                        RequestAttacks.all(),
                        HeadAttacks.all(),
                        TokenAttacks.all(),
                        ConnectionAttacks.all(),
                        SocketAttacks.all())
                .flatMap(attacks -> attacks);
    }

    /** What the tables say about it, without what it sends: some bodies are large. */
    Attack described() {
        return new Attack(group, row, name, outcome, null);
    }

    /** Sends a query over and over, as a client does that hopes to get through. */
    static Attack query(Group group, String name, String query, String variables, Outcome outcome) {
        return request(group, name, Json.request(query, variables), outcome);
    }

    static Attack request(Group group, String name, String json, Outcome outcome) {
        return bytes(group, name, HttpText.post(HttpText.JSON + HttpText.RESPONSE, Json.utf8(json)), outcome);
    }

    static Attack bytes(Group group, String name, byte[] request, Outcome outcome) {
        return new Attack(group, name, outcome, target -> Flood.send(target, request));
    }

    /** Puts an attack into the row of similar ones. */
    Attack in(String similar) {
        return new Attack(group, similar, name, outcome, action);
    }

    @Override
    public String toString() {
        return name;
    }
}
