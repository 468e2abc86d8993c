package org.demarche.graphql.websocket;

import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import org.demarche.config.StreamSettings;
import org.demarche.http.RequestError;

/** The options of WebSockets that Quarkus has no settings for. */
@Singleton
public class WebSocketOptions implements HttpServerOptionsCustomizer {

    static final String SUBPROTOCOL = "graphql-transport-ws";

    private final StreamSettings settings;

    WebSocketOptions(StreamSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    private void customize(HttpServerOptions options) {
        options.setWebSocketSubProtocols(List.of(SUBPROTOCOL))
                .setMaxWebSocketFrameSize((int) settings.message().asLongValue())
                // A compressor takes hundreds of kilobytes for each socket, and a small message can become a large one.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                // A client that does not answer the closing of its socket must not delay the end of the service.
                .setWebSocketClosingTimeout((int) TimeUnit.MILLISECONDS.toSeconds(RequestError.LINGER));
    }
}
