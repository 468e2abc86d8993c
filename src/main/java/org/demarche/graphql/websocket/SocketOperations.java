package org.demarche.graphql.websocket;

import java.util.HashMap;
import java.util.Map;

import org.demarche.error.LimitExceededException;
import org.demarche.graphql.http.GraphqlRequest;
import org.demarche.graphql.http.GraphqlResponse;
import org.demarche.graphql.http.OperationListener;
import org.demarche.graphql.http.StreamClient;
import org.demarche.graphql.http.StreamedOperation;
import org.demarche.graphql.http.StreamedOperations;

/** The operations that run on a socket, by their ids. */
final class SocketOperations {

    private final StreamedOperations services;
    private final int max;
    private final Outbox outbox;
    private final Map<String, StreamedOperation> running = new HashMap<>();
    private long idleSince = System.nanoTime();

    SocketOperations(StreamedOperations services, int max, Outbox outbox) {
        this.services = services;
        this.max = max;
        this.outbox = outbox;
    }

    boolean has(String id) {
        return running.containsKey(id);
    }

    /** @param id of no operation that runs */
    void start(String id, GraphqlRequest request, StreamClient client) {
        if (running.size() >= max) {
            outbox.send(
                    ServerMessage.error(id, GraphqlResponse.failed(tooMany()).errors()));
            return;
        }
        running.put(id, services.start(request, client, new Listener(id)));
    }

    void cancel(String id) {
        StreamedOperation operation = running.get(id);
        remove(id);
        if (operation != null) {
            operation.cancel();
        }
    }

    void cancelAll() {
        running.values().forEach(StreamedOperation::cancel);
        running.clear();
    }

    /** For how many nanoseconds no operation has run; 0 while one does. */
    long idleNanos() {
        return running.isEmpty() ? System.nanoTime() - idleSince : 0;
    }

    private void remove(String id) {
        running.remove(id);
        idleSince = System.nanoTime();
    }

    private LimitExceededException tooMany() {
        return new LimitExceededException(
                "operations",
                running.size() + 1L,
                max,
                "The socket has %d operations, the most that may run at once (demarche.streams.operations): complete some, or open another socket."
                        .formatted(max));
    }

    /** What an operation sends its messages with. */
    interface Outbox {

        void send(String message);

        void whenReady(Runnable proceed);
    }

    private final class Listener implements OperationListener {

        private final String id;

        Listener(String id) {
            this.id = id;
        }

        @Override
        public void next(GraphqlResponse result) {
            outbox.send(ServerMessage.next(id, result));
        }

        @Override
        public void complete() {
            end(ServerMessage.complete(id));
        }

        @Override
        public void fail(GraphqlResponse error) {
            end(ServerMessage.error(id, error.errors()));
        }

        @Override
        public void whenReady(Runnable proceed) {
            outbox.whenReady(proceed);
        }

        private void end(String message) {
            remove(id);
            outbox.send(message);
        }
    }
}
