package org.demarche.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.demarche.attack.Attack.Group.STREAMS;
import static org.demarche.attack.Outcome.CLOSED;
import static org.demarche.attack.Outcome.DATA;
import static org.demarche.support.Polling.await;

/** WebSockets and event streams that take memory, places or time. */
final class SocketAttacks {

    /** An address without connections, past and present. */
    private static final int NEWCOMER = 100;

    private static final int FRAME = 128 * 1024;
    private static final String SUBSCRIPTION = "subscription { changed { nodeId } }";

    /** A large answer that the limits allow. */
    private static final String LARGE =
            "{ stances(first: 100) { nodes { id summary event { title summary } country { name flag region subregion } } } }";

    private static final Outcome TOO_MANY = message("LIMIT_EXCEEDED", "\"code\":\"LIMIT_EXCEEDED\"");

    private SocketAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(
                attack("1,000 subscriptions on one socket", TOO_MANY, SocketAttacks::subscriptions),
                attack(
                        "1,000 operations with one id",
                        closing(4409),
                        target -> told(target, socket -> {
                            for (int i = 0; i < 1_000; i++) {
                                socket.trySend(subscribe("1", SUBSCRIPTION));
                            }
                        })),
                attack(
                        "1,000 initialisations",
                        closing(4429),
                        target -> told(target, socket -> {
                            for (int i = 0; i < 1_000; i++) {
                                socket.trySend(AttackerSocket.text(AttackerSocket.INIT));
                            }
                        })),
                attack(
                        "a message of 100 MB in parts",
                        closing(1009),
                        target -> told(target, socket -> {
                            byte[] part = AttackerSocket.frame(0, false, new byte[FRAME / 2]);
                            boolean open = socket.trySend(AttackerSocket.frame(1, false, new byte[1]));
                            for (int i = 0; i < 1_600 && open; i++) {
                                open = socket.trySend(part);
                            }
                        })),
                attack("500 frames of 128 KiB without their last byte", CLOSED, target -> unfinished(target, frame())),
                attack("500 frames, a byte at a time", CLOSED, target -> unfinished(target, new byte[] {(byte) 0x81})),
                attack("5,000 idle sockets of 10 addresses", DATA, target -> idle(target, 10)),
                attack("5,000 idle sockets of one address", DATA, target -> idle(target, 1)),
                attack(
                        "100 sockets with 60 large answers that do not read",
                        CLOSED,
                        target -> unread(target, 100, socket -> {
                            for (int i = 0; i < 60; i++) {
                                socket.trySend(subscribe("a" + i, LARGE));
                            }
                        })),
                attack(
                        "100 sockets with 100,000 pings that do not read",
                        CLOSED,
                        target -> unread(target, 110, socket -> {
                            byte[] pings = repeated(AttackerSocket.frame(9, true, new byte[100]), 1_000);
                            for (int i = 0; i < 100; i++) {
                                socket.trySend(pings);
                            }
                        })),
                attack("1,000 sockets that are opened and reset", DATA, SocketAttacks::openAndReset),
                attack("5,000 event streams of one address", DATA, SocketAttacks::eventStreams));
    }

    private static Attack attack(String name, Outcome outcome, Attack.Action action) {
        return new Attack(STREAMS, name, outcome, action);
    }

    /** A message on a socket, as {@link AttackerSocket} reads it. */
    private static Outcome message(String name, String part) {
        return new Outcome(
                name, answer -> answer.status() == 200 && answer.text().contains(part));
    }

    private static Outcome closing(int code) {
        return new Outcome(
                "closed with " + code,
                answer -> answer.status() == 200 && answer.text().equals("closed with " + code));
    }

    private static byte[] subscribe(String id, String query) {
        return AttackerSocket.text(
                "{\"id\":\"%s\",\"type\":\"subscribe\",\"payload\":{\"query\":\"%s\"}}".formatted(id, query));
    }

    private static byte[] frame() {
        byte[] frame = AttackerSocket.frame(1, true, new byte[FRAME]);
        return Arrays.copyOf(frame, frame.length - 1);
    }

    private static List<RawAnswer> subscriptions(Target target) throws IOException {
        List<RawAnswer> refused = new ArrayList<>();
        try (RawConnection connection = target.connect(0)) {
            AttackerSocket socket = AttackerSocket.ready(connection);
            for (int i = 0; i < 1_000; i++) {
                connection.trySend(subscribe("s" + i, SUBSCRIPTION));
            }
            for (int i = 64; i < 1_000; i++) {
                refused.add(socket.read());
            }
        }
        return refused;
    }

    /** What a client is told before its socket is closed, without the answers to what it asked. */
    private static List<RawAnswer> told(Target target, Consumer<RawConnection> attack) throws IOException {
        try (RawConnection connection = target.connect(0)) {
            AttackerSocket socket = AttackerSocket.ready(connection);
            Thread sender = new Thread(() -> attack.accept(connection));
            sender.start();
            RawAnswer answer = socket.read();
            while (answer.text().startsWith("{")) {
                answer = socket.read();
            }
            join(sender);
            return List.of(answer);
        }
    }

    private static void join(Thread sender) {
        try {
            sender.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<RawAnswer> unfinished(Target target, byte[] bytes) throws IOException {
        try (Crowd crowd = Crowd.connect(target, 500, 10)) {
            crowd.send(AttackerSocket.HANDSHAKE);
            crowd.sendInParallel(bytes);
            return closed(target, crowd);
        }
    }

    /** @param client the first of ten addresses that no other attack uses: one that reached its rate gets small answers only */
    private static List<RawAnswer> unread(Target target, int client, Consumer<RawConnection> attack)
            throws IOException {
        try (Crowd crowd = new Crowd(new ArrayList<>())) {
            for (int i = 0; i < 100; i++) {
                crowd.connections().add(target.connectWithSmallBuffer(client + i % 10));
            }
            crowd.send(AttackerSocket.HANDSHAKE);
            crowd.send(AttackerSocket.text(AttackerSocket.INIT));
            crowd.inParallel(attack);
            return closed(target, crowd);
        }
    }

    private static List<RawAnswer> closed(Target target, Crowd crowd) {
        await().atMost(target.patience()).until(() -> OpenConnections.ofAttackers(target.port()) == 0);
        return crowd.connections().stream().map(closed -> RawAnswer.CLOSED).toList();
    }

    private static List<RawAnswer> idle(Target target, int addresses) throws IOException {
        try (Crowd crowd = Crowd.connect(target, 5_000, addresses)) {
            crowd.send(AttackerSocket.HANDSHAKE);
            crowd.send(AttackerSocket.text(AttackerSocket.INIT));
            return one(target);
        }
    }

    private static List<RawAnswer> eventStreams(Target target) throws IOException {
        try (Crowd crowd = Crowd.connect(target, 5_000, 1)) {
            crowd.send(HttpText.post(
                    HttpText.JSON + "Accept: text/event-stream\r\n", Json.utf8(Json.request(SUBSCRIPTION))));
            return one(target);
        }
    }

    private static List<RawAnswer> openAndReset(Target target) throws IOException {
        for (int i = 0; i < 10; i++) {
            Crowd crowd = Crowd.connect(target, 100, 10);
            crowd.send(AttackerSocket.HANDSHAKE);
            crowd.send(AttackerSocket.text(AttackerSocket.INIT));
            crowd.send(subscribe("1", SUBSCRIPTION));
            crowd.reset();
        }
        return one(target);
    }

    private static List<RawAnswer> one(Target target) throws IOException {
        try (RawConnection connection = target.connect(NEWCOMER)) {
            return List.of(connection.exchange(HttpText.post(Json.request("{ __typename }"))));
        }
    }

    private static byte[] repeated(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }
}
