package org.demarche.http.connection;

import java.net.InetSocketAddress;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import org.demarche.config.HttpSettings;
import org.demarche.http.BodyBudget;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts limits on the connections of the HTTP servers. Vert.x has no setting for any of them: not for the connections of an
 * address, not for the time that headers, bodies and slow readers may take (only for that between two bytes), not for the
 * memory of unsent answers. So this class adds Netty handlers to the pipelines that Vert.x makes.
 */
@Singleton
public class ConnectionGuard {

    private static final String NAME = "demarche.acceptor";
    private static final String MAX_CONNECTIONS = "quarkus.http.limits.max-connections";

    private final VertxInternal vertx;
    private final HttpServer server;
    private final ConnectionAcceptor acceptor;

    ConnectionGuard(
            Vertx vertx,
            HttpServer server,
            HttpSettings settings,
            BodyBudget received,
            @ConfigProperty(name = MAX_CONNECTIONS) int maxConnections,
            MeterRegistry registry) {
        this.server = server;
        this.vertx = (VertxInternal) vertx;
        UnsentBytes unsent = new UnsentBytes(settings.unsent().asLongValue());
        Gauge.builder("demarche.unsent.size", unsent, UnsentBytes::sum)
                .baseUnit("bytes")
                .description("Memory of the answers that clients have not accepted yet")
                .register(registry);
        Counter refused = Counter.builder("demarche.connections.refused")
                .description("Connections closed at once because their address had too many")
                .register(registry);
        acceptor = new ConnectionAcceptor(
                new ConnectionCounts(settings.connectionsPerAddress(), maxConnections),
                new ConnectionLimits(
                        settings.receiveTimeout().toNanos(),
                        settings.sendTimeout().toNanos(),
                        unsent,
                        received),
                refused);
    }

    void guard(@ObservesAsync HttpServerStart start) {
        guardAll();
    }

    void guard(@ObservesAsync HttpsServerStart start) {
        guardAll();
    }

    private void guardAll() {
        for (EventExecutor executor : vertx.getAcceptorEventLoopGroup()) {
            SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
            loop.execute(() -> loop.registeredChannelsIterator().forEachRemaining(this::guard));
        }
    }

    private void guard(Channel channel) {
        if (channel instanceof ServerChannel
                && isPublic(channel)
                && channel.pipeline().get(NAME) == null) {
            channel.pipeline().addFirst(NAME, acceptor);
        }
    }

    /** The management interface is for the operator, who must reach it when clients use up their connections. */
    private boolean isPublic(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress address
                && (address.getPort() == server.getPort() || address.getPort() == server.getSecurePort());
    }
}
