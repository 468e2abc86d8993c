package org.demarche.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.vertx.core.json.JsonObject;

/** A connection on which a test sends any bytes, as a client that keeps no rule of HTTP would. */
public final class RawConnection implements AutoCloseable {

    /** How long a test waits for what never comes if it fails. */
    private static final int MAX_WAIT = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    private RawConnection(InetSocketAddress address, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(MAX_WAIT);
        socket.setTcpNoDelay(true);
        socket.connect(address, MAX_WAIT);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawConnection to(URL service) throws IOException {
        return to(service.getPort());
    }

    public static RawConnection to(int port) throws IOException {
        return new RawConnection(new InetSocketAddress("127.0.0.1", port), 0);
    }

    /** @param receiveBuffer how many bytes the operating system accepts before this client reads them */
    public static RawConnection slow(URL service, int receiveBuffer) throws IOException {
        return new RawConnection(new InetSocketAddress("127.0.0.1", service.getPort()), receiveBuffer);
    }

    /** Sends the lines of a head, each of which ends with CRLF, and the empty line. */
    public RawConnection head(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** A GraphQL request, complete. */
    public RawConnection query(String query) throws IOException {
        String body = new JsonObject().put("query", query).encode();
        return head(
                        "POST /graphql HTTP/1.1",
                        "Host: demarche.example",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length())
                .send(body);
    }

    public Response response() throws IOException {
        return read(true);
    }

    /** Without a body, although its headers may tell the length of one. */
    public Response responseToHead() throws IOException {
        return read(false);
    }

    /** The next bytes. */
    public byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("The service closed the connection after %d bytes".formatted(bytes.length));
        }
        return bytes;
    }

    /** Whether the service closes the connection without sending anything more. */
    public boolean isClosedByService() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Whether nothing arrives for so many milliseconds. */
    public boolean isQuiet(int milliseconds) throws IOException {
        if (in.available() > 0) {
            return false;
        }
        socket.setSoTimeout(milliseconds);
        try {
            in.mark(1);
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException quiet) {
            return true;
        } finally {
            socket.setSoTimeout(MAX_WAIT);
        }
    }

    /** Reads until the service closes the connection. */
    public long drain() throws IOException {
        long bytes = 0;
        try {
            for (byte[] buffer = new byte[64 * 1024]; ; ) {
                int read = in.read(buffer);
                if (read < 0) {
                    return bytes;
                }
                bytes += read;
            }
        } catch (SocketException reset) {
            return bytes;
        }
    }

    /** Closes the connection as a program does that crashes: the service gets a reset instead of the end of the stream. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Response read(boolean withBody) throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(": *", 2);
            headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1], (one, other) -> one + ", " + other);
        }
        int length = withBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        byte[] body = in.readNBytes(length);
        return new Response(Integer.parseInt(status.split(" ")[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The service closed the connection after: " + line);
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /** @param headers by their names in lower case */
    public record Response(int status, Map<String, String> headers, String body) {

        public JsonObject json() {
            return new JsonObject(body);
        }

        public String code() {
            return error().getJsonObject("extensions").getString("code");
        }

        public String message() {
            return error().getString("message");
        }

        private JsonObject error() {
            return json().getJsonArray("errors").getJsonObject(0);
        }
    }
}
