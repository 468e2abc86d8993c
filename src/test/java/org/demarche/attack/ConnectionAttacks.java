package org.demarche.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import static org.demarche.attack.Attack.Group.CONNECTIONS;
import static org.demarche.attack.Outcome.BUSY;
import static org.demarche.attack.Outcome.CLOSED;
import static org.demarche.attack.Outcome.DATA;
import static org.demarche.support.Polling.await;

/** Connections that take memory, descriptors or time without a proper request. */
final class ConnectionAttacks {

    private static final String POST = "POST /graphql HTTP/1.1\r\nHost: localhost\r\n" + HttpText.JSON;
    private static final byte[] SMALL = HttpText.post(Json.request("{ __typename }"));
    /** A large answer that the limits allow. */
    private static final byte[] LARGE = HttpText.post(
            Json.request(
                    "{ stances(first: 100) { nodes { id summary event { title summary } country { name flag region subregion } } } }"));
    /** Reads much, with another text each time. */
    private static final String EXPENSIVE =
            "{ events(first: 50) { nodes { title stances(first: 50) { totalCount nodes { summary country { name } } } } } }";

    /** An attacker needs no more than this to keep a connection from being idle. */
    private static final Duration PACE = Duration.ofMillis(100);

    /** An address without connections, past and present. */
    private static final int NEWCOMER = 100;

    private static final int UNFINISHED = 1_000_000;
    private static final Outcome LATE = Outcome.status(408);

    private ConnectionAttacks() {}

    static Stream<Attack> all() {
        return Stream.concat(open(), Http2Attacks.all());
    }

    private static Stream<Attack> open() {
        return Stream.of(
                attack(
                        "500 bodies of 1 MB without their last byte, of 10 addresses",
                        LATE.or(BUSY),
                        target -> unfinished(target, 10)),
                attack(
                        "500 bodies of 1 MB without their last byte, of one address",
                        LATE.or(BUSY),
                        target -> unfinished(target, 1)),
                attack(
                        "500 heads of 50 MB bodies that never come",
                        Outcome.status(413),
                        target -> silent(target, POST + "Content-Length: 52428800\r\n\r\n")),
                attack(
                        "500 heads of bodies that never come",
                        LATE.or(BUSY),
                        target -> silent(target, POST + "Content-Length: 1000\r\n\r\n")),
                attack("500 heads without an end", LATE, target -> silent(target, POST)),
                attack("500 requests of one letter", LATE, target -> silent(target, "P")),
                attack("500 heads, a byte at a time", LATE, target -> drip(target, POST + "X-A: ", "a")),
                attack(
                        "500 bodies, a byte at a time",
                        LATE.or(BUSY),
                        target -> drip(target, POST + "Content-Length: 1000\r\n\r\n", " ")),
                attack(
                        "500 bodies, a chunk of a byte at a time",
                        LATE.or(BUSY),
                        target -> drip(target, POST + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")),
                attack("100 readers of 1 MB of answers that do not read", CLOSED, target -> slowReaders(target, 30)),
                attack("100 readers of 8 MB of answers that do not read", CLOSED, target -> slowReaders(target, 200)),
                attack("5,000 idle connections of 10 addresses", DATA, target -> idle(target, 10)),
                attack("5,000 idle connections of one address", DATA, target -> idle(target, 1)),
                attack("5,000 connections that are opened and reset", DATA, ConnectionAttacks::openAndReset),
                attack("1,000 clients that leave while their request runs", DATA, ConnectionAttacks::leave),
                attack(
                        "1,000 requests on one connection, without waiting",
                        DATA.or(BUSY).or(CLOSED),
                        ConnectionAttacks::pipeline));
    }

    private static Attack attack(String name, Outcome outcome, Attack.Action action) {
        return new Attack(CONNECTIONS, name, outcome, action);
    }

    private static List<RawAnswer> unfinished(Target target, int addresses) throws IOException {
        byte[] body = new byte[UNFINISHED - 1];
        Arrays.fill(body, (byte) ' ');
        try (Crowd crowd = Crowd.connect(target, 500, addresses)) {
            crowd.sendInParallel(HttpText.raw(POST + "Content-Length: " + UNFINISHED + "\r\n\r\n", body));
            return crowd.answers();
        }
    }

    private static List<RawAnswer> silent(Target target, String start) throws IOException {
        try (Crowd crowd = Crowd.connect(target, 500, 10)) {
            crowd.send(HttpText.raw(start, new byte[0]));
            return crowd.answers();
        }
    }

    private static List<RawAnswer> drip(Target target, String start, String drop) throws IOException {
        try (Crowd crowd = Crowd.connect(target, 500, 10)) {
            crowd.send(HttpText.raw(start, new byte[0]));
            byte[] bytes = HttpText.raw(drop, new byte[0]);
            for (int i = 0; i < target.receiveTimeout().multipliedBy(2).dividedBy(PACE); i++) {
                crowd.send(bytes);
                LockSupport.parkNanos(PACE.toNanos());
            }
            return crowd.answers();
        }
    }

    private static List<RawAnswer> slowReaders(Target target, int requests) throws IOException {
        List<RawAnswer> answers = new ArrayList<>();
        try (Crowd readers = new Crowd(new ArrayList<>())) {
            for (int i = 0; i < 100; i++) {
                readers.connections().add(target.connectWithSmallBuffer(i % 10));
            }
            readers.sendInParallel(repeated(LARGE, requests));
            await().atMost(target.patience()).until(() -> OpenConnections.ofAttackers(target.port()) == 0);
            readers.connections().forEach(closed -> answers.add(RawAnswer.CLOSED));
        }
        return answers;
    }

    private static byte[] repeated(byte[] request, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(request);
        }
        return all.toByteArray();
    }

    private static List<RawAnswer> idle(Target target, int addresses) throws IOException {
        try (Crowd crowd = Crowd.connect(target, 5_000, addresses);
                RawConnection other = target.connect(NEWCOMER)) {
            crowd.send(new byte[0]);
            return List.of(other.exchange(SMALL));
        }
    }

    private static List<RawAnswer> openAndReset(Target target) throws IOException {
        for (int i = 0; i < 50; i++) {
            Crowd.connect(target, 100, 10).reset();
        }
        return one(target);
    }

    private static List<RawAnswer> leave(Target target) throws IOException {
        for (int i = 0; i < 10; i++) {
            Crowd crowd = Crowd.connect(target, 100, 10);
            crowd.send(HttpText.post(Json.request(EXPENSIVE + " # " + i)));
            crowd.reset();
        }
        return one(target);
    }

    private static List<RawAnswer> pipeline(Target target) throws IOException {
        List<RawAnswer> answers = new ArrayList<>();
        try (RawConnection connection = target.connect(0)) {
            for (int i = 0; i < 1_000; i++) {
                connection.trySend(SMALL);
            }
            for (int i = 0; i < 1_000; i++) {
                answers.add(connection.answer());
            }
        }
        return answers;
    }

    private static List<RawAnswer> one(Target target) throws IOException {
        try (RawConnection connection = target.connect(NEWCOMER)) {
            return List.of(connection.exchange(SMALL));
        }
    }
}
