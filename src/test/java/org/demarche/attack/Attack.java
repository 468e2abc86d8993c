package org.demarche.attack;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way to hurt the service, and what it must get.
 *
 * @param group of the table in the manual
 */
record Attack(Group group, String name, Outcome outcome, Action action) {

    enum Group {
        DOCUMENTS("Documents"),
        VALUES("Values and variables"),
        REQUESTS("Requests and bodies"),
        CONNECTIONS("Connections");

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
        return Stream.of(DocumentAttacks.all(), ValueAttacks.all(), RequestAttacks.all(), ConnectionAttacks.all())
                .flatMap(attacks -> attacks);
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

    @Override
    public String toString() {
        return name;
    }
}
