package org.demarche.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends the same request many times. */
final class Flood {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = Integer.getInteger("demarche.attack.rounds", 5);

    private Flood() {}

    /** From several connections, which each wait for the answers of all. */
    static List<RawAnswer> send(Target target, byte[] request) throws IOException {
        List<RawAnswer> answers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            answers.addAll(at(target, request, CLIENTS));
        }
        return answers;
    }

    /** From many connections at once. */
    static List<RawAnswer> at(Target target, byte[] request, int clients) throws IOException {
        try (Crowd crowd = Crowd.connect(target, clients)) {
            crowd.send(request);
            return crowd.answers();
        }
    }
}
