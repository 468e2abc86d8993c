package org.demarche.attack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * An HTTP/1.1 response.
 *
 * @param status 0 if the connection was closed without a response
 * @param headers names in lower case
 * @param body uncompressed
 */
record RawAnswer(int status, Map<String, String> headers, byte[] body) {

    static final RawAnswer CLOSED = new RawAnswer(0, Map.of(), new byte[0]);

    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z]+_[A-Z_]+|UNAVAILABLE)\"");
    private static final int CONTINUE = 100;

    static RawAnswer read(InputStream in) throws IOException {
        try {
            return readResponse(in);
        } catch (SocketTimeoutException late) {
            throw late;
        } catch (IOException closed) {
            // Also a reset: the server closes with unread bytes.
            return CLOSED;
        }
    }

    boolean isClosed() {
        return status == 0;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** For messages. */
    String shown() {
        String text = text();
        return isClosed() ? "closed" : status + " " + (text.length() > 300 ? text.substring(0, 300) + "..." : text);
    }

    /** Its status and the code of its first error. */
    String kind() {
        Matcher code = CODE.matcher(text());
        return isClosed() ? "closed" : status + (code.find() ? " " + code.group(1) : "");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    private static RawAnswer readResponse(InputStream in) throws IOException {
        String[] start = line(in).split(" ", 3);
        if (start.length < 2 || !start[0].startsWith("HTTP/1.")) {
            throw new IllegalStateException("The answer does not start with HTTP/1");
        }
        int status = Integer.parseInt(start[1]);
        Map<String, String> headers = headers(in);
        if (status == CONTINUE) {
            return readResponse(in);
        }
        byte[] body = body(in, status, headers);
        boolean compressed = headers.getOrDefault("content-encoding", "").equals("gzip");
        return new RawAnswer(status, headers, compressed ? unpacked(body) : body);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] header = line.split(":", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
        }
        return headers;
    }

    private static byte[] body(InputStream in, int status, Map<String, String> headers) throws IOException {
        if (status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : bytes(in, Integer.parseInt(length));
    }

    private static byte[] unpacked(byte[] body) throws IOException {
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return unpacked.readAllBytes();
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.writeBytes(bytes(in, size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static byte[] bytes(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ends within a line");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
