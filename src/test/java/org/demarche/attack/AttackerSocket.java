package org.demarche.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A WebSocket on a connection of an attacker: what it receives looks like answers. */
record AttackerSocket(RawConnection connection) {

    static final String INIT = "{\"type\":\"connection_init\"}";

    static final byte[] HANDSHAKE = HttpText.raw(
            "GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n",
            new byte[0]);

    private static final int OK = 200;
    private static final int CLOSE = 8;
    private static final int MASKED = 0x80;
    private static final int MASK_LENGTH = 4;
    private static final int SHORT = 126;
    private static final int LONG = 127;

    /** A socket that has been initialised. */
    static AttackerSocket ready(RawConnection connection) throws IOException {
        RawAnswer upgrade = connection.exchange(HANDSHAKE);
        if (upgrade.status() != 101) {
            throw new IllegalStateException("No WebSocket: " + upgrade.shown());
        }
        AttackerSocket socket = new AttackerSocket(connection);
        connection.send(text(INIT));
        socket.read();
        return socket;
    }

    static byte[] text(String message) {
        return frame(1, true, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Masked with zeros, as good as any other mask. */
    static byte[] frame(int opcode, boolean last, byte[] content) {
        ByteBuffer frame = ByteBuffer.allocate(content.length + 14);
        frame.put((byte) (opcode | (last ? 0x80 : 0)));
        if (content.length < SHORT) {
            frame.put((byte) (MASKED | content.length));
        } else if (content.length <= 0xffff) {
            frame.put((byte) (MASKED | SHORT)).putShort((short) content.length);
        } else {
            frame.put((byte) (MASKED | LONG)).putLong(content.length);
        }
        frame.put(new byte[MASK_LENGTH]).put(content);
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** The next text, or how the socket was closed, as the body of an answer. */
    RawAnswer read() throws IOException {
        byte[] head = connection.bytes(2);
        if (head.length < 2) {
            return RawAnswer.CLOSED;
        }
        int length = head[1] & 0x7f;
        if (length == SHORT) {
            length = ByteBuffer.wrap(connection.bytes(2)).getShort() & 0xffff;
        }
        byte[] content = connection.bytes(length);
        if ((head[0] & 0xf) == CLOSE) {
            return answer("closed with " + (ByteBuffer.wrap(content).getShort() & 0xffff));
        }
        return answer(new String(content, StandardCharsets.UTF_8));
    }

    private static RawAnswer answer(String text) {
        return new RawAnswer(OK, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }
}
