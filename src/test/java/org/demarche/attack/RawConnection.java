package org.demarche.attack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An HTTP/1.1 client on a plain socket: it sends what other clients refuse to send. */
final class RawConnection implements AutoCloseable {

    private static final int SMALL_BUFFER = 2048;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** @param patience how long to wait for each part of an answer */
    static RawConnection open(int port, Duration patience) throws IOException {
        return open(port, patience, InetAddress.getLoopbackAddress(), false);
    }

    /**
     * @param client the address to connect from
     * @param small whether a server's answer must not fit into the socket's buffer
     */
    static RawConnection open(int port, Duration patience, InetAddress client, boolean small) throws IOException {
        Socket socket = new Socket();
        try {
            if (small) {
                socket.setReceiveBufferSize(SMALL_BUFFER);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) patience.toMillis());
            socket.bind(new InetSocketAddress(client, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
            return new RawConnection(socket);
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /** Sends each character as one byte. */
    void send(String latin1) throws IOException {
        send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** @return whether the connection was open; a server may answer and close before it has read everything */
    boolean trySend(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** The answer may come before the server has read everything. */
    RawAnswer exchange(byte[] request) throws IOException {
        trySend(request);
        return answer();
    }

    /** Sends a request that is the last one, and says so. */
    void endOfRequests(byte[] request) throws IOException {
        if (trySend(request)) {
            socket.shutdownOutput();
        }
    }

    /**
     * The next answer, or {@link RawAnswer#CLOSED}.
     *
     * @throws java.net.SocketTimeoutException if there is none in time
     */
    RawAnswer answer() throws IOException {
        return RawAnswer.read(in);
    }

    /** The next bytes; fewer if the connection ends before. */
    byte[] bytes(int count) throws IOException {
        try {
            return in.readNBytes(count);
        } catch (SocketException closed) {
            return new byte[0];
        }
    }

    /** Closes with a reset instead of an orderly end, as a client that crashes does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
