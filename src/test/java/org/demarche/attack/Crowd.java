package org.demarche.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Many connections of an attacker. */
record Crowd(List<RawConnection> connections) implements AutoCloseable {

    private static final Duration MAX_SEND = Duration.ofSeconds(2);

    /** Of one address. */
    static Crowd connect(Target target, int count) throws IOException {
        return connect(target, count, 1);
    }

    /** Of as many addresses as wanted; where the server accepts no more, the crowd is smaller. */
    static Crowd connect(Target target, int count, int addresses) throws IOException {
        Crowd crowd = new Crowd(new ArrayList<>());
        try {
            for (int i = 0; i < count; i++) {
                crowd.connections.add(target.connect(i % addresses));
            }
            return crowd;
        } catch (IOException failure) {
            crowd.close();
            throw failure;
        }
    }

    void send(byte[] bytes) {
        connections.forEach(connection -> connection.trySend(bytes));
    }

    /** For what fits into no buffer: a server that does not read must not keep the others from sending. */
    void sendInParallel(byte[] bytes) {
        inParallel(connection -> connection.trySend(bytes));
    }

    void inParallel(Consumer<RawConnection> sender) {
        ExecutorService senders = Executors.newCachedThreadPool();
        connections.forEach(connection -> senders.execute(() -> sender.accept(connection)));
        senders.shutdown();
        try {
            // Not longer: what the server does not take now stays unsent.
            senders.awaitTermination(MAX_SEND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    List<RawAnswer> answers() throws IOException {
        List<RawAnswer> answers = new ArrayList<>();
        for (RawConnection connection : connections) {
            answers.add(connection.answer());
        }
        return answers;
    }

    /** Ends all connections at once, as a crash does. */
    void reset() throws IOException {
        for (RawConnection connection : connections) {
            connection.reset();
        }
    }

    @Override
    public void close() throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }
}
