package org.demarche.attack;

import java.io.IOException;
import java.time.Duration;

/** Keeps a connection while the server does. */
final class ReusedConnection implements AutoCloseable {

    private final int port;
    private final Duration patience;
    private RawConnection open;

    ReusedConnection(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    /** On a new connection if the request is damaged, since the rest of it may look like another request. */
    RawAnswer exchange(RandomRequest request) throws IOException {
        if (request.damaged()) {
            return exchangeDamaged(request.bytes());
        }
        boolean reused = open != null;
        RawAnswer answer = RawAnswer.CLOSED;
        try {
            if (open == null) {
                open = RawConnection.open(port, patience);
            }
            answer = open.exchange(request.bytes());
        } finally {
            if (answer.isClosed() || answer.header("connection").equalsIgnoreCase("close")) {
                close();
            }
        }
        // The server may have closed the connection before it saw the request.
        return answer.isClosed() && reused ? exchange(request) : answer;
    }

    private RawAnswer exchangeDamaged(byte[] request) throws IOException {
        try (RawConnection connection = RawConnection.open(port, patience)) {
            connection.endOfRequests(request);
            return connection.answer();
        }
    }

    @Override
    public void close() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException ignored) {
            // Nothing is left to send.
        }
        open = null;
    }
}
