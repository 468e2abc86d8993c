package org.demarche.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The command health, against a management port that answers as it is told. */
class HealthCommandTest {

    @ParameterizedTest
    @CsvSource({"ready, 200, 0", "ready, 503, 1", "live, 200, 0", "live, 503, 1", "started, 200, 0", "started, 404, 1"})
    void theExitCodeIsTheAnswer(String question, int status, int exitCode) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/health/" + question, exchange -> {
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            assertThat(health(server.getAddress().getPort(), "--" + question)).isEqualTo(exitCode);
        } finally {
            server.stop(0);
        }
    }

    /** A service that listens on one address only answers on no other. */
    @ParameterizedTest
    @CsvSource({"127.0.0.2, 127.0.0.2, 0", "127.0.0.2, 0.0.0.0, 1", "127.0.0.1, 0.0.0.0, 0", "127.0.0.1, ::, 0"})
    @DisabledOnOs(OS.MAC)
    void asksTheAddressThatTheServiceListensOn(String address, String host, int exitCode) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(health(server.getAddress().getPort(), "--ready", "--host", host))
                    .isEqualTo(exitCode);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"--ready", "--live", "--started"})
    void silenceIsAFailure(String question) throws IOException {
        assertThat(health(closedPort(), question)).isEqualTo(1);
    }

    private static int health(int port, String... arguments) {
        String[] withPort = Arrays.copyOf(arguments, arguments.length + 1);
        withPort[arguments.length] = "--port=" + port;
        return Invocation.of(new HealthCommand(), withPort).exitCode().orElseThrow();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
