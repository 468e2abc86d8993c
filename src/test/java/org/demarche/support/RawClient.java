package org.demarche.support;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.vertx.core.json.JsonObject;

/** A client that sends a request and may leave before the response. */
public record RawClient(Socket socket) {

    /** @param address of /graphql */
    public static RawClient send(URI address, String query) throws IOException {
        String body = new JsonObject().put("query", query).encode();
        String request =
                "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(
                                address.getPath(),
                                address.getAuthority(),
                                body.getBytes(StandardCharsets.UTF_8).length,
                                body);
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return new RawClient(socket);
    }

    public void leave() throws IOException {
        socket.close();
    }
}
